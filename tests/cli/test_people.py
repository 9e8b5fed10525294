"""`lianxi people`: the same import as on the page, and a list that is masked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import PeopleImport, Person
from lianxi.cli.people import command
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import make_account
from tests.apps.bodies.world import make_world
from tests.importers.workbooks import workbook

HEADER = ["姓名", "职务", "任职起", "手机"]
ROW = ["示例甲", "主任", "2021-09-01", "13812345678"]


@pytest.fixture(autouse=True)
def accounts(db: None) -> None:
    make_world()
    make_account("jia.clerk", "990100", Role.CLERK)
    make_account("yi.clerk", "990200", Role.CLERK)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook([HEADER, ROW]))
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments], catch_exceptions=True)


def take(file: Path, *more: str, account: str = "jia.clerk") -> Result:
    return run("import", str(file), "--body", "990100", "--as", account, *more)


def test_a_dry_run_says_what_would_be_done_and_keeps_nothing(file: Path) -> None:
    answer = json.loads(take(file, "--dry-run", "--json").stdout)
    assert answer["counts"] == {"added": 1, "changed": 0, "same": 0, "faulty": 0}
    assert (answer["stored"], answer["dry_run"]) == (False, True)
    assert not Person.objects.exists()
    assert not PeopleImport.objects.exists()


def test_taking_a_table_registers_its_people_and_the_audit_knows_the_system_user(file: Path) -> None:
    result = take(file)
    assert result.stdout.strip() == "已导入：新增 1，变更 0，不变 0，有错 0"
    assert Person.objects.get().phone == "13812345678"
    entry = Entry.objects.get(act="people.import")
    assert entry.account == "jia.clerk"
    assert entry.system_user
    assert "不变 1" in take(file).stdout


def test_faults_go_to_stderr_and_nothing_is_stored_unless_the_right_rows_are_chosen(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook([HEADER, ROW, ["示例乙", "局长", "2021-13-01", ""]]))
    result = take(path)
    assert result.exit_code == 1
    assert "第3行 任职起" in result.stderr
    assert "没有导入" in result.stdout
    assert not Person.objects.exists()
    answer = json.loads(take(path, "--take-right", "--json").stdout)
    assert answer["stored"]
    assert [(fault["row"], fault["column"]) for fault in answer["faults"]] == [(3, "职务"), (3, "任职起")]
    assert Person.objects.count() == 1


def test_only_the_own_office_imports(file: Path) -> None:
    result = take(file, account="yi.clerk")
    assert isinstance(result.exception, Refused)
    assert not Person.objects.exists()


def test_a_file_that_is_no_table_and_a_body_that_is_none_are_refused(tmp_path: Path, file: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(b"hello")
    assert isinstance(take(path).exception, Refused)
    result = run("import", str(file), "--body", "123", "--as", "jia.clerk")
    assert isinstance(result.exception, Refused)
    assert "lianxi bodies list" in result.exception.remedy


def test_the_list_is_masked_and_shows_contacts_to_the_own_office_only(file: Path) -> None:
    take(file)
    (own,) = json.loads(run("list", "--json", "--as", "jia.clerk").stdout)
    assert own["phone"] == "138****5678"
    assert own["seats"] == [{"body": "990100", "post": "主任", "start": "2021-09-01", "end": None}]
    (other,) = json.loads(run("list", "--json", "--as", "yi.clerk").stdout)
    assert (other["name"], other["phone"]) == ("示例甲", None)
    assert "138****5678" in run("list", "--body", "990100", "--as", "jia.clerk").stdout
    assert isinstance(run("list").exception, Refused)
