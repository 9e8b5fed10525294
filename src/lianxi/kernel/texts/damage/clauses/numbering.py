"""Numbering 编号: gaps, repeats and jumps in the numbers of provisions.

立法法65条: parts, chapters, sections and articles are numbered in order, articles
through the whole document, points within their article. 第十二条之一 follows
第十二条. Chapters may run on through the parts (民事诉讼法) or begin again in each
(刑法); items （一） of an opinion may run on through its headings 一、二、. A list that
begins again at one is another list, not a jump back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.numerals import NUMERAL, read_number, write_number
from lianxi.kernel.texts.structure import Kind, Node, walk
from lianxi.kernel.texts.structure.node import DIVISIONS

_Key = tuple[int, ...]

_ARTICLES = frozenset({Kind.ARTICLE})
_NUMBERED = frozenset({*DIVISIONS, Kind.POINT, Kind.INDENT, Kind.LEVEL})
_SIGNS = "①-⑳⑴-⒇⒈-⒛㈠-㈩"
_NUMBER = re.compile(f"[{NUMERAL}]+|[{_SIGNS}]")
_SIGN = re.compile(f"[{_SIGNS}]")
_ARABIC = re.compile("[0-9０-９]")
_LEVELLED = str.maketrans("（）", "()", "、.．，, \t　")
_HIGHEST = 199
"""No list is longer; a higher number at the head of a line is a year, a sum or an amount."""
_BEGINS = frozenset("。；！？!?;”」\n\r\t 　")


@dataclass(frozen=True, slots=True)
class _Step:
    """One number of a row: its node, its key (第十二条之一 → (12, 1)), and whether the row began before it."""

    node: Node
    key: _Key
    begun: bool = False


def find_numbering(sheet: Sheet) -> Iterator[Finding]:
    """Numbers that do not follow the one before; each finding says what is expected and what stands there."""
    for document in sheet.documents:
        goes_on = "修正案" in document.title
        found = [one for row in _rows(document) for one in _breaks(row, document.text, goes_on=goes_on)]
        yield from found
        told = {one.start for one in found}
        for parent in (document.node, *document.nodes):
            yield from (one for one in _begun_again(parent) if one.start not in told)


def _begun_again(parent: Node) -> Iterator[Finding]:
    """Chapters in each of which the articles begin at one: as a word processor numbers them when left to itself."""
    begun: Node | None = None
    for division in (child for child in parent.children if child.kind in (Kind.CHAPTER, Kind.SECTION)):
        first = next((node for node in walk(division) if node.kind is Kind.ARTICLE), None)
        if first is None:
            continue
        if begun is not None and _key(first, _ARTICLES) == _key(begun, _ARTICLES) == (1,):
            where = division.number or division.heading
            note = f"{where}里又从“{first.number}”编起，各条应当全文连续编号，可能是自动编号没有接上。"
            yield _finding(_Step(first, (1,)), note, 0.6)
        begun = begun or first


def _rows(document: Document) -> Iterator[list[_Step]]:
    """The rows of numbers that should ascend: articles through the document, all else within what holds it."""
    yield from _split([_Step(node, key) for node in document.nodes if (key := _key(node, _ARTICLES))])
    running: dict[str, _Step] = {}
    for parent in (document.node, *document.nodes):
        for form, row in _lists(parent).items():
            last = running.get(form)
            if last is not None and row[0].key > (1,) and _continues(last, row[0], parent):
                yield [_Step(last.node, last.key, begun=True), *row]
            else:
                yield from _split(row)
            running[form] = row[-1]


def _continues(last: _Step, step: _Step, parent: Node) -> bool:
    """Whether a row is the rest of an earlier one: by its number, or because that one ended right before."""
    return _follows(last.key, step.key) or (last.node.end >= parent.start and step.key > last.key)


def _lists(parent: Node) -> dict[str, list[_Step]]:
    """The numbered children of a node, those of one printed form together (1. and ① are two lists)."""
    lists: dict[str, list[_Step]] = {}
    for child in parent.children:
        if (key := _key(child, _NUMBERED)) and key[0] <= _HIGHEST:
            lists.setdefault(f"{child.kind}{_form(child.number or '')}", []).append(_Step(child, key))
    return lists


@lru_cache(maxsize=512)
def _form(printed: str) -> str:
    """How a number is printed: in brackets or not, in Chinese, in Arabic or as a sign; widths and 、. do not count."""
    script = "①" if _SIGN.search(printed) else "1" if _ARABIC.search(printed) else "一"
    return _NUMBER.sub(script, printed.translate(_LEVELLED), count=1)


def _key(node: Node, kinds: frozenset[Kind]) -> _Key | None:
    if not node.number or node.kind not in kinds:
        return None
    parts = (node.key or "").split("-")
    return tuple(map(int, parts)) if all(part.isdecimal() and len(part) < 6 for part in parts) else None


def _split(row: list[_Step]) -> Iterator[list[_Step]]:
    """The parts of a row that each begin at one."""
    begin = 0
    for at in range(1, len(row)):
        following = row[at + 1].key if at + 1 < len(row) else (2,)
        if row[at].key == (1,) and following == (2,) and row[at - 1].key != (1,):
            yield row[begin:at]
            begin = at
    if row:
        yield row[begin:]


def _breaks(row: Sequence[_Step], text: str, *, goes_on: bool) -> Iterator[Finding]:
    """The breaks of one row; `goes_on`: it may begin where another text ended (宪法修正案)."""
    if not goes_on and row[0].key[0] > 1 and len(row) > 1 and not row[0].begun:
        note = f"编号从“{row[0].node.number}”开始，前面可能缺少内容，也可能本来就是节选。"
        yield _finding(row[0], note, 0.5)
    place, last = row[0].key, row[0]
    for at in range(1, len(row)):
        step = row[at]
        if not _follows(place, step.key):
            after = row[at + 1].key if at + 1 < len(row) else None
            if not (step.key > place and _runs_on(last, step, text, place)):
                yield _finding(step, _note(last, step, place), _confidence(place, step.key, after))
            place = _place_after(place, step.key, after)
        else:
            place = step.key
        last = step


def _follows(place: _Key, key: _Key) -> bool:
    """Whether a number may come next: the next one, or a branch (之一, 之二) of the one before."""
    if len(key) == 1:
        return key[0] == place[0] + 1
    return key == (*place, 1) or (key[:-1] == place[: len(key) - 1] and key[-1] == (*place, 0, 0)[len(key) - 1] + 1)


def _place_after(place: _Key, key: _Key, after: _Key | None) -> _Key:
    """Where the row stands after a break: one wrong number leaves it on its way, a gap moves it on."""
    if after == (place[0] + 2,):
        return (place[0] + 1,)
    if after is not None and _follows(place, after):
        return place
    return key


def _confidence(place: _Key, key: _Key, after: _Key | None) -> float:
    """Surest where the row goes on, from here or from where it was."""
    goes_on = after is not None and (_follows(key, after) or after == (place[0] + 2,) or _follows(place, after))
    return 0.85 if goes_on else 0.65


def _runs_on(last: _Step, step: _Step, text: str, place: _Key) -> bool:
    """Whether the missing number does stand there, run on in a line."""
    missing = _like(step.node, place[0] + 1)
    at = text.find(missing, last.node.start + 1, step.node.start)
    return at > 0 and text[at - 1] in _BEGINS


def _note(last: _Step, step: _Step, place: _Key) -> str:
    expected = _like(step.node, place[0] + 1)
    said = f"“{last.node.number}”之后应为“{expected}”，这里是“{step.node.number}”"
    if step.key == last.key:
        return said + "，编号重复。"
    if step.key < place:
        return said + "，编号倒退。"
    missing = step.key[0] - place[0] - 1
    return said + (f"，缺“{expected}”。" if missing == 1 else f"，中间缺{missing}个编号。" if missing > 1 else "。")


def _like(node: Node, number: int) -> str:
    """A number printed the way a node prints its own."""
    printed = (node.number or "").split("之")[0]
    if sign := _SIGN.search(printed):
        own = read_number(sign[0]) or number
        return chr(ord(sign[0]) - own + number)
    said = str(number) if _ARABIC.search(printed) else write_number(number)
    return _NUMBER.sub(said, printed, count=1)


def _finding(step: _Step, note: str, confidence: float) -> Finding:
    number = step.node.number or ""
    start = step.node.start + max(step.node.text.find(number), 0)
    return Finding(Damage.NUMBERING, start, start + len(number), number, None, confidence, note)
