"""What the database itself refuses: changing or deleting an entry.

A guard against mistakes, in our code or at a database prompt. Whoever owns
the tables can remove it, and TRUNCATE passes it by; what such a person does
is found by `verify`.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "审计条目只增不改不删"

_SQLITE = [
    f"""CREATE TRIGGER IF NOT EXISTS audit_entry_no_{act} BEFORE {act} ON audit_entry
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"""
    for act in ("update", "delete")
]
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION audit_entry_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    "DROP TRIGGER IF EXISTS audit_entry_final ON audit_entry",
    """CREATE TRIGGER audit_entry_final BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_is_final()""",
]
_REMOVAL = {
    "sqlite": ["DROP TRIGGER IF EXISTS audit_entry_no_update", "DROP TRIGGER IF EXISTS audit_entry_no_delete"],
    "postgresql": [
        "DROP TRIGGER IF EXISTS audit_entry_final ON audit_entry",
        "DROP FUNCTION IF EXISTS audit_entry_is_final",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers up; those already there stay."""
    _run(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers down: for undoing the migration, and for tests that empty or attack the tables."""
    _run(connection, _REMOVAL[connection.vendor])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
