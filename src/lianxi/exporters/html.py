"""An official document as one HTML file: no script, nothing to fetch, every text escaped; it prints on A4."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from pathlib import Path

from lianxi.exporters import typesetting as ts
from lianxi.exporters.official import Block, Heading, Mark, OfficialDocument, Pair, Paragraph, Table, Words
from lianxi.exporters.sheets import sheet_of

STYLE = Path(__file__).with_name("layout") / "official.css"
# Should anything slip through, the browser still runs nothing and fetches nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_TAGS = {
    Mark.DELETED: ("<del>", "</del>"), Mark.INSERTED: ("<ins>", "</ins>"),
    Mark.MOVED: ('<mark class="moved">', "</mark>"), Mark.STRONG: ("<strong>", "</strong>"), None: ("", ""),
}  # fmt: skip


def render_html(document: OfficialDocument) -> bytes:
    """The document as HTML in UTF-8; the same document gives the same bytes."""
    document = ts.cleaned(document)
    width = sheet_of(document).width
    lines = [
        "<!doctype html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(' '.join(document.title.split())) or '公文'}</title>",
        f"<style>\n{_style()}{_page(document)}</style>", "</head>", "<body>",
        f'<main class="{"turned" if document.landscape else "upright"}">',
        *_head(document), *(line for block in document.blocks for line in _block(block, width)), *_foot(document),
        "</main>", "</body>", "</html>", "",
    ]  # fmt: skip
    return "\n".join(lines).encode()


@lru_cache(maxsize=1)
def _style() -> str:
    return STYLE.read_text(encoding="utf-8")


def _page(document: OfficialDocument) -> str:
    """The sheet of paper, its numbers outside on both sides, and 样例 at the head of each page after the first."""
    sheet = sheet_of(document)
    number = 'content: "— " counter(page) " —"; font: 14pt serif'
    sample = '@top-right { content: "样例"; color: #969696; font: 700 22pt sans-serif } ' if document.sample else ""
    return (
        f"@page {{ size: A4 {'landscape' if document.landscape else 'portrait'}; "
        f"margin: {sheet.top}mm {sheet.right}mm {sheet.bottom}mm {sheet.left}mm; {sample}}}\n"
        f"@page :right {{ @bottom-right {{ {number} }} }}\n@page :left {{ @bottom-left {{ {number} }} }}\n"
        "@page :first { @top-right { content: none } }\n"
    )


def _head(document: OfficialDocument) -> Iterable[str]:
    """样例, mark, number and a black line; title; addressee."""
    if document.sample:
        yield '<p class="sample">样例</p>'
    if document.mark:
        yield _tag("p", escape(document.mark), "mark")
    if document.number:
        yield _tag("p", escape(document.number), "number")
    if document.mark or document.number:
        yield "<hr>"
    if document.title:
        yield _tag("h1", _html(document.title))
    if document.addressee:
        yield _tag("p", f"{escape(document.addressee)}：")


def _block(block: Block, width: float) -> Iterable[str]:
    match block:
        case Heading():
            yield _tag(f"h{block.level + 1}", _html(block.text), _side(block.align))
        case Paragraph():
            indent = "indent" if block.indent and block.align == "left" else ""
            yield _tag("p", _html(block.text) or "<br>", indent or _side(block.align))
        case Pair():
            yield _tag("p", f"<strong>{escape(block.label)}：</strong>{_html(block.text)}", "pair")
        case Table():
            yield from _table(block, width)


def _table(table: Table, width: float) -> Iterable[str]:
    """The table in a box that can be moved sideways; long texts stand one below the other on a phone.

    The roles are written out, as some browsers forget them where a table is not laid out as one.
    width: on paper, in millimetres.
    """
    sides, header = [_side(align) for align in ts.alignments(table)], ts.full_header(table)
    widths = "".join(f'<col style="width:{share:.2%}">' for share in ts.shares(table))
    rows = "".join(
        _row(row, sides, header or [""] * len(row), kept=kept)
        for row, kept in zip(ts.full_rows(table), ts.kept_rows(table, width), strict=True)
    )
    parts = [
        _tag("caption", escape(table.caption)) if table.caption else "",
        _tag("colgroup", widths),
        _header(header) if header else "",
        _tag("tbody", rows, role="rowgroup"),
    ]
    drawn = _tag("table", "\n".join(parts), "long" if table.top else "", role="table")
    yield _tag("div", drawn, "scroll", role="region", aria_label=table.caption or "表格", tabindex="0")


def _header(names: list[str]) -> str:
    cells = "".join(_tag("th", _html(name), role="columnheader", scope="col") for name in names)
    return _tag("thead", _tag("tr", cells, role="row"), role="rowgroup")


def _row(row: list[Words], sides: list[str], columns: list[str], *, kept: bool) -> str:
    cells = zip(row, sides, columns, strict=True)
    shown = (_tag("td", _html(words), side, role="cell", data_column=column) for words, side, column in cells)
    return _tag("tr", "".join(shown), "kept" if kept else "", role="row") + "\n"


def _foot(document: OfficialDocument) -> Iterable[str]:
    """Attachments, signature and date, notes at the foot."""
    if document.attachments:
        names = ts.attachment_lines(document.attachments)
        shown = (_tag("p", f"<span>{before}</span><span>{escape(name)}</span>") for before, name in names)
        yield _tag("div", "".join(shown), "attachments")
    if document.signature or document.day:
        signed = "".join(_tag("p", escape(line)) for line in document.signature)
        day = document.day
        dated = _tag("time", ts.cn_date(day), datetime=day.isoformat()) if day else ""
        yield _tag("div", signed + (_tag("p", dated, "day" if signed else "") if dated else ""), "signature")
    if document.notes:
        yield _tag("footer", "".join(_tag("p", escape(note)) for note in document.notes))


def _html(words: Words) -> str:
    """Words with their marks; a line end within them is a line end."""
    return "".join(_marked(run.text, run.mark) for run in ts.runs(words))


def _marked(text: str, mark: Mark | None) -> str:
    before, after = _TAGS[mark]
    return before + escape(text).replace("\n", "<br>") + after


def _tag(name: str, content: str, sort: str = "", **attributes: str) -> str:
    """An element around content that is HTML already; attributes are text, and left out where they are empty."""
    said = {"class": sort, **attributes}
    written = "".join(f' {key.replace("_", "-")}="{escape(value)}"' for key, value in said.items() if value)
    return f"<{name}{written}>{content}</{name}>"


def _side(align: str) -> str:
    return "" if align == "left" else align
