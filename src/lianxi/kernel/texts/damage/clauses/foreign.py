"""Foreign clauses 说的是别的文件: 本决定 in a mechanism, 本条例 in measures.

A document speaks of itself by its own kind (立法法 and 党政机关公文处理工作条例 name the
kinds; the title ends with the kind). A clause that speaks of itself as another
kind was taken over from another document, or the title was changed and the
clause was not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet, Spans
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.structure import Kind

KINDS = (
    "决定", "决议", "条例", "办法", "规定", "细则", "规则", "规程", "规范", "机制", "方案", "意见", "制度", "章程",
    "公约", "协议", "规划", "纲要", "预案", "准则", "守则", "标准", "导则", "指引", "要点", "法典", "法",
)  # fmt: skip
"""Kinds of documents that speak of themselves, as titles end with them."""

# They announce, pass on, amend or interpret another text and lawfully speak in its words.
_CARRIERS = re.compile(
    r"(?:修改|修正|修订|废止|公布|批准|发布|清理|解释|印发|转发|批转|审议).*(?:决定|决议|意见|规定)$|修正案$|草案|征求意见|汇编|解读"
    r"|答记者|(?:公告|通知|通告|命令|令|函|批复|的报告|说明|纪要)$"
)
_VERSION = re.compile(r"(?:[（(〔\[][^（）()〔〕\[\]]{0,20}[）)〕\]])+$")
_SELF = re.compile(
    r"本(?<![基根样版文日资成标书刻剧课]本)(?:实施|暂行|试行|若干|工作|管理|自治|单行)?(?P<kind>"
    + "|".join(kind for kind in KINDS if kind not in {"法", "章程"})
    + "|章程(?!序)"
    + r"|法(?![规律院官人定庭治学典医师制场令案警新]))"
)
_EFFECT = re.compile(r"[^。；\n]{0,12}自[^。；\n]{0,24}(?:施行|实施|生效|执行)")
_ALIAS = r"(?:以下|下同|简称|统称|下称)[^。；\n]{{0,12}}本?{kind}"
# A rule, a system or a plan is also a thing: 违反本规定, 建立本制度.
_LOOSE = frozenset({"规定", "制度", "标准", "意见", "规范", "规则", "规划", "方案", "机制", "要点", "协议", "预案"})


def find_foreign_clauses(sheet: Sheet) -> Iterator[Finding]:
    """Places where a document speaks of itself as another kind than its title says."""
    for document in sheet.documents:
        places = [*_self_references(document, sheet)]
        counts = Counter(found["kind"] for found in places)
        own = _own_kind(document, counts)
        foreign = {kind for kind in counts if own and kind != own and _stands_out(kind, own, counts)}
        foreign -= {kind for kind in foreign if _is_alias(document, kind)}
        yield from (_finding(document, found, own) for found in places if found["kind"] in foreign)


def _self_references(document: Document, sheet: Sheet) -> Iterator[re.Match[str]]:
    """本条例, 本办法 … in the document's own words."""
    beside = Spans(_beside(document))
    for found in _SELF.finditer(document.text, document.start, document.end):
        at = found.start()
        if not (sheet.quotations.holds(at) or sheet.titles.holds(at) or beside.holds(at)):
            yield found


def _beside(document: Document) -> Iterator[tuple[int, int]]:
    """Wording of other texts set into the document, and its attachments; what stands inside one counts with it."""
    read_to = 0
    for node in document.nodes:
        if node.kind in {Kind.QUOTED, Kind.ATTACHMENT} and node.start >= read_to:
            read_to = node.end
            yield node.start, node.end


def _own_kind(document: Document, counts: Counter[str]) -> str:
    """The kind a document is, by its title, else by what it nearly always calls itself; "" where it may be several."""
    title = _VERSION.sub("", document.title)
    if _CARRIERS.search(title) or "草案" in document.title:
        return ""
    if title:
        return next((kind for kind in KINDS if title.endswith(kind)), "")
    common, often = counts.most_common(1)[0] if counts else ("", 0)
    return common if often >= 5 and often >= 0.9 * counts.total() else ""


def _stands_out(kind: str, own: str, counts: Counter[str]) -> bool:
    """Whether the other kind is the exception: a document that always calls itself so is only titled otherwise."""
    return counts[kind] <= max(2, counts[own])


def _is_alias(document: Document, kind: str) -> bool:
    text = document.text
    return bool(re.search(_ALIAS.format(kind=kind), text[document.start : document.end]))


def _finding(document: Document, found: re.Match[str], own: str) -> Finding:
    in_force = _EFFECT.match(document.text, found.end())
    confidence = 0.85 if in_force else 0.45 if found["kind"] in _LOOSE else 0.7
    named = f"本文件《{document.title}》" if document.title else "本文件"
    note = f"{named}是“{own}”，这里却说“{found[0]}”，可能抄自别的文件。"
    return Finding(Damage.FOREIGN_CLAUSE, found.start(), found.end(), found[0], None, confidence, note)
