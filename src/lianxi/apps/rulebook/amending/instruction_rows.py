"""The instructions of a decision as the page shows them 逐项: where, what, before and after, or why not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lianxi.apps.rulebook.amending.effects import Effect, Effects, renumbered
from lianxi.apps.rulebook.amending.steps import why_put_off
from lianxi.apps.rulebook.amending.trial import Outcome, Reading, key_of, words_of
from lianxi.apps.rulebook.models import Amendment, Provision, Version
from lianxi.apps.rulebook.texts.comparison_rows import Piece
from lianxi.kernel.texts.compare import Change, redline
from lianxi.kernel.texts.compare.amending import Act, Departure
from lianxi.kernel.texts.structure import Kind

_MARKS = {Change.EQUAL: "", Change.DELETED: "del", Change.INSERTED: "ins"}
MOST_SHOWN = 12
"""Articles shown for one instruction; one that replaces a word everywhere touches all of them."""


@dataclass(frozen=True)
class Shown:
    """One article before and after, as one run of words with what was struck and put in."""

    numbers: str
    label: str
    tone: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class InstructionRow:
    """One instruction. also: how many other instructions touch the same articles; more: articles not shown.

    why: it is left out; later: only for now.
    """

    at: int
    said: str
    words: str
    place: str
    anchor: str
    reason: str
    shown: tuple[Shown, ...]
    lines: tuple[str, ...]
    also: int
    more: int
    taken: bool
    why: str
    later: bool


def rows_of(reading: Reading, outcome: Outcome, asked: Mapping[str, Any]) -> list[InstructionRow]:
    """All instructions in the order of the decision; `asked`: what the form said of each, by its place."""
    effects = Effects(reading.base.text, outcome.amended)
    touched = [effects.of(one.instruction) if one.fits else () for one in reading.told]
    places = Places(reading.decision)
    return [
        _row(at, reading, touched, effects, places, asked, taken=at not in outcome.left)
        for at in range(len(reading.told))
    ]


def _row(
    at: int, reading: Reading, touched: Sequence[tuple[Effect, ...]], effects: Effects, places: Places,
    asked: Mapping[str, Any], *, taken: bool,
) -> InstructionRow:  # fmt: skip
    told, mine = reading.told[at], touched[at]
    order = told.instruction
    place, anchor = places.at(order.start)
    also = sum(any(one in mine for one in theirs) for other, theirs in enumerate(touched) if other != at)
    why, late = str(asked.get(f"why-{at}", "")).strip(), bool(told.own and told.fits and not taken)
    lines = tuple(renumbered(effects.all)) if order.act is Act.REORDER and taken else ()
    return InstructionRow(
        at, told.said, words_of(reading.decision.text, order), place, anchor, told.reason,
        tuple(shown_of(mine[:MOST_SHOWN])) if taken else (), lines, also, max(0, len(mine) - MOST_SHOWN), taken,
        why or (why_put_off(told.own) if late else ""), f"later-{at}" in asked or (late and not why),
    )  # fmt: skip


def shown_of(effects: Collection[Effect]) -> Iterator[Shown]:
    """Articles for the page."""
    for one in effects:
        label, tone = _label(one)
        yield Shown(one.numbers, label, tone, tuple(_pieces(one.before, one.after)))


def _label(one: Effect) -> tuple[str, str]:
    if one.old is None:
        return "新增", "green"
    if one.new is None:
        return "删去", "red"
    return ("修改", "blue") if one.changed else ("只有条序变动", "teal") if one.renumbered else ("未变", "muted")


def _pieces(before: str, after: str) -> Iterator[Piece]:
    if not before or not after:
        yield Piece(before or after, "del" if before else "ins")
        return
    for piece in redline(before, after):
        yield Piece(piece.new or piece.old, _MARKS[piece.change])


class Places:
    """Where in the decision a word stands, by the numbers of its provisions."""

    def __init__(self, decision: Version) -> None:
        kinds = [Kind.ARTICLE.value, Kind.LEVEL.value]
        self._rows = list(Provision.objects.filter(version=decision, kind__in=kinds).order_by("start", "-end"))

    def at(self, start: int) -> tuple[str, str]:
        """Its number, 一、 or 第二条, and the anchor on the page of the decision; "" where there is none."""
        found = [row for row in self._rows if row.start <= start < row.end]
        return ("".join(row.number for row in found).rstrip("、"), found[-1].eid) if found else ("", "")


def references_of(outcome: Outcome, ticked: Collection[str]) -> list[dict[str, Any]]:
    """References within the text that new numbers concern, each once by its key."""
    rows = {key_of(one): one for one in outcome.amended.consequences}
    return [
        {"key": key, "place": one.place.label, "was": one.was, "becomes": one.becomes, "note": one.note,
         "context": one.context, "applied": one.applied, "ticked": key in ticked}
        for key, one in rows.items()
    ]  # fmt: skip


def differences_of(departures: Sequence[Departure]) -> list[dict[str, str]]:
    """Departures of the printed text, as `Amendment.differences` keeps them."""
    return [
        {"part": one.part, "place": one.place, "amended": one.amended, "printed": one.printed, "before": one.before,
         "after": one.after}
        for one in departures
    ]  # fmt: skip


def kept_effects(amendment: Amendment) -> list[dict[str, Any]]:
    """The instructions of an amendment that was saved, each with the articles it touched, as they now stand."""
    wids = {wid for one in amendment.instructions for wid in one["touched"]}
    before, after = (_by_identity(version, wids) for version in (amendment.base, amendment.version))
    places = Places(amendment.decision)
    rows = []
    for one in amendment.instructions:
        place, anchor = places.at(one["start"])
        shown = [_kept(before.get(wid), after.get(wid)) for wid in one["touched"][:MOST_SHOWN]]
        more = max(0, len(one["touched"]) - MOST_SHOWN)
        rows.append({**one, "place": place, "anchor": anchor, "shown": shown, "more": more})
    return rows


def _by_identity(version: Version, wids: Collection[str]) -> dict[str, tuple[str, str]]:
    rows = Provision.objects.filter(version=version, kind=Kind.ARTICLE.value)
    words = {row.wid: (row.number, version.text[row.start : row.end].strip()) for row in rows if row.wid in wids}
    return {wid: (number, text.removeprefix(number).strip()) for wid, (number, text) in words.items()}


def _kept(before: tuple[str, str] | None, after: tuple[str, str] | None) -> Shown:
    was, now = before or ("", ""), after or ("", "")
    numbers = f"{was[0]} → {now[0]}" if before and after and was[0] != now[0] else was[0] or now[0]
    label, tone = ("新增", "green") if not before else ("删去", "red") if not after else ("修改", "blue")
    return Shown(numbers, label, tone, tuple(_pieces(was[1], now[1])))
