"""Broken lines 句中断行: a line end inside a sentence, a word or a bracket (domain notes M 6 and M 14).

A paragraph of an official text ends with a stop; what ends otherwise is a
heading, an item or a signature, which are short and begin the next line anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding

_N = "〇零一二三四五六七八九十百"
_BREAK = re.compile("(?<=[^\n\r \t\u3000])[ \t]{0,4}\r?\n(?:[ \t\u3000]{0,4}\r?\n){0,2}(?=[^\n\r])")
_CHINESE = re.compile(f"[{CJK}]")
_BEGINS_ANEW = re.compile(
    f"[ \t\u3000]|第[{_N}0-9]{{1,6}}[编章节条部]|[（(]?[{_N}0-9]{{1,4}}[、.．）)]|[{_N}]是|[①-⑳●○■◆★▲·•#>|*\\-—–+【\\[]"
    "|附件|附[:：]|主任|抄送|目录|题注|序言|前言"
)
_CANNOT_BEGIN = "，。；、：！？）》”’〉〕】％%"
_ASKS_FOR_MORE = "，、（《“‘〈〔【"
# Words after which a Chinese sentence cannot stop (structural particles, prepositions, conjunctions).
_UNFINISHED = re.compile(
    "(?:的|和|与|及|或|以及|或者|并|并且|在|对|将|由|把|被|为了|关于|根据|按照|通过与|从|向|于|至|到|其|该|各|每|第)$"
)
_UNIT_BEGINS = re.compile("[年月日号时分项件个人名次万亿元％%届]")
_OPENS, _CLOSES = "（《〈〔【", "）》〉〕】"
# Words of official texts in which no line of its own can end.
_WORDS = (
    *(
        "人民代表大会",
        "常务委员会",
        "委员会",
        "人民政府",
        "国务院",
        "人民法院",
        "人民检察院",
        "中华人民共和国",
        "自治区",
        "自治县",
        "常委会",
    ),
    *(
        "主管部门",
        "负责人",
        "联席会议",
        "联络站",
        "办公室",
        "条例",
        "决定",
        "规定",
        "办法",
        "通知",
        "意见",
        "方案",
        "规划",
        "工作",
        "发展",
    ),
    *(
        "建设",
        "管理",
        "监督",
        "审议",
        "通过",
        "批准",
        "修改",
        "修正",
        "公布",
        "施行",
        "实施",
        "会议",
        "代表",
        "建议",
        "法律",
        "法规",
        "制度",
    ),
    *(
        "机制",
        "部门",
        "单位",
        "组织",
        "责任",
        "服务",
        "保护",
        "生态",
        "环境",
        "经济",
        "社会",
        "应当",
        "可以",
        "群众",
        "人民",
        "政府",
        "负责",
    ),
)
_TAILS: dict[str, list[str]] = {}
for _word in _WORDS:
    for _size in range(1, len(_word)):
        _TAILS.setdefault(_word[:_size], []).append(_word[_size:])
_FULL_LINE, _SHORT_ITEM, _REGULAR = 15, 10, 4
_CUT_NOTE = "一句话在这里断成两行，应当连起来。"
_WORD_NOTE = "一个词在这里断成两行，应当连起来。"
_MARK_NOTE = "标点不能出现在一行开头，前一行在这里断开了。"
_WRAP_NOTE = "各行都在同样的长度处断开，是按行宽硬换行，不是分段。"
_BRACKET_NOTE = "括号或书名号还没有关闭，行就断了。"


def find_broken_lines(text: str) -> Iterator[Finding]:
    """Line ends where the sentence goes on; the proposal joins the lines. Never sure: headings end like clauses."""
    usual = _usual_lengths(text)
    for found in _BREAK.finditer(text):
        start, end = found.start(), found.end()
        begin = text.rfind("\n", 0, start) + 1
        line, following = text[begin:start], text[end : end + 40]
        reason = _reason(line, following, usual, gap=found[0].count("\n"))
        if reason is not None:
            note, confidence = reason
            yield Finding(Damage.BROKEN_LINE, start, end, found[0], "", confidence, note)


def _usual_lengths(text: str) -> frozenset[int]:
    """Lengths that many lines share, as lines wrapped at a width do."""
    if text.count("\n") < _REGULAR:
        return frozenset()
    lengths = Counter(len(line) for line in text.split("\n") if len(line) >= _FULL_LINE)
    total = sum(lengths.values())
    return frozenset(size for size, count in lengths.items() if count >= _REGULAR and count * 4 >= total)


def _reason(line: str, following: str, usual: frozenset[int], *, gap: int) -> tuple[str, float] | None:
    """Why the line goes on behind its end, and how sure that is; None where it may end there."""
    last, first = line[-1], following[0]
    if "|" in line or line.lstrip().startswith("#"):
        return None
    if first in _CANNOT_BEGIN and (_CHINESE.match(last) or last.isalnum()):
        return _MARK_NOTE, 0.85
    if _BEGINS_ANEW.match(following):
        return None
    if last.isascii() and last.isdigit() and (first.isdigit() or _UNIT_BEGINS.match(first)):
        return _CUT_NOTE, 0.7
    if not (_CHINESE.match(first) or first in "《“" or first.isdigit()):
        return None
    return _goes_on(line, following, usual, gap)


def _goes_on(line: str, following: str, usual: frozenset[int], gap: int) -> tuple[str, float] | None:
    bare = line.strip()
    if bare[-1] in _ASKS_FOR_MORE:
        row = len(bare) < _SHORT_ITEM and len(following.split("\n", 1)[0].strip()) < _SHORT_ITEM
        return None if row else (_CUT_NOTE, 0.75 if gap == 1 else 0.6)
    if gap == 1 and splits_a_word(bare, following):
        return _WORD_NOTE, 0.8
    if _is_open(bare):
        return _BRACKET_NOTE, 0.75
    if not _CHINESE.match(bare[-1]):
        return None
    if _UNFINISHED.search(bare) and len(bare) >= _FULL_LINE:
        return _CUT_NOTE, 0.75
    if gap == 1 and len(line) in usual:
        return _WRAP_NOTE, 0.7
    long_sentence = len(bare) >= 2 * _FULL_LINE and re.search("[，。；]", bare) is not None
    if gap == 1 and long_sentence and re.search("[，。；]", following) is not None:
        return _CUT_NOTE, 0.5
    return None


def splits_a_word(line: str, following: str) -> bool:
    """Whether a fixed word of official texts begins at the end of one piece and ends in the other."""
    tails = (tail for size in range(1, 7) for tail in _TAILS.get(line[-size:], ()))
    return any(following.startswith(tail) for tail in tails)


def _is_open(line: str) -> bool:
    """Whether the last bracket opened in the line is not closed in it."""
    opened = max(line.rfind(mark) for mark in _OPENS)
    return opened >= 0 and max(line.rfind(mark) for mark in _CLOSES) < opened and len(line) - opened < 80
