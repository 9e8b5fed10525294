"""Numbered provisions 编号条文: whether a number begins one, where it hangs in the tree, and whether it follows."""

from __future__ import annotations

import re

from lianxi.kernel.texts.numerals import NUMERAL
from lianxi.kernel.texts.structure.growing import DIVISION_RANKS, Entry, GrowingTree, Rank
from lianxi.kernel.texts.structure.lines import Line, Wrapping
from lianxi.kernel.texts.structure.marks import Mark, Style, follows
from lianxi.kernel.texts.structure.node import DIVISIONS, Kind

_LONGEST_DIVISION = 44
_MOST_FOLDED = 12
_OTHER_ARTICLE = re.compile(rf"第[{NUMERAL}]{{1,7}}[条條]")


def begins_provision(line: Line, before: Line | None, wrapping: Wrapping, tree: GrowingTree) -> bool:
    """Whether the number at the front of a line begins a provision, or is only cited or cut off there."""
    mark = line.mark
    if mark is None or line.quoted:
        return False
    if mark.cited:
        # 第六十条　第五十九条规定的…: an article may begin with a citation.
        in_turn = mark.spaced and follows(last_number(tree, mark), mark.ordinal)
        return in_turn and (before is None or before.closed) and bool(_OTHER_ARTICLE.match(line.rest))
    if mark.kind in DIVISIONS and (len(line.rest) > _LONGEST_DIVISION or line.last in set("。；，;,")):
        return False
    cut_off = before is not None and not before.closed and wrapping.is_full(before) and not line.run_on
    if not cut_off or (wrapping.indented and line.indented):
        return True
    return follows(last_number(tree, mark), mark.ordinal)


def last_number(tree: GrowingTree, mark: Mark) -> tuple[int, ...] | None:
    """The number after which this one would have to come."""
    if mark.style is not None:
        holder = level_holder(tree, mark)
        return holder.last.get(mark.style)
    scope = scope_of(tree)
    return scope.last.get(0) if mark.kind is Kind.ARTICLE else None


def scope_of(tree: GrowingTree) -> Entry:
    """The document or attachment through which articles are numbered."""
    return next(entry for entry in reversed(tree.open) if entry.kind in (Kind.DOCUMENT, Kind.ATTACHMENT))


def level_holder(tree: GrowingTree, mark: Mark) -> Entry:
    """The entry under which a level or point of this number hangs.

    Inside an article it is a point, unless it carries on a list that stands
    above the article (一、总则 over 第一条 …).
    """
    style = mark.style or Style.CHINESE
    article = tree.nearest(Kind.ARTICLE)
    outside = next((e for e in reversed(tree.open) if e.rank < Rank.LEVEL + 2 * style), tree.open[0])
    if article is None:
        return outside
    inside = next(e for e in reversed(tree.open) if e.rank < Rank.POINT + 2 * style)
    above = outside.last.get(style)
    goes_on_inside = follows(inside.last.get(style), mark.ordinal)
    carries_on = above is not None and follows(above, mark.ordinal) and not goes_on_inside
    return outside if carries_on else inside


def open_division(tree: GrowingTree, line: Line, mark: Mark) -> Entry:
    """A division 编 分编 章 节; chapters may be numbered anew in each part or through all of them."""
    rank = DIVISION_RANKS[mark.kind]
    entry = tree.add(rank, mark.kind, line.start, mark.number, mark.key)
    scope = scope_of(tree)
    runs_through = follows(scope.last.get(rank), mark.ordinal) or mark.ordinal == (1,)
    if entry.parent is not None and not (runs_through and entry.parent is not scope):
        _note_gap(entry.parent, entry, mark, rank)
    scope.last[rank] = mark.ordinal
    return entry


def open_article(tree: GrowingTree, line: Line, mark: Mark) -> Entry:
    """An article 条; the numbering runs through the document whatever chapters lie between."""
    entry = tree.add(Rank.ARTICLE, Kind.ARTICLE, line.start, mark.number, mark.key)
    _note_gap(scope_of(tree), entry, mark, 0)
    return entry


def open_level(tree: GrowingTree, line: Line, mark: Mark) -> Entry:
    """A level of a notice, or a point 项 or indent 目 of an article, as deep as it stands."""
    style = mark.style or Style.CHINESE
    fold_paragraphs(tree, mark)
    holder = level_holder(tree, mark)
    inside = holder.rank >= Rank.ARTICLE
    tree.close_to(holder.rank + 1)
    if holder.kind is Kind.ARTICLE:
        holder = tree.add(Rank.PARAGRAPH, Kind.PARAGRAPH, line.start)
    kind = _kind_inside(holder) if inside else Kind.LEVEL
    entry = tree.add((Rank.POINT if inside else Rank.LEVEL) + 2 * style, kind, line.start, mark.number, mark.key)
    entry.style = style
    _note_gap(holder, entry, mark, style)
    return entry


def open_heading(tree: GrowingTree, line: Line, first: Mark) -> Entry | None:
    """An unnumbered heading below which a list starts anew (2024年工作安排 over 1、); None where none goes before."""
    if tree.nearest(Kind.ARTICLE) is not None or first.style is None or first.ordinal != (1,):
        return None
    before = level_holder(tree, first)
    begun = before.last.get(first.style, (0,))
    if begun == (0,) and not (before.kind is Kind.LEVEL and before.number is None):
        return None
    return tree.add(Rank.LEVEL + 2 * first.style - 1, Kind.LEVEL, line.start)


def fold_paragraphs(tree: GrowingTree, mark: Mark) -> None:
    """Where points go on after what looked like a new 款, it belonged to the point before it."""
    folded: list[Entry] = []
    for entry in reversed(tree.entries[-_MOST_FOLDED:]):
        if entry.kind is not Kind.PARAGRAPH or entry.held:
            break
        folded.append(entry)
    if not folded or len(folded) == min(_MOST_FOLDED, len(tree.entries)):
        return
    point: Entry | None = tree.entries[-len(folded) - 1]
    while point is not None and point.style != mark.style:
        point = point.parent
    if point is None or point.rank < Rank.POINT or point.ordinal is None or not follows(point.ordinal, mark.ordinal):
        return
    for entry in folded:
        entry.kind, entry.rank, entry.parent = Kind.TEXT, Rank.LEAF, point
        entry.doubts = ["这一段夹在两项之间，按前一项的内容计，不另成一款"]
    point.held += len(folded)
    tree.reopen(point)


def _kind_inside(holder: Entry) -> Kind:
    if holder.rank < Rank.POINT:
        return Kind.POINT
    return Kind.INDENT if holder.kind is Kind.POINT else Kind.LEVEL


def _note_gap(holder: Entry | None, entry: Entry, mark: Mark, style: int) -> None:
    """Note a number that does not come after the last one of its list."""
    entry.ordinal = mark.ordinal
    if holder is None:
        return
    before = holder.last.get(style)
    holder.last[style] = mark.ordinal
    if follows(before, mark.ordinal) or mark.ordinal == before:
        return
    if before is None:
        entry.doubts.append(f"编号从“{mark.number}”开始，前面没有第一个")
    else:
        last = "之".join(str(part) for part in before)
        entry.doubts.append(f"编号不连续：同级的前一个是{last}，这里是“{mark.number}”")
