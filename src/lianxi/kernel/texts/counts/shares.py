"""Percentages beside the counts they are of 百分比核对.

Published percentages are often cut instead of rounded, or one of them is made to complete
100 (domain notes 0.7: 25 of 93 printed 26.8 %, 54 of 93 printed 58.07 %), and a rate may be
taken of those who answered only (0.9). So every reading is tried and named, and nothing is
corrected: rounding holds, cutting and completing are left open, and only a count whose base
the words name, and which misses by 0.1 point and more, cannot be right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.counts.amounts import rounded, shown
from lianxi.kernel.texts.counts.pairs import Pair, pairs_in
from lianxi.kernel.texts.counts.readings import percentage_of, readings
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count, CountKind
from lianxi.kernel.texts.counts.sentences import Sentence

_TOTAL_SAID = re.compile("总|全部|全年|所有")
_TOTAL_WORDS = re.compile("承办|办理|总数|总量|总额|总|全部|全年|所有|收到|的|其")
_ELSEWHERE = re.compile("全[国省市县区州镇乡]|同期|上年|去年|预算|计划|任务|目标")
_NEAR = Decimal("0.1")
_LOOK_BACK, _LONGEST = 16, 40


def share_checks(sentence: Sentence) -> Iterator[Check]:
    """A check of every percentage printed beside its count, all of one unit on the base that suits them best."""
    for pairs in _batches(pairs_in(sentence)):
        bases = _bases(sentence, pairs)
        best = max(bases, key=lambda base: _fitting(pairs, base.value), default=None)
        for pair in pairs if best else ():
            own = best if best and _fits(pair.part, pair.share, best.value) else _other_base(pair, bases) or best
            check = _judged(pair, pairs, own, bases) if own else None
            if check:
                yield check


def _batches(pairs: Sequence[Pair]) -> Iterator[list[Pair]]:
    """The pairs of each unit, in lists no longer than a reader would take for one."""
    for unit in dict.fromkeys(pair.part.unit for pair in pairs):
        alike = [pair for pair in pairs if pair.part.unit == unit]
        for start in range(0, len(alike), _LONGEST):
            yield alike[start : start + _LONGEST]


@dataclass(frozen=True, slots=True)
class _Base:
    """What the percentages may be of: a printed whole, or the sum of the parts listed."""

    value: Decimal
    members: tuple[Count, ...]
    said: str


def _bases(sentence: Sentence, pairs: Sequence[Pair]) -> list[_Base]:
    """Wholes of the same unit: before the pair in the sentence, in the one before it where the words lead back."""
    unit = pairs[0].part.unit
    own = {start for pair in pairs for start in (pair.part.start, *pair.beside)}
    earlier = list(sentence.counts[max(0, pairs[0].index - _LOOK_BACK) : pairs[0].index + 1])
    leads_back = sentence.leads_on or any(_TOTAL_SAID.search(pair.of) for pair in pairs)
    if sentence.previous and leads_back:
        earlier = [*sentence.previous.counts[-_LOOK_BACK:], *earlier]
    usable = [one for one in reversed(earlier) if one.unit == unit and one.start not in own and one.exact]
    bases = [_Base(one.exact, (one,), f"“{one.printed}”") for one in usable if one.exact]
    parts = tuple(pair.part for pair in pairs if pair.part.unit == unit)
    listed = sum((part.exact or Decimal(0) for part in parts), Decimal(0))
    elsewhere = any(_ELSEWHERE.search(pair.of) for pair in pairs)
    if len(parts) > 1 and listed and not elsewhere and all(base.value != listed for base in bases):
        bases.append(_Base(listed, parts, f"所列各项之和{shown(listed)}{unit}"))
    return bases


def _fitting(pairs: Sequence[Pair], base: Decimal) -> int:
    return sum(
        2 if _rounded(pair.part, pair.share, base) else int(_fits(pair.part, pair.share, base)) for pair in pairs
    )


def _other_base(pair: Pair, bases: Sequence[_Base]) -> _Base | None:
    return next((base for base in bases if _rounded(pair.part, pair.share, base.value)), None)


def _rounded(part: Count, share: Count, base: Decimal) -> bool:
    return base > 0 and any("四舍五入" in readings(percentage_of(value, base), share) for value in _possible(part))


def _possible(part: Count) -> tuple[Decimal, ...]:
    """The printed value and, where it is rounded itself, the ends of what it may be."""
    value = part.exact or Decimal(0)
    return (value, value - part.slack, value + part.slack) if part.slack else (value,)


def _fits(part: Count, share: Count, base: Decimal) -> bool:
    if base <= 0 or share.value is None:
        return False
    reach = max(_NEAR, share.step) + part.slack * 100 / base
    return abs(percentage_of(part.exact or Decimal(0), base) - share.value) <= reach


def _judged(pair: Pair, pairs: Sequence[Pair], base: _Base, bases: Sequence[_Base]) -> Check | None:
    part, share = pair.part, pair.share
    if base.value < (part.exact or Decimal(0)):
        return None
    if pair.listed and not _rounded(part, share, base.value):
        return _of_list(pair, bases)
    if pair.about and not _rounded(part, share, base.value):
        return None
    true = percentage_of(part.exact or Decimal(0), base.value)
    exact = f"“{part.printed}”占{base.said}的{shown(rounded(true, Decimal('0.001')))}%，文中写“{share.printed}”"
    if _rounded(part, share, base.value):
        return _check(True, pair, base, f"{exact}，四舍五入相符。")
    ways = [way for way in readings(true, share) if way == "截去尾数"]
    if _completes(pair, pairs):
        ways.append("与其余各项凑成100%")
    if ways:
        return _check(None, pair, base, f"{exact}：四舍五入不是这个数，{'或'.join(ways)}才相符。")
    if _fits(part, share, base.value):
        return _check(None, pair, base, f"{exact}，相差不到0.1个百分点，四舍五入和截尾都得不到。")
    sure = _sure(pair, pairs, base, bases)
    if sure:
        return _check(False, pair, base, f"{exact}，四舍五入、截尾、凑整都得不到。")
    if part.kind is CountKind.MONEY or not (pair.within or _names(pair.of, base.members[0])):
        return None
    return _check(None, pair, base, f"{exact}，不相符；占比的基数文中没有说清，不能据此说有错。")


def _of_list(pair: Pair, bases: Sequence[_Base]) -> Check | None:
    """A件、B件、C件，占x%: told only where the sum of the list gives it."""
    total = sum((count.exact or Decimal(0) for count in pair.listed), Decimal(0))
    for base in bases:
        if base.value > total and "四舍五入" in readings(percentage_of(total, base.value), pair.share):
            listed = "、".join(f"“{count.printed}”" for count in pair.listed)
            note = f"{listed}共占{base.said}的“{pair.share.printed}”，四舍五入相符。"
            return _check(True, pair, base, note)
    return None


def _completes(pair: Pair, pairs: Sequence[Pair]) -> bool:
    """Whether the percentage is what the others of its list leave of 100."""
    if len(pairs) < 2:
        return False
    return sum((one.share.value or Decimal(0) for one in pairs), Decimal(0)) == 100


def _sure(pair: Pair, pairs: Sequence[Pair], base: _Base, bases: Sequence[_Base]) -> bool:
    """Whether the base is beyond doubt: the list's other percentages confirm it, or it is the only one and named."""
    others = [one for one in pairs if one is not pair]
    if len(others) > 1 and all(_fits(one.part, one.share, base.value) for one in others):
        return True
    if len(base.members) > 1 or pair.part.kind is not CountKind.COUNT or pair.listed:
        return False
    if pair.within and not pair.of and base is bases[0]:
        return not any(_fits(pair.part, pair.share, other.value) for other in bases)
    return len(bases) == 1 and _names(pair.of, base.members[0])


def _names(of: str, whole: Count) -> bool:
    """Whether the words after 占 name that whole: 占总数, or 占建议总数 of 建议93件."""
    if not _TOTAL_SAID.search(of) or _ELSEWHERE.search(of):
        return False
    noun = _TOTAL_WORDS.sub("", of)
    return noun in simplified(whole.context)


def _check(holds: bool | None, pair: Pair, base: _Base, note: str) -> Check:
    members = [(pair.share.start, pair.share.end), (pair.part.start, pair.part.end)]
    members += [(one.start, one.end) for one in base.members if one is not pair.part]
    return Check(CheckKind.PERCENTAGE, holds, note, tuple(members))
