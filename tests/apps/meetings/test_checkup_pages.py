"""机制体检: the matrix, the verdicts on one conference, and a conference that only the record knows."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from lianxi.apps.mechanisms.models import Original
from lianxi.kernel.access import Role
from tests.apps.bodies.visitors import visitor
from tests.apps.mechanisms.people import REAL
from tests.apps.meetings.year_world import hold_conference, load

CHECKUP = "/conferences/check/"
FOURTH = "/conferences/sanya-circle-2023/"


@pytest.fixture(autouse=True)
def day(db: None) -> date:
    return load()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def rows(client: Client, address: str) -> list[dict[str, str]]:
    content = client.get(address).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_a_visitor_sees_the_public_record_against_the_rules(client: Client) -> None:
    hold_conference()
    said = page(client, CHECKUP)
    for words in (
        "第4次联席会议",
        "保亭承办",
        "偏离",
        "无法判断",
        "当时还没有机制",
        "示例三江联席圈（示例）",
        "怎么看",
    ):
        assert words in said
    assert "第5次联席会议" not in said
    assert f"{FOURTH}verdicts/#window" in said


def test_a_member_sees_also_what_is_run_here_and_another_circle_does_not() -> None:
    hold_conference()
    assert "第5次联席会议" in page(visitor(Role.CLERK, "469029"), CHECKUP)
    assert "第5次联席会议" not in page(visitor(Role.CLERK, "990100"), CHECKUP)


def test_windows_of_one_year_share_a_column_and_what_is_only_allowed_has_none(client: Client) -> None:
    said = page(client, f"{CHECKUP}?circle=demo-river")
    assert "第1次）" not in said
    assert "临时召开</th>" not in said
    assert "三亚经济圈</h2>" not in said


def test_an_unknown_circle_is_not_found(client: Client) -> None:
    assert client.get(f"{CHECKUP}?circle=nowhere").status_code == 404


def test_the_matrix_is_exported_verdict_by_verdict(client: Client) -> None:
    found = rows(client, f"{CHECKUP}?circle=sanya-circle&format=csv")
    assert {row["联席圈"] for row in found} == {"三亚经济圈"}
    departed = [row for row in found if row["判断"] == "偏离"]
    assert [(row["会议"], row["规则"], row["约束力"], row["条款"]) for row in departed] == [
        ("第4次联席会议", "召开时段", "一般", "三(二)")
    ]
    assert client.get(f"{CHECKUP}?format=xlsx").content[:2] == b"PK"


def test_every_verdict_leads_to_its_clause_and_says_why(client: Client) -> None:
    said = page(client, f"{FOURTH}verdicts/")
    assert f'href="/mechanisms/{REAL}/2023-08-23/#clause-三(二)"' in said
    assert "早于规定时段" in said
    assert "不是违反" in said
    assert 'id="invitations.deputies"' in said
    assert len(rows(client, f"{FOURTH}verdicts/?format=csv")) == said.count("<tr id=")


def test_the_original_stands_beside_the_verdict_and_what_is_to_be_checked_is_marked(client: Client, day: date) -> None:
    assert "待核" not in page(client, f"{FOURTH}verdicts/")
    item = {"number": "三(二)", "line": 7, "text": "示例：一般在9月中旬举行。"}
    Original.objects.create(
        slug=REAL, effective=date(2023, 8, 23), name="示例.txt", sha256="0" * 64, items=[item], file="",
        imported_on=day, imported_by="示例·某某", body="460200",
    )  # fmt: skip
    said = page(client, f"{FOURTH}verdicts/")
    assert item["text"] in said
    assert "原文三(二)没有写“轮流承办”" in said
    assert "待核" in page(client, CHECKUP)
    checks = {row["规则"]: row["待核"] for row in rows(client, f"{FOURTH}verdicts/?format=csv")}
    assert checks["召开时段"] == ""
    assert checks["轮流承办"]


def test_the_record_is_shown_with_its_source_and_what_it_does_not_say(client: Client) -> None:
    said = page(client, "/conferences/sanya-circle-2020/")
    for words in ("第1次联席会议", "记录在案", "没有记载", "公开报道", "月日没有记载", "当时还没有机制"):
        assert words in said
    assert "条文不详，一律无法判断" in page(client, "/conferences/sanya-circle-2022/")


def test_verdicts_on_a_conference_run_here_are_for_its_circle_only(client: Client) -> None:
    hold_conference()
    address = "/conferences/sanya-circle-2024/verdicts/"
    assert client.get(address).status_code == 404
    assert visitor(Role.CLERK, "990100").get(address).status_code == 404
    assert "轮到五指山，由五指山承办" in page(visitor(Role.LEADER, "460200"), address)


@pytest.mark.parametrize("slug", ["sanya-circle-1999", "nowhere", "sanya-circle-2021"])
def test_what_nobody_recorded_has_no_page(client: Client, slug: str) -> None:
    assert client.get(f"/conferences/{slug}/verdicts/").status_code == 404
