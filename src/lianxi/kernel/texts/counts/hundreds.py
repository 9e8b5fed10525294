"""Percentages that should make 100 百分构成: 三次产业结构为4.2:37.1:58.7, 分别占20%、30%、50%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lianxi.kernel.texts.counts.amounts import shown
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count
from lianxi.kernel.texts.counts.sentences import Sentence, separator

_NUMBER = r"\d{1,3}(?:[.．]\d{1,3})?"
_RATIO = re.compile(rf"(?<![\d.:]){_NUMBER}(?:\s?[:∶]\s?{_NUMBER}){{2,5}}(?![\d.:])")
_STRUCTURE = re.compile("产业(?:结构|比|比例|比重)?|结构比?|构成|比例|比重|占比")
_SHARED = re.compile("占|比重|比例|结构|构成")


def structure_checks(read: str) -> Iterator[Check]:
    """A check of every ratio of three and more numbers that are shares of 100."""
    for found in _RATIO.finditer(read):
        parts = [Decimal(part.strip().replace("．", ".")) for part in re.split("[:∶]", found[0])]
        said = _STRUCTURE.findall(read[max(0, found.start() - 30) : found.start()])
        if not said or not Decimal(90) < sum(parts) < Decimal(110):
            continue
        step = max(Decimal(1).scaleb(-max(0, -_exponent(part))) for part in parts)
        yield _closing(found, parts, step, industries=any("产业" in word for word in said))


def completing_checks(sentence: Sentence) -> Iterator[Check]:
    """Runs of percentages that complete 100; those that do not are no whole and say nothing."""
    run: list[Count] = []
    for index, count in enumerate(sentence.counts):
        joined = run and separator(sentence.between(run[-1], count)) == 1 and len(sentence.gap(index)) < 24
        if count.unit != "%" or count.exact is None or not joined:
            yield from _complete(sentence, run)
            run = []
        if count.unit == "%" and count.exact is not None:
            run.append(count)
    yield from _complete(sentence, run)


def _complete(sentence: Sentence, run: list[Count]) -> Iterator[Check]:
    if len(run) < 2 or not _SHARED.search(sentence.before(run[0], 40)):
        return
    total = sum((count.exact or Decimal(0) for count in run), Decimal(0))
    slack = sum((count.step for count in run), Decimal(0)) / 2
    if abs(total - 100) <= slack:
        said = "、".join(f"“{count.printed}”" for count in run)
        note = f"{said}相加为{shown(total)}%，{'正好是' if total == 100 else '四舍五入后即'}100%。"
        yield Check(CheckKind.PERCENTAGE, True, note, tuple((count.start, count.end) for count in run))


def _exponent(part: Decimal) -> int:
    exponent = part.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _closing(found: re.Match[str], parts: list[Decimal], step: Decimal, *, industries: bool) -> Check:
    total = sum(parts, Decimal(0))
    off = abs(total - 100)
    holds = True if off <= step * len(parts) / 2 else False if industries and off > step * len(parts) else None
    word = {True: "四舍五入后即" if off else "正好是", False: "不是", None: "是否应为"}[holds]
    note = f"“{found[0]}”各项相加为{shown(total)}，{word}100{'，文中没有说清' if holds is None else ''}。"
    return Check(CheckKind.PERCENTAGE, holds, note, (found.span(),))
