"""`lianxi audit`: what it finds, in words and as JSON, and how it ends."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.db import connection, transaction

from lianxi.apps.audit import triggers
from lianxi.apps.audit.services import record
from lianxi.cli.audit import command
from lianxi.kernel.access import PUBLIC, Act, Role, Scope
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import A, B, make_account, make_bodies

pytestmark = pytest.mark.django_db(transaction=True)
ACT = Act("demo.note", "示例行为", Scope.PUBLIC)


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


@pytest.fixture(autouse=True)
def acts() -> None:
    """Three acts of one body, one of another."""
    for body in (A, A, A, B):
        with transaction.atomic():
            record(act=ACT, actor=PUBLIC, target="/x/", title="示例事由", on=date(2026, 3, 2), body=body)


@pytest.fixture
def altered() -> None:
    triggers.remove(connection)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    triggers.install(connection)


def test_without_findings_it_says_so_and_ends_with_zero() -> None:
    result = run("verify")
    assert result.exit_code == 0
    assert "核验 2 条链，共 4 条" in result.stdout
    assert "没有发现改动" in result.stdout
    assert "不能知道的" in result.stdout


@pytest.mark.usefixtures("altered")
def test_with_findings_it_ends_with_one() -> None:
    result = run("verify")
    assert result.exit_code == 1
    assert "【条目被改动】990100 链：第 2 条" in result.stdout


@pytest.mark.usefixtures("altered")
def test_json_has_the_documented_shape() -> None:
    result = run("verify", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert list(found) == ["findings", "explained", "chains", "unknowable", "seconds", "entries"]
    assert list(found["findings"][0]) == ["kind", "chain", "first", "last", "message"]
    assert found["findings"][0]["kind"] == "altered"
    assert list(found["chains"][0]) == ["chain", "entries", "number", "hash"]
    assert found["entries"] == 4


def test_heads_noted_elsewhere_are_taken_back_by_verify(tmp_path: Path) -> None:
    noted = tmp_path / "heads.json"
    noted.write_text(run("heads", "--json").stdout)
    assert [head["number"] for head in json.loads(noted.read_text())["heads"]] == [3, 1]
    assert run("verify", "--head", str(noted)).exit_code == 0
    assert "第 3 条" in run("heads").stdout
    noted.write_text(noted.read_text().replace('"number": 3', '"number": 4'))
    assert run("verify", "--head", str(noted)).exit_code == 1


def test_a_heads_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = run("verify", "--head", str(tmp_path / "none"))
    assert isinstance(result.exception, Refused)


def test_a_list_needs_an_account_and_shows_its_own_chain() -> None:
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    assert isinstance(run("list").exception, Refused)
    rows = json.loads(run("list", "--as", "jia.clerk", "--limit", "2", "--json").stdout)
    assert [(row["chain"], row["number"], row["on"]) for row in rows] == [(A, 3, "2026-03-02"), (A, 2, "2026-03-02")]
    assert json.loads(run("list", "--as", "jia.clerk", "--chain", B, "--json").stdout) == []
    assert f"{A}#3\t2026-03-02\t示例行为" in run("list", "--as", "jia.clerk").stdout


def test_missing_heads_are_written_late_by_the_operator(settings) -> None:
    make_account("operator", None)
    journal = Path(settings.AUDIT_HEADS_FILE)
    journal.write_text("".join(journal.read_text().splitlines(keepends=True)[1:]))
    assert run("verify").exit_code == 1
    done = run("witness", "--as", "operator", "--note", "磁盘写满")
    assert f"已补记：{A} 第 1–1 条" in done.stdout
    assert run("verify").exit_code == 0
    assert "磁盘写满" not in run("verify").stdout
    assert "补记" in run("verify").stdout
