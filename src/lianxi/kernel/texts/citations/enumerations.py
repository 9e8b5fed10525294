"""Enumerations 并列: names that stand together are read as one (根据《甲》、《乙》和《丙》)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.citations.citation import Form
from lianxi.kernel.texts.citations.name import Name
from lianxi.kernel.texts.citations.wording import NOTHING

# One run of characters for all issuers: 文化和旅游部、财政部 has the joining words inside names, too.
_ISSUERS = (
    r"(?:原|国家|(?!结合|参照|比照|对照|针对|违反|制定|修改)[\u3400-\u9fff、]{0,40}"
    r"[院省市部委会府厅局办室县区州署团])"
)
_JOIN = re.compile(
    r"(?:之?的?(?:有关|相关|具体)?(?:规定|要求|精神|部署)?|文件?(?:规定|要求|精神)?|等)[ \n]{0,3}"
    r"(?:(?:、|,|和|与|及|以及|或|或者|并|暨|[,、](?:和|以?及|并|或者?))[ \n]{0,3}"
    rf"(?:{_ISSUERS}(?:的?有关|关于)?)?"
    rf"|(?:、|和|以?及|,以?及)[ \n]{{0,3}}{_ISSUERS}?"
    r"(?:联合)?(?:印发|公布|发布|颁布|制定|通过|出台|下发|转发)的)?\Z"
)
"""Between two names of an enumeration: 的规定、 or ，以及, and who issued the second one (国务院, 省政府印发的)."""
LONGEST_GAP = 60
"""Characters between two names of an enumeration; two organs in full and 印发的 take about forty."""


def joined(text: str, before: Name, after: Name) -> bool:
    """Whether two names stand in one enumeration; in `text` the names themselves may be blanked out."""
    gap = text[before.whole_end : after.start]
    return len(gap) <= LONGEST_GAP and bool(_JOIN.match(gap))


def groups(blank: str, names: tuple[Name, ...]) -> Iterator[list[Name]]:
    """Names that stand in one enumeration, together."""
    group: list[Name] = []
    for name in names:
        if group and not joined(blank, group[-1], name):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def blanked(text: str, names: tuple[Name, ...]) -> str:
    """The text with every name, its brackets and provisions replaced, so that no word in them is taken for wording."""
    pieces: list[str] = []
    at = 0
    for name in names:
        start, end = max(name.start, at), max(name.whole_end, at)
        pieces += (text[at:start], NOTHING * (end - start))
        at = end
    return "".join((*pieces, text[at:]))


def is_own_number(text: str, group: list[Name]) -> bool:
    """Whether a number stands alone on its line, as the document's own does under its title (GB/T 9704)."""
    if len(group) != 1 or group[0].form is not Form.NUMBER:
        return False
    start, end = group[0].start, group[0].end
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    head, tail = before.rstrip(" \t\u3000()#*"), after.lstrip(" \t\u3000()#*")
    return (not head or head.endswith("\n")) and (not tail or tail.startswith("\n"))
