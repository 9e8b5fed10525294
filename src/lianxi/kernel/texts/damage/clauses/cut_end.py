"""Cut ends 结尾中断: texts that break off, and numbers after which nothing comes.

A provision ends with a mark of its sentence; a document ends with its last
sentence, a signature block (GB/T 9704: organ and date), an attachment or a
remark in brackets. What else stands at the end of running text was cut off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.damage.clauses.sheet import Document, Sheet, number_end, says_something, words
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.structure import Kind, Node

_AFTER_THE_TEXT = frozenset({Kind.FOOTER, Kind.SIGNATURE, Kind.ATTACHMENT, Kind.TITLE, Kind.CAPTION, Kind.TOC})
_CLAUSES = frozenset({Kind.ARTICLE, Kind.PARAGRAPH, Kind.POINT, Kind.INDENT, Kind.LEVEL})
_ENDS = "。！？!?；;.…"
_CLOSINGS = "”’」』）)】〕］]》〉\"'"
_GOES_ON = "，、：,:—（(“「《〈〔"
_BROKEN_OFF = re.compile(
    r"[（(〔\[【]\s*(?:未完|待续|未完待续|下转[^）)〕\]】\n]{0,12}|以下(?:缺|残缺|略|省略))\s*[）)〕\]】]|下转第.{1,6}版"
)
_TRAILS_OFF = re.compile(r"(?<=[\u4e00-\u9fff，、])(?:…{1,2}|\.{3,6}|。{3,6})$")
_PAIRS = {"（": "）", "(": ")", "“": "”", "《": "》", "〔": "〕", "【": "】", "「": "」"}
_SAME = str.maketrans("()", "（）")
_DATED = re.compile(r"[年月日0-9〇零一二三四五六七八九十]日?\s*$")
# Last lines that are whole without a mark: organs and persons that sign, tables, credits, links.
_SIGNED = re.compile(
    r"(?:委员会|常委会|人大|政府|办公厅|办公室|局|厅|部|院|署|会议|联席会|委|处|中心|协会|主席团|主任|市长|省长|县长|总理|主席"
    r"|领导小组|指挥部|集团|公司|大学|学校|党组|人民法院|检察院)$"
)
_TABLE = re.compile(r"[|｜\t{}=+]|--")
# Lines of the page that came with the text: pictures, files, credits, navigation.
_RESIDUE = re.compile(
    r"(?:[\w.-]{1,60}\.(?:png|jpe?g|gif|bmp|docx?|pdf|xlsx?)|(?:责任编辑|责编|编辑|编审|审核|来源|作者|记者|通讯员|供稿|摄影|附件下载)"
    r"[:：\s].{0,60}|[【\[](?:打印|关闭|返回).{0,40}|(?:上一篇|下一篇|分享到|扫一扫|版权所有|相关链接).{0,60}|[-—|+=_*\s\d]+|\W{1,4})$"
)
_CREDIT = re.compile(
    r"[:：]|https?://|www\.|^[（(【\[]?(?:记者|来源|作者|编辑|责编|摄影|供稿|附件|附|注|抄送|印发|联系)"
)
_NAMED = re.compile(
    r"(?:通知|决定|决议|办法|条例|规定|意见|方案|细则|规则|名单|目录|清单|[一览]?表|[示意地]?图|报告|公告|说明|标准|章程|机制|制度)$"
)
_LABEL = re.compile(r"[^，。；]{0,6}[:：]")
_NAME, _LONG, _LONGEST_RESIDUE = 6, 30, 1000


def find_cut_ends(sheet: Sheet) -> Iterator[Finding]:
    """Where a document of the file breaks off, and provisions that are only a number."""
    for document in sheet.documents:
        last = _last_place(document)
        yield from _only_numbers(document, last)
        if last is not None:
            yield from _broken_off(document, *last, followed=document.end < len(sheet.text.rstrip()))


def _last_place(document: Document) -> tuple[Node, int, int] | None:
    """The last piece of running text: its node and where its own words stand."""
    for node in reversed((document.node, *document.nodes)):
        if node.kind in _AFTER_THE_TEXT:
            continue
        end = _before_residue(document.text, node.start, node.start + len(node.text))
        if says_something(document.text, node.start, end):
            return node, node.start, end
    return None


def _before_residue(text: str, start: int, end: int) -> int:
    """Where the words of a piece end, lines that came with the page left off."""
    start = max(start, end - _LONGEST_RESIDUE)
    while end > start:
        end = start + len(text[start:end].rstrip(" \t\r\n　*_"))
        line = max(text.rfind("\n", start, end) + 1, start)
        if not _RESIDUE.match(text[line:end].strip()):
            break
        end = line
    return end


def _only_numbers(document: Document, last: tuple[Node, int, int] | None) -> Iterator[Finding]:
    """Articles and items that have a number and nothing else, before the end of the text."""
    for node in document.nodes:
        if node.kind not in _CLAUSES or node.children or not node.number or (last and node is last[0]):
            continue
        if not node.heading and not says_something(document.text, number_end(node, document.text), node.end):
            start = node.start + max(node.text.find(node.number), 0)
            end = start + len(node.number)
            note = f"“{node.number}”后面没有内容。"
            yield Finding(Damage.CUT_END, start, end, document.text[start:end], None, 0.6, note)


def _broken_off(document: Document, node: Node, start: int, end: int, *, followed: bool) -> Iterator[Finding]:
    """The end of the text from its last full sentence on, where it breaks off; `followed`: by another document."""
    text = document.text
    at = max(start, *(text.rfind(mark, start, end - 1) + 1 for mark in "。！？；!?;\n"))
    while at < end - 1 and text[at] in " \t\r\n　#*”）":
        at += 1
    confidence, note = _reason(document, node, at, end)
    if note and not (followed and (text[end - 1] in ":：" or not node.number)):
        yield Finding(Damage.CUT_END, at, end, text[at:end], None, confidence, note)


def _reason(document: Document, node: Node, at: int, end: int) -> tuple[float, str]:
    """How sure that the text breaks off here, and why; no note where it ends as texts end."""
    text, tail = document.text, document.text[at:end]
    marked = _BROKEN_OFF.search(text, max(node.start, end - 30), end)
    if marked:
        return 0.9, f"结尾标明“{marked[0]}”，后文不在这里。"
    if node.kind in _CLAUSES and node.number and not says_something(text, number_end(node, text), end):
        return 0.85, f"“{node.number}”后面没有内容，正文到此中断。"
    if _TABLE.search(tail) or _LABEL.fullmatch(tail):
        return 0.0, ""
    if _TRAILS_OFF.search(tail):
        return (0.75 if node.kind in _CLAUSES else 0.4), "结尾用省略号代替了后文。"
    if tail[-1] in _GOES_ON:
        return 0.85, f"结尾停在“{tail[-1]}”上，后文缺失。"
    if opened := _unclosed(text[max(node.start, text.rfind("\n", node.start, end) + 1, end - 2000) : end]):
        return 0.75, f"最后一段的“{opened}”没有合上，结尾可能中断。"
    return (0.0, "") if tail[-1] in _ENDS + _CLOSINGS else _without_mark(document, node, at, tail)


def _without_mark(document: Document, node: Node, at: int, tail: str) -> tuple[float, str]:
    """An end without a mark: broken off inside a sentence, or a line that needs none."""
    said = tail.strip(" 　*#")
    line = document.text.rfind("\n", 0, at) + 1
    # What follows a number or a sentence in its own line belongs to it; a line by itself may be a name or a title.
    goes_on = bool(document.text[line:at].strip(" \t　#*")) or (node.number is not None and line <= node.start)
    if _CREDIT.search(said) or (not goes_on and _needs_no_mark(said)):
        return 0.0, ""
    if node.kind in _CLAUSES:
        return _in_a_clause(document, node, said)
    if goes_on or re.search("[，；。、,;]", said):
        return 0.75, "最后一句没有写完，也没有句末标点。"
    return (0.4, "最后一行没有句末标点，可能没有写完。") if len(said) > _LONG else (0.0, "")


def _needs_no_mark(said: str) -> bool:
    """Whether a line by itself reads as a name, a date, a signature or a title."""
    short = len(said) <= _LONG and not re.search("[，；。,;]", said)
    return len(said) <= _NAME or (short and any(whole.search(said) for whole in (_DATED, _SIGNED, _NAMED)))


def _in_a_clause(document: Document, node: Node, said: str) -> tuple[float, str]:
    in_a_list = not re.search("[，。；,;]", said) and _follows_an_attachment(document, node)
    if in_a_list or not _others_end(document, node):
        return 0.0, ""
    if node.number and node.heading and words(node.text) == words(node.number + node.heading):
        return 0.7, f"“{node.number}”只有标题，下面没有内容。"
    return 0.85, "最后一句没有写完，也没有句末标点。"


def _follows_an_attachment(document: Document, node: Node) -> bool:
    """Whether it may be the rest of a list of attachments: 附件：1.…表 2.…图."""
    return any(one.kind == Kind.ATTACHMENT and one.start < node.start for one in document.nodes)


def _others_end(document: Document, node: Node) -> bool:
    """Whether most of the items beside it end with a mark; a list of names needs none."""
    beside = next(
        (one.children for one in (document.node, *document.nodes) if any(child is node for child in one.children)), ()
    )
    others = [one for one in beside if one.kind == node.kind and one is not node][-50:]
    ended = sum(document.text[one.start : one.end].rstrip()[-1:] in _ENDS + _CLOSINGS for one in others)
    return not others or 2 * ended > len(others)


def _unclosed(said: str) -> str:
    """The bracket or quotation mark opened last and not closed, "" where all are."""
    opened: list[str] = []
    for char in said.translate(_SAME):
        if char in _PAIRS:
            opened.append(char)
        elif opened and char == _PAIRS[opened[-1]]:
            opened.pop()
    return opened[-1] if opened else ""
