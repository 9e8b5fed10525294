"""Marks of deleted and inserted words as tracked changes 修订, to be accepted or refused one by one.

Moved words keep their looks: a tracked move needs to know both of its places. A legend whose words carry marks has no
place in such a document: they would be changes too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from lianxi.exporters.docx_page import element
from lianxi.exporters.typesetting import printable


@dataclass(frozen=True)
class Reviser:
    """Who made the changes, and when by the clock on the wall; both are shown beside each change."""

    name: str
    moment: datetime


def track_changes(page: DocxDocument, reviser: Reviser) -> None:
    """Turn the looks of struck and doubly underlined runs into changes; paragraphs made of one go with it."""
    numbers = count(1)

    def change(kind: str) -> BaseOxmlElement:
        name = " ".join(printable(reviser.name).split())
        return element(kind, id=next(numbers), author=name, date=f"{reviser.moment:%Y-%m-%dT%H:%M:%SZ}")

    for paragraph in list(page.element.body.iter(qn("w:p"))):
        kinds = [_kind(run) for run in paragraph.findall(qn("w:r"))]
        for run, kind in zip(paragraph.findall(qn("w:r")), kinds, strict=True):
            if kind:
                _wrap(run, change(kind))
        following = paragraph.getnext()
        # The mark at the end of the last paragraph before a table or in a cell cannot be taken away.
        if len(set(kinds)) == 1 and kinds[0] and following is not None and following.tag == qn("w:p"):
            mark = element("rPr")
            mark.append(change(kinds[0]))
            paragraph.get_or_add_pPr().append(mark)


def _kind(run: BaseOxmlElement) -> str:
    looks = run.find(qn("w:rPr"))
    if looks is None:
        return ""
    if looks.find(qn("w:strike")) is not None:
        return "del"
    line = looks.find(qn("w:u"))
    return "ins" if line is not None and line.get(qn("w:val")) == "double" else ""


def _wrap(run: BaseOxmlElement, change: BaseOxmlElement) -> None:
    """Put a run into its change; the program draws it from now on."""
    looks = run.find(qn("w:rPr"))
    for name in ("w:strike", "w:u", "w:color"):
        for mark in looks.findall(qn(name)):
            looks.remove(mark)
    run.addprevious(change)
    change.append(run)
    if change.tag == qn("w:del"):
        for text in run.findall(qn("w:t")):
            text.tag = qn("w:delText")
