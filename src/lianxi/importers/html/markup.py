"""The tree of a web page, and what its elements are."""

from __future__ import annotations

import re
from codecs import lookup

from lxml import etree, html

from lianxi.importers.archives import is_out_of_memory
from lianxi.importers.plain_text import Decoded, decode, decode_damaged
from lianxi.kernel.errors import Refused

Element = html.HtmlElement
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([A-Za-z0-9_-]{2,20})", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x84\x31\x95\x33")
# What pages call GB 2312 holds characters of its larger successors.
_LARGER = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
_HEAD = 65_536  # bytes in which a page may name its encoding; old ones put pages of script before it
_SPACES = re.compile(r"[ \t\r\n\f\xa0]+")
_BROKEN_BETWEEN = re.compile(r"(?<=[\u2e80-\uffef])[ \t]*[\r\n][ \t\r\n]*(?=[\u2e80-\uffef])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\ufffe\uffff]")

UNSEEN = frozenset(
    {
        "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "embed", "select", "option",
        "textarea", "button", "input", "canvas", "audio", "video", "map", "rt", "rp",
    }
)  # fmt: skip
BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dir", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
        "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr", "ul",
    }
)  # fmt: skip
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def decoded(content: bytes, name: str) -> Decoded:
    """The page as text: by its mark, by what it says of itself, else by what reads as text."""
    if not content.startswith(_MARKS) and (said := _CHARSET.search(content[:_HEAD])):
        found = _as_said(content, said.group(1).decode("ascii").lower())
        if found is not None:
            return found
    found = decode(content) or decode_damaged(content)
    if found is None:
        raise Refused(
            "file_is_text",
            f"网页“{name}”的文字读不出来。",
            remedy="请用浏览器打开网页，另存为“网页，仅 HTML”，或把文字复制到 Word 里再导入。",
        )
    return found


def parsed(text: str, name: str) -> tuple[Element, bool]:
    """The root of the page without comments, and whether all of it could be parsed.

    Old pages leave hundreds of <font> open, so depth is allowed as far as the
    parser goes (2,048).
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(_CONTROL.sub("", text).encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        if is_out_of_memory(error):
            raise MemoryError from error
        raise Refused("file_empty", f"网页“{name}”里没有内容。", remedy="请检查后重新选择文件。") from None
    return root, not any(fault.level_name == "FATAL" for fault in parser.error_log)


def collapsed(text: str) -> str:
    """White space as a browser shows it; a line break between two Chinese characters is none."""
    return _SPACES.sub(" ", _BROKEN_BETWEEN.sub("", text))


def is_hidden(element: Element) -> bool:
    """Whether a browser does not show it, as far as the page itself says."""
    style = str(element.get("style", "")).replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def shown_text(element: Element) -> str:
    """All its text in one line."""
    parts = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, inside in walk:
        if event == "end":
            parts.append(inside.tail or "" if inside is not element else "")
        elif inside.tag in UNSEEN:
            walk.skip_subtree()
        else:
            parts.append(inside.text or "")
            parts.append(" " if inside.tag in BLOCKS else "")
    return " ".join("".join(parts).split())


def _as_said(content: bytes, said: str) -> Decoded | None:
    if said.startswith("utf-16"):  # then its name could not have been read (HTML standard, 13.2.3.2)
        return None
    try:
        encoding = lookup(_LARGER.get(said, said)).name
        return Decoded(content.decode(encoding), encoding)
    except (LookupError, ValueError):
        return None
