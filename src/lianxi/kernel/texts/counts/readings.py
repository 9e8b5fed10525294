"""How a printed percentage may come from the true one 百分比的读法: by rounding or by cutting (domain notes 0.7)."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from lianxi.kernel.texts.counts.amounts import rounded
from lianxi.kernel.texts.counts.report import Count


def percentage_of(part: Decimal, base: Decimal) -> Decimal:
    """The share of a part in per cent."""
    return part * 100 / base


def readings(true: Decimal, share: Count) -> tuple[str, ...]:
    """How a printed percentage may come from the true one: by rounding (half up or to even) or by cutting."""
    printed, step = share.value, share.step
    if printed is None:
        return ()
    said = []
    if printed in (rounded(true, step, ROUND_HALF_UP), rounded(true, step, ROUND_HALF_EVEN)):
        said.append("四舍五入")
    if printed == rounded(true, step, ROUND_DOWN):
        said.append("截去尾数")
    return tuple(said)
