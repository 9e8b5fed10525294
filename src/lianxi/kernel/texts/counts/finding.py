"""Counts found in a text 找数量, and the look-alikes that are none.

Ordinals (第三次, 八届十三次会议, 六届人大四次会议, 前三名), dates, document numbers, provisions (立法法65条),
names of formulas (“三会一课”, 四套班子), versions (1+3+N) and titles in 《》 are no counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from lianxi.kernel.texts.characters import simple, width
from lianxi.kernel.texts.counts.amounts import AMOUNT, SCALE, Amount, neighbours, read_amount, row_of_digits
from lianxi.kernel.texts.counts.nouns import Marks, noun_of
from lianxi.kernel.texts.counts.report import Count, CountKind
from lianxi.kernel.texts.counts.units import FIGURES_ONLY, ONE, PER, UNIT, kind_of

_S = r"[ \t\u3000\u00a0]{0,3}"
_OVER = "余|多|来|几"
_TO = r"[至到~～—–-]{1,2}"
_BEFORE = (
    "大约|约为|约|将近|近|接近|超过|超|逾|不足|不到|不少于|不低于"
    "|不超过|至少|至多|最多|上万|达到或超过|突破|高于|低于|少于|多于"
)
_AFTER = "以上|以下|以内|左右|上下|之多|多|余|有余"
_HAN_NUMERAL = "一二三四五六七八九十百千万亿两零〇廿卅几数"
_RUN = re.compile(rf"[{_HAN_NUMERAL}\d]+")
_NO_START = re.compile(r"(?:[\dA-Za-z][.·+/:-]|[#_]|(?<![A-Za-z])[A-Za-z]{1,2})\Z")
_FOUND = re.compile(
    rf"(?:(?P<of>百分之|千分之)(?P<part>{AMOUNT})"
    rf"|(?P<below>[{_HAN_NUMERAL[:10]}百千两]{{1,4}}+|\d{{1,4}}+)分之(?P<above>{AMOUNT})"
    rf"|(?P<tenths>[一二三四五六七八九两]|\d(?:[.·]\d)?)成(?=[,.;:。、)多以左]|\Z)"
    rf"|(?P<vague>[数几]{_S}[十百千万亿]{{1,2}}+)(?P<vunit>{_S}(?:{UNIT}))"
    rf"|(?P<first>{AMOUNT}){_S}(?P<over>{_OVER})?(?P<scale>{SCALE})?(?P<over2>{_OVER})?"
    rf"(?:(?P<unit1>{_S}(?:{UNIT}))?{_S}{_TO}{_S}(?P<second>{AMOUNT}){_S}(?P<scale2>{SCALE})?(?P<over3>{_OVER})?)?"
    rf"{_S}(?:(?P<unit>(?:{UNIT})(?:{PER})?)|(?<=[万亿多余])(?P<bare>)(?=[、，。；,;)]|\Z)))"
)
_LEADS = re.compile(rf"(?:{_BEFORE}){_S}\Z")
_TAILS = re.compile(rf"{_S}(?:\({_S})?(?:{_AFTER})(?:\({_S}含{_S}\))?")
_ORDINAL = re.compile(
    rf"(?:第|前|届|星期|排名|位列|位居|国)\Z|\d[.]\Z|(?:(?<!\d)[{_HAN_NUMERAL[:10]}]、)\Z"
    rf"|第[{_HAN_NUMERAL}\d]{{1,8}}[条款项章节]?(?:[、和及至到—-]第?[{_HAN_NUMERAL}\d]{{1,8}}[条款项章节]?){{0,3}}[、和及至到—-]\Z"
)
_SITTING = re.compile(
    rf"(?:届[^，。；、,;:\d召举开组共已曾]{{0,16}}|人大|人民代表大会|党代会)"
    rf"(?P<more>(?:[{_HAN_NUMERAL[:10]}\d]{{1,3}}次[、和至及到]){{0,6}})\Z"
)
_OF_SITTING = re.compile(
    rf"(?:[、和至及到][{_HAN_NUMERAL[:10]}\d]{{1,3}}次){{0,6}}"
    r"(?:(?:全体|主任|常委会|代表)?(?:会议|大会)|全会|全体会|(?:的?代表)?(?:议案|建议|意见建议)|以来|期间|[,。）)]?\Z)"
)
_ARTICLE_OF = re.compile(r"(?:法|》)\Z")
_NOT_ONE = frozenset("另某每任这那哪同逐第单唯首是为成如有统专万")
_TITLES = re.compile(
    r"《[^《》\n]{1,120}》|“[^“”，。；！？,;!?\n]{1,14}”|\"[^\"，。；！？,;!?\n]{1,14}\"|「[^」，。\n]{1,14}」"
)
_NAMES = (
    "四大班子",
    "八项规定",
    "四个意识",
    "四个自信",
    "两个维护",
    "两个确立",
    "四个全面",
    "三个代表",
    "五个一",
    "六个一",
)


_SIGNS = {"％": "%", "．": ".", "＋": "+", "－": "-", "～": "~", "／": "/"}


def plain_reading(text: str) -> str:
    """The text in simplified characters and half width, of the same length: what all patterns here read."""
    return text.translate(_reading())


@cache
def _reading() -> dict[int, str]:
    return {**simple(), **width(), **str.maketrans(_SIGNS)}


def counts_in(text: str, read: str) -> tuple[Count, ...]:
    """All counts of a text whose plain reading is `read`."""
    titles = [found.span() for found in _TITLES.finditer(read)]
    starts = [start for start, _ in titles]
    marks = Marks(read)
    found: list[Count] = []
    done = 0
    for match in _matches(read):
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and match.start() < titles[inside][1]:
            continue
        if match.start() >= done and not _refused(read, match):
            found.extend(_count(text, read, marks, match, found[-1] if found else None))
            done = match.end()
    return tuple(found)


def _matches(read: str) -> Iterator[re.Match[str]]:
    """Where a run of numerals begins a number with a unit; a code, version or clock time (A5, 1+3, 14:30) does not."""
    for run in _RUN.finditer(read):
        if run.start() and _NO_START.search(read, max(0, run.start() - 3), run.start()):
            continue
        found = _FOUND.match(read, run.start()) or _later(read, run)
        if found:
            yield found


def _later(read: str, run: re.Match[str]) -> re.Match[str] | None:
    """The number behind characters that only look like part of it: 预算数60999万元, 总数三百件."""
    figures = re.search(r"\d", run[0])
    at = figures.start() if figures else len(run[0]) - len(run[0].lstrip("数几"))
    return _FOUND.match(read, run.start() + at) if at else None


def _refused(read: str, match: re.Match[str]) -> bool:
    """Whether the number is part of an ordinal, a provision, a name or an idiom."""
    start = match.start()
    if any(read.startswith(name, start) for name in _NAMES):
        return True
    before = read[max(0, start - 24) : start].rstrip(" \t\u3000\u00a0")
    unit = (match["unit"] or "").strip()
    if _ORDINAL.search(before) and not (before.endswith(("前", "届", "国")) and not _ranked(before, unit)):
        return True
    if unit == "条" and _ARTICLE_OF.search(before):
        return True
    if unit == "次" and _SITTING.search(before) and _OF_SITTING.match(read, match.end()):
        return True
    return bool(match["first"]) and _idiom(read, match, before, unit)


def _ranked(before: str, unit: str) -> bool:
    """前三名 is a rank, 会前3次 is none; 届 and 国 before a number make it 八届三次会议, 国九条."""
    needs = {"前": "名位家个项款条", "届": "次", "国": "条"}[before[-1]]
    return bool(unit) and unit[0] in needs


def _idiom(read: str, match: re.Match[str], before: str, unit: str) -> bool:
    """Whether a Chinese numeral makes a word with its unit: 一个, 一件事, 三门 (a county)."""
    first = match["first"]
    if first[0].isdigit():
        return match["bare"] is not None and not match["scale"]
    if match["bare"] is not None:
        return True
    if unit in FIGURES_ONLY and not match["over"]:
        return True
    if first == "零" or (first[0] == "一" and before.endswith("之")):
        return True
    if first != "一" or match["second"]:
        return False
    following = read[match.end() : match.end() + 2]
    idle = unit not in ONE or (unit, following[:1]) in {
        ("件", "事"),
        ("名", "一"),
        ("家", "一"),
        ("户", "一"),
        ("部", "一"),
    }
    return idle or before[-1:] in _NOT_ONE


def _count(text: str, read: str, marks: Marks, match: re.Match[str], previous: Count | None) -> Iterator[Count]:
    amounts = _amounts(match)
    if amounts is None:
        return
    value, low, high, step = amounts
    start, end = match.span()
    lead = _LEADS.search(read, max(0, start - 8), start)
    tail = _TAILS.match(read, end)
    over = "".join(match[name] or "" for name in ("over", "over2", "over3"))
    said = (lead[0].strip() if lead else "") + over + (match["vague"] or "") + (tail[0].strip() if tail else "")
    start, end = lead.start() if lead else start, tail.end() if tail else end
    unit, kind = _unit(match)
    floor = previous.end if previous else 0
    noun = noun_of(read, marks, start, end, floor)
    yield Count(
        start=start,
        end=end,
        printed=text[start:end],
        value=value,
        low=low,
        high=high,
        unit=unit,
        scale=match["scale"] or "",
        step=step,
        kind=kind,
        what=text[noun[0] : noun[1]],
        context=marks.context(text, start, end),
        approximation=said,
    )


def _unit(match: re.Match[str]) -> tuple[str, CountKind]:
    if match["of"]:
        return ("%" if match["of"] == "百分之" else "‰"), CountKind.PERCENTAGE
    if match["tenths"]:
        return "%", CountKind.PERCENTAGE
    if match["below"]:
        return "", CountKind.RATIO
    unit = (match["unit"] or match["vunit"] or "").strip()
    return unit, kind_of(unit)


_Read = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal]


def _amounts(match: re.Match[str]) -> _Read | None:
    """Value, both ends of a range and the worth of the last digit; None where no number is written."""
    one = Decimal(1)
    if match["vague"]:
        return None, None, None, one
    if match["below"]:
        below, above = read_amount(match["below"]), read_amount(match["above"])
        return (above.value / below.value, None, None, one) if below and above and below.value else None
    if match["of"] or match["tenths"]:
        read = read_amount(match["part"] or match["tenths"])
        times = 10 if match["tenths"] else 1
        return (read.value * times, None, None, read.step * times) if read else None
    return _plain_amounts(match)


def _plain_amounts(match: re.Match[str]) -> _Read | None:
    if row_of_digits(match["first"]):
        between = neighbours(match["first"])
        return (None, *between, Decimal(1)) if between else None
    scale = match["scale"] or ""
    first = read_amount(match["first"], scale or (match["scale2"] or "" if not match["unit1"] else ""))
    if first is None:
        return None
    if not match["second"]:
        return first.value, None, None, first.step
    second: Amount | None = read_amount(match["second"], match["scale2"] or "")
    return (None, first.value, second.value, first.step) if second and first.value <= second.value else None
