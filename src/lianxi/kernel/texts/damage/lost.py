"""Lost figures and words 丢失数字或文字: dates without 年 or 月, quantities without a figure (domain notes M 4).

A date is proposed only where the digits left allow a calendar day, with the
other readings beside it; nothing here is ever sure, because how many characters
were lost cannot be seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.uncounted import find_uncounted
from lianxi.kernel.texts.dates import find_dates

_YEAR = "(?P<year>(?:19[4-9]|20[0-4])\\d)(?<!\\d{5})"
_RUN_TOGETHER = re.compile(f"{_YEAR}(?P<rest>\\d{{2,5}})[日号]")
_NO_YEAR_SIGN = re.compile(f"{_YEAR}(?P<month>\\d{{1,2}})月(?:(?P<day>\\d{{1,2}})(?P<sign>日)?(?!\\d))?")
_NO_MONTH_SIGN = re.compile(f"{_YEAR}年(?P<rest>\\d{{2,4}})日")
# Behind a day without 日 no unit may follow: 2023年8月16件 counts sixteen.
_NO_DAY_SIGN = re.compile(
    f"{_YEAR}年(?P<month>\\d{{1,2}})月(?P<day>[12]\\d|3[01]|[1-9])(?=[，,。）)\n{CJK}])"
    "(?![日号件项个家名次人户万亿元条部份所处座多余至到起场位级点时分期类层米公年月周届册章节款张幅头台辆套支只株棵亩吨天省市州县区块批宗组大])"
)
# A year among words: no number of things, no name (中国制造2025), no span (2020至2022年).
_BARE_YEAR = re.compile(
    f"(?P<year>(?:19[5-9]|20[0-4])\\d)(?<=[{CJK}，。；、\n]\\d{{4}})(?<!\\d{{5}})(?<!2000)(?=(?:[{CJK}][{CJK}]|[底末初]))"
    "(?![年版款型系号件项个家名次人户万亿元条部份所处座多余级层分米米公克吨亩平立周届册章节张幅头台辆套支只株棵"
    "块批宗组字页度届至到和与及或、—等行位起场辆条师天日月时秒兆瓦千百十毫厘美欧日港总])"
)
_NOT_YEARS = ("制造", "愿景", "目标", "议程", "战略", "计划", "行动", "工程", "规划", "标准")
# Events bear the bare year in their name (2025世界机器人大会), years of the old calendar stand behind it (2023癸卯年).
_EVENT = re.compile(
    "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]|[^，。；、\\n]{0,20}?"
    "(?:[^表]大会|论坛|博览会|交易会|洽谈会|峰会|年会|春节|文化节|[^环]节[）”]|大赛|联赛|锦标赛|马拉松|展览|展会|杯|世界|中国|国际|全球)"
)
_NOT_BEFORE = frozenset("第约共近超达过足计增减于余为是有各每至到和与元号编")
_INSIDE = frozenset("0123456789.．年月/—－-")
_BARE_DAY = re.compile("(?P<rest>[1-9]\\d{2,3})日(?=[前起至到—－，、]|上午|下午|召开|举行|在|止)")
_EMPTY_DATE = re.compile(
    "[自于从在至到](?P<none>年月日)(?=[起前之止以召通公施])|(?P<month>(?:19[4-9]|20[0-4])\\d年月(?:\\d{1,2}日?)?)"
    "|年(?P<day>\\d{1,2}月日)(?![常期报程])"
)
_EMPTY_NUMBER = re.compile(
    "第(?:届(?=人大|人民|全国|省|市|县|常|委|会|党|代)|次(?=会议|全体|常委|主任|修[正订]|联席|会)"
    "|条(?=规定|第[一二三1-9]款|的规定|之规定)|号(?=令|公告|修改|主席令))"
)
_COUNTED = "件|项|个|名|人次|条|部|份|家|场|次|万元|亿元|万人|公里|平方公里|万亩|万吨|户|所|处|座"
_BEFORE_COUNT = "共|共有|达|达到|约|完成|办理|收到|提出|超过|新增|累计|总计|合计|其中|开展"
_EMPTY_COUNT = re.compile(f"(?:{_BEFORE_COUNT})[ \u3000]{{1,4}}(?:{_COUNTED})(?![ \u3000_])")
_BEFORE_SHARE = "达|增长|下降|占|占比|提高|超过|上升|降低|减少|增加|提升|完成率|满意率|办结率|答复率|同比|率为|为"
_EMPTY_SHARE = re.compile(f"(?:{_BEFORE_SHARE})[了到至约]?[ \u3000]?[%％]")
_POINTLESS = re.compile("[1-9]\\d{3}[%％](?<![\\d.].{5})(?<!\\d[,，].{5})")
_TRAILING = re.compile("\\d\\.(?=[%％])")
_YEAR_NOTE = "年份后的“年”字可能丢了；若是名称或数目，应当保留。"
_BARE_DAY_NOTE = "日期里的“月”丢了，按历法可读作“{read}”；若是天数，应当保留。"
_JOINED_NOTE = "日期里的“年”“月”丢了；按历法可读作“{read}”。"
_CHOICE_NOTE = "日期里的“年”“月”丢了，可读作“{read}”，也可读作“{others}”，须查对原件。"
_NONE_NOTE = "日期里丢了字，数字拼不出存在的日期，须查对原件。"
_EMPTY_NOTE = "这里应有数字，却是空的，须查对原件。"
_POINT_NOTE = "百分数大得不像，可能丢了小数点。"
_DAY_NOTE = "“日”字可能丢了。"
_LAST = 0.85
_LEAP_YEAR = "2024"
_DAYS = 3
"""Figures of a number of days, which ends in 0 where a law sets it (180日前)."""
_NEAR = 50


def find_lost(text: str) -> Iterator[Finding]:
    """Places where digits or the words around them are missing."""
    yield from _joined_dates(text)
    for found in _NO_YEAR_SIGN.finditer(text):
        yield from _without_year(found)
    for found in _NO_DAY_SIGN.finditer(text):
        if _is_day(found["year"], found["month"], found["day"]):
            yield _found(found, found[0] + "日", 0.6, _DAY_NOTE)
    yield from _bare_years_and_days(text)
    yield from find_uncounted(text)
    for found in _POINTLESS.finditer(text):
        if not found[0].startswith("00", 2):
            read = f"{found[0][:2]}.{found[0][2:]}"
            yield _found(found, read, 0.5, _POINT_NOTE, ((f"{found[0][:3]}.{found[0][3:]}", 0.2),))
    for found in _EMPTY_DATE.finditer(text):
        start, end = found.span(found.lastgroup or 0)
        yield Finding(Damage.LOST_DIGIT, start, end, text[start:end], None, 0.8, _EMPTY_NOTE)
    shares = (_EMPTY_SHARE, _TRAILING) if "%" in text or "％" in text else ()
    for pattern in (_EMPTY_NUMBER, _EMPTY_COUNT, *shares):
        for found in pattern.finditer(text):
            yield _found(found, None, 0.8, _EMPTY_NOTE)


def _bare_years_and_days(text: str) -> Iterator[Finding]:
    """Years without 年 (截至2024底) and days run together with their month (415日前)."""
    for found in _BARE_YEAR.finditer(text):
        before = text[max(0, found.start() - 2) : found.start()]
        named = before[-1:] in _NOT_BEFORE or before in _NOT_YEARS or _EVENT.match(text, found.end())
        if text[found.end()] in "底末初" or not named:
            yield _found(found, f"{found[0]}年", 0.6, _YEAR_NOTE)
    for found in _BARE_DAY.finditer(text):
        counts_days = len(found["rest"]) == _DAYS and found["rest"].endswith("0")
        if counts_days or text[found.start() - 1 : found.start()] in _INSIDE:
            continue
        days = [f"{day.month}月{day.day}日" for day in _splits(_LEAP_YEAR, found["rest"])]
        if days:
            others = tuple((other, 0.4) for other in days[1:])
            yield _found(found, days[0], 0.7 if not others else 0.5, _BARE_DAY_NOTE.format(read=days[0]), others)


def _joined_dates(text: str) -> Iterator[Finding]:
    near: list[date] | None = None
    for pattern in (_RUN_TOGETHER, _NO_MONTH_SIGN):
        for found in pattern.finditer(text):
            if near is None:
                near = [one.day for one in find_dates(text) if one.day is not None][:_NEAR]
            yield _joined(found, near)


def _joined(found: re.Match[str], near: list[date]) -> Finding:
    """The date of a year and digits that run together; of several the one next to another date of the text."""
    days = _splits(found["year"], found["rest"])
    if not days:
        spans = _ranges(found["year"], found["rest"])
        read = spans[0] if len(spans) == 1 else None
        return _found(found, read, 0.6, _JOINED_NOTE.format(read=read) if read else _NONE_NOTE)
    if near:
        days.sort(key=lambda day: min(abs((day - other).days) for other in near))
    best, *others = [f"{day.year}年{day.month}月{day.day}日" for day in days]
    if not others:
        return _found(found, best, _LAST, _JOINED_NOTE.format(read=best))
    weight = 0.6 if near else 0.5
    note = _CHOICE_NOTE.format(read=best, others="”“".join(others))
    return _found(found, best, weight, note, tuple((other, (1 - weight) / len(others)) for other in others))


def _splits(year: str, rest: str) -> list[date]:
    days = (_is_day(year, rest[:at], rest[at:]) for at in range(1, len(rest)) if rest[0] != "0" or at == 2)
    return [day for day in days if day is not None]


def _ranges(year: str, rest: str) -> list[str]:
    """Month and two days of it, rising: 9810 → 9月8日至10日."""
    found = []
    for month in range(1, 3):
        for first in range(month + 1, min(month + 3, len(rest))):
            begin, end = _is_day(year, rest[:month], rest[month:first]), _is_day(year, rest[:month], rest[first:])
            if begin and end and begin < end:
                found.append(f"{year}年{begin.month}月{begin.day}日至{end.day}日")
    return found


def _without_year(found: re.Match[str]) -> Iterator[Finding]:
    month, day = int(found["month"]), found["day"]
    if not 1 <= month <= 12 or (day and not _is_day(found["year"], found["month"], day)):
        return
    read = f"{found['year']}年{found['month']}月" + (f"{day}{found['sign'] or ''}" if day else "")
    yield _found(found, read, _LAST, _JOINED_NOTE.format(read=read))


def _is_day(year: str, month: str, day: str) -> date | None:
    if not day or (day[0] == "0" and len(day) != 2):
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _found(
    found: re.Match[str], read: str | None, confidence: float, note: str, others: tuple[tuple[str, float], ...] = ()
) -> Finding:
    return Finding(Damage.LOST_DIGIT, found.start(), found.end(), found[0], read, confidence, note, others)
