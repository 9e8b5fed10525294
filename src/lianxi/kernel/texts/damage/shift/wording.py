"""What is said of a shift 说明: what was computed for certain, what was searched, what is lost for good."""

from __future__ import annotations

from lianxi.kernel.texts.damage.findings import SURE
from lianxi.kernel.texts.damage.shift.judging import Judged
from lianxi.kernel.texts.damage.shift.ways import LACUNA

_CAUSE = "“?”处丢了一个字节，其后的字按国标码错后一个字节读成；退回一个字节即得原文。"


def said(judged: Judged, *, told: bool) -> str:
    """The note of a finding, in Chinese sentences."""
    return _CAUSE + _computed(judged) + _first(judged, told=told) + _last(judged) + _lost(judged) + _others(judged)


def _computed(judged: Judged) -> str:
    way = judged.best.way
    sure = "".join("…" if index in way.searched else char for index, char in enumerate(way.made)).strip("…")
    return f"“{sure}”由编码算出。" if sure else ""


def _first(judged: Judged, *, told: bool) -> str:
    if told:
        return f"首字“{judged.best.made[0]}”由残留的拼音算出。"
    if 0 not in judged.best.way.searched:
        return ""
    return f"首字只剩后一字节，按字模型、本文用字和地名查找，{_outcome(judged.proposal[0])}。"


def _last(judged: Judged) -> str:
    way = judged.best.way
    if way.eaten:
        return "末尾的“?”还吞掉了一个数字，首位按年份推测。"
    if not way.orphan:
        return ""
    mark = "（没有留下问号）" if way.unmarked else ""
    return f"末字只剩前一字节{mark}，也是查找的，{_outcome(judged.proposal[-1])}。"


def _outcome(char: str) -> str:
    return "没有把握" if char == LACUNA else f"得“{char}”"


def _lost(judged: Judged) -> str:
    """What nobody can bring back."""
    parts = []
    if judged.best.way.dropped:
        parts.append(f"网页还删去了{judged.best.way.dropped}个落在专用区的字符，那里的字节永远丢失，只能推测。")
    if judged.confidence < SURE and judged.suspect:
        parts.append(
            f"“{judged.suspect}”处读来不顺，网页可能在那里删去了落在专用区的字符；若是，原来是两个字，已无从算出。"
        )
    if judged.confidence < SURE and judged.open_end:
        parts.append("末尾之后可能还有一字，随专用区的字符一起被网页删去，已无从算出。")
    if LACUNA in judged.proposal:
        parts.append("“□”处无法确定。")
    return "".join(parts)


def _others(judged: Judged) -> str:
    if judged.confidence >= SURE or not judged.others:
        return ""
    return "也可能是：" + "、".join(f"“{made}”（{share:.0%}）" for made, share in judged.others[:3]) + "。"
