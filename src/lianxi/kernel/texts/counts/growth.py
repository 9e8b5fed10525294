"""Growth printed beside both of its numbers 增长核对.

由A增长到B，增长x% · B件，比上年增加b件，增长x% · B件（上年同期A件），增长x% · 由x%提高到y%，
提高z个百分点 · 增长2倍 · 翻一番. 年均 is a yearly rate over the years the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.counts.changes import (
    Change,
    change_between,
    change_by,
    judge_doubling,
    judge_percentage,
    judge_points,
    judge_times,
    judge_unknown_years,
)
from lianxi.kernel.texts.counts.report import Check, Count
from lianxi.kernel.texts.counts.sentences import Sentence
from lianxi.kernel.texts.numerals import read_number

_UP = "增长|增收|增支|增加|提高|上升|增幅|提升|扩大|涨幅|升幅|上涨|上调|新增|增"
_DOWN = "下降|减收|减支|减少|降低|降幅|回落|缩减|压减|压缩|压降|精简|缩短|下滑|下调|下跌|减"
_FROM = re.compile(r"(?:由|从)[^，。；,;:由从]{0,24}\Z")
_TO = re.compile(
    rf"[^。；;:，,]{{0,20}}?[,，]?(?:(?:{_UP}|{_DOWN}|发展|攀升|跃升|跃|降|升)[到至为])[^，。；,;:]{{0,14}}\Z"
    r"|[^。；;:，,]{0,3}[到至][^，。；,;:]{0,14}\Z"
)
_RATE = re.compile(
    r"[)，,;、(]{0,3}\s*(?:(?:五年|[一二三四五六七八九十\d]{1,3}年)(?:来|间)?)?(?:比|较|与)?"
    r"(?:上年|去年|上年同期|去年同期|上一年|上届|前一年|同期|[12]\d{3}年)?(?:相比)?[，,]?"
    r"(?:同比|环比|名义|实际|累计|累积|净|共|分别|总体|总|整体|大幅|平均|总量)?(?P<yearly>年均|年平均|平均每年)?(?:名义|实际|递)?"
    rf"(?P<way>{_UP}|{_DOWN})(?:幅度?|率|速度?)?(?:达到?|为|了|约|近)?(?P<to>[到至](?:原来的?)?)?\s*"
)
_RATE_LAST = re.compile(_RATE.pattern + r"\Z")
_SPAN = re.compile(r"年|月|季|届|期|初")
_LEADS = re.compile(r"[，,](?:即|已)?(?:由|从)[^，。；,;:由从]{0,24}\Z")
_DOUBLED = re.compile(
    r"[^，。；,;]{0,3}[，,]?[^，。；,;]{0,6}?"
    r"(?P<printed>(?P<nearly>超过|近|接近|将近)?翻了?(?P<times>[一两二三])?番)(?P<more>多|以上)?"
)
_DOUBLED_FIRST = re.compile(
    r"(?P<printed>翻了?(?P<times>[一两二三])?番)[，,](?:即|已)?(?:由|从)[^，。；,;:由从]{0,24}\Z"
)
_FOLD = {"两": 4, "二": 4, "三": 8}
_TIMES_OF = re.compile(r"[，,]?(?:后者|已|约)?(?:是|为|相当于)[^，。；,;:]{0,14}的\s*")
_BY = re.compile(
    r"[，,](?:同比|比|较)?(?:上年|去年|上年同期|去年同期|上一年|上届|前一年|[12]\d{3}年|[^，。；,;:\d]{0,6}(?:前|初|以来))?(?:同期)?净?"
    r"(?P<way>增加|减少|增收|减收|增支|减支|增|减|多|少)了?\s*\Z"
)
_LAST_YEAR = re.compile(r"(?:上年同期|去年同期|上年|去年|上一年|同期)[^，。；,;:\d]{0,14}\Z")
_THAN = re.compile(r"[，,]?(?:比|较)(?:上年|去年|上一年|前年|上届|[12]\d{3}年)(?:同期)?的?\s*")
_COMPARED = re.compile(f"{_UP}|{_DOWN}|比|较")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_YEARS = re.compile(r"([一二两三四五六七八九十]{1,3}|\d{1,2})年(?:来|间|里|内|以来|时间)")


def growth_checks(sentence: Sentence) -> Iterator[Check]:
    """A check of every growth printed beside both of the numbers it is between."""
    for index, count in enumerate(sentence.counts[:-1]):
        if count.exact is None:
            continue
        found = _from_to(sentence, index) or _by(sentence, index) or _with_last_year(sentence, index)
        if found:
            yield found


def _from_to(sentence: Sentence, index: int) -> Check | None:
    """由A增长到B，增长x%, 提高z个百分点, 增长2倍 or 翻一番."""
    first, last = sentence.counts[index : index + 2]
    if first.unit != last.unit or last.exact is None:
        return None
    if not _FROM.search(sentence.gap(index)) or not _TO.fullmatch(sentence.gap(index + 1)):
        return None
    change = change_between(first, last)
    doubled = _DOUBLED.match(sentence.after(last, 20))
    if change and doubled and first.unit != "%":
        times = _FOLD.get(doubled["times"] or "", 2)
        more, nearly = bool(doubled["more"]), bool(doubled["nearly"])
        return judge_doubling(change, doubled["printed"], times, more=more, nearly=nearly)
    told = _told(sentence, index + 2)
    if change and told is None and (check := _told_before(sentence, index, change, (first, last))):
        return check
    if change and told is None and (ratio := _times_of(sentence, index + 2)):
        return judge_times(change, ratio, grown=False)
    return _of_change(sentence, change, first, last, told) if change and told else None


def _told_before(sentence: Sentence, index: int, change: Change, ends: tuple[Count, Count]) -> Check | None:
    """翻了一番，由A增加到B, and 增长x%，由A增加到B: the growth stands first, with nothing but the mark between."""
    gap, first = sentence.gap(index), ends[0]
    doubled = _DOUBLED_FIRST.search(gap)
    if doubled and first.unit != "%":
        return judge_doubling(
            change, doubled["printed"], _FOLD.get(doubled["times"] or "", 2), more=False, nearly=False
        )
    if not index or not _LEADS.fullmatch(gap) or (index > 2 and _TO.fullmatch(sentence.gap(index - 2))):
        return None
    told, rate = sentence.counts[index - 1], _RATE_LAST.search(sentence.gap(index - 1))
    if not rate or told.exact is None:
        return None
    found = _of_change(sentence, change, *ends, (told, rate))
    return None if found and found.holds is False and _SPAN.search(gap) else found


def _times_of(sentence: Sentence, index: int) -> Count | None:
    """The number in 是2015年的2倍."""
    if index >= len(sentence.counts):
        return None
    told = sentence.counts[index]
    said = told.unit == "倍" and told.exact is not None and _TIMES_OF.fullmatch(sentence.gap(index))
    return told if said else None


def _told(sentence: Sentence, index: int) -> tuple[Count, re.Match[str]] | None:
    """The number that says the growth, with the words that say so."""
    if index >= len(sentence.counts):
        return None
    told, gap = sentence.counts[index], sentence.gap(index)
    rate = _RATE.fullmatch(gap)
    return (told, rate) if rate and told.exact is not None and len(gap) <= 24 else None


def _of_change(
    sentence: Sentence, change: Change, first: Count, last: Count, told: tuple[Count, re.Match[str]]
) -> Check | None:
    count, rate = told
    if count.unit == "倍":
        return judge_times(change, count, grown=not rate["to"])
    if rate["to"]:
        return None
    if first.unit == "%":
        return judge_points(first, last, count)
    if count.unit != "%":
        return None
    words = sentence.read[max(sentence.start, first.start - 60) : count.start]
    if rate["yearly"]:
        years = _years(words)
        if not years:
            return judge_unknown_years(change, count)
        change = change.yearly(years)
    return judge_percentage(change, count, words, down=_falls(rate))


def _falls(rate: re.Match[str]) -> bool:
    return re.fullmatch(_DOWN, rate["way"]) is not None


def _years(words: str) -> int:
    """How many years lie between the first and the last one named, or 五年来; 0 where the words say neither."""
    found = [int(year) for year in _YEAR.findall(words)]
    if len(found) > 1:
        return max(0, found[-1] - found[0])
    said = _YEARS.search(words)
    return (read_number(said[1]) or 0) if said else 0


def _by(sentence: Sentence, index: int) -> Check | None:
    """B件，比上年增加b件，增长x%, or the last two the other way round: the beginning is B − b."""
    if index + 2 >= len(sentence.counts):
        return None
    for step, share in ((index + 1, index + 2), (index + 2, index + 1)):
        found = _by_step(sentence, sentence.counts[index], step, share)
        if found:
            return found
    return None


def _by_step(sentence: Sentence, last: Count, step_at: int, share_at: int) -> Check | None:
    step, gap, told = sentence.counts[step_at], sentence.gap(step_at), _told(sentence, share_at)
    by = _BY.search(gap)
    if not by or not told or len(gap) > 20 or step.unit != last.unit or step.exact is None:
        return None
    count, rate = told
    if count.unit != "%" or last.unit == "%" or rate["yearly"] or len(sentence.gap(share_at)) > 16:
        return None
    change = change_by(last, step, less=by["way"][0] in "减少")
    words = sentence.read[max(sentence.start, last.start - 60) : count.start]
    return judge_percentage(change, count, words, down=_falls(rate)) if change else None


def _with_last_year(sentence: Sentence, index: int) -> Check | None:
    """今年B件，上年同期A件，同比增长x%, or B件（上年A件），增长x%."""
    last, first = sentence.counts[index : index + 2]
    gap, told = sentence.gap(index + 1), _told(sentence, index + 2)
    if not told or first.unit != last.unit or first.exact is None or last.unit == "%" or len(gap) > 24:
        return None
    count, rate = told
    if count.unit != "%" or rate["yearly"] or not _of_earlier(sentence, index):
        return None
    if _THAN.fullmatch(gap) is None and _earlier_first(sentence, index):
        first, last = last, first
    change = change_between(first, last)
    words = sentence.read[max(sentence.start, last.start - 60) : count.start]
    return judge_percentage(change, count, words, down=_falls(rate)) if change else None


def _of_earlier(sentence: Sentence, index: int) -> bool:
    """Whether two numbers are said to be of two years: 上年同期100件, 比去年的100件, 2023年…2024年…."""
    gap = sentence.gap(index + 1)
    if _THAN.fullmatch(gap) or (_LAST_YEAR.search(gap) and not _COMPARED.search(gap)):
        return True
    years = _YEAR.findall(sentence.gap(index)), _YEAR.findall(gap)
    return all(len(found) == 1 for found in years) and years[0] != years[1] and not _COMPARED.search(gap)


def _earlier_first(sentence: Sentence, index: int) -> bool:
    """Whether the earlier year stands first: 2023年120件，2024年150件."""
    years = _YEAR.findall(sentence.gap(index)), _YEAR.findall(sentence.gap(index + 1))
    return all(years) and years[0][-1] < years[1][-1]
