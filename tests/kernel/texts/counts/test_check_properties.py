"""What always holds of checks: figures that agree are never called wrong, whatever they are."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from lianxi.kernel.texts.counts import CheckKind, plain, read_counts

NUMBERS = st.integers(1, 10**6)
PARTS = st.lists(NUMBERS, min_size=3, max_size=8)
STEPS = st.sampled_from([Decimal("1"), Decimal("0.1"), Decimal("0.01")])
HUGE = st.sampled_from(["0", "0.0", "999999999999999.999999", "57158543498420", "3996.33968", "一千", "零", "1,234"])
SCALES = st.sampled_from(["", "万", "亿", "万亿"])


def holds(text: str, kind: CheckKind) -> list[bool | None]:
    return [check.holds for check in read_counts(text).checks if check.kind is kind]


@given(PARTS)
def test_parts_that_make_the_whole_hold(parts):
    listed = "、".join(f"某类{part}件" for part in parts)
    for text in (f"共收到{sum(parts)}件，其中{listed}。", f"{listed}，合计{sum(parts)}件。"):
        assert holds(text, CheckKind.SUM) == [True]


@given(PARTS, st.integers(1, 1000))
def test_a_total_that_is_off_is_wrong_and_fewer_parts_than_the_whole_are_open(parts, off):
    listed = "、".join(f"某类{part}件" for part in parts)
    assert holds(f"{listed}，合计{sum(parts) + off}件。", CheckKind.SUM) == [False]
    assert holds(f"共收到{sum(parts) + off}件，其中{listed}。", CheckKind.SUM) == [None]


@given(NUMBERS, NUMBERS, STEPS)
def test_a_rounded_percentage_holds_and_a_cut_one_is_never_wrong(part, rest, step):
    true = Decimal(part) * 100 / (part + rest)
    rounded, cut = true.quantize(step, ROUND_HALF_UP), true.quantize(step, ROUND_DOWN)
    assert holds(f"建议{part + rest}件，其中财经{part}件，占总数的{rounded}%。", CheckKind.PERCENTAGE) == [True]
    assert False not in holds(f"建议{part + rest}件，其中财经{part}件，占总数的{cut}%。", CheckKind.PERCENTAGE)


@given(st.integers(2, 900), st.data())
def test_a_rate_that_some_number_of_the_base_gives_is_never_wrong(base, data):
    part = data.draw(st.integers(0, base))
    rate = (Decimal(part) * 100 / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert False not in holds(f"办理建议{base}件，办结率{rate}%。", CheckKind.PERCENTAGE)


@given(NUMBERS, NUMBERS, STEPS)
def test_a_rounded_growth_holds(first, last, step):
    assume(first != last)
    growth = abs((Decimal(last) / first - 1) * 100).quantize(step, ROUND_HALF_UP)
    way = "增长" if last > first else "下降"
    assert holds(f"受理量由{first}件{way}到{last}件，{way}{growth}%。", CheckKind.GROWTH) == [True]


@given(HUGE, SCALES, HUGE, SCALES, HUGE)
def test_numbers_beyond_all_measure_are_checked_without_a_stumble(first, scale, last, other, rate):
    for text in (
        f"由{first}{scale}件增加到{last}{other}件，增长{rate}%。",
        f"由2015年的{first}{scale}件增加到2020年的{last}{other}件，年均增长{rate}%。",
        f"由{first}{scale}件增加到{last}{other}件，是2015年的{rate}倍。",
        f"{first}{scale}件，其中{last}{other}件，占{rate}%；{first}件，占{rate}%。",
        f"{first}{scale}件，满意率{rate}%、基本满意率{rate}%。",
    ):
        plain(read_counts(text))
