"""What the demo keeps of a rule: plain values, for the services that keep it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class DemoText:
    """One version. damaged: its text as it would have been read from a bad file; "" where it came in whole.

    admitted: day on which it came in; None for the day of the rule.
    """

    title: str
    text: str
    commences: date | None
    number: str = ""
    caption: str = ""
    instrument: str = ""
    issued: date | None = None
    last_day: date | None = None
    damaged: str = ""
    admitted: date | None = None


@dataclass(frozen=True)
class DemoEnd:
    """What ended a rule, or renewed its term. kind: `repeal`, `void` or `term`; last_day: of a renewed term."""

    kind: str
    day: date
    instrument: str
    number: str = ""
    last_day: date | None = None


@dataclass(frozen=True)
class DemoRule:
    """One rule.

    body:     code of the body whose repository it stands in; unit: name of the unit that answers for it.
    day:      of adoption, or of signing where nothing was adopted.
    admitted: day on which it came into the repository.
    texts:    its versions, the first one first.
    mended:   whether the damage of its text was mended on coming in; else the text is kept as it was read.
    sample:   invented; False where title, organ and days are facts.
    """

    body: str
    kind: str
    issuer: str
    day: date
    unit: str
    admitted: date
    texts: tuple[DemoText, ...]
    visibility: str
    circle: str = ""
    readers: tuple[str, ...] = ()
    ends: tuple[DemoEnd, ...] = ()
    mended: bool = False
    sample: bool = True
