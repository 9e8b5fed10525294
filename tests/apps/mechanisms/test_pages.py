"""The public pages of mechanisms, calendars and deadlines."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client

from tests.apps.mechanisms.people import REAL, RIVER, TABLE_2027

VERSION = f"/mechanisms/{REAL}/2023-08-23/"


@pytest.mark.parametrize(
    "address",
    [
        "/", "/mechanisms/", VERSION, f"/mechanisms/{REAL}/2022-11-13/", f"/mechanisms/{REAL}/2022-11-13/2023-08-23/",
        f"/mechanisms/{REAL}/wheel/", f"/mechanisms/{RIVER}/wheel/?first=2020&last=2030", "/calendars/",
        "/calendars/2026/", "/calendars/2031/", "/deadline/",
    ],
)  # fmt: skip
def test_visitors_read_the_page(loaded: date, client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/mechanisms/nobody/", f"/mechanisms/{REAL}/2023-08-24/", f"/mechanisms/{REAL}/2023-13-45/",
        f"/mechanisms/{REAL}/2022-11-13/2020-01-01/", "/calendars/1900/",
    ],
)  # fmt: skip
def test_what_does_not_exist_is_not_found(loaded: date, client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_the_mechanism_leads_to_the_version_in_force(loaded: date, client: Client) -> None:
    assert client.get(f"/mechanisms/{REAL}/").headers["Location"] == VERSION


def test_the_page_names_next_host_rules_forces_and_void_clauses(loaded: date, client: Client) -> None:
    page = client.get(VERSION).content.decode()
    for words in (
        "2024年第5次",
        "五指山",
        "按顺序，保亭之后轮到五指山。",
        "会议一般应在每年9月中旬召开。",
        "误植，不适用",
        "没有记载",
    ):
        assert words in page


def test_a_version_without_text_judges_and_predicts_nothing(loaded: date, client: Client) -> None:
    page = client.get(f"/mechanisms/{REAL}/2022-11-13/").content.decode()
    assert "条文不详" in page
    assert "没有轮流承办的规定可据，不推算。" in page


def test_the_wheel_is_exported_with_its_reasons(loaded: date, client: Client) -> None:
    answer = client.get(f"/mechanisms/{REAL}/wheel/?first=2023&last=2026&format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["年份"], row["承办"], row["依据"]) for row in rows] == [
        ("2023", "保亭", "记录"), ("2024", "五指山", "推算"), ("2025", "三亚", "推算"), ("2026", "陵水", "推算"),
    ]  # fmt: skip
    assert all(row["怎样得来"] for row in rows)


def test_years_the_wrong_way_round_are_refused_in_words(loaded: date, client: Client) -> None:
    answer = client.get(f"/mechanisms/{REAL}/wheel/?first=2030&last=2020")
    assert answer.status_code == 403
    assert "“到”不能早于“从”" in answer.content.decode()


@pytest.mark.parametrize(
    ("question", "due"),
    [
        ("start=2026-02-10&amount=5&unit=workday", "2026年2月24日"),
        ("start=2026-09-14&amount=5&unit=workday", "2026年9月20日"),
        ("start=2026-01-31&amount=3&unit=month", "2026年4月30日"),
        ("start=2024-09-20&amount=7&unit=day&direction=before", "2024年9月13日"),
    ],
)
def test_a_deadline_is_counted_and_has_an_address(loaded: date, client: Client, question: str, due: str) -> None:
    page = client.get(f"/deadline/?{question}").content.decode()
    assert due in page
    assert "不计入" in page


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("start=2026-02-30&amount=5&unit=workday", "输入一个有效的日期"),
        ("start=2026-02-10&amount=-5&unit=workday", "请填正数"),
        ("start=2026-02-10&amount=0&unit=day", "期限为 0"),
        ("start=2026-02-10&amount=999999&unit=day", "太长"),
        ("start=1900-01-01&amount=5&unit=day", "起算日"),
        ("start=2026-02-10&amount=5&unit=year", "不在可用的选项中"),
        ("amount=5", "必填"),
    ],
)
def test_a_question_that_makes_no_sense_gets_an_answer_that_does(
    loaded: date, client: Client, question: str, said: str
) -> None:
    answer = client.get(f"/deadline/?{question}")
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_a_deadline_into_an_unloaded_year_says_that_it_is_provisional(loaded: date, client: Client) -> None:
    page = client.get("/deadline/?start=2026-12-30&amount=5&unit=workday").content.decode()
    assert "暂定" in page
    assert "2027年的节假日安排尚未导入" in page


def test_visitors_may_not_load_a_calendar(loaded: date, client: Client) -> None:
    for answer in (
        client.get("/calendars/load/"),
        client.post("/calendars/load/", {"text": TABLE_2027, "step": "load"}),
    ):
        assert answer.status_code == 403
        assert "联席办" in answer.content.decode()
