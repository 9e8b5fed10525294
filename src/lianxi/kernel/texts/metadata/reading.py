"""Reading title, number, issuer, dates and kind from a text, the wrapper of a notice or order told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.captions import find_captions
from lianxi.kernel.texts.document_numbers import DocumentNumber, NumberKind, find_document_numbers
from lianxi.kernel.texts.mapped import Mapped
from lianxi.kernel.texts.metadata.days import propose_days
from lianxi.kernel.texts.metadata.issuers import propose_issuer
from lianxi.kernel.texts.metadata.kind_signs import KindSigns, propose_kind
from lianxi.kernel.texts.metadata.kinds import RuleKind
from lianxi.kernel.texts.metadata.proposal import Field, Metadata, Proposal
from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk
from lianxi.kernel.texts.structure.lines import read_lines

_WRAPPER = re.compile(
    r"(?:关于)?(?:印发|发布|公布|颁布|转发|下发|批转|颁发).*(?:通知|公告|通告|决定|函)\s*\Z|(?:令|公告)\s*\Z"
)
_LINE_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n?|\n)\s*")
_BLANKS = re.compile(r"\s+")
_TOP = 600
"""Characters from the top within which the document's own number stands."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The text taken apart: the rule itself, and the notice or order around it where there is one."""

    rule: Node
    wrapper: Node | None


def read_metadata(text: str, kinds: Sequence[RuleKind] = (), ranks: Mapping[str, str] | None = None) -> Metadata:
    """What a text says of itself; nothing is guessed, a field that is not read is not proposed.

    kinds: the kinds of rules to choose from. ranks: of regions by name (province, prefecture, county).
    """
    parts = _taken_apart(read_structure(text))
    captions = [one for one in find_captions(text) if one.start >= parts.rule.start]
    title, instrument, number = _title(text, parts.rule), _instrument(text, parts), _own_number(text)
    proposals = [one for one in (title, instrument, number) if one]
    issuer, doubts = propose_issuer(text, parts.wrapper or parts.rule, captions)
    days, more = propose_days(text, parts.wrapper or parts.rule, captions)
    proposals += [*issuer, *days]
    if title:
        signs = KindSigns(parts.rule, title, number, next(iter(issuer), None), instrument, captions)
        proposals += propose_kind(text, signs, kinds, ranks or {})
    return Metadata(tuple(proposals), (*doubts, *more))


def _taken_apart(root: Node) -> _Parts:
    """A notice that issues a rule holds the rule as a document of its own behind its signature."""
    inner = next((node for node in root.children if node.kind is Kind.DOCUMENT), None)
    if inner is None:
        return _Parts(root, None)
    outer_title = next((node for node in root.children if node.kind is Kind.TITLE), None)
    if outer_title is not None and _WRAPPER.search(outer_title.text):
        return _Parts(inner, root)
    return _Parts(root, None)


def _title(text: str, rule: Node) -> Proposal | None:
    node = next((node for node in walk(rule) if node.kind is Kind.TITLE), None)
    lines = [line for line in read_lines(node.text) if not line.blank] if node else []
    if node is None or not lines:
        return None
    words = " ".join(line.content for line in lines)
    value = _BLANKS.sub("", words) if re.search(r"[\u4e00-\u9fff]", words) else words
    start, end = _edges(text, node.start + lines[0].said, node.start + len(node.text))
    return Proposal(Field.TITLE, value, start, end, "正文上方的标题")


def _instrument(text: str, parts: _Parts) -> Proposal | None:
    if parts.wrapper is None:
        return None
    found = _title(text, parts.wrapper)
    ground = "正文由这份文件印发或公布"
    return Proposal(Field.INSTRUMENT, found.value, found.start, found.end, ground) if found else None


def _own_number(text: str) -> Proposal | None:
    """The first number that stands at the top by itself: on a line of its own, or an order's across two lines."""
    top = Mapped.of(text[:_TOP])
    joined = top.replaced([(one.start(), one.end(), "") for one in _LINE_BREAK.finditer(top.text)])
    lines = {_BLANKS.sub("", line) for line in text[:_TOP].splitlines()}
    for number in find_document_numbers(text[:_TOP]):
        if _BLANKS.sub("", number.printed) in lines or _in_brackets_alone(number, lines):
            return _numbered(number, number.start, number.end)
    for number in find_document_numbers(joined.text):
        if number.kind in (NumberKind.ORDER, NumberKind.ANNOUNCEMENT) and number.start == 0:
            return _numbered(number, *joined.back(number.start, number.end))
    return None


def _in_brackets_alone(number: DocumentNumber, lines: set[str]) -> bool:
    printed = _BLANKS.sub("", number.printed)
    return any(line.strip("()（）") == printed for line in lines)


def _numbered(number: DocumentNumber, start: int, end: int) -> Proposal:
    differs = _BLANKS.sub("", number.printed) != number.canonical
    ground = f"标题附近单独一行的文号，原样为“{number.printed}”" if differs else "标题附近单独一行的文号"
    return Proposal(Field.NUMBER, number.canonical, start, end, ground, sure=not differs)


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without white space at its edges."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
