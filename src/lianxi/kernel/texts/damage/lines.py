"""Broken lines 句中断行: a line end inside a sentence, a word or a bracket (domain notes M 6 and M 14).

A paragraph of an official text ends with a stop; what ends otherwise is a
heading, an item or a signature, which are short and begin the next line anew.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache

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
_CELL = re.compile("[0-9]{1,3}[ \t\u3000]")
_OPENS, _CLOSES = "（《〈〔【", "）》〉〕】"
# Words of official texts in which no line of its own can end; none whose head ends another word while
# its tail begins one (规范: 法规|范围).
_WORDS = """
    人民代表大会 常务委员会 委员会 人民政府 国务院 人民法院 人民检察院 中华人民共和国 自治区 自治县 常委会 主管部门
    负责人 联席会议 联络站 办公室 条例 决定 规定 办法 通知 意见 方案 规划 工作 发展 建设 管理 监督 审议 通过 批准
    修改 修正 公布 施行 实施 会议 代表 建议 法律 法规 制度 机制 部门 单位 组织 责任 服务 保护 生态 环境 经济 社会
    应当 可以 群众 人民 政府 负责 信息 共享 贯彻 落实 执法 检查 询问 污染 振兴 问题 措施 情况 预算 应急 健康 旅游
    运输 健全 完善 推进 提升 促进 开展 协调 协同 区域 流域 监测 清单 调研 视察 研究 答复 评估 指导 维护 保障 统筹
    优化 强化 深化 培育 培训 创新
"""
_TAILS: dict[str, list[str]] = {}
for _word in _WORDS.split():
    for _size in range(1, len(_word)):
        _TAILS.setdefault(_word[:_size], []).append(_word[_size:])
_FULL_LINE, _SHORT_ITEM, _REGULAR = 15, 10, 4
_CLOSED = "》）”〉〕】％%"
# A line cut once in a page whose other items end with a stop: so long that it is a sentence, not a heading.
_ITEM, _PARAGRAPH, _REST, _FEW = 20, 40, 6, 2
_STYLES = re.compile(
    f"(?P<article>第[{_N}0-9]{{1,6}}条)|(?P<part>[{_N}]{{1,3}}、)|(?P<section>[（(][{_N}]{{1,3}}[）)])"
    "|(?P<point>[0-9]{1,2}[.．、])|(?P<bracketed>[（(][0-9]{1,2}[）)])"
)
_STOPS = "。；：;:，"
_CUT_NOTE = "一句话在这里断成两行，应当连起来。"
_WORD_NOTE = "一个词在这里断成两行，应当连起来。"
_MARK_NOTE = "标点不能出现在一行开头，前一行在这里断开了。"
_WRAP_NOTE = "各行都在同样的长度处断开，是按行宽硬换行，不是分段。"
_ITEM_NOTE = "同类的各项都以句号结束，这一行没有，下一行接着说，应当连起来。"
_BRACKET_NOTE = "括号或书名号还没有关闭，行就断了。"


def find_broken_lines(text: str) -> Iterator[Finding]:
    """Line ends where the sentence goes on; the proposal joins the lines. Never sure: headings end like clauses."""
    usual, styles = _usual_lengths(text), cache(lambda: _styles_with_stops(text))
    for found in _BREAK.finditer(text):
        start, end = found.start(), found.end()
        begin = text.rfind("\n", 0, start) + 1
        line, following = text[begin:start], text[end : end + 40]
        reason = _reason(line, following, usual, gap=found[0].count("\n"))
        if (
            reason is None
            and line[-1] not in _STOPS
            and found[0].count("\n") == 1
            and _is_cut_item(line.strip(), text, end, styles)
        ):
            reason = _ITEM_NOTE, 0.6
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


def _styles_with_stops(text: str) -> frozenset[str]:
    """Styles of numbering of which at least two lines end with a stop, and all but a few."""
    ended, all_lines = Counter[str](), Counter[str]()
    for line in text.split("\n"):
        bare = line.strip()
        style = _STYLES.match(bare)
        if style and style.lastgroup and len(bare) >= _ITEM:
            all_lines[style.lastgroup] += 1
            ended[style.lastgroup] += bare[-1] in _STOPS
    return frozenset(style for style, count in ended.items() if count >= _FEW and count * 3 >= 2 * all_lines[style])


def _is_cut_item(bare: str, text: str, end: int, styles: Callable[[], frozenset[str]]) -> bool:
    """Whether a long line that says sentences has no stop, and the next one says the rest up to a stop."""
    if len(bare) < _ITEM or not _CHINESE.match(bare[-1]) or not _CHINESE.match(text, end):
        return False
    rest = text[end : end + 400].split("\n", 1)[0].rstrip()
    if len(rest) < _REST or rest[-1] not in "。；" or _BEGINS_ANEW.match(rest):
        return False
    style = _STYLES.match(bare)
    if style:
        return style.lastgroup in styles()
    return len(bare) >= _PARAGRAPH and ("。" in bare or bare.count("，") >= _FEW)


def _reason(line: str, following: str, usual: frozenset[int], *, gap: int) -> tuple[str, float] | None:
    """Why the line goes on behind its end, and how sure that is; None where it may end there."""
    last, first = line[-1], following[0]
    if "|" in line or line.lstrip().startswith("#"):
        return None
    if first in _CANNOT_BEGIN and (_CHINESE.match(last) or last.isalnum() or last in _CLOSED):
        return _MARK_NOTE, 0.85
    if _BEGINS_ANEW.match(following):
        return None
    if (
        last.isascii()
        and last.isdigit()
        and ((first.isdigit() and not _CELL.match(following)) or _UNIT_BEGINS.match(first))
    ):
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
    if bare[-1] == "。" and gap == 1 and len(line) in usual:
        return _WRAP_NOTE, 0.5
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
