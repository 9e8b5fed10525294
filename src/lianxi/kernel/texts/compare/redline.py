"""The redline 花脸稿 of two wordings: what was struck, what was put in, over legal tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import fast_diff_match_patch  # type: ignore[import-not-found]  # a C module without stubs
from rapidfuzz import fuzz

from lianxi.kernel.texts.compare.tokens import Codes, Tokens, read_tokens
from lianxi.kernel.texts.compare.words import comparable

_FIRST, _ROOM = 0xF0000, 0xFFFE
_LARGEST = 6_000_000
"""Tokens times tokens that are compared at once; longer wordings go clause by clause."""
_SHORT, _LEAST_ALIKE = 60, 60.0
_CLAUSE = re.compile(r"[^，。；,;\n]*[，。；,;\n]|[^，。；,;\n]+")


class Change(StrEnum):
    """What happened to a stretch of words."""

    EQUAL = "equal"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words.

    old, new: as printed on either side. Of an equal stretch both are given, since they may
              differ in what does not count; of a deleted one `new` is empty, of an inserted one `old`.
    """

    change: Change
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What counts as a change.

    ignore_width_and_punctuation: punctuation does not.
    strict:     width, white space and invisible characters do.
    renumbered: old number of an article → its new one; a reference that follows it is no change.
    """

    ignore_width_and_punctuation: bool = False
    strict: bool = False
    renumbered: Mapping[str, str] = field(default_factory=dict)

    def alike(self, old: str, new: str) -> bool:
        """Whether two wordings differ in nothing that counts."""
        if self.renumbered or self.ignore_width_and_punctuation:
            before, after = self.tokens(old, new)
            return before.coded == after.coded
        return old == new or (not self.strict and comparable(old) == comparable(new))

    def tokens(self, old: str, new: str) -> tuple[Tokens, Tokens]:
        """The tokens of both sides, those told alike by the same character."""
        codes, bare = Codes(self.renumbered), self.ignore_width_and_punctuation
        before = read_tokens(old, codes, old=True, strict=self.strict, without_punctuation=bare)
        after = read_tokens(new, codes, old=False, strict=self.strict, without_punctuation=bare)
        return before, after


_CHANGES = {"=": Change.EQUAL, "-": Change.DELETED, "+": Change.INSERTED}
AS_PRINTED = Reading()


def redline(old: str, new: str, reading: Reading = AS_PRINTED) -> tuple[Piece, ...]:
    """The changes from one wording to another; the pieces' `old` in order give the one, their `new` the other."""
    before, after = reading.tokens(old, new)
    if not before.coded or not after.coded:
        return tuple(_whole(old, new, equal=not before.coded and not after.coded))
    return tuple(_pieces(before, after, _steps(before.coded, after.coded)))


def _whole(old: str, new: str, *, equal: bool) -> Iterator[Piece]:
    if equal and (old or new):
        yield Piece(Change.EQUAL, old, new)
    elif not equal:
        if old:
            yield Piece(Change.DELETED, old, "")
        if new:
            yield Piece(Change.INSERTED, "", new)


_Step = tuple[str, int]


def _steps(before: str, after: str) -> list[_Step]:
    """`=`, `-`, `+` with the number of tokens."""
    if _fits(before, after):
        return _joined(_by_clauses(before, after) if _is_said_anew(before, after) else _compared(before, after))
    ahead = _common(before, after)
    behind = _common(before[ahead:][::-1], after[ahead:][::-1])
    middle = before[ahead : len(before) - behind], after[ahead : len(after) - behind]
    return _joined([("=", ahead), *_by_clauses(*middle), ("=", behind)])


def _fits(before: Sequence[object], after: Sequence[object]) -> bool:
    """Whether a comparison is done in good time."""
    return len(before) * len(after) <= _LARGEST


def _is_said_anew(before: str, after: str) -> bool:
    """Whether a longer wording has little left of the old one: then whole clauses are struck, not single characters."""
    return len(before) + len(after) > _SHORT and fuzz.ratio(before, after) < _LEAST_ALIKE


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _compared(before: str, after: str, cleanup: str = "Semantic") -> list[_Step]:
    steps: list[_Step] = fast_diff_match_patch.diff(before, after, checklines=False, cleanup=cleanup, counts_only=True)
    return steps


def _by_clauses(before: str, after: str) -> Iterator[_Step]:
    """Whole clauses first; one changed for another is compared by its tokens, unless it is too long or said anew."""
    olds, news = _CLAUSE.findall(before), _CLAUSE.findall(after)
    codes = {clause: chr(_FIRST + at) for at, clause in enumerate(dict.fromkeys([*olds, *news]))}
    if not _fits(olds, news) or len(codes) > _ROOM:
        yield from (("-", len(before)), ("+", len(after)))
        return
    one = other = 0
    struck = ""
    coded_old, coded_new = ("".join(map(codes.__getitem__, clauses)) for clauses in (olds, news))
    for sign, count in _compared(coded_old, coded_new, "No"):
        if sign == "-":
            struck = "".join(olds[one : one + count])
        elif sign == "+":
            yield from _refined(struck, "".join(news[other : other + count]))
            struck = ""
        else:
            yield from (("-", len(struck)), ("=", sum(map(len, news[other : other + count]))))
            struck = ""
        one, other = one + count * (sign != "+"), other + count * (sign != "-")
    yield "-", len(struck)


def _refined(before: str, after: str) -> Iterator[_Step]:
    if before and after and _fits(before, after) and fuzz.ratio(before, after) >= _LEAST_ALIKE:
        yield from _compared(before, after)
    else:
        yield from (("-", len(before)), ("+", len(after)))


def _joined(steps: Iterable[_Step]) -> list[_Step]:
    """The steps without empty ones, neighbours of one sign in one."""
    made: list[_Step] = []
    for sign, count in steps:
        if made and made[-1][0] == sign:
            made[-1] = sign, made[-1][1] + count
        elif count:
            made.append((sign, count))
    return made


def _pieces(before: Tokens, after: Tokens, steps: list[_Step]) -> Iterator[Piece]:
    one = other = 0
    for sign, count in steps:
        to_old, to_new = one + count * (sign != "+"), other + count * (sign != "-")
        yield Piece(_CHANGES[sign], before.printed(one, to_old), after.printed(other, to_new))
        one, other = to_old, to_new
