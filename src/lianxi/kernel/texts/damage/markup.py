"""Residue of HTML 网页代码残余: entities and tags that were not read (domain notes M 10).

An entity means one character whatever stands around it, so reading it is sure;
but whether a blank belongs between two words is for a reader to say. Tags print
nothing, except that some end a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_NAMES = (
    "nbsp|ensp|emsp|thinsp|lt|gt|amp|quot|apos|ldquo|rdquo|lsquo|rsquo|sbquo|bdquo|hellip|mdash|ndash|middot|bull|times|divide"
    "|deg|plusmn|yen|copy|reg|trade|sect|para|laquo|raquo|permil|larr|rarr|uarr|darr|sup2|sup3|frac12|frac14|shy|zwj|zwnj"
)
_ENTITY = re.compile(f"(?:&(?:amp;)?(?:(?:{_NAMES})|#[0-9]{{2,6}}|#[xX][0-9a-fA-F]{{2,5}});)+")
_UNCLOSED = re.compile("(?:&nbsp(?![A-Za-z;]))+|(?<![A-Za-z&;])(?:nbsp;)+")
_INLINE = "span|font|strong|b|i|u|em|a|sup|sub|img|o:p|st1:[a-z]{1,20}|label|input|v:[a-z]{1,20}|w:[a-z]{1,20}"
_BLOCK = (
    "br|p|div|tr|td|th|table|tbody|thead|li|ul|ol|h[1-6]|section|center|hr|html|body|head|meta|link|script|style|title"
)
_TAG = re.compile(f"</?(?:{_INLINE}|{_BLOCK})(?:[ \\t/][^<>]{{0,300}})?>", re.I)
_COMMENT = re.compile("<!--[^<>]{0,300}-->|<!\\[(?:if|endif)[^<>]{0,100}>|<!DOCTYPE[^<>]{0,200}>", re.I)
_ENDS_LINE = re.compile("</?(?:br|p|div|tr|li|h[1-6])\\b", re.I)
_HALF_TAG = re.compile("/?(?:BR|br|SPAN|span|FONT|font|DIV|div|STRONG|strong|P|p) ?/?>|<(?:br|BR)(?![A-Za-z /=>])")
_SCRIPT = re.compile(
    "(?:var|let|const) [A-Za-z_$][\\w$]{0,30} ?=[^;\n]{1,200};|function ?[\\w$]{0,30}\\([^()\n]{0,80}\\) ?\\{"
    "|document\\.(?:write|getElementById)\\([^\n]{0,200}|\\$\\([^()\n]{1,60}\\)\\.[a-z]{1,20}\\([^\n]{0,100}"
    "|@(?:font-face|media|page) ?\\{[^{}\n]{0,300}\\}?"
    "|(?:[.#]?[A-Za-z][\\w.-]{0,30} ?)?\\{ ?(?:[a-z-]{3,30} ?: ?[^;{}\n]{1,100};? ?){1,20}\\}"
    "|(?:font-family|font-size|text-indent|line-height|margin(?:-[a-z]{3,6})?|mso-[a-z-]{3,30})"
    " ?: ?[^;\n\u4e00-\u9fff]{1,60};"
)
_SCRIPT_SIGNS = (
    "{",
    "var ",
    "let ",
    "const ",
    "document.",
    "$(",
    "font-",
    "mso-",
    "text-indent",
    "line-height",
    "margin",
)
_BLANK = re.compile("\\s|[\u200b\u3000]")
_CHINESE = re.compile(f"[{CJK}“”‘’《》〈〉（）〔〕【】，。、；：！？]")
# Behind the number of an article or item a blank is set on purpose.
_NUMBERED = re.compile(
    "(?:^|[\n\u3000 ])(?:第[〇零一二三四五六七八九十百千0-9]{1,8}[编章节条]|[〇零一二三四五六七八九十]{1,3}、?)$"
)
_LONGEST_NUMBER = 12
_ENTITY_NOTE = "网页字符实体没有还原，应为“{read}”。"
_BLANK_NOTE = "网页的空格字符没有还原；汉字之间不用空格，应当去掉。"
_TAG_NOTE = "网页标记没有去掉，不是文件的文字。"
_SCRIPT_NOTE = "网页脚本或样式代码混入正文，不是文件的文字。"


def find_markup(text: str) -> Iterator[Finding]:
    """Entities (sure), tags and scripts that a page left in its text."""
    if "&" in text or "nbsp;" in text:
        yield from _entities(text)
    if "<" in text or ">" in text:
        yield from _tags(text)
    scripts = _SCRIPT.finditer(text) if any(sign in text for sign in _SCRIPT_SIGNS) else ()
    for found in scripts:
        yield Finding(Damage.INJECTED, found.start(), found.end(), found[0], "", 0.7, _SCRIPT_NOTE)


def _entities(text: str) -> Iterator[Finding]:
    for found in _ENTITY.finditer(text):
        read = unescape(found[0].replace("&amp;", "&")).replace("\u00a0", " ")
        if _BLANK.search(read):
            yield _blank(text, found, _BLANK.sub(" ", read))
            continue
        readable = read.isprintable() and read != found[0] and "\ufffd" not in read
        proposal, confidence = (read, _trust(text, found)) if readable else (None, 0.8)
        note = _ENTITY_NOTE.format(read=read) if readable else _TAG_NOTE
        yield Finding(Damage.INJECTED, found.start(), found.end(), found[0], proposal, confidence, note)
    for found in _UNCLOSED.finditer(text):
        yield _blank(text, found, " ")


def _blank(text: str, found: re.Match[str], read: str) -> Finding:
    """An entity for a blank: nothing between Chinese characters, one blank elsewhere; never sure."""
    start, end = found.span()
    inside = start > 0 and _CHINESE.match(text, start - 1) is not None and _CHINESE.match(text, end) is not None
    numbered = inside and _NUMBERED.search(text[max(0, start - _LONGEST_NUMBER) : start]) is not None
    proposal = "\u3000" if numbered else re.sub(" +", "" if inside else " ", read)
    note = _BLANK_NOTE if proposal == "" else _ENTITY_NOTE.format(read=proposal)
    return Finding(Damage.INJECTED, start, end, found[0], proposal, 0.8, note)


def _trust(text: str, found: re.Match[str]) -> float:
    """Sure, but where the entity may itself be quoted, or be part of an address."""
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    quoted = before in {"“", '"', "'", "‘", "`"} and after in {"”", '"', "'", "’", "`"}
    in_address = before.isascii() and before.isalnum() and after.isascii() and after.isalnum()
    return 0.8 if quoted or in_address else 0.96


def _tags(text: str) -> Iterator[Finding]:
    for pattern, confidence in ((_TAG, 0.88), (_COMMENT, 0.88), (_HALF_TAG, 0.75)):
        for found in pattern.finditer(text):
            if pattern is _HALF_TAG and _is_whole_or_word(text, found):
                continue
            ends = bool(_ENDS_LINE.match(found[0])) or found[0].strip("</> ").lower() in {"br", "p"}
            beside = "\n" in text[max(0, found.start() - 1) : found.start()] + text[found.end() : found.end() + 1]
            proposal = "\n" if ends and not beside else ""
            yield Finding(Damage.INJECTED, found.start(), found.end(), found[0], proposal, confidence, _TAG_NOTE)


def _is_whole_or_word(text: str, found: re.Match[str]) -> bool:
    """Whether the half tag is the end of a whole one or of a word; a lone p> counts behind Chinese only."""
    before = text[found.start() - 1 : found.start()]
    name = found[0].strip("</> ").lower()
    joined = before.isascii() and (before.isalnum() or before in {"<", "/", "-", '"'})
    return found[0][0] != "<" and ((joined and before != "") or (name == "p" and before.isascii()))
