"""Captions in a document 找题注: in brackets under a title, or as the bare lines of a law collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lianxi.kernel.texts.captions.event import Caption, EventKind, Flag, FoundCaption
from lianxi.kernel.texts.captions.reading import read_caption
from lianxi.kernel.texts.captions.view import compact
from lianxi.kernel.texts.normalise import TONED

_LONGEST = 12_000
_LINES = 60
_OPEN, _CLOSE = "(（[［【〔", ")）]］】〕"
_VERB = re.compile(
    r"通过|批准|批準|修正|修订|修訂|修改|公布|发布|發布|颁布|頒布|制定|施行|废止|廢止|印发|通過|实施|實施"
)
_START = re.compile(
    r"(?:根据|自|经|由|同日)?(?:[12]\d{3}(?:年|[-./]\d)|[一二]\S{3}年|(?:19|20)\d{4,6}日|(?:19|20)\d{2}\d{1,2}月)"
    r"|根据《|[\u4e00-\u9fff]{1,30}第?[一二三四五六七八九十百廿\d]{1,4}届|[\u4e00-\u9fff]{2,40}第[一二三四五六七八九十百\d]{1,4}次[\u4e00-\u9fff]{0,10}会议"
)
# A cheap look at a line before it is read: a figure or a leading word at its head, or a 届 or 次 soon.
_MAY_START = re.compile(r"[^\u4e00-\u9fff\d１２]{0,40}(?:[\d１２一二根自经經由同]|.{0,80}?[届屆次])")
_DAY = re.compile(r"\d年|\d[-./]\d|[一二三四五六七八九〇零]年|\d日|根据《")
_ONLY_DAY = re.compile(r"[(\[]?[\d年月日号时分:：./一二三四五六七八九十〇零-]{4,30}[)\]]?")
_END = re.compile(r"(?:通过|批准|修正|修订|修改|公布|发布|颁布|制定|施行|废止|印发|实施|生效)[)\]]*[,;。]?\Z")
_CONTINUES = re.compile(r"(?:第[一二三四五六七八九十百零〇\d]{1,6}[条章节编]|目录|总则|前言|目次|附件)")
_LABEL = re.compile(r"[【\[(（]?(?:法规)?(?:题\s{0,2}注|备注|修正|修订|正文)[】\])）:：]?\Z")
_IN_SENTENCE = re.compile("[。；;，,！？!?]|根据|依照|按照|依据|违反")
_SENTENCE_GOES_ON = re.compile("[的，。、；,;和及与等]")
_BRACKET = re.compile(f"[(（\\[［【〔](?![a-zü{TONED}])|(?<![a-zü{TONED}])[)）\\]］】〕]")
_PROVISION = re.compile(r"\n[#*\s]{0,8}第[一二三四五六七八九十百零〇\d]{1,6}[条章编]")
_MEANING = frozenset(
    {EventKind.ADOPT, EventKind.APPROVE, EventKind.AMEND, EventKind.REVISE, EventKind.PUBLISH, EventKind.REPEAL}
)
_CUT_CODE, _CUT = "cut", "题注的括号没有成对：可能被截断，或者被正文隔成两段。"


def find_captions(text: str) -> tuple[FoundCaption, ...]:
    """All captions of a document in their order; a citation of another law's caption inside a sentence is none."""
    found = list(_in_brackets(text))
    taken = [(one.start, one.end) for one in found]
    found += _bare(text, taken)
    return tuple(sorted(found, key=lambda one: one.start))


def _in_brackets(text: str) -> Iterator[FoundCaption]:
    """Notes in brackets; several in a row, an event in each, are one caption."""
    row: list[tuple[int, int]] = []
    for start, end in _notes(text):
        if row and (end - row[0][0] > _LONGEST or text[row[-1][1] : start].strip()):
            yield from _of_row(text, row)
            row = []
        row.append((start, end))
    yield from _of_row(text, row)


def _notes(text: str) -> Iterator[tuple[int, int]]:
    """Brackets that may hold a caption: alone under a title, beginning as one does, with no article inside."""
    tried = 0
    for start, end in _pairs(text):
        if start < tried or end - start > _LONGEST or not _VERB.search(text, start, end):
            continue
        begins = _START.match(compact(text[start + 1 : start + 200]).text)
        if begins and _stands_alone(text, start, end) and not _PROVISION.search(text, start, end):
            tried = end
            yield start, end


def _of_row(text: str, row: list[tuple[int, int]]) -> Iterator[FoundCaption]:
    if not row:
        return
    start, end = row[0][0], row[-1][1]
    caption = _moved(read_caption(text[start:end]), start)
    if _is_caption(caption, end - start):
        yield FoundCaption(start, end, caption, _title(text, start))


def _pairs(text: str) -> list[tuple[int, int]]:
    """Brackets that close, by where they open; those of pinyin notes, which may have lost one, do not count."""
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for found in _BRACKET.finditer(text):
        if found[0] in _OPEN:
            opened.append(found.start())
        elif opened:
            pairs.append((opened.pop(), found.end()))
    return sorted(pairs)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether it is no part of a sentence: a title or nothing before it on its line, a heading or nothing after it."""
    line_start = max(text.rfind("\n", max(0, start - 200), start) + 1, start - 200, 0)
    before = compact(text[line_start:start]).text[-40:]
    line_end = text.find("\n", end, end + 400)
    after = compact(text[end : line_end if line_end >= 0 else end + 60]).text
    if not before:
        return not _SENTENCE_GOES_ON.match(after)
    ends = not after or _CONTINUES.match(after) or after[0] in _OPEN
    return bool(ends) and not _IN_SENTENCE.search(before)


def _bare(text: str, taken: list[tuple[int, int]]) -> Iterator[FoundCaption]:
    """Lines that read as a caption without brackets, the events one to a line or all in one (国家法律法规数据库)."""
    block: list[tuple[int, int]] = []
    for start, end in _lines(text, taken):
        blank = start < 0 or not text[start:end].strip()
        if blank and start >= 0:
            continue
        idle = blank or not (block or _MAY_START.match(text, start, min(end, start + 120)))
        line = "" if idle else compact(text[start:end]).text
        starts = _starts_block(line)
        if len(block) < _LINES and (starts or _goes_on(text, block, line)):
            block.append((start, end))
            continue
        yield from _of_block(text, block)
        block = [(start, end)] if starts else []
    yield from _of_block(text, block)


def _goes_on(text: str, block: list[tuple[int, int]], line: str) -> bool:
    """Whether a line continues a block that has not come to its verb yet."""
    if not block or not line or "。" in line.rstrip("。") or _CONTINUES.match(line):
        return False
    tail = text[max(block[0][0], block[-1][1] - 300) : block[-1][1]]
    return not _END.search(compact(tail).text)


def _starts_block(line: str) -> bool:
    """Whether a line begins a caption without brackets; without a day it tells too little."""
    if not _START.match(line.lstrip("([")) or _ONLY_DAY.fullmatch(line):
        return False
    return "。" not in line.rstrip("。") and bool(_DAY.search(line[:200]))


def _lines(text: str, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The lines of a text; (-1, -1) for those in captions found already and those longer than a caption can be."""
    at, skip = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        while skip < len(taken) and taken[skip][1] <= at:
            skip += 1
        inside = skip < len(taken) and taken[skip][0] < end
        yield (-1, -1) if inside or end - at > _LONGEST else (at, end)
        at = end + 1


def _of_block(text: str, block: list[tuple[int, int]]) -> Iterator[FoundCaption]:
    if not block:
        return
    start, end = block[0][0], block[-1][1]
    said = text[start:end]
    if not _END.search(compact(said[-300:]).text):
        return
    start += len(said) - len(said.lstrip())
    end -= len(said) - len(said.rstrip())
    caption = _moved(read_caption(text[start:end]), start)
    if not _is_caption(caption, end - start):
        return
    opened = sum(said.count(char) for char in _OPEN)
    closed = sum(said.count(char) for char in _CLOSE)
    if opened != closed:
        caption = Caption(caption.events, (*caption.flags, Flag(_CUT_CODE, start, end, _CUT)), caption.script)
    yield FoundCaption(start, end, caption, _title(text, start))


def _is_caption(caption: Caption, length: int) -> bool:
    """Whether it tells an event of a body or a day, and most of its words were understood."""
    telling = [
        event
        for event in caption.events
        if event.kind in _MEANING and (event.body or event.session or event.number or event.date)
    ]
    unread = sum(flag.end - flag.start for flag in caption.flags if flag.code in {"unread", "no_verb"})
    return bool(telling) and unread * 4 <= length


def _moved(caption: Caption, by: int) -> Caption:
    return Caption(
        tuple(replace(event, start=event.start + by, end=event.end + by) for event in caption.events),
        tuple(replace(flag, start=flag.start + by, end=flag.end + by) for flag in caption.flags),
        caption.script,
    )


def _title(text: str, start: int) -> str | None:
    """The line the caption stands under; None where what stands there is a sentence."""
    before = text[max(0, start - 400) : start].rstrip(" \t\u3000\u00a0")
    lines = [line.strip(" \t\u3000\u00a0#*>") for line in before.split("\n") if line.strip(" \t\u3000\u00a0#*>")]
    lines = [line for line in lines if not _LABEL.match(line)]
    last = lines[-1] if lines else ""
    return last if last and len(last) <= 120 and not re.search("[。；;！？]", last) else None
