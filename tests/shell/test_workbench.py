from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.template.loader import render_to_string

from lianxi.shell.workbench import due_lines, due_tiles
from lianxi.web.due import DueItem

ON = date(2024, 9, 20)


def item(title: str, due: date | None, *, provisional: bool = False) -> DueItem:
    return DueItem(title, f"{title}的缘由", "三（四）", "/x/", due=due, provisional=provisional)


def test_late_comes_first_and_what_has_no_day_last() -> None:
    items = [item("丁", None), item("丙", date(2024, 12, 1)), item("甲", date(2024, 9, 18)), item("乙", ON)]
    assert [(line.item.title, line.left, line.tone) for line in due_lines(items, ON)] == [
        ("甲", "逾期 2 天", "red"),
        ("乙", "今天到期", "gold"),
        ("丙", "剩 72 天", "blue"),
        ("丁", "", "muted"),
    ]


def test_what_others_wait_for_stands_above_what_is_far_away() -> None:
    items = [
        item("明年的会议", date(2025, 9, 20)),
        replace(item("确认角色", None), action="去确认"),
        item("今天的事", ON),
    ]
    assert [line.item.title for line in due_lines(items, ON)] == ["今天的事", "确认角色", "明年的会议"]


def test_nobody_is_called_late_on_a_day_that_is_not_certain() -> None:
    late, soon = due_lines(
        [item("甲", date(2024, 9, 18), provisional=True), item("乙", date(2024, 9, 27), provisional=True)], ON
    )
    assert (late.left, late.tone) == ("暂算已过 2 天", "gold")
    assert (soon.left, soon.tone) == ("暂算剩 7 天", "gold")


def test_the_first_day_says_how_far_off_it_is_for_it_may_be_of_another_year() -> None:
    first = due_tiles(due_lines([item("明年的会议", date(2025, 9, 20))], ON))[2]
    assert (first["value"], first["note"]) == ("9月20日", "剩 365 天：明年的会议")
    assert due_tiles([])[2]["value"] == "—"


def test_every_line_says_by_which_clause() -> None:
    html = render_to_string("shell/parts/due.html", {"due": due_lines([item("甲", ON)], ON)})
    assert "依据 三（四）" in html
    assert "2024年9月20日" in html
