"""Kinds of rules 制度种类: what may be meant, by title, issuer and number; and what is certain, by several at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.metadata.makers import Maker, makers_of

_TAIL = re.compile(r"(?:[（(〔\[][^（）()]{1,12}[)）〕\]])+\s*\Z")
_UNFINISHED = re.compile(
    r"草案|草稿|征求意见|送审|审议稿|讨论稿|建议稿|建议表|报批|代拟|修改稿|初稿|解读|说明|汇编|摘要|要义"
)
"""What is about a rule, or is not one yet: its kind is for a person to say."""


@dataclass(frozen=True, slots=True)
class Certain:
    """Signs that together leave no doubt of a kind 确证; all that are given have to be there.

    why:      the sentence for the reader.
    endings, numbers, words: as in `RuleKind`; without: words none of which may stand in the title.
    makers:   who has to be among the issuers; beside: who else may be, () for nobody.
    adopted:  whether a congress or its standing committee passed it.
    approved: whether the one above approved it. lawmaking: whether its region may make law.
    form:     "articles" or "levels". order: the number is of an order 令. lasting: it says how long it is valid.
    several:  equals made it together. house: the title sets it on an organ's own household; not given: it must not.
    """

    why: str
    endings: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    adopted: bool = False
    approved: bool | None = None
    lawmaking: bool | None = None
    form: str = ""
    order: bool = False
    lasting: bool | None = None
    several: bool | None = None
    house: bool = False


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule, a row of `data/rule_kinds.toml`.

    code:      stands in addresses; ASCII.
    name:      Chinese term.
    endings:   last words of titles of this kind; empty for any.
    adopted:   True where the kind is passed by a congress or its standing committee (a caption says so), False
               where it is not, None where that tells nothing.
    numbers:   parts of a number's organ code that tell this kind (规, 委, 令); empty where none does.
    words:     words in the title that tell it; empty where none does.
    issuers:   words in the issuer's name that tell it.
    outward:   对外行权 (True) or 内部管理 (False).
    lawmaking: True where only regions with the power to make law have this kind.
    household: matters of an organ's own household (考勤, 印章), told in the title.
    certain:   what leaves no doubt.
    """

    code: str
    name: str
    endings: tuple[str, ...] = ()
    adopted: bool | None = None
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    outward: bool = True
    lawmaking: bool = False
    household: tuple[str, ...] = ()
    certain: tuple[Certain, ...] = ()


@dataclass(frozen=True, slots=True)
class Signs:
    """What a kind is told by.

    title:     of the rule; a （试行） at its end does not count.
    number:    document number, "" for none. issuer: "" where it is not known, several as 甲、乙.
    adopted:   whether its caption says that a congress or standing committee passed it.
    approved:  whether one approved it. lawmaking: whether its region may make law, None where that is not known.
    form:      "articles", "levels" or "". order: the number is of an order. lasting: it says how long it is valid.
    forwarded: somebody else's text passed on (转发): who passes it on tells nothing of it.
    """

    title: str
    number: str = ""
    issuer: str = ""
    adopted: bool = False
    approved: bool = False
    lawmaking: bool | None = None
    form: str = ""
    order: bool = False
    lasting: bool = False
    forwarded: bool = False


def kinds_of(signs: Signs, kinds: Sequence[RuleKind]) -> tuple[RuleKind, ...]:
    """The kinds a text may be of, the likeliest first; empty where nothing tells."""
    weighed = [(_weight(kind, signs, bare(signs.title)), kind) for kind in kinds]
    return tuple(kind for weight, kind in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0)


def certain_kind(signs: Signs, kinds: Sequence[RuleKind]) -> tuple[RuleKind, Certain] | None:
    """The one kind that is certain, and by what; None where none is, or two are."""
    title = bare(signs.title)
    if signs.forwarded or _UNFINISHED.search(signs.title):
        return None
    subjects = tuple(subject for kind in kinds for subject in kind.household)
    house, inward = _of_house(title, subjects), any(subject in title for subject in subjects)
    found = [
        (kind, one)
        for kind in kinds
        for one in kind.certain
        if _named(one, signs, title) and _made(one, signs) and (house if one.house else not inward)
    ]
    return found[0] if len({kind.code for kind, _ in found}) == 1 else None


def bare(title: str) -> str:
    """A title without what stands in brackets at its end."""
    return _TAIL.sub("", title)


def organ_code(number: str) -> str:
    """Code of the organ in a number (示府规〔2024〕3号: 示府规); of an order or announcement the end of its series."""
    code, bracket, _ = number.partition("〔")
    return code if bracket else number.partition("第")[0][-1:]


def _weight(kind: RuleKind, signs: Signs, title: str) -> int:
    """How much speaks for a kind: its number most, then the issuer, then the title; 0 where one sign excludes it."""
    if kind.adopted is not None and kind.adopted != signs.adopted:
        return 0
    if kind.lawmaking and signs.lawmaking is False:
        return 0
    if kind.endings and not title.endswith(kind.endings):
        return 0
    by_number = 4 * any(part in organ_code(signs.number) for part in kind.numbers)
    by_issuer = 3 * any(part in signs.issuer for part in kind.issuers)
    by_words = 2 * any(word in title for word in kind.words)
    return by_number + by_issuer + by_words + 3 * bool(kind.adopted) + bool(kind.endings)


def _named(one: Certain, signs: Signs, title: str) -> bool:
    """Whether title, number and form are as they have to be."""
    code = organ_code(signs.number)
    return (
        (not one.endings or title.endswith(one.endings))
        and (not one.words or any(word in title for word in one.words))
        and not any(word in title for word in one.without)
        and (not one.numbers or any(part in code for part in one.numbers))
        and (not one.order or signs.order)
        and (not one.form or signs.form == one.form)
        and one.lasting in (None, signs.lasting)
    )


def _made(one: Certain, signs: Signs) -> bool:
    """Whether who made it, passed it and approved it are as they have to be."""
    makers = makers_of(signs.issuer)
    several = len(makers) > 1
    if one.makers:
        allowed = (*one.makers, *one.beside)
        if not any(maker in one.makers for maker in makers) or any(maker not in allowed for maker in makers):
            return False
        if Maker.DEPARTMENT in makers and any("规划" in name for name in signs.issuer.split("、")) and one.numbers:
            return False  # 规 in the code of a 规划局 stands for its name, not for 规范性文件
    return (
        one.adopted == signs.adopted
        and one.approved in (None, signs.approved)
        and one.lawmaking in (None, signs.lawmaking)
        and one.several in (None, several)
    )


def _of_house(title: str, subjects: Sequence[str]) -> bool:
    """Whether a title sets the matter right behind an organ's name: 示例县人大常委会机关考勤制度, not 全市用车办法."""
    if not subjects:
        return False
    matter = "|".join(sorted(map(re.escape, subjects), key=len, reverse=True))
    congress = r"(?:人大常委会|人民代表大会常务委员会|政协)(?:机关|办公室)?"
    organ = rf"(?:{congress}|(?<!事务管理)[局厅委](?:员会)?机关|办公室机关?)"
    staff = r"(?:工作人员|干部职工|干部|职工|内部)?"
    found = re.match(rf"\A[\u4e00-\u9fff]{{2,24}}?{organ}{staff}(?:{matter})", title)
    return bool(found) and not re.search(r"党政机关|全[市县区省]|各级|下属|直属|事业单位", title)
