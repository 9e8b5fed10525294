"""What is said of a shift 说明: what was computed for certain, what was searched, what is lost for good."""

from __future__ import annotations

from lianxi.kernel.texts.damage.shift.judging import Judged
from lianxi.kernel.texts.damage.shift.search import LACUNA, Way


def said(judged: Judged, *, told: bool) -> str:
    """The note of a finding, in Chinese sentences."""
    way = judged.best.way
    parts = [
        "“?”处丢了一个字节，其后按国标码错后一个字节读出；退回一个字节即得原文。",
        _certain(way),
        _first(way, told=told),
        _last(way),
        _lost(judged, way),
        _others(judged),
    ]
    return "".join(parts)


def _certain(way: Way) -> str:
    """The characters that were computed."""
    sure = "".join("…" if index in way.searched else char for index, char in enumerate(way.made)).strip("…")
    return f"其中“{sure}”由编码算出。" if sure else ""


def _first(way: Way, *, told: bool) -> str:
    if told:
        return f"首字“{way.made[0]}”由残留的拼音算出。"
    return f"首字“{way.made[0]}”只剩后一字节，按字模型、本文用字和地名查找。" if 0 in way.searched else ""


def _last(way: Way) -> str:
    if not way.orphan or way.eaten:
        return "末尾的“?”还吞掉了一个数字。" if way.eaten else ""
    mark = "没有留下问号，" if way.unmarked else ""
    return f"末字“{way.made[-1]}”只剩前一字节，{mark}也是查找的。"


def _lost(judged: Judged, way: Way) -> str:
    """What nobody can bring back."""
    parts = []
    if way.dropped:
        parts.append(f"网页还删去了{way.dropped}个落在专用区的字符，那里的字已无从算出，只能推测。")
    if LACUNA in judged.proposal:
        parts.append("“□”处无法确定。")
    return "".join(parts)


def _others(judged: Judged) -> str:
    if judged.confidence >= 0.9 or not judged.others:
        return ""
    return "也可能是：" + "、".join(f"“{made}”（{share:.0%}）" for made, share in judged.others[:3]) + "。"
