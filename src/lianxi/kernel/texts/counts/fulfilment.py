"""A number said to be x% of another one printed with it 占比与完成率: 完成24627万元，完成预算数60999万元的40.4%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from lianxi.kernel.texts.counts.amounts import rounded, shown
from lianxi.kernel.texts.counts.readings import percentage_of, readings
from lianxi.kernel.texts.counts.report import Check, CheckKind, Count
from lianxi.kernel.texts.counts.sentences import Sentence

_OF = re.compile(r"[，,、]?(?:仅|只|已)?(?:占|完成|为|达到?|是)[^，,、。;；:\d]{0,12}")
_SHARE = re.compile(r"(?:总数|总额|总量)?的(?:比例|比重)?(?:为|达)?\s*")
_NEAR = Decimal("0.1")


def fulfilment_checks(sentence: Sentence) -> Iterator[Check]:
    """A check of every A，占 B 的x%, where both numbers have one unit."""
    for part, whole, share in zip(sentence.counts, sentence.counts[1:], sentence.counts[2:], strict=False):
        if share.unit != "%" or part.unit != whole.unit or not part.unit or whole.unit == "%":
            continue
        if part.exact is None or not whole.exact or share.exact is None:
            continue
        of, words = sentence.read[part.end : whole.start], sentence.read[whole.end : share.start]
        if len(of) < 20 and _OF.fullmatch(of) and len(words) < 8 and _SHARE.fullmatch(words):
            yield _judged(part, whole, share)


def _judged(part: Count, whole: Count, share: Count) -> Check:
    true = percentage_of(part.exact or Decimal(0), whole.exact or Decimal(1))
    room = (part.slack + whole.slack * true / 100) * 100 / (whole.exact or Decimal(1))
    ways, off = readings(true, share), abs(true - (share.exact or Decimal(0)))
    note = f"“{part.printed}”为“{whole.printed}”的{shown(rounded(true, Decimal('0.001')))}%，文中写“{share.printed}”"
    members = tuple((one.start, one.end) for one in (share, part, whole))
    if "四舍五入" in ways or (room and off <= room + share.step / 2):
        return Check(CheckKind.PERCENTAGE, True, f"{note}，四舍五入相符。", members)
    if ways or off <= _NEAR:
        way = "截去尾数才相符" if ways else "相差不到0.1个百分点"
        return Check(CheckKind.PERCENTAGE, None, f"{note}：四舍五入不是这个数，{way}。", members)
    return Check(CheckKind.PERCENTAGE, False, f"{note}，不相符。", members)
