"""Provisions cited 条款项目: 第十二条之一第二款第（三）项, ranges and enumerations, as keys.

立法法65条: 编 章 节 条 款 项 目; 分编 as in the civil code; attachments are numbered beside them. A key is an
eid as positions have it (`art_12-1__para_2__point_3`); articles count through the whole instrument, so a
chapter is never part of an article's key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lianxi.kernel.texts.numerals import NUMERAL, read_number, read_ordinal_key, write_number

PREFIXES = {
    "编": "part",
    "分编": "subpart",
    "章": "chp",
    "节": "sec",
    "条": "art",
    "款": "para",
    "项": "point",
    "目": "indent",
    "附件": "att",
    "附表": "att",
    "附录": "att",
    "部分": "level",
    "点": "point",
}
"""Chinese unit → prefix of its eid (the naming convention of Akoma Ntoso)."""

LONGEST_RANGE = 300
"""A range that names more provisions than this is not spelt out (the civil code has 1,260 articles in all)."""

_RANKS = {"编": 0, "分编": 1, "章": 2, "节": 3, "条": 4, "款": 5, "项": 6, "目": 7, "部分": 4, "点": 6}
_ATTACHED = frozenset({"附件", "附表", "附录"})
_S = r"[ \t]{0,3}"
_W = r"[ \t]{0,3}(?:\n[ \t]{0,3})?"
"""Blanks within one provision; a copy wrapped at a width breaks 第十|二条 over two lines."""
_NUMBER = rf"[{NUMERAL}]{{1,12}}"
_WRAPPED = rf"{_NUMBER}(?:[ \t]{{0,3}}\n[ \t]{{0,3}}{_NUMBER})?"
_UNIT = re.compile(
    rf"第{_W}(?P<number>[(（]?{_S}{_WRAPPED}{_S}[)）]?)"
    rf"(?P<more>(?:{_S}(?:、|和|至|到|—{{1,2}}|-|~){_W}(?:第{_S})?[(（]?{_NUMBER}[)）]?){{0,12}}){_W}"
    rf"(?P<unit>分编|部分|[编章节条款项目点])(?!例|件子)"
    rf"(?P<branches>(?:之{_NUMBER}){{0,3}})(?![之{NUMERAL}]{{0,2}}(?:人民法院|届))"
    rf"(?P<till>{_S}(?:至|到|—{{1,2}}|-|~){_S}(?P<last>{_NUMBER}(?P=unit)(?:之{_NUMBER}){{0,3}}))?"
    rf"|附(?P<attached>[件表录]){_S}(?P<which>{_NUMBER})(?![{NUMERAL}.年月日个份张])"
)
_NUMBERS = re.compile(rf"第?{_S}[(（]?{_NUMBER}[)）]?")
_NOT_COUNTED = re.compile(r"[(（)）\s第]+")
_JOIN = re.compile(rf"{_S}(?:、|,|和|与|及|以及|或|或者|并|并和)?{_S}\n?{_S}\Z")
_THROUGH = re.compile(rf"{_S}(?:至|到|—{{1,2}}|–|-|~|～){_S}\Z")


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision, or one range of them, as a citation names it.

    words: written out in full (第三条第一款、第二款 gives 第三条第二款 for its second part).
    keys:  the eids named; none where it is not known of which article a paragraph is meant.
    """

    start: int
    end: int
    printed: str
    words: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One unit of a provision's path: 第十二条 is `Step("条", "12")`."""

    unit: str
    key: str

    @property
    def eid(self) -> str:
        """`art_12`."""
        return f"{PREFIXES[self.unit]}_{self.key}"

    @property
    def words(self) -> str:
        """第十二条, 第三项; branches and large numbers in Chinese numerals."""
        return _unit_words(self.unit, self.key)


@lru_cache(maxsize=2048)
def _unit_words(unit: str, key: str) -> str:
    if unit in _ATTACHED:
        return unit + key
    number, *branches = (write_number(int(part)) for part in key.split("-"))
    return f"第{number}{unit}" + "".join(f"之{branch}" for branch in branches)


Path = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A path as it stands between two separators; `through` says that a range runs to it from the one before."""

    start: int
    end: int
    path: Path
    through: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """Provisions that stand together, 第三条、第五条和第七条第二款."""

    start: int
    end: int
    pieces: tuple[Piece, ...]

    def read(self, text: str, within: Path = ()) -> tuple[Provision, ...]:
        """The provisions named, those without an article within the path given."""
        read: list[Provision] = []
        before: Path = ()
        for index, piece in enumerate(self.pieces):
            path = _completed(piece.path, before)
            placed = _completed(path, within)
            start, words, keys = piece.start, _words(path), _keys(placed)
            if piece.through and read:
                start = self.pieces[index - 1].start
                words = f"{read.pop().words}至{_words(piece.path)}"
                keys = _range(_completed(before, within), placed)
            read.append(Provision(start, piece.end, text[start : piece.end], words, keys))
            before = path
        return tuple(read)

    def last_path(self, within: Path = ()) -> Path:
        """The path of its last provision in full."""
        path: Path = ()
        for piece in self.pieces:
            path = _completed(piece.path, path)
        return _completed(path, within)


def find_runs(text: str) -> tuple[Run, ...]:
    """All runs of provisions of a text (half width, simplified) in their order."""
    runs: list[Run] = []
    pieces: list[Piece] = []
    for start, end, step in _steps(text):
        gap = text[pieces[-1].end : start] if pieces and start - pieces[-1].end <= 10 else None
        if gap is not None and _goes_on(gap, step) and _deeper(step, pieces[-1].path):
            pieces[-1] = Piece(pieces[-1].start, end, (*pieces[-1].path, step), pieces[-1].through)
        elif gap is not None and gap and _joins(gap) and gap.strip() and len(pieces) < 400:
            pieces.append(Piece(start, end, (step,), bool(_THROUGH.match(gap))))
        else:
            runs += _closed(pieces)
            pieces = [Piece(start, end, (step,))]
    return (*runs, *_closed(pieces))


def eid_path(eid: str) -> Path:
    """The path an eid names; parts that are no units of provisions are left out."""
    units = {"part": "编", "subpart": "分编", "chp": "章", "sec": "节", "art": "条", "para": "款"}
    units |= {"point": "项", "indent": "目"}
    parts = (part.partition("_") for part in eid.split("__"))
    keyed = re.compile(r"\d{1,6}(?:-\d{1,4}){0,3}\Z")
    return tuple(Step(units[prefix], key) for prefix, _, key in parts if prefix in units and keyed.match(key))


def _steps(text: str) -> Iterator[tuple[int, int, Step]]:
    for found in _UNIT.finditer(text):
        if found["attached"]:
            number = read_number(found["which"])
            if number is not None:
                yield found.start(), found.end(), Step("附" + found["attached"], str(number))
            continue
        if found["more"]:
            yield from _listed(found)
        elif key := _key(_bare(found["number"]) + found["branches"]):
            yield found.start(), found.end("branches"), Step(found["unit"], key)
        if found["till"] and (last := _key(found["last"].replace(found["unit"], "", 1))):
            yield found.start("last"), found.end(), Step(found["unit"], last)


def _listed(found: re.Match[str]) -> Iterator[tuple[int, int, Step]]:
    """The units of 第（一）、（三）项 and 第九至十一条, where the unit is said once for all."""
    spans = [found.span("number")]
    spans += [
        (found.start("more") + a, found.start("more") + b)
        for a, b in map(re.Match.span, _NUMBERS.finditer(found["more"]))
    ]
    for index, (start, end) in enumerate(spans):
        last = index == len(spans) - 1
        key = _key(_bare(found.string[start:end]) + (found["branches"] if last else ""))
        if key:
            yield start if index else found.start(), found.end("branches") if last else end, Step(found["unit"], key)


def _bare(number: str) -> str:
    return _NOT_COUNTED.sub("", number)


@lru_cache(maxsize=2048)
def _key(number: str) -> str | None:
    """The key of a number, if it is one that provisions bear; the same few come again all through a text."""
    key = read_ordinal_key(number)
    return key if key and all(len(part) <= 5 for part in key.split("-")) else None


def _closed(pieces: list[Piece]) -> list[Run]:
    return [Run(pieces[0].start, pieces[-1].end, tuple(pieces))] if pieces else []


def _joins(gap: str) -> bool:
    return bool(_JOIN.match(gap) or _THROUGH.match(gap))


def _goes_on(gap: str, step: Step) -> bool:
    """Whether a unit goes on with the one before; 款 and 项 never head a line, so a line may break before them."""
    bare = gap.strip(" \t")
    return not bare or (bare == "\n" and step.unit in {"款", "项", "目"})


def _deeper(step: Step, path: Path) -> bool:
    return step.unit in _RANKS and path[-1].unit in _RANKS and _RANKS[step.unit] > _RANKS[path[-1].unit]


def _completed(path: Path, before: Path) -> Path:
    """A path with the larger units of the one before it, as far as it does not name them itself."""
    if path[0].unit in _ATTACHED or path[0].unit == "条":
        return path
    rank = _RANKS[path[0].unit]
    inherited = tuple(step for step in before if step.unit in _RANKS and _RANKS[step.unit] < rank)
    return inherited + path


def _words(path: Path) -> str:
    return "".join(step.words for step in path)


def _keys(path: Path) -> tuple[str, ...]:
    """The eid of a path, without the chapter before an article; none for a paragraph or point of no article."""
    units = [step.unit for step in path]
    if "条" in units:
        path = path[units.index("条") :]
    elif units[0] in {"款", "项", "目", "节", "点"}:
        return ()
    return ("__".join(step.eid for step in path),)


def _range(first: Path, last: Path) -> tuple[str, ...]:
    """The keys from one provision to another of the same unit; only the two where what lies between is not certain."""
    ends = _keys(first) + _keys(last)
    if len(ends) < 2 or first[:-1] != last[:-1] or first[-1].unit != last[-1].unit:
        return ends
    low, _, low_branch = first[-1].key.partition("-")
    high, _, high_branch = last[-1].key.partition("-")
    if low_branch or high_branch:
        return ends if low != high else _branches(first, low_branch, high_branch, ends)
    if not int(low) < int(high) <= int(low) + LONGEST_RANGE:
        return ends
    steps = (Step(first[-1].unit, str(number)) for number in range(int(low), int(high) + 1))
    return tuple(key for step in steps for key in _keys((*first[:-1], step)))


def _branches(first: Path, low: str, high: str, ends: tuple[str, ...]) -> tuple[str, ...]:
    """第十二条之一至第十二条之三, and 第十二条至第十二条之三 from the article itself."""
    if "-" in low or "-" in high or not high or int(low or 0) >= int(high) or int(high) > LONGEST_RANGE:
        return ends
    number = first[-1].key.partition("-")[0]
    keys = (number if branch == 0 else f"{number}-{branch}" for branch in range(int(low or 0), int(high) + 1))
    return tuple(key for one in keys for key in _keys((*first[:-1], Step(first[-1].unit, one))))
