"""Rates without their numerators 比率核对: 166件…满意率78.91%、基本满意率21.09%.

Which whole numbers of the base give the printed rate, by rounding, by cutting, or by making
up to 100 with its neighbour (domain notes c.5). A rate may be of those who answered only
(0.9), so that a rate which no number gives is stated and left open; only 办结率, 答复率 and
their like are of all matters by definition.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal

from lianxi.kernel.texts.counts.readings import percentage_of, readings
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count, CountKind
from lianxi.kernel.texts.counts.sentences import Sentence

_RATE = re.compile(
    r"(?P<name>[^，、,;:。()%\d\s“”]{0,12}率)(?:\([^()]{0,12}\))?(?:均|分别|约|也)?(?:为|是|达到?|有)?[\s:]*\Z"
)
_OF_ALL = re.compile("(?:办结|答复|办复|回复|见面|面商|沟通|交办|办理)率")
_NO_SHARE = re.compile("增长率|利率|税率|汇率|失业率|死亡率|出生率|贡献率|同比")
_OF_ITS_OWN = re.compile(f"{_NO_SHARE.pattern}|参评|问卷|回收|抽查|测评")
_MATTERS = frozenset({"件", "项", "人", "名", "位", "票", "户", "起", "宗"})
_ANSWER = re.compile(r"(?:满意|赞成|同意|反对|弃权)的?(?:有|为|共)?\s*\Z")
_LOOK_BACK, _TWO = 8, 4


def rate_checks(sentence: Sentence) -> Iterator[Check]:
    """A check of every run of rates that follows the number it may be of, in the same sentence."""
    done = -1
    for index in range(1, len(sentence.counts)):
        if index <= done or not _rate(sentence, index):
            continue
        run = [index]
        while run[-1] + 1 < len(sentence.counts) and _rate(sentence, run[-1] + 1):
            run.append(run[-1] + 1)
        done = run[-1]
        together = _complete([sentence.counts[at] for at in run])
        for some in [run] if together else [[at] for at in run]:
            check = _of_two(sentence, some[0]) if len(some) == 1 else None
            check = check or _of_answers(sentence, some[0]) or _judged(sentence, some)
            if check:
                yield check


def _complete(rates: Sequence[Count]) -> bool:
    """Whether rates are the parts of 100 and must be read together."""
    return len(rates) > 1 and sum((rate.exact or Decimal(0) for rate in rates), Decimal(0)) == 100


def _rate(sentence: Sentence, index: int) -> str:
    """The name of the rate that stands at a number, "" where none does."""
    count = sentence.counts[index]
    if count.unit != "%" or count.exact is None:
        return ""
    found = _RATE.search(sentence.gap(index))
    return "" if not found or _NO_SHARE.search(found["name"]) else found["name"]


def _judged(sentence: Sentence, run: Sequence[int]) -> Check | None:
    rates = [sentence.counts[index] for index in run]
    partial = [rate for rate in rates if rate.value not in (Decimal(0), Decimal(100))]
    bases = _bases(sentence, run[0], partial)
    if not partial or not bases or _OF_ITS_OWN.search(sentence.read[bases[0].end : rates[-1].start]):
        return None
    named = _with_numerators(sentence.counts[max(0, run[0] - _LOOK_BACK) : run[0]], bases, partial)
    if named:
        return named
    if len(bases) == 1:
        given = [_numerators(rate, bases[0]) for rate in partial]
        if all(given):
            return _given(bases[0], partial, given)
    if len(bases) > 1:
        return None
    base = bases[0]
    names = [_rate(sentence, index) for index in run]
    sure = all(_OF_ALL.search(name) for name in names)
    note = f"{_printed(partial)}：以“{base.printed}”为基数，"
    note += "没有一个整数能得出（四舍五入、截尾、相差0.1个百分点以内都试过）"
    note += "。" if sure else "；分母可能是实际参评数，不能据此说有错。"
    return _check(False if sure else None, base, partial, note)


def _of_two(sentence: Sentence, index: int) -> Check | None:
    """发放1200份，收回1146份，回收率95.5%: told only where two numbers of one unit before it give the rate."""
    before = [count for count in sentence.counts[max(0, index - _TWO) : index] if count.exact]
    for part in reversed(before):
        for base in before:
            if base.start < part.start and _gives((part,), (base,), sentence.counts[index]):
                return _reckoned((part,), (base,), sentence.counts[index])
    return None


def _of_answers(sentence: Sentence, index: int) -> Check | None:
    """满意191件、基本满意8件、不满意1件，满意率95.5%: told only where the answers listed give the rate."""
    answers: list[Count] = []
    for count in reversed(sentence.counts[max(0, index - 4) : index]):
        if not _ANSWER.search(sentence.before(count, 12)) or (answers and count.unit != answers[0].unit):
            break
        answers.insert(0, count)
    if len(answers) < 2 or any(count.exact is None for count in answers):
        return None
    some = (answers[:length] for length in range(1, len(answers)))
    given = next((parts for parts in some if _gives(parts, answers, sentence.counts[index])), None)
    return _reckoned(given, answers, sentence.counts[index]) if given else None


def _gives(parts: Sequence[Count], base: Sequence[Count], rate: Count) -> bool:
    whole = sum((count.exact or Decimal(0) for count in base), Decimal(0))
    part = sum((count.exact or Decimal(0) for count in parts), Decimal(0))
    alike = len({count.unit for count in (*parts, *base)}) == 1 and parts[0].kind is not CountKind.PERCENTAGE
    return alike and whole > part > 0 and "四舍五入" in readings(percentage_of(part, whole), rate)


def _reckoned(parts: Sequence[Count], base: Sequence[Count], rate: Count) -> Check:
    said = f"{_printed(parts)}{'共' if len(parts) > 1 else ''}占{_printed(base)}{'之和' if len(base) > 1 else ''}"
    note = f"{said}的“{rate.printed}”，四舍五入相符。"
    members = dict.fromkeys((one.start, one.end) for one in (rate, *base, *parts))
    return Check(CheckKind.PERCENTAGE, True, note, tuple(members))


def _with_numerators(before: Sequence[Count], bases: Sequence[Count], rates: Sequence[Count]) -> Check | None:
    """The base whose part is printed between it and the rate (收案1803件，结案894件，结案率49.58%)."""
    for base in bases:
        between = {
            count.exact
            for count in before
            if base.end <= count.start and count.kind is CountKind.COUNT and count.exact is not None
        }
        given = [
            {part: ways for part, ways in _numerators(rate, base).items() if "四舍五入" in ways and part in between}
            for rate in rates
        ]
        if all(given):
            return _given(base, rates, given)
    return None


def _bases(sentence: Sentence, first: int, rates: Sequence[Count]) -> list[Count]:
    """Whole counts before the rates, nearest first, small enough for a rate to say something about them."""
    found: list[Count] = []
    for at in range(first - 1, max(-1, first - 1 - _LOOK_BACK), -1):
        count = sentence.counts[at]
        if count.kind is not CountKind.COUNT or count.unit not in _MATTERS or count.exact is None or count.slack:
            continue
        found.append(count)
    finest = min((rate.step for rate in rates), default=Decimal(1))
    return [count for count in found if 10 <= (count.exact or 0) < 100 / finest]


_Given = dict[int, tuple[str, ...]]


def _numerators(rate: Count, base: Count) -> _Given:
    """The whole numbers of the base whose share comes within 0.1 point, with the ways that give it exactly."""
    whole, printed = base.exact or Decimal(1), rate.exact or Decimal(0)
    middle = int((printed * whole / 100).to_integral_value(ROUND_FLOOR))
    given: _Given = {}
    for part in (middle - 1, middle, middle + 1, middle + 2):
        if not 0 <= part <= whole:
            continue
        true = percentage_of(Decimal(part), whole)
        ways = readings(true, rate)
        if ways or abs(true - printed) <= Decimal("0.1"):
            given[part] = ways
    return dict(sorted(given.items(), key=lambda one: "四舍五入" not in one[1]))


def _given(base: Count, rates: Sequence[Count], given: Sequence[_Given]) -> Check:
    whole = int(base.exact or 0)
    completing = _complete(rates)
    rounded = [[part for part, ways in one.items() if "四舍五入" in ways] for one in given]
    if all(rounded) and (not completing or sum(one[0] for one in rounded) == whole):
        said = "、".join(f"{one[0]}{base.unit}得“{rate.printed}”" for one, rate in zip(rounded, rates, strict=True))
        return _check(True, base, rates, f"以“{base.printed}”为基数，{said}，四舍五入相符。")
    said = "；".join(_reading(one, rate, base.unit, completing) for one, rate in zip(given, rates, strict=True))
    all_of = "都由四舍五入得出" if completing else "由四舍五入得出"
    note = f"以“{base.printed}”为基数，没有整数能使{_printed(rates)}{all_of}；可能的读法：{said}。"
    return _check(None, base, rates, note)


def _reading(given: _Given, rate: Count, unit: str, completing: bool) -> str:
    part, ways = max(given.items(), key=lambda one: len(one[1]))
    way = "或".join(ways) or ("由其余各项凑成100%" if completing else "相差不到0.1个百分点")
    return f"“{rate.printed}”为{part}{unit}{way}"


def _printed(rates: Sequence[Count]) -> str:
    return "、".join(f"“{rate.printed}”" for rate in rates)


def _check(holds: bool | None, base: Count, rates: Sequence[Count], note: str) -> Check:
    members = (*((rate.start, rate.end) for rate in rates), (base.start, base.end))
    return Check(CheckKind.PERCENTAGE, holds, note, members)
