"""Tables of an official document in DOCX: short entries in the middle of their cells, long texts from the top down."""

from __future__ import annotations

from dataclasses import dataclass

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


@dataclass(frozen=True)
class _Columns:
    """What the columns of a table look like, found out once. widths: millimetres; size: points; style: its id."""

    widths: list[float]
    aligns: list[str]
    size: int
    top: bool
    style: str


def draw_table(page: DocxDocument, table: Table, width: float) -> None:
    """The table at the end of the page. width: of the type area in millimetres."""
    if table.caption:
        page.add_paragraph(table.caption, page_of.CAPTION)
    header, texts = ts.full_header(table), ts.full_rows(table)
    widths = [width * share for share in ts.shares(table)]
    columns = _Columns(
        widths, ts.alignments(table), ts.cell_size(table), table.top, page.styles[page_of.CELL_TEXT].style_id
    )
    drawn = page.add_table(len(texts) + bool(header), len(widths), "Table Grid")
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    _padding(drawn)
    for column, column_width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(column_width)
    rows = list(drawn.rows)
    if header:
        _header(rows.pop(0), columns, header)
    for row, kept, cells in zip(rows, ts.kept_rows(table, width), texts, strict=True):
        _row(row, columns, cells, kept=kept)
    _gap(page)


def _header(row: _Row, columns: _Columns, texts: list[str]) -> None:
    """The names of the columns in 黑体, repeated on every page."""
    _layout(row, kept=True)
    for cell, text, width in zip(row.cells, texts, columns.widths, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _cell(cell, columns, text, WD_ALIGN_PARAGRAPH.CENTER, page_of.HEITI)
    row._tr.get_or_add_trPr().append(element("tblHeader"))


def _row(row: _Row, columns: _Columns, texts: list[Words], *, kept: bool) -> None:
    _layout(row, kept=kept)
    across = WD_CELL_VERTICAL_ALIGNMENT.TOP if columns.top else WD_CELL_VERTICAL_ALIGNMENT.CENTER
    for cell, text, width, align in zip(row.cells, texts, columns.widths, columns.aligns, strict=True):
        cell.width, cell.vertical_alignment = Mm(width), across
        even = columns.top and align == "left"
        # A line that ends in a break would be drawn out over the whole width: it becomes a paragraph of its own.
        for line in ts.lines(text) if even else [text]:
            paragraph = _cell(cell, columns, line, WD_ALIGN_PARAGRAPH.JUSTIFY if even else ALIGN[align])
            if columns.top:
                set_line(paragraph, columns.size * _LINE)


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


def _cell(cell: _Cell, columns: _Columns, text: Words, align: WD_ALIGN_PARAGRAPH, east: str = "") -> DocxParagraph:
    """Write into the paragraph a new cell has, or into one more."""
    paragraph = cell.paragraphs[-1]
    if paragraph.runs:
        paragraph = cell.add_paragraph()
    paragraph._p.style, paragraph.alignment = columns.style, align
    for run in write_words(paragraph, text):
        run.font.size = Pt(columns.size)
        if east:
            set_font(run, east)
    return paragraph


def _gap(page: DocxDocument) -> None:
    """A little room below a table; without a paragraph between them two tables would become one."""
    set_line(page.add_paragraph(style=page_of.FLUSH), _GAP)
