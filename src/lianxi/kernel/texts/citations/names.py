"""Names in a text 引用的名称: every place where an instrument, a number or a provision is named, none over another."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace

from lianxi.kernel.texts.citations.aliases import Aliases, Tail, read_tail, state_laws
from lianxi.kernel.texts.citations.citation import Form
from lianxi.kernel.texts.citations.headings import is_cited, is_heading
from lianxi.kernel.texts.citations.instruments import is_generic
from lianxi.kernel.texts.citations.legible import Legible
from lianxi.kernel.texts.citations.marks import find_titles
from lianxi.kernel.texts.citations.pairing import Title
from lianxi.kernel.texts.citations.provisions import Path, Run, find_runs
from lianxi.kernel.texts.citations.register import TitleRegister
from lianxi.kernel.texts.citations.relative import Pointer, find_pointers
from lianxi.kernel.texts.citations.unmatched import mended
from lianxi.kernel.texts.document_numbers import DocumentNumber, find_document_numbers

MOST_TOGETHER = 12
"""Titles to which one short name, or short names 分别, may be given."""
_STATE = "中华人民共和国"
CONSTITUTION = f"{_STATE}宪法"

_CONSTITUTION = re.compile(
    r"(?:(?<![\u3400-\u9fff])|(?<=中华人民共和国)|(?<=[和与同以为对由是在了于])|(?<=我国)"
    r"|(?<=根据|依照|依据|按照|遵守|违反|维护|遵循|忠于|实施|贯彻|执行|履行|学习|宣传|尊重|监督|保障|保证|推动|协助"
    r"|恪守|捍卫|拥护|弘扬|落实|崇尚|敬畏|违背))宪法"
    r"(?!学|性|修正案|意识|精神|宣誓|日|监督|法庭|法院|解释|权威|观念|教育|宣传|制度|体制|规范|和法律委|基本)"
)
"""The constitution where it stands alone or after a word that governs it; 日本宪法 and 修改宪法 are others."""
_LAW = re.compile(r"(?P<name>[\u3400-\u9fff]{1,38}(?<![方书说做办])(?:法典|法|条例|办法|细则))\Z")
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|遵守|违反|适用|贯彻|落实|执行|实施|修改|废止|符合|属于|具有|关于|对于|规定的|以及|或者"
    r"|(?<!共)和(?!国)|[与及在将对把按的以为因照由从])"
)
_TO_PROVISION = re.compile(r"[ ]?(?:中的|中|的|所列|所附的?|规定的)?[ ]?\Z")
_JOIN = re.compile(
    r"(?:的?(?:有关|相关|具体)?(?:规定|要求|精神|部署)?|等)[ \n]{0,3}"
    r"(?:、|,|和|与|及|以及|或|或者|并|,并|暨)?[ \n]{0,3}(?:原)?\Z"
)


@dataclass(frozen=True, slots=True)
class Name:
    """One name and what belongs to it.

    tail:   brackets after it (numbers, short names); run: provisions after that.
    number: a document number beside it, or the name itself.
    """

    start: int
    end: int
    form: Form
    called: str
    tail: Tail
    marks: Title | None = None
    registered: str | None = None
    number: DocumentNumber | None = None
    pointer: Pointer | None = None
    run: Run | None = None

    @property
    def whole_end(self) -> int:
        """Where its brackets and provisions end."""
        return self.run.end if self.run else max(self.end, self.tail.end)


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a text in order, its short names, and its own numbered headings."""

    names: tuple[Name, ...]
    aliases: Aliases
    headings: list[tuple[int, Path]]


class _Ground:
    """Which characters of a text already belong to a name."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def claim(self, start: int, end: int) -> bool:
        """Take a place if nothing lies there yet."""
        free = self.is_free(start, end)
        if free:
            self.take(start, end)
        return free


def find_names(legible: Legible, register: TitleRegister | None) -> Names:
    """Names in the order of their strength: marks, numbers, register, short names, references by place, provisions."""
    text, ground = legible.plain, _Ground(len(legible.plain))
    names = _marked(legible, register, ground)
    names = _numbered(legible, names, ground)
    names += _unmarked(legible, register, ground)
    names.sort(key=lambda name: name.start)
    aliases = _defined(text, names)
    names += [
        _bare(start, end, Form.ALIAS, called)
        for start, end, called in aliases.uses(text)
        if aliases.at(called, start) and ground.claim(start, end)
    ]
    names += [
        _bare(pointer.start, pointer.end, Form.RELATIVE, text[pointer.start : pointer.end], pointer=pointer)
        for pointer in find_pointers(text)
        if ground.claim(pointer.start, pointer.end)
    ]
    names.sort(key=lambda name: name.start)
    names, headings = _with_provisions(text, names, ground)
    return Names(tuple(names), aliases, headings)


def joined(text: str, before: Name, after: Name) -> bool:
    """Whether two names stand in one enumeration; in `text` the names themselves may be blanked out."""
    gap = text[before.whole_end : after.start]
    return len(gap) <= 16 and bool(_JOIN.match(gap))


def title_of(legible: Legible, title: Title) -> str:
    """The title as it is cited, a lost inner mark put in where its wording shows the place."""
    return mended(legible.name(title.name_start, title.name_end))


def _bare(
    start: int, end: int, form: Form, called: str, *, pointer: Pointer | None = None, run: Run | None = None
) -> Name:
    return Name(start, end, form, called, Tail(end, end), pointer=pointer, run=run)


def _marked(legible: Legible, register: TitleRegister | None, ground: _Ground) -> list[Name]:
    names: list[Name] = []
    for title in find_titles(legible.plain):
        if not ground.claim(title.start, title.end):
            continue
        tail = read_tail(legible, title.end)
        if tail.names:
            ground.take(tail.start, tail.end)
        called = title_of(legible, title)
        registered = register.match(called) if register is not None else None
        names.append(Name(title.start, title.end, Form.MARKED, called, tail, title, registered))
    return names


def _numbered(legible: Legible, names: list[Name], ground: _Ground) -> list[Name]:
    """Numbers given to the titles they stand beside; the others are names themselves."""
    starts = [name.start for name in names]
    alone: list[Name] = []
    for number in find_document_numbers(legible.clean):
        index = bisect_right(starts, number.start) - 1
        if index >= 0 and number.start < names[index].tail.end:
            inside = number.start < names[index].end
            if not inside and names[index].number is None:
                names[index] = replace(names[index], number=number)
            continue
        following = index + 1
        if following < len(names) and not legible.plain[number.end : names[following].start].strip(" "):
            names[following] = replace(names[following], number=number)
            ground.take(number.start, number.end)
        elif ground.claim(number.start, number.end):
            alone.append(replace(_bare(number.start, number.end, Form.NUMBER, number.printed), number=number))
    return names + alone


def _unmarked(legible: Legible, register: TitleRegister | None, ground: _Ground) -> list[Name]:
    names: list[Name] = []
    match = register.match if register is not None else _unknown
    stated = [(start, end, match(legible.plain[start:end])) for start, end in state_laws(legible.plain)]
    known = register.scan(legible.plain) if register is not None else ()
    found = [(one.start, one.end, one.title) for one in known if not _is_alone(legible.plain, one.start, one.end)]
    for start, end, title in (*stated, *found):
        if ground.claim(start, end):
            names.append(_without_marks(legible, start, end, title, ground))
    registered = match(CONSTITUTION)
    for constitution in _CONSTITUTION.finditer(legible.plain):
        start, end = constitution.span()
        start -= len(_STATE) if legible.plain.endswith(_STATE, 0, start) else 0
        if ground.claim(start, end):
            names.append(replace(_without_marks(legible, start, end, registered, ground), called=CONSTITUTION))
    return names


def _unknown(_title: str) -> str | None:
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a title without marks fills its line: the head of the document itself."""
    head = text[max(0, start - 12) : start].rstrip(" \t\u3000#*")
    tail = text[end : end + 12].lstrip(" \t\u3000#*")
    return (not head or head.endswith("\n")) and (not tail or tail.startswith("\n"))


def _without_marks(legible: Legible, start: int, end: int, registered: str | None, ground: _Ground) -> Name:
    tail = read_tail(legible, end)
    if tail.names:
        ground.take(tail.start, tail.end)
    called = registered or legible.name(start, end)
    return Name(start, end, Form.UNMARKED, called, tail, registered=registered)


def _defined(text: str, names: list[Name]) -> Aliases:
    """The short names given in the brackets after titles; 分别 and 统称 speak of the titles joined before, too."""
    aliases = Aliases()
    joined_from = 0
    for index, name in enumerate(names):
        if index and not joined(text, names[index - 1], name):
            joined_from = index
        group = [one.called for one in names[max(joined_from, index - MOST_TOGETHER + 1) : index + 1]]
        short = name.tail.names
        if name.tail.several and len(short) <= len(group):
            for called, one in zip(group[-len(short) :], short, strict=True):
                aliases.define(one, name.tail.end, (called,))
            continue
        titles = tuple(group) if name.tail.collective else (name.called,)
        for one in short:
            aliases.define(one, name.tail.end, titles)
    return aliases


def _with_provisions(text: str, names: list[Name], ground: _Ground) -> tuple[list[Name], list[tuple[int, Path]]]:
    """Runs of provisions given to the name before them; those of no name are names themselves, but for headings."""
    ends = [max(name.end, name.tail.end) for name in names]
    headings: list[tuple[int, Path]] = []
    alone: list[Name] = []
    for run in find_runs(text):
        if not ground.is_free(run.start, run.end):
            continue
        index = bisect_right(ends, run.start) - 1
        near = index >= 0 and run.start - ends[index] <= 6
        if near and names[index].run is None and _TO_PROVISION.match(text[ends[index] : run.start]):
            names[index] = replace(names[index], run=run)
        elif is_heading(text, run):
            headings.append((run.start, run.pieces[0].path))
        elif is_cited(text, run):
            alone.append(_of_a_run(text, run, ground))
    return sorted([*names, *alone], key=lambda name: name.start), headings


def _of_a_run(text: str, run: Run, ground: _Ground) -> Name:
    """A run with the law named right before it (刑法第二十条), else the run alone."""
    law = _LAW.search(text, max(0, run.start - 40), run.start)
    if not law:
        return _bare(run.start, run.end, Form.PROVISION, text[run.start : run.end], run=run)
    lead = _LEAD.match(law["name"])
    start = law.start("name") + (lead.end() if lead else 0)
    called = text[start : run.start]
    if len(called) < 2 or is_generic(called) or not ground.is_free(start, run.start):
        return _bare(run.start, run.end, Form.PROVISION, text[run.start : run.end], run=run)
    return _bare(start, run.start, Form.UNMARKED, called, run=run)
