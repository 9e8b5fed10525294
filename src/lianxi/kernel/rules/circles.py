"""Circles 联席圈: equal bodies that run a mechanism together, and what is on record of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from lianxi.kernel.rules.parties import Parties
from lianxi.kernel.rules.rotation import HeldConference, RotationEvent


@dataclass(frozen=True)
class CircleNote:
    """Something the sources say that is no fact of the wheel but belongs beside it 说明."""

    text: str
    source: str
    on: date | None = None


@dataclass(frozen=True)
class Circle:
    """A circle with its members over time and its record of conferences 联席圈.

    sample: invented for demonstration and shown as 示例.
    """

    slug: str
    name: str
    parties: Parties
    conferences: tuple[HeldConference, ...] = ()
    events: tuple[RotationEvent, ...] = ()
    notes: tuple[CircleNote, ...] = ()
    sample: bool = False
    source: str = ""
    note: str = ""
