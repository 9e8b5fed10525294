"""`cases.toml` → worked cases: sentences with facts and the answer expected."""

from __future__ import annotations

from datetime import date

from lianxi.kernel.rules.cases import Case, Expected, ExpectedTurn
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.kernel.rules.rotation import TurnSource
from lianxi.kernel.rules.verdicts import Answer, Facts
from lianxi.loaders.reading import Reading

MOST_PEOPLE = 10_000


def read_cases(file: Reading) -> tuple[Case, ...]:
    """All cases of the file."""
    return tuple(_case(row) for row in file.rows("cases", required=True))


def _case(row: Reading) -> Case:
    given, expect = row.table("given", required=True), row.table("expect", required=True)
    return Case(
        sentence=row.text("sentence", required=True),
        rule=row.text("rule", required=True, longest=60),
        given=_facts(given) if given else Facts(date.max, 0),
        expect=_expected(expect) if expect else Expected(),
    )


def _facts(given: Reading) -> Facts:
    return Facts(
        on=given.day("on", required=True) or date.max,
        year=given.year("year", required=True) or 0,
        slot=given.whole("slot", low=1, high=12) or 1,
        first_day=given.day("first_day"),
        held_from=given.day("held_from"),
        held_to=given.day("held_to"),
        notice_sent=given.day("notice_sent"),
        host=given.body("host") or None,
        attended=given.choices("attended", ConferenceRole) if given.has("attended") else None,
        total=given.whole("total", low=0, high=MOST_PEOPLE),
        present=given.whole("present", low=0, high=MOST_PEOPLE),
        in_favour=given.whole("in_favour", low=0, high=MOST_PEOPLE),
        held_regular=given.whole("held_regular", low=0, high=12),
    )


def _expected(expect: Reading) -> Expected:
    turn = expect.table("turn")
    if not any(expect.has(key) for key in ("verdict", "due", "absent", "turn")):
        expect.fault("verdict", "例子要写出应有的判断：verdict、due、absent、turn 至少写一项。")
    return Expected(
        verdict=expect.choice("verdict", Answer),
        force=expect.choice("force", Force),
        clause=expect.text("clause", longest=20) or None,
        due=expect.day("due"),
        absent=expect.flag("absent"),
        turn=_turn(turn) if turn else None,
    )


def _turn(turn: Reading) -> ExpectedTurn:
    if not turn.has("host"):
        turn.fault("host", "应写承办方的代码；没有记录、推算不出的写空（host = “”）。")
    return ExpectedTurn(
        host=turn.body("host") if turn.content.get("host") != "" else turn.text("host"),
        ordinal=turn.whole("ordinal", low=1, high=999),
        source=turn.choice("source", TurnSource),
    )
