"""A PDF read 读入 PDF: its text in the order it is read, page by page; scans have none and are refused."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import pypdfium2
import pypdfium2.raw as pdfium

from lianxi.importers.archives import damaged
from lianxi.importers.document import Block, Draft, LeftOut, Place, ReadDocument
from lianxi.importers.limits import MOST_PAGES
from lianxi.importers.pdf.columns import in_reading_order, strip_of
from lianxi.importers.pdf.glyphs import UNREADABLE, Page, read_page
from lianxi.importers.pdf.lines import Line, join, rows_of
from lianxi.importers.pdf.margins import without_margins
from lianxi.importers.pdf.paragraphs import PrintedLine, PrintedParagraph, paragraphs_of
from lianxi.importers.pdf.ruled_tables import without_tables
from lianxi.importers.pdf.rules import Rule
from lianxi.kernel.errors import Refused

_UNREADABLE = 0.2  # more than a fifth of the characters without meaning is no text
_NAMED_PAGES = 10
_FEWEST_ROWS = 2


def read_pdf(content: bytes, name: str) -> ReadDocument:
    """The text of a PDF without headers, footers and page numbers; `Refused` where it is locked or only pictures."""
    pages = _pages(content, name)
    _check_text(pages, name)
    draft = Draft()
    _warn(pages, draft)
    rows, margins = without_margins([_rows(page) for page in pages], [page.height for page in pages])
    draft.left_out += [LeftOut(margin.kind, margin.text, Place(page=margin.page)) for margin in margins]
    draft.left_out += [LeftOut("watermark", page.askew, Place(page=page.number)) for page in pages if page.askew]
    for width, held in groupby(paragraphs_of(_lines(pages, rows)), _cells):
        _write_all(list(held), width, draft)
    return draft.finished("pdf")


def _rows(page: Page) -> list[list[Line]]:
    """The rows of a page from top to bottom, a table with borders as one."""
    glyphs, tables = without_tables(page.glyphs, page.across, page.down)
    return sorted([*rows_of(glyphs), *([table] for table in tables)], key=lambda row: row[0].top)


def _lines(pages: list[Page], rows: list[list[list[Line]]]) -> list[PrintedLine]:
    """All lines in the order they are read."""
    lines: list[PrintedLine] = []
    strip = None
    for page, held in zip(pages, rows, strict=True):
        strip = strip_of(held, _long(page.across), strip)
        columns = 1 if strip is None else 2
        lines += [PrintedLine(page.number, columns, placed) for placed in in_reading_order(held, strip)]
    return lines


def _long(across: Sequence[Rule]) -> list[tuple[float, float]]:
    """Left and right of the lines at least an inch long."""
    return [(rule.begin, rule.end) for rule in across if rule.end - rule.begin >= 72]


def _pages(content: bytes, name: str) -> list[Page]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            said = f"文件“{name}”设了打开密码，读不出来。"
            raise Refused("file_encrypted", said, remedy="请取消密码后再导入。") from None
        raise damaged(name) from None
    try:
        if len(document) > MOST_PAGES:
            said = f"文件“{name}”有 {len(document)} 页，上限是 {MOST_PAGES} 页。"
            raise Refused("too_many_pages", said, remedy="请分成几个文件。")
        return [_page(document, at) for at in range(len(document))]
    except pypdfium2.PdfiumError:
        raise damaged(name) from None
    finally:
        document.close()


def _page(document: pypdfium2.PdfDocument, at: int) -> Page:
    page = document[at]
    try:
        return read_page(page, at + 1)
    finally:
        page.close()


def _check_text(pages: list[Page], name: str) -> None:
    signs = [glyph.char for page in pages for glyph in page.glyphs if not glyph.char.isspace()]
    if not signs:
        raise Refused(
            "pdf_without_text",
            f"文件“{name}”里只有图片，没有文字，多半是扫描件。",
            remedy="请提供由 Word 等软件直接导出的 PDF，或先用文字识别软件识别、核对后再导入；这里不做文字识别。",
        )
    if signs.count(UNREADABLE) > _UNREADABLE * len(signs):
        raise Refused(
            "pdf_text_unreadable",
            f"文件“{name}”的字体没有注明是哪些字，文字读不出来。",
            remedy="请提供 Word 文件，或由 Word 等软件重新导出的 PDF。",
        )


def _warn(pages: list[Page], draft: Draft) -> None:
    unread = [page.number for page in pages if page.pictures and not page.glyphs]
    if unread:
        said = "、".join(str(number) for number in unread[:_NAMED_PAGES])
        more = "等" if len(unread) > _NAMED_PAGES else ""
        draft.warn(f"第 {said} {more}页只有图片，没有读入文字。")
    count = sum(glyph.char == UNREADABLE for page in pages for glyph in page.glyphs)
    if count:
        draft.warn(f"有 {count} 个字的字体没有注明是什么字，文中以“�”标出，请与原件核对。")


def _cells(paragraph: PrintedParagraph) -> int:
    """How many things stand apart in it, where it is a single line; 1 is text, 0 a table with borders."""
    if paragraph.lines[0].placed.line.table:
        return 0
    return paragraph.lines[0].placed.line.text.count("\t") + 1 if len(paragraph.lines) == 1 else 1


def _write_all(paragraphs: list[PrintedParagraph], width: int, draft: Draft) -> None:
    """Text as paragraphs; lines that follow each other with as many things apart are the rows of a table."""
    if width == 0:
        for paragraph in paragraphs:
            _write_table(paragraph.lines[0], paragraph.lines[0].placed.line.table, draft)
        return
    if width == 1 or len(paragraphs) < _FEWEST_ROWS:
        for paragraph in paragraphs:
            _write(paragraph, draft)
        return
    rows = [paragraph.lines[0].placed.line.text.split("\t") for paragraph in paragraphs]
    _write_table(paragraphs[0].lines[0], rows, draft)


def _write_table(first: PrintedLine, rows: Sequence[Sequence[str]], draft: Draft) -> None:
    place = Place(page=first.page, line=first.placed.row, table=len(draft.tables) + 1)
    draft.table([list(row) for row in rows], place)


def _write(paragraph: PrintedParagraph, draft: Draft) -> None:
    """A line of text, with a block for each page it stands on."""
    kind = "heading" if paragraph.heading else "paragraph"
    said, start, begun = "", draft.length, paragraph.lines[0]
    for line in paragraph.lines:
        text = line.placed.line.text
        if line.page != begun.page:
            draft.blocks.append(Block(start, draft.length, kind, Place(page=begun.page, line=begun.placed.row)))
            start, begun = draft.length, line
        draft.put(join(said, text) + text)
        said = text
    draft.blocks.append(Block(start, draft.length, kind, Place(page=begun.page, line=begun.placed.row)))
    draft.put("\n")
