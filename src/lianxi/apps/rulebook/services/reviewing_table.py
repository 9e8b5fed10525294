"""Conclusions of a table recorded together 从表格登记: all of them, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from lianxi.apps.rulebook.acts import RECORD_REVIEW
from lianxi.apps.rulebook.keeping_up.review_table import Line
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.portions import portions
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.reviewing import check_review, record_review
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused


@dataclass(frozen=True)
class Outcome:
    """What becomes of a line. work: None where it is not known; same: recorded already, word by word."""

    line: Line
    work: Work | None = None
    same: bool = False


@dataclass(frozen=True)
class Outcomes:
    """Of a whole table."""

    rows: tuple[Outcome, ...]

    @property
    def faulty(self) -> list[Line]:
        """Lines with something wrong; while there is one, nothing is recorded."""
        return [one.line for one in self.rows if one.line.faults]

    @property
    def fresh(self) -> list[Outcome]:
        """Lines that are recorded."""
        return [one for one in self.rows if not one.line.faults and not one.same]

    @property
    def unchanged(self) -> int:
        """Lines that say what is recorded already."""
        return sum(one.same for one in self.rows)


def check_reviews(*, lines: Sequence[Line], actor: Actor, on: date) -> Outcomes:
    """What would become of each line 试读; nothing is recorded."""
    works = _works(lines, actor, on)
    return Outcomes(_twice([_checked(line, works.get(line.address), actor, on) for line in lines]))


@transaction.atomic
def record_reviews(*, lines: Sequence[Line], actor: Actor, on: date) -> Outcomes:
    """Record the conclusions of a table, each as `record_review` does; nothing where one of them cannot be.

    A line that says what is recorded already is left alone, so that an export may come back in with more filled in.
    """
    answer = check_reviews(lines=lines, actor=actor, on=on)
    if answer.faulty:
        return answer
    for one in answer.fresh:
        line = one.line
        if one.work and line.conclusion and line.day:
            record_review(
                work=one.work, conclusion=line.conclusion, day=line.day, reason=line.reason, actor=actor, on=on
            )
    return answer


def _works(lines: Sequence[Line], actor: Actor, on: date) -> dict[str, Work]:
    """The works named, as far as the actor may see them."""
    seen = visible_works(actor, on)
    named = portions(line.address for line in lines)
    return {work.address: work for some in named for work in seen.filter(address__in=some)}


def _checked(line: Line, work: Work | None, actor: Actor, on: date) -> Outcome:
    if line.faults or line.conclusion is None or line.day is None:
        return Outcome(line, work)
    if work is None:
        return Outcome(_faulty(line, "没有这个地址的制度，或者您不能查看。"))
    there = work.reviews.filter(LIVE, on_day=line.day).first()
    if there is not None and (there.conclusion, there.reason) == (line.conclusion.value, line.reason):
        return Outcome(line, work, same=True)
    try:
        require(actor, RECORD_REVIEW, body=work.body_id)
        check_review(work, line.day, line.reason, None, on)
    except Refused as refusal:
        return Outcome(_faulty(line, f"{refusal.reason}{refusal.remedy}"), work)
    return Outcome(line, work)


def _twice(rows: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Two lines on one rule and one day: only one of them can be meant."""
    first, told = dict[tuple[str, date | None], int](), list[Outcome]()
    for one in rows:
        at = first.setdefault((one.line.address, one.line.day), one.line.number)
        if at != one.line.number and not one.line.faults:
            one = Outcome(_faulty(one.line, f"与第{at}行是同一件、同一天，请只留一行。"), one.work)
        told.append(one)
    return tuple(told)


def _faulty(line: Line, fault: str) -> Line:
    return replace(line, faults=(*line.faults, fault))
