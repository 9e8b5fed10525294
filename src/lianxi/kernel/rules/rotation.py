"""Rotation 轮流承办: the words of the wheel. What turns it stands in `wheel.py`.

A rule names an **order** and how often a conference is held. The calendar gives
**slots** (the year's first, second … regular conference); every slot takes the
next **turn** of the wheel. What is on record and what the bodies agreed among
themselves (`RotationEvent`) bends this, always with a reason that can be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.rules.clauses import ClauseRef, Names, Rule, names_of


@dataclass(frozen=True)
class Every:
    """How often 频次: `times` conferences every `years` years; one of the two is 1."""

    years: int = 1
    times: int = 1

    def __str__(self) -> str:
        span = "每年" if self.years == 1 else f"每{self.years}年"
        return f"{span}{self.times}次"


@dataclass(frozen=True, kw_only=True)
class RotationRule(Rule):
    """In which order the parties host 轮流承办.

    `order` may name a body that joins later: its place is kept and it is passed
    over until the day it joins.
    """

    label: str = "轮流承办"
    order: tuple[str, ...]
    every: Every = Every()

    def sentence(self, names: Names) -> str:
        """E.g. 会议（每年1次）由甲、乙、丙轮流承办。"""
        return f"会议（{self.every}）由{names_of(self.order, names)}轮流承办。"


@dataclass(frozen=True)
class HeldConference:
    """A conference as the record knows it 会议记录; what the record does not say stays None.

    ad_hoc: called outside the yearly order 临时召开; it does not turn the wheel.
    slot:   which regular conference of the year, counted from 1; None lets the dates decide.
    """

    year: int
    ordinal: int | None = None
    held_from: date | None = None
    held_to: date | None = None
    host: str | None = None
    ad_hoc: bool = False
    slot: int | None = None
    place: str = ""
    source: str = ""
    note: str = ""

    @property
    def when(self) -> str:
        """Day or days as the record knows them."""
        if self.held_from is None:
            return f"{self.year}年某日"
        end = self.held_to if self.held_to and self.held_to != self.held_from else None
        return f"{self.held_from.isoformat()}至{end.isoformat()}" if end else self.held_from.isoformat()

    def was_held_by(self, day: date) -> bool:
        """Whether it had begun by `day`; with only the year known, once that year is over."""
        return self.held_from <= day if self.held_from else self.year < day.year


@dataclass(frozen=True, order=True)
class SlotKey:
    """A regular conference by its place in the calendar 某年第几次."""

    year: int
    slot: int = 1

    def __str__(self) -> str:
        return f"{self.year}年" if self.slot == 1 else f"{self.year}年第{self.slot}次"


@dataclass(frozen=True)
class Consent:
    """A body agreed, on a day 同意."""

    body: str
    on: date


class EventKind(StrEnum):
    """What may bend the wheel 轮次变动.

    SWAP 互换: two bodies exchange one turn each. Both must have consented. The turns
        stay exchanged when later changes move them to other years.
    SKIP 轮空: a body lets its turn go; the next in order hosts, and the body waits for
        its next turn. It must have consented itself: nobody is passed over against its will.
    NO_MEETING 停办: no regular conference is held in the slot. The wheel stands still;
        the turn goes to the next slot.
    ACTING 代承办: another body hosts in place of the one whose turn it is. The turn is used
        up as the first body's; the acting one, who must have consented, keeps its own.
    """

    SWAP = "swap"
    SKIP = "skip"
    NO_MEETING = "no_meeting"
    ACTING = "acting"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"swap": "互换", "skip": "轮空", "no_meeting": "停办", "acting": "代承办"}[self.value]


@dataclass(frozen=True)
class RotationEvent:
    """One agreed change 轮次变动, in force from the day `on`.

    body:      whose turn in `slot` is concerned ("" for 停办).
    other:     swap: the body it exchanges with; acting: the body that stands in.
    other_slot: swap only: the slot of the other's turn.
    """

    kind: EventKind
    on: date
    slot: SlotKey
    body: str = ""
    other: str = ""
    other_slot: SlotKey | None = None
    consents: tuple[Consent, ...] = ()
    reason: str = ""
    source: str = ""


class TurnSource(StrEnum):
    """On what a turn rests 依据: the record of a conference held, or the rule of the mechanism."""

    HELD = "held"
    PREDICTED = "predicted"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"held": "记录", "predicted": "推算"}[self.value]


@dataclass(frozen=True)
class Turn:
    """Who hosts in a slot, and why 承办轮次.

    host:    None where neither a record nor the rule names one; nothing is filled in backwards.
    owner:   whose turn of the wheel it is; differs from `host` after a swap or when acting.
    slot:    None for an ad hoc conference.
    source:  `held` if and only if a record of the conference exists; what is `predicted`
             stays so however long ago the year is.
    window:  days the mechanism sets aside, None where it sets none or is unknown.
    """

    year: int
    slot: int | None
    ordinal: int | None
    host: str | None
    source: TurnSource
    clause: ClauseRef | None
    reasons: tuple[str, ...]
    owner: str | None = None
    record: HeldConference | None = None
    window: tuple[date, date] | None = None

    @property
    def ad_hoc(self) -> bool:
        """Whether it is an ad hoc conference 临时召开."""
        return self.slot is None
