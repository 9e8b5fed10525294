"""An official document as DOCX after GB/T 9704-2012, to be worked over in an office program."""

from __future__ import annotations

import io
from datetime import datetime, time
from zipfile import ZipFile

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell

from lianxi.exporters import docx_page as page_of
from lianxi.exporters import typesetting as ts
from lianxi.exporters.archive import EARLIEST, write_zip
from lianxi.exporters.docx_page import draw_lines, element, set_font, set_indent, set_line
from lianxi.exporters.official import Block, Heading, OfficialDocument, Pair, Paragraph, Table

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
}  # fmt: skip
_ROW_HEIGHT = Mm(10)  # room to write by hand
_GAP = 10
SHORT_TABLE = 6  # rows


def render_docx(document: OfficialDocument) -> bytes:
    """The document as DOCX; the same document gives the same bytes."""
    document = ts.cleaned(document)
    page = page_of.new_page(document.sample)
    _properties(page, document)
    _head(page, document)
    for block in document.blocks:
        _block(page, block)
    _attachments(page, document.attachments)
    _signature(page, document)
    _notes(page, document.notes)
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
    last = None
    if document.mark:
        last = page.add_paragraph(style=page_of.MARK)
        last.add_run(document.mark).font.size = Pt(ts.mark_size(document.mark))
        page.add_paragraph(style=page_of.FLUSH)
    if document.number:
        last = page.add_paragraph(document.number, page_of.FLUSH)
        last.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if last is not None:
        draw_lines(last, "bottom")
        for _ in range(2):
            page.add_paragraph(style=page_of.FLUSH)
    for line in ts.title_lines(document.title):
        page.add_paragraph(line, page_of.TITLE)
    page.add_paragraph(style=page_of.FLUSH)
    if document.addressee:
        page.add_paragraph(f"{document.addressee}：", page_of.FLUSH)


def _block(page: DocxDocument, block: Block) -> None:
    match block:
        case Heading():
            page.add_paragraph(block.text, page_of.HEADINGS[block.level - 1])
        case Paragraph():
            page.add_paragraph(block.text, page_of.BODY if block.indent else page_of.FLUSH)
        case Pair():
            _pair(page, block)
        case Table():
            _table(page, block)


def _pair(page: DocxDocument, pair: Pair) -> None:
    paragraph = page.add_paragraph(style=page_of.BODY)
    set_font(paragraph.add_run(f"{pair.label}："), page_of.HEITI)
    paragraph.add_run(pair.text)
    if hang := ts.hang(pair):
        set_indent(paragraph, left=2 + hang, first=-hang)


def _table(page: DocxDocument, table: Table) -> None:
    if table.caption:
        page.add_paragraph(table.caption, page_of.CAPTION)
    header, rows = ts.full_header(table), ts.full_rows(table)
    drawn = page.add_table(len(rows) + bool(header), ts.columns_of(table), "Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _padding(drawn)
    widths = [Mm(156 * share) for share in ts.shares(table)]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    aligns, size = ts.alignments(table), ts.cell_size(table)
    for number, (row, texts) in enumerate(zip(drawn.rows, [header, *rows] if header else rows, strict=True)):
        is_head = bool(header) and number == 0
        row.height, row.height_rule = _ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, text, width, align in zip(row.cells, texts, widths, aligns, strict=True):
            cell.width = width
            _cell(cell, text, "center" if is_head else align, size, page_of.HEITI if is_head else "")
    if header:
        drawn.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
    _gap(page)


def _padding(table: DocxTable) -> None:
    """Room above and below the text of each cell."""
    margins = element("tblCellMar")
    for side, twips in (("top", 60), ("left", 80), ("bottom", 60), ("right", 80)):
        margins.append(element(side, w=twips, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _cell(cell: _Cell, text: str, align: str, size: int, east: str) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.style, paragraph.alignment = page_of.CELL_TEXT, _ALIGN[align]
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    if east:
        set_font(run, east)


def _gap(page: DocxDocument) -> None:
    """A little room below a table; without a paragraph between them two tables would become one."""
    set_line(page.add_paragraph(style=page_of.FLUSH), _GAP)


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
    left = max(ts.LINE_CHARS - 2 - width, 0)
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
    if blocks and isinstance(blocks[-1], Table) and len(blocks[-1].rows) < SHORT_TABLE:
        kept += [cell.paragraphs[0] for row in page.tables[-1].rows for cell in row.cells]
    for paragraph in kept:
        paragraph.paragraph_format.keep_with_next = True


def _notes(page: DocxDocument, notes: tuple[str, ...]) -> None:
    """版记 at the foot of the last page: a frame bound to the bottom of the type area; the lines are in the style."""
    for note in notes:
        paragraph = page.add_paragraph(note, page_of.NOTE)
        frame = element(
            "framePr", w=round(Mm(156).pt * 20), hSpace=0, wrap="around", vAnchor="margin", hAnchor="margin",
            xAlign="left", yAlign="bottom",
        )  # fmt: skip
        paragraph._p.get_or_add_pPr().append(frame)
    if notes:
        set_line(page.add_paragraph(style=page_of.FLUSH), 1)
