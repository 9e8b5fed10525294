"""The permission matrix, cell by cell: act × who × own or other body, each by the real service or page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as django_settings
from django.db import connection, reset_queries, transaction
from django.test.utils import CaptureQueriesContext

from lianxi.apps.audit.models import Entry
from lianxi.composition.acts import ACTS, COLUMNS, matrix
from lianxi.kernel.access import Act, Actor, Scope, allowed
from lianxi.kernel.errors import Refused
from tests.apps.permissions import (
    account_calls,
    body_calls,
    care_calls,
    machine_calls,
    mechanism_calls,
    meeting_calls,
    notice_calls,
    place,
    rule_calls,
)
from tests.apps.permissions.calls import Call
from tests.apps.permissions.place import OWN, PLACES, WHO, Place

CALLS: dict[str, Call] = {
    **account_calls.CALLS,
    **body_calls.CALLS,
    **care_calls.CALLS,
    **machine_calls.CALLS,
    **mechanism_calls.CALLS,
    **meeting_calls.CALLS,
    **notice_calls.CALLS,
    **rule_calls.CALLS,
}
BY_CODE = {act.code: act for act in ACTS}
WRITING = ("INSERT", "UPDATE", "DELETE")


def cells() -> Iterator[object]:
    """Every act by everybody at home; and elsewhere, where the act names a body or a circle."""
    for act in ACTS:
        call = CALLS.get(act.code)
        for where in PLACES if call and call.named else (OWN,):
            for name in WHO:
                yield pytest.param(act, name, where, id=f"{act.code}-{name}-{where.name}")


@pytest.fixture(autouse=True)
def _django_db_marker() -> None:
    """The mark says that cells need the database; that all share one house is arranged here, not by pytest-django."""


@pytest.fixture(scope="module")
def _house(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Bodies and people once for all cells, in a transaction that is never committed."""
    kept = SimpleNamespace(heads=django_settings.AUDIT_HEADS_FILE, files=django_settings.FILES_FOLDER)
    folder: Path = tmp_path_factory.mktemp("matrix")
    django_settings.AUDIT_HEADS_FILE, django_settings.FILES_FOLDER = folder / "heads.jsonl", folder / "files"
    with django_db_blocker.unblock(), transaction.atomic():
        place.build()
        yield
        transaction.set_rollback(True)
    django_settings.AUDIT_HEADS_FILE, django_settings.FILES_FOLDER = kept.heads, kept.files


@pytest.fixture
def _cell(_house: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One cell, undone afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_every_act_is_tried_and_every_call_is_an_act() -> None:
    assert set(CALLS) == set(BY_CODE)


def test_no_two_acts_share_a_code() -> None:
    assert len(BY_CODE) == len(ACTS)


@pytest.mark.django_db
@pytest.mark.usefixtures("_cell")
@pytest.mark.parametrize(("act", "name", "where"), list(cells()))
def test_a_cell_of_the_matrix(act: Act, name: str, where: Place) -> None:
    call, actor = CALLS[act.code], place.who(name)
    doors = [act, *(BY_CODE[code] for code in call.also)]
    may = any(allowed(actor, door, body=where.body, circle=where.circle) for door in doors)
    made = call.ready(where)
    reset_queries()  # the log is kept from cell to cell and holds only so many
    with CaptureQueriesContext(connection) as asked:
        refusal = _try(call, actor, where, made)
    if may:
        assert refusal is None or (call.stops and refusal.guard != "role_required"), str(refusal)
        if call.writes and not call.stops:
            assert Entry.objects.filter(act=act.code).exists()
        return
    assert refusal is not None, f"{name} did “{act.label}” at {where.name}"
    assert refusal.reason
    assert [query["sql"] for query in asked if query["sql"].startswith(WRITING)] == []


def _try(call: Call, actor: Actor, where: Place, made: object) -> Refused | None:
    try:
        call.do(actor, where, made)
    except Refused as refusal:
        return refusal
    return None


def test_every_act_stands_in_the_matrix_with_a_cell_for_everybody() -> None:
    header, *rows = matrix()
    assert len(header) == len(COLUMNS) + 5
    assert sorted(row[1] for row in rows) == sorted(BY_CODE)
    assert {len(row) for row in rows} == {len(header)}


def test_nobody_may_anything_in_another_body() -> None:
    header, *rows = matrix()
    elsewhere = header.index("别的机构、别的圈")
    assert {row[elsewhere] for row in rows} == {"不可", "—"}


def test_the_operator_does_nothing_inside_a_body_or_circle() -> None:
    header, *rows = matrix()
    operator = header.index("运维")
    inside = [row for row in rows if BY_CODE[row[1]].scope in {Scope.BODY, Scope.CIRCLE, Scope.MEMBER}]
    assert {row[operator] for row in inside} == {"不可"}


def test_no_role_of_a_body_keeps_the_machine() -> None:
    header, *rows = matrix()
    roles = slice(header.index("未登录"), header.index("运维"))
    machine = [row for row in rows if BY_CODE[row[1]].scope is Scope.SYSTEM]
    assert {cell for row in machine for cell in row[roles]} == {"不可"}
