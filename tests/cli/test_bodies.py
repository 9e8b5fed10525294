"""`lianxi bodies`: who there is, what each may adopt, and loading the files."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from lianxi.apps.bodies.models import Body
from lianxi.cli.bodies import command
from lianxi.kernel.errors import Refused
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import make_account
from tests.apps.bodies.world import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def machine() -> None:
    set_demo_day(DAY)
    make_account("operator", None)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=True)


def test_loading_says_what_was_done_and_the_second_time_that_nothing_was() -> None:
    first = json.loads(run("load", "--as", "operator", "--json").stdout)
    assert {"kind": "机构", "key": "460200", "fields": []} in first["added"]
    second = run("load", "--as", "operator")
    assert second.stdout.strip() == "没有变化"


def test_loading_without_an_account_is_refused() -> None:
    result = run("load")
    assert isinstance(result.exception, Refused)
    assert not Body.objects.exists()


def test_what_is_invented_can_be_left_out() -> None:
    run("load", "--no-samples", "--as", "operator")
    assert not Body.objects.filter(code__startswith="99").exists()


def test_everybody_reads_what_the_members_of_a_circle_may_adopt_on_a_day() -> None:
    run("load", "--as", "operator")
    rows = json.loads(run("list", "--circle", "sanya-circle", "--json").stdout)
    assert [row["code"] for row in rows] == ["460200", "469028", "469027", "469029", "469001"]
    assert rows[0]["forms"] == ["地方性法规", "决定", "决议"]
    assert rows[0]["circles"] == ["sanya-circle"]
    before = json.loads(run("list", "--circle", "sanya-circle", "--on", "2023-08-22", "--json").stdout)
    assert len(before) == 4
    assert "示例" in run("list").stdout


def test_an_unknown_circle_is_refused_with_those_there_are() -> None:
    run("load", "--as", "operator")
    result = run("list", "--circle", "nowhere")
    assert isinstance(result.exception, Refused)
    assert "sanya-circle" in result.exception.remedy
