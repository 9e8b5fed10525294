"""Two texts compared 文本比对: which provision became which, and what changed in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.texts.compare.alignment import Link, align
from lianxi.kernel.texts.compare.likeness import likeness
from lianxi.kernel.texts.compare.neighbours import longest_in_order
from lianxi.kernel.texts.compare.projecting import same_words
from lianxi.kernel.texts.compare.redline import Change, Piece, Reading, redline
from lianxi.kernel.texts.compare.units import Unit, is_by_paragraph, read_units
from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.structure import Kind

_PAIRED_BY_KIND = (Kind.TITLE, Kind.CAPTION, Kind.TOC)


class Relation(StrEnum):
    """What became of a unit 对应关系."""

    SAME = "same"
    EDITED = "edited"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    DELETED = "deleted"
    INSERTED = "inserted"

    @property
    def label(self) -> str:
        """Chinese term of the 条文对照表."""
        return _LABELS[self]


_LABELS = {
    Relation.SAME: "未变",
    Relation.EDITED: "修改",
    Relation.MOVED: "移动",
    Relation.MERGED: "合并",
    Relation.SPLIT: "拆分",
    Relation.DELETED: "删去",
    Relation.INSERTED: "新增",
}


@dataclass(frozen=True, slots=True)
class Pair:
    """A row of the comparison.

    old, new:   the units of both sides; empty where there are none.
    score:      likeness, 0 to 100.
    suggested:  疑似: nothing but its place speaks for it, a reader has to confirm it.
    renumbered: whether the number changed.
    edited:     whether the words changed; a moved unit may be edited too.
    """

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    relation: Relation
    score: float
    suggested: bool
    renumbered: bool
    edited: bool

    @property
    def is_provision(self) -> bool:
        """False for titles, captions, headings and other words around the provisions."""
        return any(unit.provision for unit in (*self.old, *self.new))

    @property
    def label(self) -> str:
        """What a 条文对照表 writes beside the pair."""
        if self.suggested:
            return "疑似改写，待确认"
        named = self.relation.label
        if self.relation is Relation.MOVED and self.edited:
            named = "移动并修改"
        return f"{named}（条序调整）" if self.renumbered and self.relation in _ONE_TO_ONE else named


_ONE_TO_ONE = frozenset({Relation.SAME, Relation.EDITED, Relation.MOVED})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts compared; every unit of both stands in exactly one pair, in order of the new text.

    reading: how the words were read, switches included.
    """

    old: str
    new: str
    pairs: tuple[Pair, ...]
    reading: Reading

    @property
    def provisions(self) -> tuple[Pair, ...]:
        """The pairs of provisions."""
        return tuple(pair for pair in self.pairs if pair.is_provision)

    @property
    def surroundings(self) -> tuple[Pair, ...]:
        """The pairs of what stands around the provisions."""
        return tuple(pair for pair in self.pairs if not pair.is_provision)

    def redline(self, pair: Pair) -> tuple[Piece, ...]:
        """What changed within a pair, word by word."""
        pieces = redline(_body(pair.old), _body(pair.new), self.reading)
        if (
            pair.edited
            and len(pair.old) == len(pair.new) == 1
            and all(piece.change is Change.EQUAL for piece in pieces)
        ):
            return redline(pair.old[0].printed, pair.new[0].printed, self.reading)
        return pieces


def compare(
    old: str,
    new: str,
    *,
    ignore_width_and_punctuation: bool = False,
    ignore_renumbering: bool = False,
    strict: bool = False,
) -> Comparison:
    """Compare two texts, or two versions of one.

    ignore_width_and_punctuation: changes of punctuation alone are none.
    ignore_renumbering:           a reference that follows its article to its new number is no change.
    strict:                       the width of letters, white space and invisible characters count too.

    Without a switch the words are compared as profile `SAME_TEXT` levels them.
    """
    before, after = _read_alike(old, new)
    if not strict and comparable(old) == comparable(new):
        before, after = same_words(old, new, before, after)
    kinds = frozenset(kind for kind in _PAIRED_BY_KIND if _is_single(before, kind) and _is_single(after, kind))
    rows = [_only(before, after, kind) for kind in kinds]
    rows += _rows(before, after, lambda unit: unit.provision)
    rows += _rows(before, after, lambda unit: not unit.provision and unit.kind not in kinds)
    reading = Reading(ignore_width_and_punctuation, strict, _new_numbers(rows) if ignore_renumbering else {})
    pairs = tuple(_pair(row, reading) for row in _in_order(rows))
    return Comparison(old, new, pairs, reading)


def _read_alike(old: str, new: str) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """The units of both texts; by paragraphs on both sides if one of them has no numbers to go by."""
    before, after = read_units(old), read_units(new)
    if is_by_paragraph(before) != is_by_paragraph(after) and before and after:
        return read_units(old, by_paragraph=True), read_units(new, by_paragraph=True)
    return before, after


@dataclass(frozen=True, slots=True)
class _Row:
    """Units that the alignment links."""

    old: tuple[Unit, ...]
    new: tuple[Unit, ...]
    link: Link
    moved: bool


def _only(before: tuple[Unit, ...], after: tuple[Unit, ...], kind: Kind) -> _Row:
    """The one title of both texts, whatever it reads."""
    one, other = (next(unit for unit in units if unit.kind is kind) for units in (before, after))
    return _Row((one,), (other,), Link((0,), (0,), likeness(one.words, other.words)), moved=False)


def _is_single(units: tuple[Unit, ...], kind: Kind) -> bool:
    return sum(unit.kind is kind for unit in units) == 1


def _rows(before: tuple[Unit, ...], after: tuple[Unit, ...], wanted: Callable[[Unit], bool]) -> list[_Row]:
    olds, news = (tuple(unit for unit in units if wanted(unit)) for units in (before, after))
    links = align(olds, news)
    places = sorted((link.old[0], link.new[0]) for link in links if link.old and link.new)
    kept = set(longest_in_order(places))
    return [
        _Row(
            tuple(olds[at] for at in link.old),
            tuple(news[at] for at in link.new),
            link,
            len(link.old) == len(link.new) == 1 and (link.old[0], link.new[0]) not in kept,
        )
        for link in links
    ]


def _in_order(rows: list[_Row]) -> list[_Row]:
    """By the place in the new text; what was deleted stands before the row that followed it in the old text."""
    kept = sorted((row for row in rows if row.new), key=lambda row: row.new[0].start)
    lost = sorted((row for row in rows if not row.new), key=lambda row: row.old[0].start)
    merged: list[_Row] = []
    following = {id(row): min(unit.start for unit in row.old) for row in kept if row.old and not row.moved}
    waiting = lost[::-1]
    for row in kept:
        while waiting and id(row) in following and waiting[-1].old[0].start < following[id(row)]:
            merged.append(waiting.pop())
        merged.append(row)
    return merged + waiting[::-1]


def _new_numbers(rows: list[_Row]) -> dict[str, str]:
    """Number of an article in the old text → its number in the new one, where it has one successor."""
    return {
        row.old[0].key: row.new[0].key
        for row in rows
        if len(row.old) == 1 and row.new and row.old[0].kind is Kind.ARTICLE and not row.link.suggested
    }


def _pair(row: _Row, reading: Reading) -> Pair:
    edited = bool(row.old and row.new) and not reading.alike(_body(row.old), _body(row.new))
    if not edited and len(row.old) == len(row.new) == 1 and row.old[0].key == row.new[0].key:
        # 第四條 is not 第四条, though both are the fourth article.
        edited = not reading.alike(row.old[0].printed, row.new[0].printed)
    keys = tuple(tuple(unit.key for unit in units if unit.number) for units in (row.old, row.new))
    renumbered = bool(row.old and row.new) and keys[0] != keys[1]
    return Pair(row.old, row.new, _relation(row, edited), row.link.score, row.link.suggested, renumbered, edited)


def _body(units: tuple[Unit, ...]) -> str:
    return "".join(unit.body for unit in units)


def _relation(row: _Row, edited: bool) -> Relation:
    if not row.old:
        return Relation.INSERTED
    if not row.new:
        return Relation.DELETED
    if len(row.old) > 1:
        return Relation.MERGED
    if len(row.new) > 1:
        return Relation.SPLIT
    if row.moved:
        return Relation.MOVED
    return Relation.EDITED if edited else Relation.SAME
