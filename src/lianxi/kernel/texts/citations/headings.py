"""Headings of a text, as far as citations need them: whose 本条例 it is, and which article 本条 means."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lianxi.kernel.texts.citations.instruments import noun_of
from lianxi.kernel.texts.citations.legible import Legible
from lianxi.kernel.texts.citations.provisions import Run

_LINE = re.compile(r"^[ \t\u3000#*]{0,12}(?P<name>[^\n,。;:#*]{4,90})$", re.MULTILINE)
_NOT_A_TITLE = re.compile(
    r"第[零〇一二三四五六七八九十百\d]{1,6}[编章节条款]|[(]|[零〇一二三四五六七八九十百\d]{1,4}[、.．)]|附件|目录|\d|《"
)
_PUBLISHING = frozenset({"令", "命令", "公告", "通告"})
"""Orders and announcements stand between the title of what they publish and its text."""
_ORGAN_LINE = re.compile(r"[\u3400-\u9fff ]{2,40}\Z")
_ORGAN_END = re.compile(r"(?:[会府厅局委院办室党市省县区州]|关于[\u3400-\u9fff]{0,40})\Z")
_CHANGED = re.compile(
    r"[ ]?(?:修改|改为|修正|修订|作为|增加|删[去除]|合并|调整|移至)|第[零〇一二三四五六七八九十百\d]{1,8}[款项条]"
    r"|中[的\"“,第增删]|的|[和与及、至]第|[前后]增加|,(?:修改|改为|第|删|增|将)"
)
_QUOTES = '“"「『‘'
_ANNOUNCED = ("改为", "作为", "增加", "删去", "删除")


@dataclass(frozen=True, slots=True)
class OwnTitle:
    """The title a document bears at its head: where it stands, its kind and its name."""

    start: int
    noun: str
    name: str


class OwnTitles:
    """The titles of the documents a text holds, one after another."""

    def __init__(self, legible: Legible) -> None:
        found = _own_titles(legible)
        self._titles = found
        self._starts = [title.start for title in found]

    def at(self, place: int, noun: str) -> str | None:
        """The title of the document a place lies in, if it is of that kind; else it is not certain whose it is."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or not _same_kind(self._titles[index].noun, noun):
            return None
        return self._titles[index].name


def _own_titles(legible: Legible) -> list[OwnTitle]:
    titles: list[OwnTitle] = []
    last_line_end = -2
    for line in _LINE.finditer(legible.plain):
        start, end = line.span("name")
        name = line["name"].rstrip()
        noun = "" if _NOT_A_TITLE.match(name) or len(name) < 4 else noun_of(name)
        if not noun or noun in _PUBLISHING:
            continue
        begun = _with_organ(legible.plain, line.start(), start)
        title = OwnTitle(begun, noun, legible.name(begun, end).strip("#* "))
        follows_another = bool(titles) and not legible.plain[last_line_end:begun].strip()
        if follows_another:
            titles.pop()
        else:
            titles.append(title)
        last_line_end = end
    return titles


def _with_organ(text: str, line_start: int, start: int) -> int:
    """Where a title begins that is spread over two lines, the organ or the beginning of the subject above."""
    if line_start < 2 or text[line_start - 2] == "\n":
        return start
    above = text.rfind("\n", max(0, line_start - 60), line_start - 1) + 1
    said = text[above : line_start - 1].lstrip("#* ")
    if above and _ORGAN_LINE.match(said) and _ORGAN_END.search(said):
        return line_start - 1 - len(said)
    return start


def _same_kind(printed: str, called: str) -> bool:
    return printed == called or printed.endswith(called) or {printed, called} == {"法典", "法"}


def is_heading(text: str, run: Run) -> bool:
    """Whether a provision stands as the number of its own text, at the head of a line, and cites nothing.

    第十二条 at the head of a line is still cited where the words after it change it (第十二条修改为).
    """
    before = text[max(0, run.start - 16) : run.start]
    if before.endswith(_ANNOUNCED):
        return False
    head = before.rstrip(" \t\u3000#*")
    quoted = head.endswith(tuple(_QUOTES))
    if head and not head.endswith("\n") and not quoted:
        return False
    if quoted and text[run.end : run.end + 1] in '”"」』’':
        return False
    if len(run.pieces) > 1 or (len(run.pieces[0].path) > 1 and run.pieces[0].path[0].unit == "条"):
        return False
    return not _CHANGED.match(text, run.end)


_ORDINAL = re.compile(r"[\u3400-\u9fffA-Za-z]")
_OF_A_PROVISION = re.compile(
    "规定|所|的|中|和|与|及|至|之|修改|改|增|删|关于|后|前|行为|罪|情形|情节|或|并|作|为|列|外|第|另|已|有|是|对"
)

_GOVERNING = frozenset(
    {"根据", "依据", "依照", "按照", "参照", "遵照", "违反", "适用", "符合", "删去", "执行", "参见", "详见"}
)


def is_cited(text: str, run: Run) -> bool:
    """Whether a provision named without its instrument is one at all: 第一条公路 and 第二点 only count."""
    path = run.pieces[0].path
    if path[0].unit in {"点", "部分"}:
        return False
    if len(run.pieces) > 1 or len(path) > 1:
        return True
    if text.startswith(",", run.end) and text[max(0, run.start - 1) : run.start] in {"。", ":", ";", "\n", ""}:
        return False
    if text[max(0, run.start - 2) : run.start] in _GOVERNING:
        return True
    return not _ORDINAL.match(text, run.end) or _OF_A_PROVISION.match(text, run.end) is not None
