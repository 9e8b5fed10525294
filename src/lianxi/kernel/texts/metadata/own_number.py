"""The number a text bears itself 文号: on a line of its own at the top, behind its label, or beside 签发人."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lianxi.kernel.texts.captions import EventKind, FoundCaption
from lianxi.kernel.texts.document_numbers import DocumentNumber, NumberKind, find_document_numbers
from lianxi.kernel.texts.mapped import Mapped
from lianxi.kernel.texts.metadata.issuers import organ_of
from lianxi.kernel.texts.metadata.proposal import Field, Proposal

_LINE_BREAK = re.compile(r"[ \t\u3000]*(?:\r\n?|\n)\s*")
_BLANKS = re.compile(r"\s+")
_TOP = 600
"""Characters from the top within which the document's own number stands."""
_BREAK = re.compile(r"[\n\r\t]")
_MARKS = "()（）*#"
_LABEL = re.compile(r"(?:发文字号|文件编号|文号|字号|编号)[:：]?\Z")
_BESIDE = re.compile(r"签发(?:人|[:：])|[,，]?[^,，。]{4,16}日(?:印发|公布|发布|颁布)\Z")
"""What may stand on the line behind it: who signs, or in a note below the title the day on which it was issued."""
_LIKE_ONE = re.compile(
    r"[\u4e00-\u9fff]{2,10}[〔［\[【﹝][0-9０-９〇零○一二三四五六七八九]{2,6}年?[〕］\]】﹞][^，。]{1,10}[号號]"
)


def own_number(text: str) -> tuple[Proposal | None, tuple[str, ...]]:
    """The first number that is the text's own; where none is read, a doubt for a line that looks like one."""
    for number in find_document_numbers(text[:_TOP]):
        before, after = _around(text[:_TOP], number)
        if not before and (not after or _BESIDE.match(after)):
            return _numbered(number, number.start, number.end, "标题附近单独一行的文号"), ()
        if (label := _LABEL.search(before)) and not after:
            ground = f"标题附近“{label[0].rstrip(':：')}”之后"
            return _numbered(number, number.start, number.end, ground), ()
    top = Mapped.of(text[:_TOP])
    joined = top.replaced([(one.start(), one.end(), "") for one in _LINE_BREAK.finditer(top.text)])
    for number in find_document_numbers(joined.text):
        if number.kind in (NumberKind.ORDER, NumberKind.ANNOUNCEMENT) and number.start == 0:
            return _numbered(number, *joined.back(number.start, number.end), "标题附近单独一行的文号"), ()
    lines = (_BLANKS.sub("", line).strip(_MARKS) for line in text[:_TOP].splitlines())
    like = next((line for line in lines if _LIKE_ONE.fullmatch(line)), None)
    return None, ((f"“{like}”像是文号，写法不合规范，没有读出，请核对后填写。",) if like else ())


def number_in_caption(text: str, captions: Sequence[FoundCaption]) -> Proposal | None:
    """The order or announcement by which a text was published, as its caption tells (令第12号公布)."""
    events = [event for one in captions[:1] for event in one.caption.events if event.number]
    published = [event for event in events if event.kind is EventKind.PUBLISH and organ_of(event, text)]
    if not published:
        return None
    event = published[0]
    value = f"{organ_of(event, text)}{event.number}"
    return Proposal(Field.NUMBER, value, event.start, event.end, "题注：公布它的令或者公告", sure=len(published) == 1)


def _around(top: str, number: DocumentNumber) -> tuple[str, str]:
    """What else stands on its line, or in its cell of a table, before and behind it, without blanks and marks."""
    before, after = _BREAK.split(top[: number.start])[-1], _BREAK.split(top[number.end :])[0]
    return _BLANKS.sub("", before).strip(_MARKS), _BLANKS.sub("", after).strip(_MARKS)


def _numbered(number: DocumentNumber, start: int, end: int, ground: str) -> Proposal:
    differs = _BLANKS.sub("", number.printed) != number.canonical
    said = f"{ground}，原样为“{number.printed}”" if differs else ground
    return Proposal(Field.NUMBER, number.canonical, start, end, said, sure=not differs)
