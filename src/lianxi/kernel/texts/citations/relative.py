"""References by place 相对引用: 本条例, 该办法, 本条, 前款, 前两款, 同条第三款.

立法技术规范(试行)(一): a law calls itself 本法 and refers to its parts as 本条, 本款, 前款, 前两款, 前条. What a
word points to depends on where it stands; it is said only where that is certain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum

from lianxi.kernel.texts.citations.instruments import LEGISLATION, PLANS, noun_of
from lianxi.kernel.texts.citations.provisions import Path, Step
from lianxi.kernel.texts.numerals import read_number

_OWN_NOUNS = (
    *LEGISLATION,
    *(
        "决议",
        "决定",
        "意见",
        "通知",
        "公告",
        "通告",
        "令",
        "解释",
        "批复",
        "方案",
        "规划",
        "计划",
        "纲要",
        "要点",
        "机制",
    ),
    *(
        "制度",
        "措施",
        "标准",
        "规范",
        "准则",
        "规程",
        "指南",
        "指引",
        "导则",
        "目录",
        "清单",
        "名录",
        "预案",
        "协议书",
        "协议",
    ),
    *("协定", "公约", "条约", "议定书", "备忘录", "纪要", "倡议书", "宣言", "声明", "法律", "政策"),
)
_OF_ANOTHER = (*LEGISLATION, *PLANS, "决议", "决定", "意见", "通知", "解释", "批复", "报告")
_UNCERTAIN = frozenset((*PLANS, "规定", "决定", "意见", "通知", "解释", "规则", "决议", "办法", "批复", "报告"))
"""After 该 these also name things that are no instruments (a court's 决定, a deputy's 意见)."""
_QUALIFIER = "(?:实施|暂行|试行|若干|管理|工作|指导|行动|议事|补充|具体|规划)?"
_NO_LAW = "(?![院人定庭学官案治医师警制线理宝令]|规(?!定)|律[^、,;。:的和及与])"


def _alternation(nouns: tuple[str, ...]) -> str:
    return "|".join(sorted(set(nouns), key=lambda noun: (-len(noun), noun)))


_NUMBER = "[一二两三四五六七八九十]"
_MEANT = re.compile("第|规定|的规定|所|另|、|和|与|及|或|中|,|。|行为|情形|\\Z")
"""What follows 前两条 and 上一项 where provisions are meant and not things counted (前两项工作)."""
_POINTER = re.compile(
    "(?<![基根资成日样脚剧版课文书标原副读手账蓝桥山松冈宫坂])"
    rf"(?P<own>本(?!条[件目])(?P<own_noun>{_QUALIFIER}(?:{_alternation(_OWN_NOUNS)}){_NO_LAW}))"
    rf"|(?P<that>(?:该|上述|前述|前列)(?P<that_noun>{_QUALIFIER}(?:{_alternation(_OF_ANOTHER)}){_NO_LAW}))"
    "|(?<![基根资成日样脚剧版课文书标原副读手账])(?P<this>本(?P<this_unit>分编|[编章节条款项目])"
    "(?![件例约目标录额能日制号辑程]|款项))"
    "|(?<![提之以此目先当空事生日从年月眼跟面])"
    rf"(?P<before>(?P<sign>[前上])(?P<count>{_NUMBER})?(?P<before_unit>[条款项章节])(?![件例目额约程能日式]|款项))"
    "|(?P<same>(?<![合相不共如等一陪])同(?P<same_unit>[条款])(?=第))"
)

_FIRST = re.compile("[本该上前同]")


class Pointing(StrEnum):
    """Which way a reference points 指向."""

    OWN = "own"
    THAT = "that"
    THIS = "this"
    BEFORE = "before"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Pointer:
    """A reference by place.

    noun:  the kind of instrument (条例) for `OWN` and `THAT`, else empty.
    unit:  the unit of a provision (款) for the others, else empty.
    count: how many are meant, 2 in 前两款.
    """

    start: int
    end: int
    pointing: Pointing
    noun: str = ""
    unit: str = ""
    count: int = 1

    @property
    def names_an_instrument(self) -> bool:
        """Whether it points to an instrument and not into the present one."""
        return self.pointing in {Pointing.OWN, Pointing.THAT}

    @property
    def needs_antecedent(self) -> bool:
        """Whether the word alone does not show that an instrument is meant at all (该决定)."""
        return self.pointing is Pointing.THAT and self.noun in _UNCERTAIN


def find_pointers(text: str) -> tuple[Pointer, ...]:
    """All references by place of a text (simplified), in their order."""
    pointers: list[Pointer] = []
    end = 0
    for first in _FIRST.finditer(text):
        found = _POINTER.match(text, first.start()) if first.start() >= end else None
        if found and not _counts_things(text, found):
            pointers.append(_pointer(found))
            end = found.end()
    return tuple(pointers)


def _counts_things(text: str, found: re.Match[str]) -> bool:
    """Whether 上一条 or 前三项 only counts what comes after; paragraphs 款 are counted in law alone."""
    if not found["before"] or found["before_unit"] == "款":
        return False
    return bool(found["count"] or found["sign"] == "上") and not _MEANT.match(text, found.end())


def _pointer(found: re.Match[str]) -> Pointer:
    start, end = found.span()
    if found["own"]:
        return Pointer(start, end, Pointing.OWN, noun=noun_of(found["own_noun"]) or found["own_noun"])
    if found["that"]:
        return Pointer(start, end, Pointing.THAT, noun=noun_of(found["that_noun"]))
    if found["this"]:
        return Pointer(start, end, Pointing.THIS, unit=found["this_unit"])
    if found["same"]:
        return Pointer(start, end, Pointing.SAME, unit=found["same_unit"])
    count = read_number(found["count"]) if found["count"] else 1
    return Pointer(start, end, Pointing.BEFORE, unit=found["before_unit"], count=count or 1)


class Places:
    """Where in its own numbering a text is: from its numbered headings, or the path its caller gives."""

    def __init__(self, headings: list[tuple[int, Path]], at: Path = ()) -> None:
        self._given = at
        self._starts: list[int] = []
        self._paths: list[Path] = []
        self._articles: list[Path] = []
        self._article_starts: list[int] = []
        larger: Path = ()
        for start, path in headings:
            if path[0].unit == "条":
                self._articles.append(path[:1])
                self._article_starts.append(start)
            else:
                larger = _within(larger, path[0])
            self._starts.append(start)
            self._paths.append(larger + (path[:1] if path[0].unit == "条" else ()))

    def at(self, place: int) -> Path:
        """The path of the provision a place lies in, as far as it is known."""
        if self._given:
            return self._given
        index = bisect_right(self._starts, place) - 1
        return self._paths[index] if index >= 0 else ()

    def target(self, pointer: Pointer) -> tuple[Path, ...]:
        """The paths a reference into the present instrument points to; none where it is not certain."""
        here = self.at(pointer.start)
        units = [step.unit for step in here]
        if pointer.pointing is Pointing.BEFORE and pointer.unit == "条":
            return self._articles_before(pointer)
        if pointer.unit not in units:
            return ()
        depth = units.index(pointer.unit)
        if pointer.pointing is Pointing.THIS:
            return (here[: depth + 1],)
        return _before(here[: depth + 1], pointer.count) if pointer.pointing is Pointing.BEFORE else ()

    def _articles_before(self, pointer: Pointer) -> tuple[Path, ...]:
        index = bisect_right(self._article_starts, pointer.start) - 1
        if self._given or index < pointer.count:
            return ()
        return tuple(self._articles[index - pointer.count : index])


_LARGER = ("编", "分编", "章", "节")


def _within(larger: Path, step: Step) -> Path:
    """The chapter path after a heading of that unit: what it ends is left out."""
    if step.unit not in _LARGER:
        return larger
    rank = _LARGER.index(step.unit)
    return (*(one for one in larger if _LARGER.index(one.unit) < rank), step)


def _before(path: Path, count: int) -> tuple[Path, ...]:
    """The paragraphs or points before one, within the same article; they bear no branches."""
    last = path[-1]
    if last.unit not in {"款", "项"} or not last.key.isdigit() or int(last.key) <= count:
        return ()
    number = int(last.key)
    return tuple((*path[:-1], Step(last.unit, str(one))) for one in range(number - count, number))
