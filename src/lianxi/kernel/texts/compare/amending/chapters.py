"""New headings set in their places, and chapters and sections numbered through 章节顺序调整."""

from __future__ import annotations

from collections.abc import Sequence

from lianxi.kernel.texts.compare.amending.model import RANKS, Article, Division, Part, Text
from lianxi.kernel.texts.compare.amending.work import Work
from lianxi.kernel.texts.structure import Kind


def put_in_divisions(text: Text) -> None:
    """Set each new heading before its first article, or next to what it was said to follow."""
    for made in sorted(text.new_divisions, key=lambda one: int(one.to or 0) if (one.to or "").isdecimal() else 0):
        at = _place(text, made)
        made.lead = next((one.lead for one in text.divisions if one.kind is made.kind and one.lead), "")
        text.pieces.insert(at, made)


def _place(text: Text, made: Division) -> int:
    """Where a new heading goes; before a lower heading that stands over the same article."""
    pieces = text.pieces
    if made.articles:
        first = made.articles[0]
        at = next((at for at, one in enumerate(pieces) if isinstance(one, Article) and one.now == first), len(pieces))
        while at and _is_lower(pieces[at - 1], made):
            at -= 1
        return at
    at = next((at for at, one in enumerate(pieces) if one is made.beside), len(pieces) - 1)
    if isinstance(made.beside, Division) and made.after:
        return at + 1 + len(text.held_by(made.beside))
    return at + made.after


def _is_lower(piece: Article | Division | Part, made: Division) -> bool:
    return isinstance(piece, Division) and RANKS.index(piece.kind) > RANKS.index(made.kind)


def number_divisions(work: Work) -> None:
    """Number the headings of each rank through, where the decision put one in, numbered one, or took one out."""
    text = work.text
    for kind in RANKS:
        own = [one for one in text.divisions if one.kind is kind and not one.bare]
        lost = [one for one in work.lost_divisions if one.kind is kind and not one.bare]
        touched = any(one.to for one in own) or (work.in_order and bool(lost))
        if not touched or any("-" in (one.to or one.key or "") for one in own):
            continue
        for group in _groups(text, kind, own, [*own, *lost]):
            _count(group)


def _groups(text: Text, kind: Kind, own: Sequence[Division], all_old: Sequence[Division]) -> list[list[Division]]:
    """Headings that are counted together: sections start anew in each chapter, chapters may in each part."""
    keys = [one.key for one in all_old if one.key]
    if len(set(keys)) == len(keys) and kind is not Kind.SECTION:
        return [list(own)]
    groups: list[list[Division]] = [[]]
    for one in text.divisions:
        if RANKS.index(one.kind) < RANKS.index(kind):
            groups.append([])
        elif any(one is mine for mine in own):
            groups[-1].append(one)
    return [group for group in groups if any(one.to or one.key for one in group)]


def _count(group: Sequence[Division]) -> None:
    number = 0
    for one in group:
        number = int(one.to) if one.to and one.to.isdecimal() else number + 1
        one.to = str(number)
