from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory

from lianxi.web.wording import shown


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2024, 9, 20), "2024年9月20日"),
        (datetime(2024, 9, 19, 16, 5, tzinfo=UTC), "2024年9月20日 00:05"),
        (True, "是"),
        (False, "否"),
        (0, "0"),
        (None, "—"),
        ("", "—"),
        ("三（四）", "三（四）"),
    ],
)
def test_values_are_shown_as_readers_write_them(value: object, words: str) -> None:
    assert shown(value) == words


def test_templates_know_days_and_weekdays() -> None:
    page = Template("{{ day|cn_date }} {{ day|weekday }} {{ day|cn_day }} {{ day|iso }} {{ none|cn_date }}")
    assert page.render(Context({"day": date(2024, 9, 20), "none": None})) == (
        "2024年9月20日 星期五 9月20日 2024-09-20 —"
    )


def test_a_query_is_changed_without_losing_the_rest() -> None:
    request = RequestFactory().get("/", {"q": "县", "level": "", "page": "3", "tag": ["a", "b"]})
    page = Template("{% query page=4 format=None %}")
    assert page.render(Context({"request": request})) == "?q=%E5%8E%BF&amp;tag=a&amp;tag=b&amp;page=4"


def test_controls_get_the_class_of_their_kind() -> None:
    class Sample(forms.Form):
        name = forms.CharField()
        kind = forms.ChoiceField(choices=[("a", "甲")])
        sure = forms.BooleanField()

    form = Sample({})
    html = Template("{% for field in form %}{{ field|control }}{% endfor %}").render(Context({"form": form}))
    assert 'class="form-control is-invalid"' in html
    assert 'class="form-select is-invalid"' in html
    assert 'class="form-check-input is-invalid"' in html
