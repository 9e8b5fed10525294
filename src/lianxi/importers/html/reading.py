"""A web page read 读入网页: its main text line by line, with the numbers its lists print."""

from __future__ import annotations

import re

from lxml import etree

from lianxi.importers.document import Draft, LeftOut, Place, ReadDocument
from lianxi.importers.docx.numerals import write_in
from lianxi.importers.html.main_text import MainText
from lianxi.importers.html.markup import (
    BLOCKS,
    HEADINGS,
    UNSEEN,
    Element,
    collapsed,
    decoded,
    parsed,
    shown_text,
)  # fmt: skip
from lianxi.importers.html.tables import rows_of
from lianxi.kernel.errors import Refused

_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_SITE = re.compile(r"[_|]|\s[-–—]\s|-")
_LONGEST_LEFT_OUT = 500
# What pages offer their readers within the text: the size of letters, printing, sharing, who edited.
_TOOLS = re.compile(
    r"[【\[（(]?\s{0,3}(?:字号|字体|字体大小|文字大小|视力保护色)\s{0,3}[：:].{0,30}|(?:[【\[]?\s{0,3}(?:打印本?页?|关闭(?:窗口|本页)?|收藏"
    r"|返回(?:顶部|首页)?|分享(?:到|至)?|大|中|小)\s{0,3}[】\]：:|｜]?\s{0,3}){2,9}|(?:责任编辑|分享到)\s{0,3}[：:].{0,30}"
)
_LOADING = re.compile(r"(?:正在|数据)?(?:加载|载入|loading)中?[.。…\s]{0,9}(?:请稍[候后])?[.。…\s]{0,9}", re.IGNORECASE)


def read_html(content: bytes, name: str) -> ReadDocument:
    """The main text of a page; `Refused` where it shows none."""
    found = decoded(content, name)
    root, whole = parsed(found.text, name)
    body = root.find("body")
    draft = Draft()
    if not whole:
        draft.warn("网页的结构嵌套过深，后面的内容可能没有读到，请与原网页核对。")
    if found.broken:
        draft.warn(f"有 {found.broken} 处字节读不出来，文中以“�”标出：文件可能不完整，请与原件核对。")
    if body is not None:
        _Writer(draft, MainText(body, _titles(root))).write(body)
    document = draft.finished("html", found.encoding)
    if not document.text.strip() or _LOADING.fullmatch(document.text.strip()):
        raise Refused(
            "file_without_text",
            f"网页“{name}”里没有找到正文，可能要联网才能显示。",
            remedy="请用浏览器打开网页，把正文复制到 Word 或纯文本文件里再导入。",
        )
    return document


def _titles(root: Element) -> tuple[str, ...]:
    """What the page says its title is, without white space; with and without the name of the site."""
    said = [root.findtext(".//title") or ""]
    said += [
        str(meta.get("content", "")) for meta in root.iter("meta") if str(meta.get("name")).lower() == "articletitle"
    ]
    found = [piece for title in said for piece in (title, _SITE.split(title)[0])]
    return tuple("".join(title.split()) for title in found if title.strip())


class _Writer:
    """Walks through a page and adds a line for each block."""

    def __init__(self, draft: Draft, where: MainText) -> None:
        self._draft = draft
        self._where = where
        self._line: list[str] = []
        self._paragraphs = self._tables = self._fixed = 0
        self._lists: list[tuple[str, int] | None] = []
        self._label = ""
        self._kind, self._level = "paragraph", 0

    def write(self, body: Element) -> None:
        """Everything of the page that belongs to its main text."""
        walk = etree.iterwalk(body, events=("start", "end"))
        for event, element in walk:
            if event == "end":
                self._leave(element)
                self._add(element.tail if element is not body else "")
            elif not self._enter(element):
                walk.skip_subtree()
        self._flush()

    def _enter(self, element: Element) -> bool:
        """Begin an element; False where its inside is not to be walked through."""
        if element.tag in UNSEEN:
            return False
        if why := self._where.left_out(element):
            self._leave_out(element, why)
            return False
        if element.tag in BLOCKS:
            self._flush()
        if element.tag == "table" and (rows := rows_of(element)) is not None:
            self._tables += 1
            self._draft.table(rows, Place(table=self._tables))
            return False
        self._begin(element)
        self._add(element.text)
        return True

    def _begin(self, element: Element) -> None:
        if element.tag in HEADINGS:
            self._kind, self._level = "heading", HEADINGS[element.tag]
        elif element.tag == "ol":
            self._lists.append((_form(element), _number(element, "start", 1) - 1))
        elif element.tag == "ul":
            self._lists.append(None)
        elif element.tag == "pre":
            self._fixed += 1
        elif element.tag == "li" and self._lists and self._lists[-1]:
            form, count = self._lists[-1]
            count = _number(element, "value", count + 1)
            self._lists[-1] = (form, count)
            self._label = write_in(form, count) + ("、" if form == "chineseCounting" else ". ")

    def _leave(self, element: Element) -> None:
        if element.tag in BLOCKS:
            self._flush()
        if element.tag in HEADINGS:
            self._kind, self._level = "paragraph", 0
        elif element.tag in {"ol", "ul"} and self._lists:
            self._lists.pop()
        elif element.tag == "pre":
            self._fixed = max(self._fixed - 1, 0)

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self._fixed:
            self._line.append(text)
            return
        first, *others = text.split("\n")
        self._line.append(first)
        for line in others:
            self._flush()
            self._line.append(line)

    def _flush(self) -> None:
        """End the line; one without text is none."""
        said = collapsed("".join(self._line)).strip()
        self._line = []
        if _TOOLS.fullmatch(said):
            self._draft.left_out.append(LeftOut("navigation", said, Place(paragraph=self._paragraphs)))
        elif said:
            self._paragraphs += 1
            kind = "list" if self._label else self._kind
            self._draft.block(self._label + said, kind, Place(paragraph=self._paragraphs), self._level or None)
            self._label = ""

    def _leave_out(self, element: Element, why: str) -> None:
        if element.tag in BLOCKS:
            self._flush()
        said = shown_text(element)
        if said:
            self._draft.left_out.append(LeftOut(why, said[:_LONGEST_LEFT_OUT], Place(paragraph=self._paragraphs)))


def _form(element: Element) -> str:
    style = str(element.get("style", "")).lower()
    if "cjk" in style or "chinese" in style:
        return "chineseCounting"
    return _TYPES.get(str(element.get("type", "")), "decimal")


def _number(element: Element, name: str, otherwise: int) -> int:
    said = str(element.get(name, "")).strip()
    return int(said) if said.isdecimal() and len(said) < 7 else otherwise
