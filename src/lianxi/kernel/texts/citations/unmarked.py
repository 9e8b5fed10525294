"""Names without marks 无书名号的名称: registered titles, laws given a short name at once, the constitution, laws named
right before their article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.characters import is_cjk
from lianxi.kernel.texts.citations.aliases import read_tail, state_laws
from lianxi.kernel.texts.citations.citation import Form
from lianxi.kernel.texts.citations.instruments import is_generic
from lianxi.kernel.texts.citations.legible import Legible
from lianxi.kernel.texts.citations.name import Ground, Name, bare
from lianxi.kernel.texts.citations.provisions import Run
from lianxi.kernel.texts.citations.register import TitleRegister
from lianxi.kernel.texts.citations.statutes import STATE, statutes

CONSTITUTION = f"{STATE}宪法"
_CONSTITUTION = re.compile(
    r"宪法(?!学|性|修正案|意识|精神|宣誓|日|监督|法庭|法院|解释|权威|观念|教育|宣传|制度|体制|规范|和法律委|基本)"
)
_GOVERNING = re.compile(
    "根据|依照|依据|按照|遵守|违反|维护|遵循|忠于|实施|贯彻|执行|履行|学习|宣传|尊重|监督|保障|保证|推动|协助"
    "|恪守|捍卫|拥护|弘扬|落实|崇尚|敬畏|违背|我国"
)
_JOINING = frozenset("和与同以为对由是在了于")
_LAW = re.compile(r"(?P<name>[\u3400-\u9fff]{1,38}(?<![方书说做办])(?:法典|法|条例|办法|细则))\Z")
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|遵守|违反|适用|贯彻|落实|执行|实施|修改|废止|符合|属于|具有|关于|对于|规定的|以及|或者"
    r"|(?<!共)和(?!国)|[与及在将对把按的以为因照由从])"
)


def unmarked(legible: Legible, register: TitleRegister | None, ground: Ground) -> list[Name]:
    names: list[Name] = []
    match = register.match if register is not None else _unknown
    stated = [(start, end, match(legible.plain[start:end])) for start, end in state_laws(legible.plain)]
    known = register.scan(legible.plain) if register is not None else ()
    found = [(one.start, one.end, one.title) for one in known if not _is_alone(legible.plain, one.start, one.end)]
    for start, end, title in (*stated, *found):
        if ground.claim(start, end):
            names.append(_without_marks(legible, start, end, title, ground))
    for start, end, title in statutes(legible.plain):
        if ground.claim(start, end):
            named = _without_marks(legible, start, end, match(title), ground)
            names.append(named if named.registered else replace(named, called=title))
    registered = match(CONSTITUTION)
    for start, end in _constitutions(legible.plain):
        if ground.claim(start, end):
            names.append(replace(_without_marks(legible, start, end, registered, ground), called=CONSTITUTION))
    return names


def _constitutions(text: str) -> Iterator[tuple[int, int]]:
    """The constitution where it stands alone or after a word that governs it; 日本宪法 and 修改宪法 are others."""
    for found in _CONSTITUTION.finditer(text):
        start, end = found.span()
        if text.endswith(STATE, 0, start):
            yield start - len(STATE), end
        elif (
            not start
            or not is_cjk(text[start - 1])
            or text[start - 1] in _JOINING
            or _GOVERNING.match(text, max(0, start - 2))
        ):
            yield start, end


def _unknown(_title: str) -> str | None:
    return None


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether a title without marks fills its line: the head of the document itself."""
    head = text[max(0, start - 12) : start].rstrip(" \t\u3000#*")
    tail = text[end : end + 12].lstrip(" \t\u3000#*")
    return (not head or head.endswith("\n")) and (not tail or tail.startswith("\n"))


def _without_marks(legible: Legible, start: int, end: int, registered: str | None, ground: Ground) -> Name:
    tail = read_tail(legible, end)
    if tail.names:
        ground.take(tail.start, tail.end)
    called = registered or legible.name(start, end)
    return Name(start, end, Form.UNMARKED, called, tail, registered=registered)


def of_a_run(text: str, run: Run, ground: Ground) -> Name:
    """A run with the law named right before it (刑法第二十条), else the run alone."""
    law = _LAW.search(text, max(0, run.start - 40), run.start)
    if not law:
        return bare(run.start, run.end, Form.PROVISION, text[run.start : run.end], run=run)
    lead = _LEAD.match(law["name"])
    start = law.start("name") + (lead.end() if lead else 0)
    called = text[start : run.start]
    if len(called) < 2 or is_generic(called) or not ground.is_free(start, run.start):
        return bare(run.start, run.end, Form.PROVISION, text[run.start : run.end], run=run)
    return bare(start, run.start, Form.UNMARKED, called, run=run)
