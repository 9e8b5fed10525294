"""Reading title, number, issuer, dates and kind from a text, the wrapper of a notice or order told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lianxi.kernel.texts.captions import find_captions
from lianxi.kernel.texts.metadata.days import propose_days
from lianxi.kernel.texts.metadata.issuers import propose_issuer
from lianxi.kernel.texts.metadata.kind_signs import KindSigns, propose_kind
from lianxi.kernel.texts.metadata.kinds import RuleKind
from lianxi.kernel.texts.metadata.own_number import number_in_caption, own_number
from lianxi.kernel.texts.metadata.parts import Parts, take_apart
from lianxi.kernel.texts.metadata.proposal import Field, Metadata, Proposal
from lianxi.kernel.texts.structure import PROVISIONS, Kind, Node, read_structure, walk
from lianxi.kernel.texts.structure.lines import read_lines

_BLANKS = re.compile(r"\s+")


def read_metadata(text: str, kinds: Sequence[RuleKind] = (), ranks: Mapping[str, str] | None = None) -> Metadata:
    """What a text says of itself; nothing is guessed, a field that is not read is not proposed.

    kinds: the kinds of rules to choose from. ranks: of regions by name (province, prefecture, county).
    """
    parts = take_apart(read_structure(text))
    captions = [one for one in find_captions(text) if parts.rule.start <= one.start < _front_end(parts)]
    title, instrument = _title(text, parts.rule), _instrument(text, parts)
    number, unread = own_number(text)
    number = number or number_in_caption(text, captions)
    proposals = [one for one in (title, instrument, number) if one]
    issuer, doubts = propose_issuer(text, parts.wrapper or parts.rule, captions)
    issuer = tuple(_passed_on(one) for one in issuer) if parts.forwarded and not captions else issuer
    days, more = propose_days(text[: parts.until], parts.wrapper or parts.rule, captions)
    proposals += [*issuer, *days]
    if title:
        signs = KindSigns(parts.rule, title, number, next(iter(issuer), None), parts.forwarded, captions)
        proposals += propose_kind(text, signs, kinds, ranks or {})
    return Metadata(tuple(proposals), (*parts.doubts, *unread, *doubts, *more))


def _passed_on(issuer: Proposal) -> Proposal:
    """Whoever passes on another's text 转发 did not make it."""
    return replace(issuer, sure=False, ground=f"{issuer.ground}；这份文件转发别的机关的文件，制定机关请核对")


def _front_end(parts: Parts) -> int:
    """Where a caption of the rule cannot stand any more: its first provision, or what is printed below the text."""
    behind = (*PROVISIONS, Kind.FOOTER)
    return min((parts.until, *(node.start for node in walk(parts.rule) if node.kind in behind)))


def _title(text: str, rule: Node) -> Proposal | None:
    node = next((node for node in walk(rule) if node.kind is Kind.TITLE), None)
    lines = [line for line in read_lines(node.text) if not line.blank] if node else []
    if node is None or not lines:
        return None
    words = " ".join(line.content for line in lines)
    value = _BLANKS.sub("", words) if re.search(r"[\u4e00-\u9fff]", words) else words
    start, end = _edges(text, node.start + lines[0].said, node.start + len(node.text))
    return Proposal(Field.TITLE, value, start, end, "正文上方的标题")


def _instrument(text: str, parts: Parts) -> Proposal | None:
    if parts.wrapper is None:
        return None
    found = _title(text, parts.wrapper)
    ground = "正文由这份文件印发或公布"
    return Proposal(Field.INSTRUMENT, found.value, found.start, found.end, ground) if found else None


def _edges(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without white space at its edges."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
