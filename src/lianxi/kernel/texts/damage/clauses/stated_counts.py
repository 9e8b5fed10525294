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
_ANNOUNCED = re.compile(
    rf"(?P<said>(?:下列|以下|如下)(?P<count>{_N})(?P<unit>个方面|方面|个|项|点|种|类|条))[^。；\n]{{0,20}}[：:]$"
)
# Of these as many as wanted are taken: 下列一种或者几种方式, 下列两项以上情形.
_CHOICE = re.compile("或者|以上|之一|任何|任一")
_LONGEST_ANNOUNCEMENT = 60
_ANOTHER_VERSION = re.compile("原|修改前|修订前|草案|征求意见稿")
_COUNTED = (("chapters", Kind.CHAPTER, "章"), ("articles", Kind.ARTICLE, "条"))


def find_stated_counts(sheet: Sheet) -> Iterator[Finding]:
    """Places that state other numbers of chapters, articles or items than there are."""
    for document in sheet.documents:
        yield from _announced(document)
    for found in _STATED.finditer(sheet.text):
        about = _spoken_of(sheet, found)
        if about is None:
            continue
        for group, kind, unit in _COUNTED:
            stated = read_number(found[group] or "")
            counted = sum(node.kind == kind for node in about.nodes)
            if stated is not None and counted and stated != counted:
                note = f"这里说{stated}{unit}，正文有{counted}{unit}。"
                start, end = found.span(group)
                end += len(unit)
                yield Finding(Damage.CONTRADICTION, start, end, sheet.text[start:end], None, 0.65, note)


def _announced(document: Document) -> Iterator[Finding]:
    """Lists announced with a number, 下列三种情形：, that have more or fewer items."""
    for node in (document.node, *document.nodes):
        if len(node.children) < 2:
            continue
        items = [child for child in node.children if child.number]
        found = _ANNOUNCED.search(node.text.rstrip()[-_LONGEST_ANNOUNCEMENT:]) if len(items) > 1 else None
        stated = read_number(found["count"]) if found else None
        if found and stated is not None and stated > 1 and stated != len(items) and not _CHOICE.search(found[0]):
            at = node.start + max(len(node.text.rstrip()) - _LONGEST_ANNOUNCEMENT, 0)
            start, end = at + found.start("said"), at + found.end("said")
            note = f"这里说{stated}{found['unit']}，下面列了{len(items)}{found['unit']}。"
            yield Finding(Damage.CONTRADICTION, start, end, document.text[start:end], None, 0.6, note)


def _spoken_of(sheet: Sheet, found: re.Match[str]) -> Document | None:
    """The document of the file whose title is named, or the one the words stand in; none without articles."""
    if not (found["chapters"] or found["articles"]) or _ANOTHER_VERSION.search(found[0]):
        return None
    for document in sheet.documents:
        named = found["title"] is not None and bool(document.title) and document.title.endswith(found["title"])
        inside = found["own"] is not None and document.start <= found.start() < document.end
        if named or inside:
            return document
    return None
