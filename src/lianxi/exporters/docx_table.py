"""Tables of an official document in DOCX: short entries in the middle of their cells, long texts from the top down."""

from __future__ import annotations

from docx.document import Document as DocxDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import Table as DocxTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as DocxParagraph

from lianxi.exporters import docx_page as page_of
from lianxi.exporters import typesetting as ts
from lianxi.exporters.docx_page import ALIGN, element, set_font, set_line, write_words
from lianxi.exporters.official import Table, Words

_ROW_HEIGHT = Mm(10)  # room to write by hand
_GAP = 10
_LINE = 1.5  # height of a line of long texts in sizes: less would cut the line below marked words off


def draw_table(page: DocxDocument, table: Table, width: float) -> None:
    """The table at the end of the page. width: of the type area in millimetres."""
    if table.caption:
        page.add_paragraph(table.caption, page_of.CAPTION)
    header, rows = ts.full_header(table), ts.full_rows(table)
    drawn = page.add_table(len(rows) + bool(header), ts.columns_of(table), "Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _padding(drawn)
    for column, share in zip(drawn.columns, ts.shares(table), strict=True):
        column.width = Mm(width * share)
    drawn_rows = list(drawn.rows)
    if header:
        _header(drawn_rows.pop(0), table, header, width)
    for row, texts in zip(drawn_rows, rows, strict=True):
        _row(row, table, texts, width)
    _gap(page)


def _header(row: _Row, table: Table, texts: list[str], width: float) -> None:
    """The names of the columns in 黑体, repeated on every page."""
    _layout(row, kept=True)
    for cell, text, share in zip(row.cells, texts, ts.shares(table), strict=True):
        cell.width, cell.vertical_alignment = Mm(width * share), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _cell(cell, text, WD_ALIGN_PARAGRAPH.CENTER, ts.cell_size(table), page_of.HEITI)
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def _row(row: _Row, table: Table, texts: list[Words], width: float) -> None:
    _layout(row, kept=ts.is_kept(table, texts, width))
    across = WD_CELL_VERTICAL_ALIGNMENT.TOP if table.top else WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for cell, text, share, align in zip(row.cells, texts, ts.shares(table), ts.alignments(table), strict=True):
        cell.width, cell.vertical_alignment = Mm(width * share), across
        even = table.top and align == "left"
        # A line that ends in a break would be drawn out over the whole width: it becomes a paragraph of its own.
        for line in ts.lines(text) if even else [text]:
            paragraph = _cell(cell, line, WD_ALIGN_PARAGRAPH.JUSTIFY if even else ALIGN[align], ts.cell_size(table))
            if table.top:
                set_line(paragraph, ts.cell_size(table) * _LINE)


def _layout(row: _Row, *, kept: bool) -> None:
    row.height, row.height_rule = _ROW_HEIGHT, WD_ROW_HEIGHT_RULE.AT_LEAST
    if kept:
        row._tr.get_or_add_trPr().append(element("cantSplit"))


def _padding(table: DocxTable) -> None:
    """Room above and below the text of each cell."""
    margins = element("tblCellMar")
    for side, twips in (("top", 60), ("left", 80), ("bottom", 60), ("right", 80)):
        margins.append(element(side, w=twips, type="dxa"))
    table._tbl.tblPr.insert_element_before(margins, "w:tblLook")


def _cell(cell: _Cell, text: Words, align: WD_ALIGN_PARAGRAPH, size: int, east: str = "") -> DocxParagraph:
    """Write into the paragraph a new cell has, or into one more."""
    paragraph = cell.paragraphs[-1]
    if paragraph.runs:
        paragraph = cell.add_paragraph()
    paragraph.style, paragraph.alignment = page_of.CELL_TEXT, align
    for run in write_words(paragraph, text):
        run.font.size = Pt(size)
        if east:
            set_font(run, east)
    return paragraph


def _gap(page: DocxDocument) -> None:
    """A little room below a table; without a paragraph between them two tables would become one."""
    set_line(page.add_paragraph(style=page_of.FLUSH), _GAP)
