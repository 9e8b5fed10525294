"""Where the amended text and the printed one agree, part by part 逐部分核对."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.captions import EventKind, read_caption
from lianxi.kernel.texts.compare.amending.instruction import Place
from lianxi.kernel.texts.compare.amending.locating import place_at
from lianxi.kernel.texts.compare.comparison import Comparison, Pair, Relation
from lianxi.kernel.texts.compare.redline import Change
from lianxi.kernel.texts.compare.units import Unit
from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.structure import DIVISIONS, Kind, Node, read_structure, walk

PARTS = ("题目", "题注", "目录", "序言", "编章节标题", "条文", "附件", "落款", "其他文字")
_PART_OF = {
    Kind.TITLE: "题目",
    Kind.CAPTION: "题注",
    Kind.TOC: "目录",
    Kind.PREAMBLE: "序言",
    Kind.SIGNATURE: "落款",
    **dict.fromkeys(DIVISIONS, "编章节标题"),
}
_AROUND = 8


@dataclass(frozen=True, slots=True)
class Departure:
    """One place where the printed text reads otherwise than the decision makes it.

    part:    one of `PARTS`.
    place:   as printed: 第四条第一款第（二）项; of what is no provision its part.
    amended: the words as the decision makes them; "" where there are none.
    printed: the words as printed; "" where there are none.
    before, after: a few characters around them.
    """

    part: str
    place: str
    amended: str
    printed: str
    before: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        """第四条：“五百元”印作“八百元”."""
        amended, printed = self.amended.strip(), self.printed.strip()
        said = f"“{amended}”" if amended else "按决定没有文字"
        return f"{self.place}：{said}，印作" + (f"“{printed}”" if printed else "空白")


@dataclass(frozen=True, slots=True)
class Agreement:
    """A part of the text: whether it agrees, and where it does not.

    present: whether either text has it.
    note:    what a reader should look at though it agrees.
    """

    part: str
    present: bool
    departures: tuple[Departure, ...]
    note: str = ""

    @property
    def agrees(self) -> bool:
        return not self.departures


def agreements(comparison: Comparison, open_places: Collection[str] = ()) -> tuple[Agreement, ...]:
    """Part by part, in the order of `PARTS`.

    open_places: articles that may stand at the end of one chapter or at the beginning of the next.
    """
    root = read_structure(comparison.new)
    found = [one for pair in comparison.pairs for one in _of_pair(comparison, pair, root)]
    note = _added_to_caption(comparison)
    found = [one for one in found if not (note and one.part == "题注")]
    found += _headings_elsewhere(comparison, open_places)
    found = found or list(_first_difference(comparison))
    present = {part_of(unit) for pair in comparison.pairs for unit in (*pair.old, *pair.new)}
    return tuple(
        Agreement(part, part in present, tuple(one for one in found if one.part == part), note * (part == "题注"))
        for part in PARTS
        if part in present or any(one.part == part for one in found)
    )


def part_of(unit: Unit) -> str:
    """To which part of the text a unit belongs."""
    if unit.eid.startswith("att"):
        return "附件"
    return "条文" if unit.provision else _PART_OF.get(unit.kind, "其他文字")


def _of_pair(comparison: Comparison, pair: Pair, root: Node) -> Iterator[Departure]:
    unit = (pair.new or pair.old)[0]
    part, place = part_of(unit), _named(unit)
    if len(pair.old) != 1 or len(pair.new) != 1:
        yield Departure(part, place, _words(pair.old), _words(pair.new))
        return
    if pair.renumbered:
        yield Departure(part, place, pair.old[0].number or "", pair.new[0].number or "")
    if pair.relation is Relation.MOVED:
        yield Departure(part, place, f"{_named(pair.old[0])}在决定排定的位置", "印在别处")
    if pair.edited:
        yield from _changes(comparison, pair, root)
    elif unit.kind is Kind.ARTICLE and not _same_paragraphs(comparison, pair, root):
        yield Departure(part, place, _words(pair.old), _words(pair.new), after="（分款分项不同）")


def _changes(comparison: Comparison, pair: Pair, root: Node) -> Iterator[Departure]:
    """Each change within a unit, words struck and put in at one place together."""
    unit = pair.new[0]
    pieces = comparison.redline(pair)
    at = unit.end - len(unit.body)
    struck, before = "", ""
    for number, piece in enumerate(pieces):
        following = pieces[number + 1] if number + 1 < len(pieces) else None
        if piece.change is Change.EQUAL:
            before, at = piece.new[-_AROUND:], at + len(piece.new)
        elif piece.change is Change.DELETED and following and following.change is Change.INSERTED:
            struck = piece.old
        else:
            after = next((one.new[:_AROUND] for one in pieces[number + 1 :] if one.change is Change.EQUAL), "")
            old = struck + piece.old
            place = place_at(root, min(at, unit.end - 1)).label if unit.provision else _named(unit)
            place = _named(unit) if place == "全文" else place
            yield Departure(part_of(unit), place, old, piece.new, before.strip(), after.strip())
            struck, at = "", at + len(piece.new)


def _same_paragraphs(comparison: Comparison, pair: Pair, root: Node) -> bool:
    """Whether an article is divided into the same paragraphs and points."""
    if pair.old[0].text.split() == pair.new[0].text.split():
        return True
    return _divided(read_structure(comparison.old), pair.old[0]) == _divided(root, pair.new[0])


def _divided(root: Node, unit: Unit) -> list[tuple[Kind, str]]:
    article = next((node for node in walk(root) if node.start == unit.start and node.kind is Kind.ARTICLE), None)
    return [(node.kind, comparable(node.text)) for node in walk(article)] if article else []


def _added_to_caption(comparison: Comparison) -> str:
    """The amendment itself, which printed captions name behind the earlier events; "" where more departs."""
    old, new = (
        "".join(_bare(unit.body) for unit in units if unit.kind is Kind.CAPTION) for units in _units(comparison)
    )
    if not old or old == new or not new.startswith(old):
        return ""
    added = new[len(old) :].lstrip("，,；;、")
    events = read_caption(f"（{added}）").events
    amended = any(event.kind in (EventKind.AMEND, EventKind.REVISE) for event in events)
    return f"题注按例增加了这次修改，请核对：{added}" if amended else ""


def _bare(words: str) -> str:
    return comparable(words).strip("()（）")


def _headings_elsewhere(comparison: Comparison, open_places: Collection[str]) -> Iterator[Departure]:
    """Headings that stand over another article than the decision puts below them."""
    olds, news = (_first_below(units) for units in _units(comparison))
    for words, (unit, first) in news.items():
        if words not in olds or olds[words][1] == first:
            continue
        between = _between(olds[words][1], first)
        if not between or not all(key in open_places for key in between):
            named = (f"下面从{_article(one)}开始" for one in (olds[words][1], first))
            yield Departure("编章节标题", _named(unit), *named)


def _first_below(units: Sequence[Unit]) -> dict[str, tuple[Unit, str]]:
    """Each heading by its words, with the number of the article that comes next; repeated words are left out."""
    found: dict[str, tuple[Unit, str]] = {}
    repeated: set[str] = set()
    following = ""
    for unit in reversed(units):
        if unit.kind is Kind.ARTICLE and not unit.eid.startswith("att"):
            following = unit.key
        elif unit.kind in DIVISIONS:
            words = comparable(unit.text)
            repeated |= {words} if words in found else set()
            found[words] = (unit, following)
    return {words: one for words, one in found.items() if words not in repeated}


def _between(one: str, other: str) -> list[str]:
    if not (one.isdecimal() and other.isdecimal()):
        return []
    low, high = sorted((int(one), int(other)))
    return [str(number) for number in range(low, high)]


def _article(key: str) -> str:
    return Place(key).label if key else "文末"


def _first_difference(comparison: Comparison) -> Iterator[Departure]:
    """What no pair shows, such as an order among surroundings: the first place where the texts part."""
    olds, news = (
        [unit for unit in units if unit.kind not in (Kind.CAPTION, *DIVISIONS)] for units in _units(comparison)
    )
    for one, other in zip(olds, news, strict=False):
        if comparable(one.text) != comparable(other.text):
            yield Departure(part_of(other), _named(other), one.text.strip(), other.text.strip())
            return
    if rest := olds[len(news) :] or news[len(olds) :]:
        yield Departure(part_of(rest[0]), _named(rest[0]), _words(olds[len(news) :]), _words(news[len(olds) :]))


def _units(comparison: Comparison) -> tuple[list[Unit], list[Unit]]:
    """The units of both texts, each in its order."""
    olds = sorted((unit for pair in comparison.pairs for unit in pair.old), key=lambda unit: unit.start)
    return olds, sorted((unit for pair in comparison.pairs for unit in pair.new), key=lambda unit: unit.start)


def _named(unit: Unit) -> str:
    if unit.provision:
        return unit.number or unit.key
    return part_of(unit) if part_of(unit) != "编章节标题" else unit.text.strip()


def _words(units: Sequence[Unit]) -> str:
    return "\n".join(unit.text.strip() for unit in units)
