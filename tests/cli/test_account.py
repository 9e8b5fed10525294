"""`lianxi account`: the same services as the pages, and no way to give a role."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner, Result

from lianxi.apps.accounts.models import Account, RoleGrant
from lianxi.apps.audit.models import Entry
from lianxi.cli.account import command
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import A, B, C, make_account, make_bodies


@pytest.fixture(autouse=True)
def house(db: None) -> None:
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    make_account("yi.clerk", B, Role.CLERK)
    make_account("operator", None)


def run(*arguments: str, **options: str) -> Result:
    return CliRunner().invoke(command, list(arguments), **options)


def refusal(*arguments: str) -> Refused:
    result = run(*arguments)
    assert isinstance(result.exception, Refused)
    return result.exception


def test_an_account_is_made_with_a_temporary_password_told_once() -> None:
    result = run("create", "jia.new", "--name", "示例·吴", "--body", A, "--as", "operator", "--json")
    answer = json.loads(result.stdout)
    assert set(answer) == {"username", "body", "temporary_password"}
    assert Account.objects.get(username="jia.new").check_password(answer["temporary_password"])
    entry = Entry.objects.get(act="account.create")
    assert entry.account == "operator"
    assert entry.system_user


def test_without_as_nothing_is_done() -> None:
    assert refusal("create", "jia.new", "--name", "示例·吴", "--body", A).guard == "role_required"
    assert refusal("invite", "--body", C).guard == "role_required"
    assert refusal("list").guard == "role_required"


def test_a_code_is_printed_once_with_the_days_it_is_good_for() -> None:
    answer = json.loads(run("invite", "--body", C, "--as", "operator", "--json").stdout)
    assert set(answer) == {"body", "code", "usable_from", "expires_on"}
    assert len(answer["code"].replace("-", "")) == 20
    assert refusal("invite", "--body", A, "--as", "operator").guard == "has_office_head"
    assert refusal("invite", "--body", C, "--as", "jia.head").guard == "role_required"


def test_the_list_shows_the_own_body_and_the_operator_all_without_roles() -> None:
    own = json.loads(run("list", "--as", "jia.head", "--json").stdout)
    assert [(row["username"], row["roles"]) for row in own] == [("jia.head", ["办公室主任"])]
    every = json.loads(run("list", "--as", "operator", "--json").stdout)
    assert {row["username"] for row in every} == {"jia.head", "yi.clerk", "operator"}
    assert {row["roles"] for row in every} == {None}
    assert "jia.head" in run("list", "--as", "jia.head").stdout


def test_whoever_keeps_the_machine_resets_operators_and_nobody_else() -> None:
    answer = json.loads(run("reset-operator", "operator", "--json").stdout)
    assert Account.objects.get(username="operator").check_password(answer["temporary_password"])
    assert refusal("reset-operator", "jia.head").guard == "not_an_operator"
    assert refusal("deactivate-operator", "operator").guard == "last_operator"


def test_a_second_operator_is_made_with_a_password_typed_twice() -> None:
    typed = "Typed-twice-77\nTyped-twice-77\n"
    assert run("create-operator", "second.op", "--name", "示例·运维二", input=typed).exit_code == 0
    assert run("deactivate-operator", "operator").exit_code == 0
    assert not Account.objects.get(username="operator").is_active


def test_no_command_gives_a_role() -> None:
    before = RoleGrant.objects.count()
    assert set(command.commands) == {
        "create", "invite", "list", "create-operator", "reset-operator", "deactivate-operator",
    }  # fmt: skip
    assert isinstance(command, click.Group)
    assert RoleGrant.objects.count() == before
