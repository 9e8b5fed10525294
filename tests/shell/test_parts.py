"""The parts pages are made of say everything in words too."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from tests.web.pages import CHART

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.web.pages")]


@pytest.fixture
def html(client: Client) -> str:
    return client.get("/t/parts/").content.decode()


def test_a_chart_has_its_figures_as_a_table_beside_it(html: str) -> None:
    twin = html[html.index('<details class="lx-twin">') :]
    assert re.findall(r'<td class="num">(\d+)</td>', twin)[:4] == ["8", "5", "12", "2"]
    assert "来源：示例数据" in twin
    option = re.search(r'<script id="progress-option" type="application/json">(.*?)</script>', html)
    assert option
    assert json.loads(option.group(1)) == CHART.option


def test_a_timeline_tells_past_present_and_future(html: str) -> None:
    assert re.findall(r'<li class="is-(\w+)">\s*<span class="when', html) == ["done", "now", "next"]
    assert "2023年<br>8月23日" in html
    assert "依据 三（二）" in html


def test_a_stepper_says_its_states_in_words(html: str) -> None:
    assert [word for word in ("（已完成）", "（当前）", "（未到）", "（已中止）") if word in html] == [
        "（已完成）",
        "（当前）",
        "（未到）",
        "（已中止）",
    ]
    assert html.count('aria-current="step"') == 1


def test_a_matrix_names_its_rows_and_columns(html: str) -> None:
    assert '<th scope="row">确认角色<small>role.confirm</small></th>' in html
    assert '<th scope="col">联席办</th>' in html
    assert "<td>—</td>" in html


def test_a_figure_links_only_where_there_is_something_to_see(html: str) -> None:
    assert '<a href="/t/regions/" class="lx-tile t-muted">' in html
    assert '<div class="lx-tile t-red">' in html


def test_values_that_are_missing_are_a_dash(html: str) -> None:
    assert "<dt>承办</dt><dd>—</dd>" in html
