"""What mechanisms keep in view, for whom."""

from __future__ import annotations

from datetime import date

from lianxi.apps.mechanisms.due import due_items
from lianxi.kernel.access import PUBLIC
from lianxi.web.due import DueItem
from tests.apps.mechanisms.people import MACHINE, clerk, joint_office


def titles(items: list[DueItem]) -> list[str]:
    return [item.title for item in items]


def test_the_next_conference_names_its_host_window_and_clause(loaded: date) -> None:
    conference = due_items(clerk("469029"), loaded)[0]
    assert conference.title == "五指山承办第5次联席会议"
    assert conference.due == date(2024, 9, 20)
    assert "9月11日至2024年9月20日" in conference.why
    assert conference.clause == "《三亚经济圈市县人大常委会联席会议工作机制》（2023-08-23）三(二)"
    assert not conference.binding, "一般安排在九月中旬 is no obligation"


def test_the_host_is_told_that_it_is_its_own_turn(loaded: date) -> None:
    assert "本机构承办第5次联席会议" in titles(due_items(clerk("469001"), loaded))


def test_the_latest_day_of_notice_comes_with_its_clause(loaded: date) -> None:
    notice = next(item for item in due_items(clerk("460200"), loaded) if item.title.startswith("最迟通知"))
    assert notice.due == date(2024, 9, 13)
    assert notice.clause.endswith("三(四)")


def test_a_clause_that_obliges_makes_a_binding_day(loaded: date) -> None:
    notice = next(item for item in due_items(clerk("990200"), loaded) if item.title.startswith("最迟通知"))
    assert notice.binding


def test_a_body_sees_its_own_circle_only(loaded: date) -> None:
    assert all(item.field != "三亚经济圈" for item in due_items(clerk("990100"), loaded))


def test_neither_public_nor_operator_has_conferences_due(loaded: date) -> None:
    assert due_items(PUBLIC, loaded) == due_items(MACHINE, loaded) == []


def test_the_joint_office_is_told_in_time_that_next_years_table_is_missing(loaded: date) -> None:
    wanted = "导入2027年节假日安排"
    assert wanted not in titles(due_items(joint_office(), date(2026, 10, 14)))
    assert wanted in titles(due_items(joint_office(), date(2026, 10, 15)))
    assert wanted in titles(due_items(joint_office(), date(2027, 1, 4)))
    assert wanted not in titles(due_items(clerk(), date(2026, 10, 15)))
