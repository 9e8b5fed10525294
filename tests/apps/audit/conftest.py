"""A chain with a few acts, and the hand of somebody who may write to the database directly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.db import connection, transaction

from lianxi.apps.audit import triggers
from lianxi.apps.audit.canonical import FIELDS, FIRST, entry_hash
from lianxi.apps.audit.models import Chain, Entry
from lianxi.apps.audit.services import record
from lianxi.apps.audit.verification import verify_chains
from lianxi.kernel.access import Act, Actor, Role, RoleHeld, Scope

DAY = date(2026, 3, 2)
ACT = Act("demo.note", "示例行为", Scope.PUBLIC)
CLERK = Actor(
    account="demo.clerk", person="示例联络员", body="990100", roles=frozenset({RoleHeld(Role.CLERK, "990100")})
)


@pytest.fixture
def note() -> Callable[..., list[Entry]]:
    """Record `times` acts of a body, each in a transaction of its own."""

    def write(times: int = 1, body: str = "990100", **more: object) -> list[Entry]:
        entries = []
        for turn in range(times):
            with transaction.atomic():
                fields = {"target": "/x/", "title": f"第{turn}件", "on": DAY, "after": {"turn": turn}} | more
                entries.append(record(act=ACT, actor=CLERK, body=body, **fields))
        return entries

    return write


@pytest.fixture
def attack(transactional_db: None) -> Callable[..., None]:
    """Run SQL as somebody who owns the tables: triggers away, and back again so that nothing shows."""

    unchecked, checked = (
        ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
        if connection.vendor == "sqlite"
        else ("SET session_replication_role = replica", "SET session_replication_role = origin")
    )

    def strike(*statements: str) -> None:
        triggers.remove(connection)
        with connection.cursor() as cursor:
            for statement in (unchecked, *statements, checked):
                cursor.execute(statement)
        triggers.install(connection)

    return strike


@pytest.fixture
def rewrite(attack: Callable[..., None]) -> Callable[[str], None]:
    """Recompute every hash of a chain so that it is consistent in itself, its head row included."""

    def forge(chain: str) -> None:
        previous, statements = FIRST, []
        for row in Entry.objects.filter(chain=chain).order_by("number").values(*FIELDS, "id"):
            digest = entry_hash(row | {"prev_hash": previous})
            statements.append(
                f"UPDATE audit_entry SET prev_hash = '{previous}', hash = '{digest}' WHERE id = {row['id']}"
            )
            previous = digest
        number = Entry.objects.filter(chain=chain).count()
        statements.append(
            f"UPDATE audit_chain SET last_number = {number}, last_hash = '{previous}' WHERE key = '{chain}'"
        )
        attack(*statements)

    return forge


@pytest.fixture
def journal(settings) -> Path:
    """The heads file of the running test."""
    return Path(settings.AUDIT_HEADS_FILE)


@pytest.fixture
def found() -> Callable[..., list[tuple[str, str, int, int]]]:
    """What a verification finds: kind, chain, from, to."""

    def verify(*heads: Path) -> list[tuple[str, str, int, int]]:
        report = verify_chains(heads)
        return sorted((finding.kind, finding.chain, finding.first, finding.last) for finding in report.findings)

    return verify


@pytest.fixture
def head_of() -> Callable[[str], tuple[int, str]]:
    """Number and hash the head row of a chain has."""
    return lambda key: Chain.objects.values_list("last_number", "last_hash").get(key=key)
