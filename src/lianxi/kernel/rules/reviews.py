"""Reviews 清理: the four conclusions on a rule, and whether what a conclusion calls for has been done.

A conclusion decides nothing by itself: a rule is amended, repealed or declared
void by an instrument, which is recorded as what happened to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.rules.calendars import FIRST_DAY, shift_months
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.texts.validity import Happening, HappeningKind, Status, standing_on


class Conclusion(StrEnum):
    """What a review comes to 清理结论."""

    KEEP = "keep"
    AMEND = "amend"
    REPEAL = "repeal"
    VOID = "void"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Conclusion.KEEP: "继续有效",
    Conclusion.AMEND: "修改",
    Conclusion.REPEAL: "废止",
    Conclusion.VOID: "宣布失效",
}
_ENDS = frozenset({HappeningKind.REPEAL, HappeningKind.VOID})


@dataclass(frozen=True)
class ReviewRule:
    """How often rules of some kinds are gone through 清理的间隔: `months`, how binding that is, and who says so."""

    kinds: frozenset[str]
    months: int
    force: Force
    source: str


def interval_of(kind: str, rules: Iterable[ReviewRule]) -> ReviewRule | None:
    """How often rules of a kind are gone through; None where no source says so, and then none is ever overdue."""
    return next((rule for rule in rules if kind in rule.kinds), None)


def usual_start(kind: str, on: date, rules: Iterable[ReviewRule]) -> date | None:
    """The first day on which a review of a rule of a kind still counts on a day; None where no interval is set.

    Where the interval reaches back beyond the years in which lianxi counts, it is `date.min`: every review counts.
    """
    rule = interval_of(kind, rules)
    if rule is None:
        return None
    return shift_months(on, -rule.months) if on >= shift_months(FIRST_DAY, rule.months) else date.min


def is_followed(
    conclusion: Conclusion, day: date, history: Sequence[Happening], texts: Iterable[date] = (), *, on: date
) -> bool:
    """Whether by `on` what a conclusion of a day calls for has happened; nothing is called for by 继续有效.

    history: what happened to the rule; texts: days on which its versions were made or came into force. A rule that was
    to be amended and was ended instead is dealt with; one that was to be ended and was only amended is not. A rule
    whose term has run out 届满 has ended by itself: no instrument is called for any more.
    """
    if conclusion is Conclusion.KEEP or standing_on(history, on).status is Status.EXPIRED:
        return True
    since = [one for one in history if one.day >= day]
    if any(one.kind in _ENDS and not one.provisions for one in since):
        return True
    if conclusion is not Conclusion.AMEND:
        return False
    return any(one.kind is HappeningKind.AMEND for one in since) or any(text >= day for text in texts)
