"""A pair of provisions as one stream of words 花脸稿的文字: what stays, what is struck, what is put in, numbers too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise, zip_longest

from lianxi.apps.rulebook.documents.layout import Stretch
from lianxi.apps.rulebook.documents.pieces import body_pieces, body_start, keeps_number, number_of
from lianxi.apps.rulebook.documents.places import Places
from lianxi.exporters.official import Mark
from lianxi.kernel.texts.compare import Change, Comparison, Pair, Piece, Unit

_LINE_ENDS = "\r\n"


def whole(unit: Unit, source: Places, mark: Mark) -> list[Stretch]:
    """A unit as it stands, all with one mark."""
    return [Stretch(unit.text, mark, source, unit.start)]


def pair_stream(comparison: Comparison, pair: Pair, old: Places, new: Places, kept: Mark | None) -> list[Stretch]:
    """The words of a pair that has both sides. kept: mark of what stays, for one that moved.

    Without what is struck they are the new text; without what is put in the old one, in order.
    """
    stream = _Stream(_Side(pair.old, old), _Side(pair.new, new), kept)
    stream.first_numbers(
        kept=keeps_number(pair.old, pair.new, comparison.reading, renumbered=pair.renumbered),
    )
    pieces = body_pieces(comparison, pair)
    for piece, following in zip_longest(pieces, pieces[1:]):
        stream.add(piece, following.change if following else None)
    return stream.finished()


class _Side:
    """The units of one side, with their bodies one behind the other as a redline counts them.

    at: how far they have been told. told: how many numbers have.
    """

    def __init__(self, units: Sequence[Unit], source: Places) -> None:
        self.units, self.source = units, source
        self.begins = list(accumulate((len(unit.body) for unit in units), initial=0))
        self.at = self.told = 0

    def within(self, words: str) -> list[int]:
        """Where in the words ahead the bodies of further units begin."""
        return [begin - self.at for begin in self.begins[1:-1] if self.at < begin < self.at + len(words)]

    def take(self, words: str, mark: Mark | None) -> Stretch:
        """The words ahead, all of one unit."""
        index = min(bisect_right(self.begins, self.at) - 1, len(self.units) - 1)
        place = body_start(self.units[index]) + self.at - self.begins[index]
        self.at += len(words)
        return Stretch(words, mark, self.source, place)

    def number(self, mark: Mark | None) -> Stretch:
        """What stands before the body of the next unit."""
        unit = self.units[self.told]
        self.told += 1
        return Stretch(number_of(unit), mark, self.source, unit.start)

    def numbers_due(self, *, all_left: bool = False) -> range:
        """Further units that begin here."""
        due = len(self.units) if all_left else bisect_right(self.begins[:-1], self.at)
        return range(self.told, due)


class _Stream:
    """The words so far; `tail` is a line end that waits for words struck at the end of its line."""

    def __init__(self, olds: _Side, news: _Side, kept: Mark | None) -> None:
        self.olds, self.news, self.kept = olds, news, kept
        self.made: list[Stretch] = []
        self.tail: Stretch | None = None

    def first_numbers(self, *, kept: bool) -> None:
        """The number stays, or the old one is struck and the new one put in."""
        before, after = self.olds.number(Mark.DELETED), self.news.number(Mark.INSERTED)
        if kept:
            self.made.append(Stretch(after.text, self.kept, after.source, after.position))
        else:
            self.made += [before, after]

    def add(self, piece: Piece, following: Change | None) -> None:
        """A piece of the redline, cut where units begin."""
        for old, new in self._parts(piece):
            self._numbers(old=bool(old), new=bool(new))
            match piece.change:
                case Change.DELETED:
                    self._struck(old, following)
                case Change.INSERTED:
                    self.made.append(self.news.take(new, Mark.INSERTED))
                case Change.EQUAL:
                    self.olds.at += len(old)
                    self._stays(old, new, waits=following is Change.DELETED)

    def finished(self) -> list[Stretch]:
        """All of it, with the numbers of what has no words behind."""
        self._numbers(old=True, new=True, all_left=True)
        return self.made

    def _numbers(self, *, old: bool, new: bool, all_left: bool = False) -> None:
        for _ in self.olds.numbers_due(all_left=all_left) if old else ():
            self.made.append(self.olds.number(Mark.DELETED))
        for _ in self.news.numbers_due(all_left=all_left) if new else ():
            number = self.news.number(Mark.INSERTED)
            self.made += [Stretch("\n", None, number.source, number.position), number]

    def _struck(self, words: str, following: Change | None) -> None:
        """Words put in instead go on in the same line."""
        struck = self.olds.take(words, Mark.DELETED)
        if self.tail or following is Change.INSERTED:
            struck = Stretch(words.rstrip(_LINE_ENDS), struck.mark, struck.source, struck.position)
        self.made += [struck, self.tail] if self.tail else [struck]
        self.tail = None

    def _stays(self, old: str, new: str, *, waits: bool) -> None:
        """Words that stay; a line end behind them that the old text did not have waits for what is struck."""
        stretch = self.news.take(new, self.kept)
        bare = new.rstrip(_LINE_ENDS)
        if waits and bare != new and old == old.rstrip(_LINE_ENDS):
            self.tail = Stretch(new[len(bare) :], None, stretch.source, stretch.position + len(bare))
            stretch = Stretch(bare, stretch.mark, stretch.source, stretch.position)
        self.made.append(stretch)

    def _parts(self, piece: Piece) -> Iterator[tuple[str, str]]:
        cuts = {(0, 0), (len(piece.old), len(piece.new))}
        for at in self.olds.within(piece.old):
            cuts.add((at, _same_place(piece.old, at, piece.new) if piece.new else 0))
        for at in self.news.within(piece.new):
            cuts.add((_same_place(piece.new, at, piece.old) if piece.old else 0, at))
        at_new = 0
        for (old, _), (to_old, to_new) in pairwise(sorted(cuts)):
            yield piece.old[old:to_old], piece.new[at_new:to_new]
            at_new = max(at_new, to_new)


def _same_place(words: str, at: int, other: str) -> int:
    """Where in the other wording of the same words a place lies; blanks count for nothing."""
    wanted = len("".join(words[:at].split()))
    place = 0
    while place < len(other) and (wanted or other[place].isspace()):
        wanted -= not other[place].isspace()
        place += 1
    return place
