"""`clauses.toml` → the clauses of a version: number, gist in our own words, and what each is worth."""

from __future__ import annotations

from lianxi.kernel.rules.clauses import Clause, ClauseStatus
from lianxi.loaders.reading import Reading


def read_clauses(file: Reading) -> tuple[Clause, ...]:
    """All clauses of the file; every number once, every repetition of a clause that exists."""
    rows = file.rows("clauses", required=True)
    clauses = tuple(_clause(row) for row in rows)
    numbers = [clause.number for clause in clauses]
    for index, (row, clause) in enumerate(zip(rows, clauses, strict=True)):
        if clause.number and clause.number in numbers[:index]:
            row.fault("number", f"条款编号“{clause.number}”写了两次，请核对。")
        _check_repeats(row, clause, clauses)
    return clauses


def _clause(row: Reading) -> Clause:
    return Clause(
        number=row.text("number", required=True, longest=20),
        gist=row.text("gist", required=True),
        status=row.choice("status", ClauseStatus) or ClauseStatus.IN_FORCE,
        repeats=row.text("repeats", longest=20),
        note=row.text("note"),
    )


def _check_repeats(row: Reading, clause: Clause, clauses: tuple[Clause, ...]) -> None:
    """`repeats` names the clause that counts; only a repeated clause has it."""
    repeated = clause.status is ClauseStatus.REPEATED
    if repeated and not clause.repeats:
        row.fault("repeats", "重复条款要写明与哪一条重复，请补写 repeats。")
    if clause.repeats and not repeated:
        row.fault("repeats", "只有 status = “repeated” 的条款才写 repeats，请改正。")
    if repeated and clause.repeats and not any(c.number == clause.repeats and c.applies for c in clauses):
        row.fault("repeats", f"“{clause.repeats}”不是有效的条款，请核对编号。")
