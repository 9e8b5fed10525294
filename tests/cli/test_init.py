"""`lianxi init` and `lianxi demo`: a real install and a demo, and that neither becomes the other."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lianxi.loaders.demo import load_demo_accounts
from tests.cli.installs import Install

pytestmark = pytest.mark.django_db
GOOD = "Only-for-this-1"
ACCOUNTS = "from lianxi.apps.accounts.models import Account\nprint(Account.objects.count())"
COUNT = f"{ACCOUNTS}\nfrom lianxi.apps.accounts.models import RoleGrant\nprint(RoleGrant.objects.count())"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Install]:
    install = Install(tmp_path / "install", tables=False)
    yield install
    install.drop()


@pytest.fixture
def fresh(migrated: Install, tmp_path: Path) -> Iterator[Install]:
    """Tables up to date and nothing in them."""
    install = Install(tmp_path / "install", like=migrated)
    yield install
    install.drop()


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    file = tmp_path / "password"
    file.write_text(f"{GOOD}\n", encoding="utf-8")
    return file


def test_a_real_install_has_one_operator_no_sample_and_says_what_comes_next(empty: Install, secret: Path) -> None:
    done = empty.run("init", "--password-file", str(secret))
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "lianxi account invite --body 460200 --as operator" in done.stderr
    found = empty.python(
        "from lianxi.apps.accounts.models import Account\n"
        "from lianxi.apps.bodies.models import Body, Region\n"
        "from lianxi.web.day import is_demo\n"
        "print(list(Account.objects.values_list('username', 'is_operator')), is_demo(),"
        " Region.objects.filter(sample=True).count(), Body.objects.filter(pk='460200').count())"
    )
    assert found.strip() == "[('operator', True)] False 0 1"
    again = empty.run("init", "--password-file", str(secret))
    assert again.returncode == 2
    assert "已有账号" in again.stderr


def test_demo_passwords_and_weak_ones_are_refused_and_leave_no_account(empty: Install, secret: Path) -> None:
    for weak in (load_demo_accounts().password, "Operator-2024"):
        secret.write_text(weak, encoding="utf-8")
        done = empty.run("init", "--password-file", str(secret))
        assert done.returncode == 2
        assert "新口令不合要求" in done.stderr
    assert empty.python(ACCOUNTS).strip() == "0"


def test_a_password_file_that_is_missing_or_empty_is_named(empty: Install, secret: Path, tmp_path: Path) -> None:
    secret.write_text("\n", encoding="utf-8")
    assert "口令文件是空的" in empty.run("init", "--password-file", str(secret)).stderr
    assert "口令文件读不出来" in empty.run("init", "--password-file", str(tmp_path / "nowhere")).stderr


def test_a_demo_is_built_once_set_back_and_never_made_a_real_install(empty: Install, secret: Path) -> None:
    assert empty.run("demo").returncode == 0
    accounts = json.loads(empty.run("demo", "accounts", "--json").stdout)
    first = empty.python(COUNT)
    assert first.split()[0] == str(len(accounts))
    assert "没有改动" in empty.run("demo").stderr
    assert empty.python(COUNT) == first
    assert "示例库，不能改作正式库" in empty.run("init", "--password-file", str(secret)).stderr
    empty.python("from lianxi.apps.accounts.models import RoleGrant\nRoleGrant.objects.all().delete()")
    assert empty.run("demo", "reset").returncode == 0
    assert empty.python(COUNT) == first
    assert empty.run("audit", "verify").returncode == 0


def test_a_real_database_is_never_made_a_demo(fresh: Install, secret: Path) -> None:
    assert fresh.run("init", "--password-file", str(secret)).returncode == 0
    for command in (["demo"], ["demo", "reset"]):
        done = fresh.run(*command)
        assert done.returncode == 2
        assert "这是正式库" in done.stderr
    assert fresh.python(ACCOUNTS).strip() == "1"
