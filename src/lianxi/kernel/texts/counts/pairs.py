"""Counts and the percentages printed beside them 数与百分比成对: A件，占x%; x%（A件）; 女性A名…，女性占x%."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.counts.report import Count, CountKind
from lianxi.kernel.texts.counts.sentences import Sentence, separator

_SHARE = re.compile(
    r"[\s,、;(]*(?:约|分别)?(?:占(?P<of>[^，,;:。%、\d]{0,24}?)|比例|比重)(?:比|例|比重)?(?:为|是|达到?|约|近|的)?[\s:]*\Z"
)
_SUBJECT = re.compile(r"[^，、；,;:()。]{0,8}[,;，；](?:其中)?[,，]?(?P<noun>[^，、；,;:()。\d]{2,8}?)(?:所)?\Z")
_OF_NOUN = re.compile(
    "(?:人大|政协)?(?:代表|委员|人员|干部|类|方面|建议|提案|议案|案件|文件|事项|问题|企业|收入|支出){0,2}"
)
_NEW_SUBJECT = re.compile("[,;，；、的]|.{13}")
_BRACKET = re.compile(r"\s*\((?:即|共|计)?\s*\Z")
_INSIDE = re.compile("其中|中[,，]")
_LOOK_BACK = 16


@dataclass(frozen=True, slots=True)
class Pair:
    """A count and the percentage printed beside it.

    of:   the words after 占.
    listed: counts joined to it by 、, all of which the percentage may mean (A件、B件、C件，占…).
    within: whether 其中 or …中 binds it to the number before.
    about: whether it is called a rough one (约占).
    beside: where the numbers begin that 其中 names with it, none of which is its whole.
    """

    part: Count
    share: Count
    of: str
    index: int
    listed: tuple[Count, ...] = ()
    within: bool = False
    about: bool = False
    beside: tuple[int, ...] = ()


def pairs_in(sentence: Sentence) -> list[Pair]:
    """Counts followed by 占…%, or percentages followed by their count in brackets."""
    found = (_pair(sentence, index) for index in range(1, len(sentence.counts)))
    return [pair for pair in found if pair and pair.share.exact is not None]


def _pair(sentence: Sentence, index: int) -> Pair | None:
    before, now, gap = sentence.counts[index - 1], sentence.counts[index], sentence.gap(index)
    if before.unit == "%" and _countable(now) and _BRACKET.fullmatch(gap) and _closed(sentence, now):
        return Pair(now, before, "", index)
    said = _SHARE.search(gap) if len(gap) < 60 else None
    if now.unit != "%" or not said:
        return None
    if not _countable(before) or _NEW_SUBJECT.search(gap[: said.start()]):
        return _of_subject(sentence, index, gap[: said.start()], said["of"] or "")
    return Pair(
        part=before,
        share=now,
        of=said["of"] or "",
        index=index - 1,
        listed=_list_before(sentence, index - 1),
        within=_within(sentence, index - 1),
        about="约" in gap,
    )


def _of_subject(sentence: Sentence, index: int, words: str, of: str) -> Pair | None:
    """男性248名、女性104名，女性占29.5%: the only number before whose noun is named again."""
    named = _SUBJECT.fullmatch(words)
    if not named:
        return None
    first = max(0, index - _LOOK_BACK)
    found = [at for at in range(first, index) if _is_of(sentence.counts[at], named["noun"])]
    if len(found) != 1:
        return None
    start = _list_start(sentence, found[0])
    beside = tuple(count.start for count in sentence.counts[start : found[0]])
    part, share, within = sentence.counts[found[0]], sentence.counts[index], _within(sentence, start)
    return Pair(part, share, of, found[0], within=within, beside=beside if within else ())


def _is_of(count: Count, noun: str) -> bool:
    what = simplified(count.what)
    return _countable(count) and what.startswith(noun) and _OF_NOUN.fullmatch(what, len(noun)) is not None


def _list_start(sentence: Sentence, index: int) -> int:
    """Where the list joined by 、 begins in which a number stands."""
    while index and not _within(sentence, index) and separator(sentence.gap(index)) == 1:
        index -= 1
    return index


def _within(sentence: Sentence, index: int) -> bool:
    before = sentence.gap(index)
    return _INSIDE.search(before) is not None or (index == 0 and sentence.leads_on)


def _list_before(sentence: Sentence, index: int) -> tuple[Count, ...]:
    last = sentence.counts[index]
    listed = [last]
    for at in range(index - 1, max(-1, index - 12), -1):
        count = sentence.counts[at]
        if count.unit != last.unit or not _countable(count) or separator(sentence.between(count, listed[0])) != 1:
            break
        listed.insert(0, count)
    return tuple(listed) if len(listed) > 1 else ()


def _countable(count: Count) -> bool:
    return count.kind in {CountKind.COUNT, CountKind.MONEY} and count.exact is not None


def _closed(sentence: Sentence, count: Count) -> bool:
    return bool(re.match(r"\s*\)", sentence.after(count, 4)))
