"""An official document as PDF/A after GB/T 9704-2012. Its texts go in as data beside the layout, never as source."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime, time
from functools import lru_cache
from pathlib import Path

import typst

from lianxi.exporters import typesetting as ts
from lianxi.exporters.official import Block, Heading, OfficialDocument, Pair, Paragraph, Table, Words
from lianxi.exporters.sheets import Sheet, sheet_of
from lianxi.kernel.errors import Refused

LAYOUT = Path(__file__).with_name("layout") / "official.typ"
STANDARD = "a-2b"
_NO_GLYPH = "could not be displayed"
# The first family that is installed is used; the free ones at the end stand in for those offices have licences for.
_FALLBACK = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "Noto Sans CJK SC", "WenQuanYi Zen Hei")
_SANS = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "WenQuanYi Zen Hei")
_FAMILIES = {
    "song": ("FangSong_GB2312", "仿宋_GB2312", "FZFangSong-Z02", "FangSong", "仿宋", "STFangsong", *_FALLBACK),
    "hei": ("SimHei", "黑体", "FZHei-B01", "STHeiti", *_SANS, *_FALLBACK),
    "kai": ("KaiTi_GB2312", "楷体_GB2312", "FZKai-Z03", "KaiTi", "楷体", "STKaiti", "AR PL KaitiM GB", *_FALLBACK),
    "xbs": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体", "STZhongsong", *_FALLBACK),
}


def render_pdf(document: OfficialDocument, font_paths: Sequence[Path] = ()) -> bytes:
    """The document as PDF; `Refused` where no font knows Chinese. `font_paths`: folders with fonts of one's own.

    It is PDF/A-2b unless a character in it is in no font at all: then it is a
    plain PDF that shows an empty box there.
    """
    fonts, families = _fonts(tuple(font_paths))
    values = {**_values(ts.cleaned(document)), "fonts": families}
    compiler = typst.Compiler(
        LAYOUT, root=LAYOUT.parent, font_paths=fonts, sys_inputs={"document": json.dumps(values, ensure_ascii=False)}
    )
    # The standard asks for a date of making; a document without a day of its own is dated by the machine.
    moment = datetime.combine(document.day, time(), UTC) if document.day else None
    try:
        return compiler.compile(format="pdf", pdf_standards=[STANDARD], timestamp=moment)
    except typst.TypstError as error:
        if _NO_GLYPH not in error.message:
            raise
        # A rare character, say in a name, that no font here has: PDF/A forbids the empty box that stands for it.
        return compiler.compile(format="pdf", timestamp=moment)


@lru_cache(maxsize=4)
def _fonts(paths: tuple[Path, ...]) -> tuple[typst.Fonts, dict[str, list[str]]]:
    """The fonts of this machine, looked through once, and which of them serve for what."""
    fonts = typst.Fonts(font_paths=[str(path) for path in paths if path.is_dir()])
    known = set(fonts.families())
    families = {use: [name for name in names if name in known] for use, names in _FAMILIES.items()}
    if not all(families.values()):
        raise Refused(
            "no_chinese_font", "这台机器上没有能排中文的字体，PDF 排不出来。",
            remedy="请管理员安装 fonts-noto-cjk，或把仿宋、黑体、楷体、小标宋字体放进字体文件夹；也可以改用 DOCX。",
        )  # fmt: skip
    return fonts, families


def _values(document: OfficialDocument) -> dict[str, object]:
    """What the layout reads: texts and numbers only."""
    day, sheet = document.day, sheet_of(document)
    return {
        "sheet": asdict(sheet),
        "turned": document.landscape,
        "title": ts.title_lines(document.title, sheet.title_chars),
        "mark": document.mark,
        "mark_size": ts.mark_size(document.mark, sheet.width),
        "number": document.number,
        "addressee": document.addressee,
        "blocks": [_block(block, sheet) for block in document.blocks],
        "attachments": ts.attachment_lines(document.attachments),
        "signature": document.signature,
        "day": {"year": day.year, "month": day.month, "day": day.day} if day else None,
        "date": ts.cn_date(day) if day else "",
        "notes": document.notes,
        "sample": document.sample,
    }


def _block(block: Block, sheet: Sheet) -> dict[str, object]:
    match block:
        case Heading():
            return {"kind": "heading", "text": _runs(block.text), "level": block.level, "align": block.align}
        case Paragraph():
            inset = ts.caption_inset(block.text, sheet.line_chars) if block.align == "center" else 0
            return {
                "kind": "paragraph", "text": _runs(block.text), "indent": block.indent, "align": block.align,
                "inset": inset,
            }  # fmt: skip
        case Pair():
            return {"kind": "pair", "label": block.label, "text": _runs(block.text), "hang": ts.hang(block)}
        case Table():
            return {
                "kind": "table", "caption": block.caption, "header": [_runs(cell) for cell in ts.full_header(block)],
                "rows": [[_runs(cell) for cell in row] for row in ts.full_rows(block)],
                "kept": ts.kept_rows(block, sheet.width), "shares": ts.shares(block),
                "aligns": ts.alignments(block), "size": ts.cell_size(block), "top": block.top,
            }  # fmt: skip


def _runs(words: Words) -> list[dict[str, str]]:
    return [{"text": run.text, "mark": run.mark or ""} for run in ts.runs(words)]
