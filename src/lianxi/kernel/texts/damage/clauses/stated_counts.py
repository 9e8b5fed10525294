"""Numbers of provisions that a text states of itself 自述条数: 共八章六十二条 against what stands there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.clauses.foreign import KINDS
from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.numerals import NUMERAL, read_number
from lianxi.kernel.texts.structure import Kind

_N = f"[{NUMERAL}]{{1,6}}"
_STATED = re.compile(
    rf"(?:《(?P<title>[^《》\n]{{2,60}})》|(?P<own>本(?:{'|'.join(KINDS)})|全文|全篇|正文))"
    rf"[^。；\n《》]{{0,12}}?(?:共|计|分为|分|包括|由|有|含)+[^。；\n《》]{{0,4}}?"
    rf"(?:(?P<parts>{_N})编)?[、，和]?(?:(?P<chapters>{_N})[个]?章)?[、，和]?(?:(?P<articles>{_N})条(?![款例件规]))?"
)
_ANOTHER_VERSION = re.compile("原|修改前|修订前|草案|征求意见稿")
_COUNTED = (("chapters", Kind.CHAPTER, "章"), ("articles", Kind.ARTICLE, "条"))


def find_stated_counts(sheet: Sheet) -> Iterator[Finding]:
    """Places that state other numbers of chapters or articles than the document they speak of has."""
    for found in _STATED.finditer(sheet.text):
        document = _spoken_of(sheet, found)
        if document is None:
            continue
        for group, kind, unit in _COUNTED:
            stated = read_number(found[group] or "")
            counted = sum(node.kind == kind for node in document.nodes)
            if stated is not None and counted and stated != counted:
                note = f"这里说{stated}{unit}，正文有{counted}{unit}。"
                start, end = found.span(group)
                end += len(unit)
                yield Finding(Damage.CONTRADICTION, start, end, sheet.text[start:end], None, 0.65, note)


def _spoken_of(sheet: Sheet, found: re.Match[str]) -> Document | None:
    """The document of the file whose title is named, or the one the words stand in; none without articles."""
    if not (found["chapters"] or found["articles"]) or _ANOTHER_VERSION.search(found[0]):
        return None
    for document in sheet.documents:
        named = found["title"] is not None and bool(document.title) and document.title.endswith(found["title"])
        inside = found["own"] is not None and document.node.start <= found.start() < document.node.end
        if named or inside:
            return document
    return None
