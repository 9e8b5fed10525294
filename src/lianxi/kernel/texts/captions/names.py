"""Where the name of a body begins 名称起点: a joining word that is the name's own, an instrument named before it."""

from __future__ import annotations

import re

# Every place from counties up whose name begins with a word that also joins (民政部行政区划代码, with former ones).
_JOINING_NAMES = re.compile(
    "于(?:[都田潜阗]县|洪区)|和(?:[静硕政顺丰]县|[平田]县|田(?:地区|专区|市)|平(?:区|镇|乡|街道)|龙[市县]|县|林格尔|布克赛尔)"
)
_TOWN = re.compile(r"[\u4e00-\u9fff]{1,6}?(?P<kind>[省市县区州旗盟乡镇]|街道|村)")
_AFTER_DAY = re.compile(r"(?:\A|[日号\d(\[])\Z")
_INSTRUMENT = re.compile(
    "(?:条例|办法|规定|决定|决议|细则|规则|规约|章程|准则|方案|机制|法)(?:已经|业经|已由|业由|现由|经|由)(?:过)?"
    "|本(?:条例|办法|规定|决定|决议|细则|规则|规约|章程|准则|方案|机制|法)"
    r"|(?:条例|办法|规定|细则|规则)(?=[\u4e00-\u9fff]{1,20}[省市县区州旗盟]\Z|全国\Z)"
)
_NO_BODY = re.compile(r"(?:条例|办法|规定|决定|决议|细则|规则|法)\Z")


def begins_name(view: str, start: int, end: int) -> bool:
    """Whether 于, 和, 与 or 及 there begins a place name and does not lead to one.

    An invented body is the worst fault. The table knows the names from counties up. A town's name is taken whole where
    nothing but a day stands before it, since nothing is joined there; nor does 和 ever follow a day.
    """
    if _JOINING_NAMES.match(view, start, end):
        return True
    if view[start] not in "于和与及" or not _AFTER_DAY.search(view[max(0, start - 2) : start]):
        return False
    place = _TOWN.match(view, start + 1, end)
    return place is not None and (view[start] != "于" or place["kind"] in {"乡", "镇", "街道", "村"})


def after_instrument(view: str, start: int, end: int) -> int:
    """Where the body begins after an instrument without title marks that was passed by it: 本条例由…, 示例办法已经….

    What ends as an instrument does names no body at all, and nothing of it is taken.
    """
    if _NO_BODY.search(view[max(start, end - 2) : end]):
        return end
    return max((named.end() for named in _INSTRUMENT.finditer(view, start, end)), default=start)
