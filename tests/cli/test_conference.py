"""`lianxi conference`: the documented JSON, lines to read, and a refusal for every slip."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.mechanisms.services import load_mechanisms
from lianxi.cli.conference import command
from lianxi.kernel.errors import Refused
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import make_account
from tests.apps.mechanisms.conftest import DAY
from tests.apps.mechanisms.people import MACHINE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _machine() -> None:
    set_demo_day(DAY)
    load_definitions(actor=MACHINE, samples=True)
    load_mechanisms(actor=MACHINE, on=DAY, samples=True)
    make_account("operator", None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def answer(*arguments: str) -> list[dict[str, object]]:
    result = run(*arguments, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_list_has_the_documented_keys_and_everything_on_record() -> None:
    found = answer("list", "--circle", "sanya-circle")
    assert list(found[0]) == ["slug", "circle", "ordinal", "year", "host", "stage"]
    assert [(row["slug"], row["ordinal"], row["host"], row["stage"]) for row in found] == [
        ("sanya-circle-2020", 1, None, "recorded"),
        ("sanya-circle-2022", 3, None, "recorded"),
        ("sanya-circle-2023", 4, "469029", "recorded"),
    ]


def test_without_a_circle_all_are_listed_real_ones_first() -> None:
    circles = [row["circle"] for row in answer("list")]
    assert set(circles) == {"sanya-circle", "demo-river"}
    assert circles == sorted(circles, key=lambda circle: circle == "demo-river")


def test_the_fourth_conference_departed_from_what_is_only_usual() -> None:
    found = {row["rule"]: row for row in answer("verdicts", "sanya-circle-2023")}
    window = found["window"]
    assert list(window)[:5] == ["rule", "clause", "force", "verdict", "why"]
    assert (window["clause"], window["force"], window["verdict"]) == ("三(二)", "usual", "departed")
    assert "不是违反" in str(window["why"])
    assert window["ref"] == "《三亚经济圈市县人大常委会联席会议工作机制》（2023-08-23）三(二)"
    assert {found["notice"]["verdict"], found["rotation"]["verdict"]} == {"unknown"}
    assert {row["needs_check"] for row in found.values()} == {""}


def test_under_an_unknown_text_nothing_can_be_told_and_before_the_first_version_nothing_is() -> None:
    found = answer("verdicts", "sanya-circle-2022")
    assert found
    assert {(row["clause"], row["force"], row["verdict"]) for row in found} == {("", None, "unknown")}
    assert answer("verdicts", "sanya-circle-2020") == []
    assert "当时还没有机制" in run("verdicts", "sanya-circle-2020").output


def test_on_an_earlier_day_the_conference_had_not_been_held() -> None:
    found = {row["rule"]: row["verdict"] for row in answer("verdicts", "sanya-circle-2023", "--on", "2023-08-01")}
    assert (found["window"], found["composition"]) == ("not_yet", "not_yet")


def test_without_json_it_reads_as_sentences() -> None:
    said = run("verdicts", "sanya-circle-2023").output
    assert "偏离  召开时段（一般）" in said
    assert "sanya-circle-2023\t第4次联席会议" in run("list").output


@pytest.mark.parametrize(
    ("arguments", "guard"),
    [
        (("verdicts", "sanya-circle-1999"), "no_such_conference"),
        (("verdicts", "nowhere"), "no_such_conference"),
        (("list", "--circle", "nowhere"), "no_such_circle"),
    ],
)
def test_a_slip_is_refused_with_a_remedy(arguments: tuple[str, ...], guard: str) -> None:
    refusal = run(*arguments).exception
    assert isinstance(refusal, Refused)
    assert (refusal.guard, bool(refusal.remedy)) == (guard, True)
