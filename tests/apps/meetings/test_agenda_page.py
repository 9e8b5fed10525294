"""The page of the agenda: two clerks at once, and nothing of what was typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse

from lianxi.apps.meetings.models import Conference, Topic
from lianxi.apps.meetings.views.agenda import agenda_page
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.meetings.walking import RIVER, back_at
from tests.apps.permissions.calls import request

pytestmark = pytest.mark.usefixtures("circles")


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.OFFICE)


def send(version: int, *titles: str, orders: tuple[str, ...] = ()) -> HttpResponse:
    """The form as a browser sends it, one new row for every title."""
    count = len(titles)
    given = {
        "version": str(version), "title": list(titles), "order": list(orders) or [""] * count, "item": ["0"] * count,
        "topic": ["0"] * count, "kind": ["discuss"] * count, "lead": [""] * count,
    }  # fmt: skip
    return agenda_page(request(RIVER.office, "post", given=given), slug=back_at(RIVER).slug)


def titles() -> list[str]:
    return list(Conference.objects.get(slug=RIVER.conference.slug).items.values_list("title", flat=True))


def test_the_second_of_two_clerks_sees_both_texts_and_overwrites_nothing() -> None:
    version = back_at(RIVER).agenda_version
    assert send(version, "示例：甲的议程").status_code == 302
    answer = send(version, "示例：乙的议程")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "示例：甲的议程" in page
    assert 'value="示例：乙的议程"' in page
    assert titles() == ["示例：甲的议程"]
    # having seen both, the second clerk sends again, from the reading that now stands
    assert send(version + 1, "示例：甲的议程", "示例：乙的议程").status_code == 302
    assert titles() == ["示例：甲的议程", "示例：乙的议程"]


def test_rows_stand_in_the_order_of_their_numbers() -> None:
    version = back_at(RIVER).agenda_version
    send(version, "示例：后", "示例：先", orders=("2", "1"))
    assert titles() == ["示例：先", "示例：后"]


def test_topics_left_off_the_agenda_are_still_offered() -> None:
    send(back_at(RIVER).agenda_version, "示例：只有一项")
    left = Topic.objects.filter(conference=RIVER.conference).first()
    page = agenda_page(request(RIVER.office), slug=RIVER.conference.slug).content.decode()
    assert left is not None
    assert left.title in page


@pytest.mark.parametrize(
    "given", [{}, {"version": "x", "title": ["a"], "order": ["y"], "item": ["z"], "topic": ["-1"]}]
)
def test_a_form_that_was_tampered_with_changes_nothing_and_does_not_crash(given: dict[str, object]) -> None:
    before, conference = titles(), back_at(RIVER)
    answer = agenda_page(request(RIVER.office, "post", given=given), slug=conference.slug)
    assert answer.status_code == 403
    assert titles() == before
