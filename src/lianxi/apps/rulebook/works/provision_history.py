"""One provision through all versions of a work 条文沿革, held to the version before by its identity."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.texts.comparison_rows import Piece
from lianxi.apps.rulebook.works.chosen_text import Span, spans_of
from lianxi.kernel.texts.compare import Change, redline

_MARKS = {Change.EQUAL: "", Change.DELETED: "del", Change.INSERTED: "ins"}


@dataclass(frozen=True)
class Step:
    """The provision in one version.

    there:  whether the version has it. eid: its place there; number: as printed there.
    label:  首次出现, 未变, 修改, 只有条序变动, 删去 or 没有, with its tone.
    pieces: its words, with what changed from the version before.
    """

    span: Span
    there: bool
    eid: str
    number: str
    label: str
    tone: str
    pieces: tuple[Piece, ...]


def history_of_provision(work: Work, wid: str) -> list[Step]:
    """A step for each version, the earliest text first."""
    return list(_steps(work, wid))


def _steps(work: Work, wid: str) -> Iterator[Step]:
    before, seen = None, False
    for span in spans_of(list(work.versions.all())):
        row = span.version.provisions.filter(wid=wid).first()
        words = span.version.text[row.start : row.end].strip() if row else None
        number = row.number if row else ""
        bare = (words or "").removeprefix(number).strip()
        if row is None:
            label, tone, pieces = ("删去", "red", _plain(before[1], "del")) if before else ("没有", "muted", ())
        elif before is None:
            label, tone, pieces = ("恢复" if seen else "首次出现"), "green", _plain(bare)
        else:
            label, tone = _change(before, (number, bare))
            pieces = tuple(_pieces(before[1], bare))
        yield Step(span, row is not None, row.eid if row else "", number, label, tone, pieces)
        before, seen = ((number, bare) if row else None), seen or row is not None


def _change(old: tuple[str, str], new: tuple[str, str]) -> tuple[str, str]:
    if old[1] != new[1]:
        return "修改", "blue"
    return ("未变", "muted") if old[0] == new[0] else ("只有条序变动", "teal")


def _plain(words: str, mark: str = "") -> tuple[Piece, ...]:
    return (Piece(words, mark),)


def _pieces(old: str, new: str) -> Iterator[Piece]:
    for piece in redline(old, new):
        yield Piece(piece.new or piece.old, _MARKS[piece.change])
