"""Worked cases 例子: sentences with facts and the answer expected, so that a jurist can check the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.judging import judge
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.rotation import RotationRule, SlotKey, TurnSource
from lianxi.kernel.rules.turns import expected_turn, turns
from lianxi.kernel.rules.verdicts import Answer, Facts, Verdict


@dataclass(frozen=True)
class ExpectedTurn:
    """What the wheel should say of the case's year and slot; host "" where none is to be named."""

    host: str
    ordinal: int | None = None
    source: TurnSource | None = None


@dataclass(frozen=True)
class Expected:
    """The answer a case expects; what is None is not compared.

    absent: the mechanism has no such rule.
    turn:   asks the wheel instead of judging the facts.
    """

    verdict: Answer | None = None
    force: Force | None = None
    clause: str | None = None
    due: date | None = None
    absent: bool = False
    turn: ExpectedTurn | None = None


@dataclass(frozen=True)
class Case:
    """One worked case 例子: a sentence to read, a rule, the facts, the answer."""

    sentence: str
    rule: str
    given: Facts
    expect: Expected


def failures(
    case: Case, version: MechanismVersion, mechanism: Mechanism, circle: Circle, calendar: WorkCalendar
) -> tuple[str, ...]:
    """Where the rules answer otherwise than the case expects; empty where it holds."""
    if case.expect.turn:
        return tuple(_turn_differs(case, case.expect.turn, mechanism, circle))
    key = SlotKey(case.given.year, case.given.slot)
    try:
        facts = case.given
        if version.text_known and isinstance(version.rule(case.rule), RotationRule):
            facts = replace(facts, expected=expected_turn(mechanism, circle, key))
        verdict = judge(version, case.rule, facts, calendar=calendar, names=circle.parties.short_names)
    except Refused as refusal:
        absent_as_expected = case.expect.absent and refusal.guard == "rule_absent"
        return () if absent_as_expected else (f"不能判断：{refusal}",)
    if case.expect.absent:
        return (f"例子说机制没有规定，但{verdict.clause}有规定。",)
    return tuple(_verdict_differs(case.expect, verdict))


def _turn_differs(case: Case, expect: ExpectedTurn, mechanism: Mechanism, circle: Circle) -> Iterator[str]:
    year = case.given.year
    turn = next((t for t in turns(mechanism, circle, first=year, last=year) if t.slot == case.given.slot), None)
    if turn is None:
        yield f"{SlotKey(year, case.given.slot)}没有这一次例会。"
        return
    reasons = "".join(turn.reasons)
    if (turn.host or "") != expect.host:
        yield f"例子说由“{expect.host}”承办，推算为“{turn.host or ''}”：{reasons}"
    if expect.ordinal is not None and turn.ordinal != expect.ordinal:
        yield f"例子说是第{expect.ordinal}次，推算为第{turn.ordinal}次。"
    if expect.source is not None and turn.source is not expect.source:
        yield f"例子说依据是{expect.source.label}，实为{turn.source.label}。"


def _verdict_differs(expect: Expected, verdict: Verdict) -> Iterator[str]:
    if expect.verdict is not None and verdict.verdict is not expect.verdict:
        yield f"例子说“{expect.verdict.label}”，判断为“{verdict.verdict.label}”：{verdict.why}"
    if expect.force is not None and verdict.force is not expect.force:
        found = verdict.force.label if verdict.force else "不详"
        yield f"例子说条款用语是“{expect.force.label}”，实为“{found}”。"
    if expect.clause is not None and verdict.clause.number != expect.clause:
        yield f"例子说依据是{expect.clause}，实为{verdict.clause.number or '不详'}。"
    if expect.due is not None and verdict.due != expect.due:
        found = verdict.due.isoformat() if verdict.due else "没有推算出日期"
        yield f"例子说日期是{expect.due.isoformat()}，实为{found}。"
