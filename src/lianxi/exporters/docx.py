"""An official document as DOCX after GB/T 9704-2012, to be worked over in an office program."""

from __future__ import annotations

import io
from datetime import datetime, time
from zipfile import ZipFile

from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from lianxi.exporters import docx_page as page_of
from lianxi.exporters import typesetting as ts
from lianxi.exporters.archive import EARLIEST, write_zip
from lianxi.exporters.docx_page import ALIGN, draw_lines, element, set_font, set_indent, set_line, write_words
from lianxi.exporters.docx_table import draw_table
from lianxi.exporters.docx_tracked import Reviser, track_changes
from lianxi.exporters.official import Block, Heading, OfficialDocument, Pair, Paragraph, Table, plain
from lianxi.exporters.sheets import Sheet, sheet_of

SHORT_TABLE = 6  # rows


def render_docx(document: OfficialDocument, tracked: Reviser | None = None) -> bytes:
    """The document as DOCX; the same document gives the same bytes.

    With `tracked`, deleted and inserted words are tracked changes of that
    person, to be accepted or refused; without, they are shown by their looks.
    """
    document = ts.cleaned(document)
    sheet = sheet_of(document)
    page = page_of.new_page(document.sample, sheet)
    _properties(page, document)
    _head(page, document)
    for block in document.blocks:
        _block(page, block, sheet)
    _attachments(page, document.attachments)
    _signature(page, document)
    _notes(page, document.notes, sheet.width)
    if tracked:
        track_changes(page, tracked)
    out = io.BytesIO()
    page.save(out)
    with ZipFile(out) as saved:
        return write_zip([(name, saved.read(name)) for name in saved.namelist()], document.day or EARLIEST)


def _properties(page: DocxDocument, document: OfficialDocument) -> None:
    """What the file says about itself: title, who signs, the day; nothing of what it was made with."""
    said = page.core_properties
    said.title, said.author = " ".join(document.title.split())[:255], "、".join(document.signature)[:255]
    said.comments = said.last_modified_by = ""
    said.language = "zh-CN"
    for name in ("created", "modified"):
        for stamp in said._element.findall(qn(f"dcterms:{name}")):
            said._element.remove(stamp)
        if document.day:
            setattr(said, name, datetime.combine(document.day, time()))


def _head(page: DocxDocument, document: OfficialDocument) -> None:
    """Mark, number and a black line; title; addressee."""
    last, sheet = None, sheet_of(document)
    if document.mark:
        last = page.add_paragraph(style=page_of.MARK)
        last.add_run(document.mark).font.size = Pt(ts.mark_size(document.mark, sheet.width))
        page.add_paragraph(style=page_of.FLUSH)
    if document.number:
        last = page.add_paragraph(document.number, page_of.FLUSH)
        last.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if last is not None:
        draw_lines(last, "bottom")
        for _ in range(2):
            page.add_paragraph(style=page_of.FLUSH)
    for line in ts.title_lines(document.title, sheet.title_chars):
        page.add_paragraph(line, page_of.TITLE)
    page.add_paragraph(style=page_of.FLUSH)
    if document.addressee:
        page.add_paragraph(f"{document.addressee}：", page_of.FLUSH)


def _block(page: DocxDocument, block: Block, sheet: Sheet) -> None:
    match block:
        case Heading():
            _heading(page, block)
        case Paragraph():
            _paragraph(page, block, sheet)
        case Pair():
            _pair(page, block)
        case Table():
            draw_table(page, block, sheet.width)


def _heading(page: DocxDocument, heading: Heading) -> None:
    paragraph = page.add_paragraph(style=page_of.HEADINGS[heading.level - 1])
    if heading.align != "left":
        paragraph.alignment = ALIGN[heading.align]
        set_indent(paragraph)
    if plain(heading.text):
        write_words(paragraph, heading.text)


def _paragraph(page: DocxDocument, block: Paragraph, sheet: Sheet) -> None:
    if block.align == "center":
        paragraph = page.add_paragraph(style=page_of.NOTE_ON_TITLE)
        if inset := ts.caption_inset(block.text, sheet.line_chars):
            set_indent(paragraph, left=inset)
            paragraph.paragraph_format.right_indent = Pt(inset * page_of.CELL)
    else:
        paragraph = page.add_paragraph(style=page_of.BODY if block.indent and block.align == "left" else page_of.FLUSH)
    if block.align == "right":
        paragraph.alignment = ALIGN[block.align]
    if plain(block.text):
        write_words(paragraph, block.text)


def _pair(page: DocxDocument, pair: Pair) -> None:
    paragraph = page.add_paragraph(style=page_of.BODY)
    set_font(paragraph.add_run(f"{pair.label}："), page_of.HEITI)
    paragraph.add_run(pair.text)
    if hang := ts.hang(pair):
        set_indent(paragraph, left=2 + hang, first=-hang)


def _attachments(page: DocxDocument, names: tuple[str, ...]) -> None:
    if names:
        page.add_paragraph(style=page_of.FLUSH).paragraph_format.keep_with_next = True
    for before, name in ts.attachment_lines(names):
        paragraph = page.add_paragraph(f"{before}{name}", page_of.BODY)
        set_indent(paragraph, left=2 + ts.chars(before), first=-ts.chars(before))
        paragraph.paragraph_format.keep_with_next = name != names[-1]


def _signature(page: DocxDocument, document: OfficialDocument) -> None:
    """Ends two characters from the edge; the date begins two characters to the right of who signs."""
    day = ts.cn_date(document.day) if document.day else ""
    if not document.signature and not day:
        return
    inset = 2 if document.signature else 0
    width = max(*map(ts.chars, document.signature), ts.chars(day) + inset, 0)
    left = max(sheet_of(document).line_chars - 2 - width, 0)
    _keep_last(page, document.blocks)
    lines = [("", 0.0), *((line, left) for line in document.signature), *([(day, left + inset)] if day else [])]
    for text, indent in lines:
        paragraph = page.add_paragraph(text, page_of.FLUSH)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        set_indent(paragraph, left=indent)
        paragraph.paragraph_format.keep_together = paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.keep_with_next = False


def _keep_last(page: DocxDocument, blocks: tuple[Block, ...]) -> None:
    """What stands last goes over to the page of the signature with it, so that no page holds a signature alone."""
    kept = page.paragraphs[-1:]
    if blocks and isinstance(blocks[-1], Table) and not blocks[-1].top and len(blocks[-1].rows) < SHORT_TABLE:
        kept += [cell.paragraphs[0] for row in page.tables[-1].rows for cell in row.cells]
    for paragraph in kept:
        paragraph.paragraph_format.keep_with_next = True


def _notes(page: DocxDocument, notes: tuple[str, ...], width: float) -> None:
    """版记 at the foot of the last page: a frame bound to the bottom of the type area; the lines are in the style."""
    for note in notes:
        paragraph = page.add_paragraph(note, page_of.NOTE)
        frame = element(
            "framePr", w=round(Mm(width).pt * 20), hSpace=0, wrap="around", vAnchor="margin", hAnchor="margin",
            xAlign="left", yAlign="bottom",
        )  # fmt: skip
        paragraph._p.get_or_add_pPr().append(frame)
    if notes:
        set_line(page.add_paragraph(style=page_of.FLUSH), 1)
