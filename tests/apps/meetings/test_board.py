"""交办看板: the board, the list with its filters, and who sees either."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.test import Client

from lianxi.apps.meetings.models import FollowUp, FollowUpState
from lianxi.apps.meetings.views.board import MOST_CLOSED, lateness
from lianxi.kernel.access import Role
from tests.apps.bodies.visitors import visitor
from tests.apps.meetings.year_world import DAY, hold_conference, load

BOARD, LIST = "/conferences/follow-ups/", "/conferences/follow-ups/list/"


@pytest.fixture(autouse=True)
def day(db: None) -> date:
    return load()


@pytest.fixture
def member() -> Client:
    hold_conference()
    return visitor(Role.CLERK, "469029")


def titles(client: Client, query: str) -> list[str]:
    answer = client.get(f"{LIST}?{query}&format=csv")
    return [row["事项"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]


def test_every_state_has_its_column_and_what_is_late_says_how_late(member: Client) -> None:
    said = member.get(BOARD).content.decode()
    for words in ("办理中", "待核验", "已办结", "逾期14天", "逾期3天报结", "三亚牵头，陵水配合", "2024年10月9日办结"):
        assert words in said
    assert said.count("is-late") == 1


def test_of_what_is_done_only_the_newest_are_shown_and_the_rest_is_one_click_away(member: Client) -> None:
    conference = FollowUp.objects.all()[0].conference
    for number in range(4, 4 + MOST_CLOSED):
        FollowUp.objects.create(
            conference=conference, number=number, title=f"旧事{number}", lead_id="460200", due=DAY, evidence="已办",
            state=FollowUpState.CLOSED, closed_on=DAY - timedelta(days=number), closed_by_body="469029",
        )  # fmt: skip
    said = member.get(BOARD).content.decode()
    assert f"{LIST}?state=closed" in said
    assert "旧事4" in said
    assert f"旧事{3 + MOST_CLOSED}" not in said


def test_the_list_is_another_view_of_the_same_page(member: Client) -> None:
    assert member.get(f"{BOARD}?view=list&state=open").headers["Location"] == f"{LIST}?state=open"
    assert member.get(f"{BOARD}?view=list").headers["Location"] == LIST


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["联合视察", "统一审议标准", "交换名单"]),
        ("state=open", ["统一审议标准"]),
        ("overdue=true", ["联合视察", "统一审议标准"]),
        ("overdue=false", ["交换名单"]),
        ("lead=460200", ["交换名单"]),
        ("circle=sanya-circle&lead=469027", ["联合视察"]),
        ("circle=demo-river", []),
    ],
)
def test_the_list_is_filtered_and_exported(member: Client, query: str, found: list[str]) -> None:
    assert titles(member, query) == found


def test_the_export_says_who_leads_who_helps_and_how_late(member: Client) -> None:
    answer = member.get(f"{LIST}?state=closed&format=csv")
    row = next(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert (row["会议"], row["牵头方"], row["配合方"], row["核验人"]) == ("第5次联席会议", "三亚", "陵水", "示例·某某")
    assert member.get(f"{LIST}?format=xlsx").content[:2] == b"PK"


def test_neither_visitors_nor_another_circle_see_any_task(member: Client, client: Client) -> None:
    for stranger in (client, visitor(Role.CLERK, "990100"), visitor(None, None)):
        assert "统一审议标准" not in stranger.get(BOARD).content.decode()
        assert "没有交办事项" in stranger.get(BOARD).content.decode()
        assert titles(stranger, "") == []


@pytest.mark.parametrize(("days", "said"), [(-1, "逾期1天"), (0, ""), (1, "")])
def test_a_task_is_late_the_day_after_its_day(days: int, said: str) -> None:
    assert lateness(FollowUp(state=FollowUpState.OPEN, due=DAY + timedelta(days=days)), DAY) == said
