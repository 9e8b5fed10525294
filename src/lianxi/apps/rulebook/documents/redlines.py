"""The redline as a document 花脸稿: the new text, with what was struck where it stood and what was put in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from lianxi.apps.rulebook.documents.clean import split_title
from lianxi.apps.rulebook.documents.layout import Stretch, lay_out, lines_of
from lianxi.apps.rulebook.documents.places import Places
from lianxi.apps.rulebook.documents.streams import pair_stream, whole
from lianxi.apps.rulebook.documents.wording import legend, names_of, passed_over, summary, titled
from lianxi.exporters.official import Block, Heading, Mark, OfficialDocument, Paragraph
from lianxi.kernel.texts.compare import Comparison, Pair, Relation, Unit
from lianxi.kernel.texts.structure import Kind

_Placed = list[tuple[int, list[Stretch]]]
"""Words to be set in where a text begins at that place or behind it."""


def redline(comparison: Comparison, *, sample: bool = False) -> OfficialDocument:
    """The new text laid out; an article that moved is marked, and its old place says where it went.

    How much changed and what the marks mean is said above it.
    """
    old, new = Places(comparison.old), Places(comparison.new)
    apart, names = _out_of_order(comparison.pairs), names_of(comparison.pairs)
    moved = [pair for pair in apart if pair.relation is Relation.MOVED]
    leaving, arriving = _changes([pair for pair in apart if pair.relation is not Relation.MOVED], old, new)
    leaving += [
        (pair.old[0].start, [_note(f"〔{names[0].of(pair.old)}移至{names[1].of(pair.new)}〕", pair, old)])
        for pair in moved
    ]
    arriving += [(pair.new[0].start, pair_stream(comparison, pair, old, new, Mark.MOVED)) for pair in moved]
    body = _laid_out(comparison, apart, leaving, arriving, (old, new))
    doubtful = names[1].of([unit for pair in comparison.pairs if pair.suggested for unit in pair.new])
    said = [summary(comparison.pairs, "与旧文本相比："), passed_over(comparison.reading)]
    said += [f"疑似改写、待确认：{doubtful}。"] if any(pair.suggested for pair in comparison.pairs) else []
    above = (*(Paragraph(words) for words in said if words), *legend(_marks(body)))
    return OfficialDocument(titled(comparison.new, "修改花脸稿"), (*above, *body), sample=sample)


def redline_to_accept(comparison: Comparison, *, sample: bool = False) -> OfficialDocument:
    """The same for tracked changes: accepted they leave the words of the new text alone, refused those of the old one.

    What moved is struck at its old place and put in at its new one. A title that stays stands as the title.
    """
    old, new = Places(comparison.old), Places(comparison.new)
    pairs = comparison.pairs
    title = split_title(new)[0] if pairs and pairs[0].relation is Relation.SAME else ""
    left_out = {id(pairs[0])} if title and pairs[0].new[0].kind is Kind.TITLE else set()
    apart = _out_of_order(pairs)
    body = _laid_out(comparison, apart, *_changes(apart, old, new), (old, new), left_out)
    return OfficialDocument(title if left_out else "", body, sample=sample)


def _laid_out(
    comparison: Comparison,
    apart: Sequence[Pair],
    leaving: _Placed,
    arriving: _Placed,
    places: tuple[Places, Places],
    left_out: set[int] | None = None,
) -> tuple[Block, ...]:
    """The blocks of what stays in order, with what leaves and what arrives before the next of it."""
    skipped = {id(pair) for pair in apart} | (left_out or set())
    pairs = [pair for pair in comparison.pairs if id(pair) not in skipped]
    lost, gained = _changes([pair for pair in pairs if not pair.old or not pair.new], *places)
    leaving, arriving = (sorted(both, key=lambda one: one[0]) for both in (leaving + lost, arriving + gained))
    entries: list[list[Stretch]] = []
    for pair in pairs:
        if pair.old and pair.new:
            entries += _until(leaving, min(unit.start for unit in pair.old))
            entries += _until(arriving, pair.new[0].start)
            entries.append(pair_stream(comparison, pair, *places, None))
    entries += [words for _, words in (*leaving, *arriving)]
    return tuple(lay_out(chain.from_iterable(map(lines_of, entries))))


def _changes(pairs: Sequence[Pair], old: Places, new: Places) -> tuple[_Placed, _Placed]:
    """What the pairs have in the old text, struck where it stood, and in the new one, put in."""
    struck = [(unit.start, whole(unit, old, Mark.DELETED)) for pair in pairs for unit in pair.old]
    put_in = [(unit.start, whole(unit, new, Mark.INSERTED)) for pair in pairs for unit in pair.new]
    return struck, put_in


def _until(waiting: _Placed, place: int) -> Iterator[list[Stretch]]:
    """Take what stands before a place."""
    while waiting and waiting[0][0] < place:
        yield waiting.pop(0)[1]


def _note(words: str, pair: Pair, source: Places) -> Stretch:
    return Stretch(words, Mark.MOVED, source, pair.old[0].start)


def _out_of_order(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs that cannot stand between their neighbours in both texts at once.

    They moved, or were merged from afar or split far apart.
    """
    apart: list[Pair] = []
    olds = sorted(unit.start for pair in pairs for unit in pair.old)
    news = sorted(unit.start for pair in pairs for unit in pair.new)
    furthest = -1
    for pair in pairs:
        if not pair.old or not pair.new:
            continue
        scattered = not (_is_one_block(pair.old, olds) and _is_one_block(pair.new, news))
        if scattered or pair.relation is Relation.MOVED or pair.old[0].start < furthest:
            apart.append(pair)
        else:
            furthest = pair.old[-1].start
    return apart


def _is_one_block(units: Sequence[Unit], starts: Sequence[int]) -> bool:
    first = bisect_left(starts, units[0].start)
    return [unit.start for unit in units] == list(starts[first : first + len(units)])


def _marks(blocks: Sequence[Block]) -> frozenset[Mark]:
    shown = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
    return frozenset(run.mark for words in shown if not isinstance(words, str) for run in words if run.mark)
