"""What a reading of counts gives 数量与核对: counts, and checks of counts against each other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class CountKind(StrEnum):
    """What sort of quantity it is 数量类别."""

    COUNT = "count"
    MONEY = "money"
    PERCENTAGE = "percentage"
    POINTS = "points"
    RATIO = "ratio"
    MEASURE = "measure"
    DURATION = "duration"


class CheckKind(StrEnum):
    """What was checked 核对类别."""

    SUM = "sum"
    PERCENTAGE = "percentage"
    GROWTH = "growth"


@dataclass(frozen=True, slots=True)
class Count:
    """A number with its unit in a text.

    start, end:    characters of the text, unit and approximation included.
    printed:       as it stands there.
    value:         the number with 万 and 亿 multiplied in (1.3亿元 → 130000000);
                   None for a range and for 数十, 几百.
    low, high:     both ends of a range (3至5件); None otherwise.
    unit:          件, 元, %, 公里; simplified, without 万 and 亿; "" where none is printed (减少6800万，).
    scale:         万, 亿, 万亿 as printed in figures (1.2万), "" otherwise.
    step:          worth of the last printed digit (1.3亿 → 10000000): how far rounding may reach.
    what:          the noun counted, as printed; "" where the words beside it name none.
    context:       the words between punctuation in which it stands.
    approximation: 约, 近, 余, 多, 以上 …, as printed; "" for an exact number.
    """

    start: int
    end: int
    printed: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    scale: str
    step: Decimal
    kind: CountKind
    what: str
    context: str
    approximation: str

    @property
    def slack(self) -> Decimal:
        """How far the true value may lie from the printed one; whole unscaled numbers are exact."""
        return Decimal(0) if self.step == 1 else self.step / 2

    @property
    def exact(self) -> Decimal | None:
        """The value, if it may be reckoned with: none of 约, 近, 余, 以上 stands beside it."""
        return None if self.approximation else self.value


@dataclass(frozen=True, slots=True)
class Check:
    """Numbers that should agree, and whether they do.

    holds:   True they do; False they cannot; None the text leaves it open, and `note` says what.
    note:    a Chinese sentence with the figures; nothing is ever corrected.
    members: start and end of each number concerned, the whole or the percentage first.
    """

    kind: CheckKind
    holds: bool | None
    note: str
    members: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class CountReport:
    """All counts of a text in their order, and all checks that its wording asks for."""

    counts: tuple[Count, ...]
    checks: tuple[Check, ...]
