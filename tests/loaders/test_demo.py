"""The demo's people: invented, marked, and enough to show every role."""

from __future__ import annotations

import json

from click.testing import CliRunner

from lianxi.cli.demo import command
from lianxi.kernel.access import Role
from lianxi.loaders.bodies import load_bodies
from lianxi.loaders.demo import demo_passwords, load_demo_accounts

REAL = ("460200", "469028", "469027", "469029", "469001")


def test_every_person_of_the_demo_is_marked_as_invented() -> None:
    assert all(account.name.startswith("示例·") for account in load_demo_accounts().accounts)


def test_every_body_of_the_circle_has_an_office_head_a_clerk_and_a_leader() -> None:
    held = {(account.body, part.role) for account in load_demo_accounts().accounts for part in account.roles}
    for body in REAL:
        assert {(body, Role.OFFICE_HEAD), (body, Role.CLERK), (body, Role.LEADER)} <= held
    assert {role for _, role in held} == set(Role) - {Role.OPERATOR}


def test_names_of_accounts_and_bodies_are_right() -> None:
    accounts = load_demo_accounts().accounts
    known = {body.code for body in load_bodies().bodies}
    assert len({account.username for account in accounts}) == len(accounts)
    assert {account.body for account in accounts if account.body} <= known


def test_something_waits_for_an_office_head() -> None:
    assert sum(part.waits for account in load_demo_accounts().accounts for part in account.roles) >= 3


def test_the_list_has_its_documented_shape_and_needs_no_database() -> None:
    rows = json.loads(CliRunner().invoke(command, ["accounts", "--json"]).stdout)
    assert {frozenset(row) for row in rows} == {
        frozenset({"username", "person", "body", "body_name", "roles", "password"})
    }
    operator = next(row for row in rows if row["username"] == "operator")
    assert (operator["body"], operator["body_name"], operator["roles"]) == (None, None, ["operator"])
    assert {row["password"].casefold() for row in rows} == demo_passwords()
