"""年度安排: the bars of a year, their table, and the parties against the steps."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from django.test import Client

from lianxi.apps.meetings.body_steps import HEADER, steps_matrix
from lianxi.apps.meetings.models import Conference, StageMove
from lianxi.apps.meetings.selectors import ConferenceState
from lianxi.apps.meetings.year_plan import PlanRow, share, year_rows
from lianxi.kernel.access import PUBLIC, Actor, Role
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.bodies.visitors import visitor
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.year_world import DAY, hold_conference, load, open_conference


@pytest.fixture(autouse=True)
def day(db: None) -> date:
    return load()


def of_circle(actor: Actor, year: int, name: str) -> list[PlanRow]:
    return [row for row in year_rows(actor, year, DAY) if row.circle == name]


def words(row: PlanRow) -> dict[str, str]:
    return {span.label: span.when for span in row.spans}


def test_the_steps_of_a_conference_follow_one_another_without_a_gap() -> None:
    hold_conference()
    row = of_circle(clerk("460200"), 2024, "三亚经济圈")[0]
    stages = [span for span in row.spans if span.kind == "stage"]
    assert [span.label for span in stages] == ["启动", "征集议题", "办公室会议", "通知", "回执", "会议", "纪要", "交办"]
    assert all((after.first - before.last).days == 1 for before, after in pairwise(stages))
    assert stages[-1].last == DAY
    assert words(row) | {"已通知": "2024年9月10日", "议题截止": "2024年8月15日"} == words(row)


def test_a_step_left_on_the_day_it_was_reached_has_no_bar() -> None:
    one = open_conference()
    StageMove.objects.create(conference=one, before=Stage.OPENED, after=Stage.TOPICS, on=one.opened_on, by="示例·某某")
    row = of_circle(clerk("990100"), 2024, "示例三江联席圈")[0]
    assert [span.label for span in row.spans if span.kind == "stage"] == ["征集议题"]


def test_before_the_day_is_settled_notice_is_reckoned_from_the_end_of_the_window() -> None:
    open_conference()
    row = of_circle(clerk("990100"), 2024, "示例三江联席圈")[0]
    assert words(row)["最迟通知"] == "2024年3月6日"  # ten workdays before 20 March
    assert "待确认" in row.note


def test_a_conference_filed_away_ends_with_a_mark() -> None:
    one = open_conference()
    StageMove.objects.create(conference=one, before=Stage.FOLLOW_UPS, after=Stage.ARCHIVED, on=DAY, by="示例·某某")
    Conference.objects.update(stage=Stage.ARCHIVED)
    row = of_circle(clerk("990100"), 2024, "示例三江联席圈")[0]
    assert [(span.label, span.first) for span in row.spans if span.kind == "day"][-1] == ("归档", DAY)


def test_visitors_see_the_record_and_what_the_wheel_foresees_and_nothing_run_here() -> None:
    hold_conference()
    row = of_circle(PUBLIC, 2024, "三亚经济圈")[0]
    assert (row.title, row.note) == ("第5次联席会议", "轮到五指山 · 没有召开的记录")
    assert {span.kind for span in row.spans} == {"window", "day"}
    assert of_circle(PUBLIC, 2023, "三亚经济圈")[0].href == "/conferences/sanya-circle-2023/"
    assert [row.note for row in of_circle(PUBLIC, 2020, "三亚经济圈")] == ["承办方没有记载 · 日期没有记载"]


def test_bars_lie_inside_the_year() -> None:
    hold_conference()
    open_conference()
    for year in (2023, 2024, 2025):
        for row in year_rows(clerk("460200"), year, DAY):
            assert all(float(bar.left) >= 0 and float(bar.left) + float(bar.width) <= 100.01 for bar in row.bars)


@pytest.mark.parametrize(
    ("day", "percent"),
    [(date(2024, 1, 1), 0), (date(2023, 12, 31), 0), (date(2025, 1, 1), 100), (date(2024, 7, 1), 182 / 366 * 100)],
)
def test_a_day_lies_where_it_should(day: date, percent: float) -> None:
    assert share(day, 2024) == pytest.approx(percent)


def test_parties_stand_against_the_steps() -> None:
    matrix = steps_matrix(ConferenceState(hold_conference(), DAY))
    assert matrix["header"] == HEADER
    told = {row["label"]: [cell["text"] for cell in row["cells"]] for row in matrix["rows"]}  # type: ignore[attr-defined]
    assert told["三亚"] == ["不适用", "已办 7月1日", "已办 9月12日", "已办 9月19日", "已办 9月25日", "已办 10月9日"]
    assert told["陵水"][-1] == "待办1件，有逾期"
    assert told["乐东"][-1] == "待办1件"
    assert told["保亭"][-2:] == ["没有办", "不适用"]
    assert told["五指山"] == ["已办 5月20日", "没有办", "没有办", "没有办", "不适用", "不适用"]


def test_what_has_not_been_reached_is_not_asked_for_yet() -> None:
    rows = steps_matrix(ConferenceState(open_conference(), DAY))["rows"]
    told = {row["label"]: [cell["text"] for cell in row["cells"]] for row in rows}  # type: ignore[attr-defined]
    assert told["示例甲市"] == ["待办", *["未到"] * 5]
    assert told["示例乙县"] == ["不适用", *["未到"] * 5]


def test_the_page_shows_bars_and_table_and_the_way_to_other_years() -> None:
    hold_conference()
    client = visitor(Role.CLERK, "460200")
    said = client.get("/conferences/year/2024/").content.decode()
    for text in ("2024年安排", "第5次联席会议：各方进度", "数据表", "上一年（2023）", "--now: 78.", "承办确认"):
        assert text in said
    assert "--now" not in client.get("/conferences/year/2023/").content.decode()
    assert client.get("/conferences/year/").headers["Location"] == "/conferences/year/2024/"


def test_a_year_without_anything_says_so_and_an_impossible_one_is_not_found(client: Client) -> None:
    assert "这一年没有会议" in client.get("/conferences/year/2000/").content.decode()
    assert client.get("/conferences/year/9999/").status_code == 404


def test_a_visitor_finds_no_party_s_progress(client: Client) -> None:
    hold_conference()
    assert "各方进度" not in client.get("/conferences/year/2024/").content.decode()
