"""The empty DOCX page after GB/T 9704-2012: paper, grid, named styles, page numbers, 样例.

Two numbers are not what they seem: the line is exactly 28.95 pt, as 29 pt
leaves room for 21 lines only; the characters are set 0.25 pt closer, as 28 of
16 pt are wider than 156 mm.
"""

from __future__ import annotations

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_UNDERLINE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from lianxi.exporters.official import Mark, Words
from lianxi.exporters.sheets import Sheet
from lianxi.exporters.typesetting import runs

FANGSONG, KAITI, HEITI, XIAOBIAOSONG, SONGTI = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"
LINE = 28.95  # points
CELL = 15.75  # points a character takes on the line: 16 less 0.25
GREY = RGBColor(0x96, 0x96, 0x96)
ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT,
}  # fmt: skip
_UNDER = {Mark.INSERTED: WD_UNDERLINE.DOUBLE, Mark.MOVED: WD_UNDERLINE.WAVY_HEAVY}
_INK = {
    Mark.DELETED: RGBColor(0xB4, 0x23, 0x18), Mark.INSERTED: RGBColor(0x18, 0x49, 0xA9),
    Mark.MOVED: RGBColor(0x0F, 0x76, 0x6E),
}  # fmt: skip
TITLE, MARK, BODY, FLUSH, NOTE, CELL_TEXT, CAPTION, PAGE_NUMBER, NOTE_ON_TITLE = (
    "公文标题", "公文标志", "公文正文", "公文顶格", "公文版记", "公文表格", "公文表题", "公文页码", "公文题注",
)  # fmt: skip
_AFTER_GRID = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl", "w:rPr")
HEADINGS = ("公文一级标题", "公文二级标题", "公文三级标题", "公文四级标题")


def new_page(sample: bool, sheet: Sheet) -> DocxDocument:
    """A document with no content, ready to be written in the styles named above."""
    page = Document()
    _normal(page)
    _styles(page)
    page.settings.odd_and_even_pages_header_footer = True
    section = page.sections[0]
    _paper(section, sheet)
    for footer, side in ((section.footer, "RIGHT"), (section.even_page_footer, "LEFT")):
        _page_number(footer.paragraphs[0], WD_ALIGN_PARAGRAPH[side])
    if sample:
        for header in (section.header, section.even_page_header):
            _sample_mark(header.paragraphs[0])
    return page


def set_font(run: Run | ParagraphStyle, east: str, size: float | None = None, latin: str = LATIN) -> None:
    """The font for Chinese and the one for Latin; a theme's fonts would win over both and are taken off."""
    run.font.name = latin
    if size:
        run.font.size = Pt(size)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), east)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def write_words(paragraph: Paragraph, words: Words) -> list[Run]:
    """The words at the end of the paragraph, each run with the looks of its mark; the runs are handed back."""
    written = []
    for said in runs(words):
        run = paragraph.add_run(said.text)
        if said.mark == Mark.STRONG:
            set_font(run, HEITI)
        elif said.mark:
            run.font.color.rgb = _INK[said.mark]
            run.font.strike = True if said.mark == Mark.DELETED else None
            run.font.underline = _UNDER.get(said.mark)
        written.append(run)
    return written


def element(name: str, **attributes: object) -> BaseOxmlElement:
    """A WordprocessingML element, e.g. ``element("tblHeader", val="true")``."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def set_indent(paragraph: Paragraph | ParagraphStyle, *, left: float = 0, first: float = 0) -> None:
    """Indents in characters, so that they follow the size; points beside them for programs that know only those."""
    indent = paragraph._element.get_or_add_pPr().get_or_add_ind()
    for name in ("leftChars", "left", "firstLineChars", "firstLine", "hangingChars", "hanging"):
        indent.attrib.pop(qn(f"w:{name}"), None)
    kind = "firstLine" if first >= 0 else "hanging"
    for name, value in (("left", left), (kind, abs(first))):
        indent.set(qn(f"w:{name}Chars"), str(round(value * 100)))
        indent.set(qn(f"w:{name}"), str(round(value * CELL * 20)))


def draw_lines(paragraph: Paragraph | ParagraphStyle, *sides: str) -> None:
    """Black lines of 1 pt on these sides."""
    borders = element("pBdr")
    for side in sides:
        borders.append(element(side, val="single", sz=8, space=3, color="000000"))
    paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:snapToGrid", *_AFTER_GRID)


def _paper(section: Section, sheet: Sheet) -> None:
    width, height = sheet.paper
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = Mm(sheet.top), Mm(sheet.bottom)
    section.left_margin, section.right_margin = Mm(sheet.left), Mm(sheet.right)
    section.header_distance, section.footer_distance = Mm(sheet.top - 19), Mm(sheet.bottom - 12)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(element("docGrid", type="lines", linePitch=579))


def _normal(page: DocxDocument) -> None:
    style = page.styles["Normal"]
    set_font(style, FANGSONG, 16)
    properties = style._element.get_or_add_rPr()
    properties.insert_element_before(element("spacing", val=-5), "w:w", "w:kern", "w:position", "w:sz")
    for language in page.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(LINE)
    layout.widow_control, layout.alignment = False, WD_ALIGN_PARAGRAPH.JUSTIFY
    # No extra space between Chinese and Latin: it would push characters off the grid of 28.
    for name in ("autoSpaceDE", "autoSpaceDN"):
        style._element.get_or_add_pPr().insert_element_before(element(name, val=0), "w:snapToGrid", *_AFTER_GRID)


def set_line(paragraph: Paragraph | ParagraphStyle, points: float) -> None:
    """An exact height of line of its own, off the grid: on it some programs round the height up to whole lines."""
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(points)
    paragraph._element.get_or_add_pPr().insert_element_before(element("snapToGrid", val=0), *_AFTER_GRID)


def _styles(page: DocxDocument) -> None:
    _style(page, FLUSH, FANGSONG, 16)
    set_indent(_style(page, BODY, FANGSONG, 16), first=2)
    for level, (name, east) in enumerate(zip(HEADINGS, (HEITI, KAITI, FANGSONG, FANGSONG), strict=True)):
        style = _style(page, name, east, 16)
        set_indent(style, first=2)
        style.paragraph_format.keep_with_next = True
        style._element.get_or_add_pPr().append(element("outlineLvl", val=level))
        style.next_paragraph_style = page.styles[BODY]
    for name, east, size, line in (
        (TITLE, XIAOBIAOSONG, 22, 33), (MARK, XIAOBIAOSONG, 32, 40), (CAPTION, HEITI, 14, 28),
    ):  # fmt: skip
        style = _style(page, name, east, size, line)
        style.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        style.paragraph_format.keep_with_next = True
    note = _style(page, NOTE_ON_TITLE, KAITI, 16)
    note.paragraph_format.alignment, note.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.CENTER, Pt(LINE)
    # Between captions there is no line left blank.
    note._element.get_or_add_pPr().insert_element_before(element("contextualSpacing"), *_AFTER_GRID[3:])
    _style(page, PAGE_NUMBER, SONGTI, 14, 22)
    note = _style(page, NOTE, FANGSONG, 14, 22)
    note.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT
    set_indent(note, first=1)
    draw_lines(note, "top", "bottom", "between")
    _style(page, CELL_TEXT, FANGSONG, 14, 18).paragraph_format.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _style(page: DocxDocument, name: str, east: str, size: float, line: float = 0) -> ParagraphStyle:
    style = page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style, style.quick_style = page.styles["Normal"], True
    set_font(style, east, size)
    if line:
        set_line(style, line)
    return style


def _page_number(paragraph: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — in 四号, one character from the edge: right on odd pages, left on even ones."""
    paragraph.style = PAGE_NUMBER
    paragraph.alignment = side
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(14)
    paragraph.add_run("— ")
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            instruction = element("instrText")
            instruction.text = "PAGE"
            run._r.append(instruction)
    paragraph.add_run(" —")
    for run in paragraph.runs:
        set_font(run, SONGTI, 14, SONGTI)


def _sample_mark(paragraph: Paragraph) -> None:
    """样例 in grey at the head of the page: it can be seen, and cannot be taken for an issued document's red."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run("样例")
    set_font(run, HEITI, 22)
    run.font.bold, run.font.color.rgb = True, GREY
