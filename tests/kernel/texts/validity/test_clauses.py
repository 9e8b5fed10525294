"""What a text says of its own commencement and term."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.validity import StartingEvent, read_validity


def only_commencement(text: str) -> tuple[object, ...]:
    (one,) = read_validity(text).commencements
    return one.day, one.event, one.delay, one.provisions, one.trial


def only_term(text: str) -> tuple[object, ...]:
    (one,) = read_validity(text).terms
    return one.months, one.until, one.trial


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("第二十条　本办法自2024年3月1日起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("第九条　本规定自2024年3月1日起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("第九条　本规定第五条自2024年3月1日起施行。", (date(2024, 3, 1), None, None, ("art_5",), False)),
        ("本条例自二〇二四年一月一日起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本规定自公布之日起施行。", (None, StartingEvent.PUBLISH, None, (), False)),
        ("本通知自印发之日起执行。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本标准自批准之日起执行。", (None, StartingEvent.APPROVE, None, (), False)),
        ("本机制自各方签署之日起生效。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本规定自发布之日起30日后施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("本细则自公布之日起满三十日施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("本办法自2023年5月1日起试行。", (date(2023, 5, 1), None, None, (), True)),
        ("本办法自2024年1月1日零时起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本通告自2024年1月1日8时起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本通告自2024年1月1日23时起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本办法自2024.3.1起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("本办法自2024-03-01起施行。", (date(2024, 3, 1), None, None, (), False)),
        ("本办法自公布之日起 30 日后施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("本办法从2024年1月1日起正式施行。", (date(2024, 1, 1), None, None, (), False)),
        ("第九条　本办法于2024年1月1日起施行。", (date(2024, 1, 1), None, None, (), False)),
        ("本通知自即日起施行。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本通告即日起执行。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本通知自发文之日起施行。", (None, StartingEvent.ISSUE, None, (), False)),
        ("本办法自公布之日起三十日后施行。", (None, StartingEvent.PUBLISH, (30, "day"), (), False)),
        ("第十二条、第十三条自2026年1月1日起施行。", (date(2026, 1, 1), None, None, ("art_12", "art_13"), False)),
    ],
)
def test_a_commencement_is_read_in_every_usual_form(words: str, found: tuple[object, ...]) -> None:
    assert only_commencement(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("本办法自2024年3月1日起施行，有效期5年。", (60, None, False)),
        ("本办法自2024年3月1日起施行，有效期 5 年。", (60, None, False)),
        ("本办法自2024年3月1日起施行，有效期\u00a05\u00a0年。", (60, None, False)),
        ("本办法自2024年3月1日起施行，试行期 6 个月。", (6, None, True)),
        ("本方案自印发之日起实施，有效期暂定为2年。", (24, None, False)),
        ("本通告自发布之日起施行，有效期6个月。", (6, None, False)),
        ("本办法自印发之日起三十日后施行。有效期五年。", (60, None, False)),
        ("本办法自2023年5月1日起试行，试行期两年。", (24, None, True)),
        ("本办法自印发之日起施行，有效期至2028年12月31日。", (None, date(2028, 12, 31), False)),
        ("本办法自2021年3月1日起施行，有效期自2021年3月1日至2026年2月28日。", (None, date(2026, 2, 28), False)),
        ("本规定自2019年10月8日起施行，2024年10月7日失效。", (None, date(2024, 10, 6), False)),
        ("本办法自2024年3月1日起施行，有效期为五年零六个月。", (66, None, False)),
        ("本办法自2024年3月1日起施行，有效期1年6个月。", (18, None, False)),
        ("本办法自2024年3月1日起施行，有效期一年半。", (18, None, False)),
        ("本办法自2024年3月1日起施行，有效期半年。", (6, None, False)),
        ("第八条　本办法自2024年3月1日起施行。\n第九条　有效期五年。", (60, None, False)),
        ("第七条　本办法自2024年3月1日起施行。\n第八条　本办法由示例局解释。\n第九条　有效期五年。", (60, None, False)),
        ("本办法自2024年1月1日起施行，2025年12月31日废止。", (None, date(2025, 12, 30), False)),
        ("本办法自2024年1月1日起施行，自2025年12月31日起废止。", (None, date(2025, 12, 30), False)),
        ("本办法自2024年1月1日起施行，至2025年12月31日废止。", (None, date(2025, 12, 31), False)),
        ("本办法自2024年1月1日起施行，至2025年12月31日失效。", (None, date(2025, 12, 31), False)),
        ("本办法自2024年1月1日起施行，有效期至2026年1月1日零时。", (None, date(2025, 12, 31), False)),
        ("本办法有效期延长至2030年12月31日。", (None, date(2030, 12, 31), False)),
    ],
)
def test_a_term_is_read_in_every_usual_form(words: str, found: tuple[object, ...]) -> None:
    assert only_term(words) == found


@pytest.mark.parametrize(
    "words",
    [
        "取得资格证书的，证书有效期三年，期满前三十日内申请延续。",
        "许可证有效期为五年。",
        "《示例市示例办法》（示府规〔2019〕5号）有效期延长至2026年12月31日。",
        "申请人自收到决定之日起60日内可以申请复议。",
        "根据《示例条例》自2020年1月1日起施行的规定，制定本办法。",
        "当事人于2020年1月1日实施的行为，依照本办法处理。",
        "本办法施行五年后，由示例局评估。",
    ],
)
def test_what_speaks_of_something_else_is_neither(words: str) -> None:
    found = read_validity(words)
    assert not found.commencements
    assert not found.terms


@pytest.mark.parametrize(
    "words",
    [
        "本办法自2024年1月1日起施行，原《示例办法》自2024年1月1日起废止。",
        "本办法自2024年1月1日起施行，《示例办法》2024年1月1日废止。",
        "本办法自2024年1月1日起施行，旧的办法于2024年1月1日废止。",
        "本办法自2024年1月1日起施行，《示例办法》同时废止。",
        "本办法（含附件，2025年1月1日废止的除外）自2024年1月1日起施行。",
    ],
)
def test_what_it_repeals_is_no_end_of_its_own(words: str) -> None:
    found = read_validity(words)
    assert [one.day for one in found.commencements] == [date(2024, 1, 1)]
    assert not found.terms
    assert not found.doubts


@pytest.mark.parametrize(
    "words",
    [
        "有效期5年零10天",
        "有效期五年零六月",
        "有效期三至五年",
        "有效期为3年以上",
        "有效期90日",
        "有效期一百二年",
        "有效期999年",
        "有效期另行规定",
        "有效期至2028年底",
        "试行期视情况确定",
        "本办法的有效期与上级的办法相同",
    ],
)
def test_a_term_that_was_not_read_is_a_doubt(words: str) -> None:
    found = read_validity(f"第九条　本办法自2024年3月1日起施行，{words}。")
    assert not found.terms
    assert [words in one and "没有读出到哪一天，请核对" in one for one in found.doubts] == [True]


@pytest.mark.parametrize(
    "words",
    [
        "本办法自2024年元旦起施行",
        "本办法自2024年1月1日24时起施行",
        "本办法自公布之次日起施行",
        "本办法自公布之日起一百二日后施行",
        "本办法自公布之日起零日后施行",
        "本办法自公布之日（2024年1月1日）起施行",
        "本办法自下月起执行",
        "本办法经批准后施行",
        "本方案先行试行",
        "本条例的施行日期由示例省人民政府另行规定",
        "现予公布，自2024年元旦起施行",
        "自下月起试行",
    ],
)
def test_a_commencement_that_was_not_read_is_a_doubt(words: str) -> None:
    found = read_validity(f"第九条　{words}。")
    assert not found.commencements
    assert [words in one and "没有读出施行日期，请核对" in one for one in found.doubts] == [True]


def test_of_a_part_a_commencement_that_was_not_read_is_a_doubt_beside_the_one_that_was() -> None:
    assert read_validity("本条例自公布之日起施行。第十二条的施行日期另行规定。").doubts


@pytest.mark.parametrize(
    "words",
    [
        "本办法施行前已经办理的，按照原规定执行。",
        "有关单位依照本办法施行。",
        "申请人应当在本办法规定的有效期内提出。",
        "本办法有效期届满前，由示例局评估。",
        "各单位做好本办法的施行工作。",
        "依照本办法发给的许可证有效期由示例局规定。",
    ],
)
def test_what_only_mentions_either_is_no_doubt(words: str) -> None:
    assert not read_validity(f"第八条　{words}\n第九条　本办法自2024年3月1日起施行，有效期五年。").doubts


def test_a_day_of_lapsing_that_may_still_count_is_a_doubt() -> None:
    (doubt,) = read_validity("本办法自2024年1月1日起施行，2025年12月31日废止。").doubts
    assert "没有写明当日是否还有效" in doubt
    assert not read_validity("本办法自2024年1月1日起施行，自2025年12月31日起废止。").doubts


def test_the_clause_says_where_it_stands() -> None:
    text = "第一条　为了示例，制定本办法。\n第二条　本办法自2024年3月1日起施行，有效期五年。\n"
    found = read_validity(text)
    assert [text[one.start : one.end] for one in found.commencements] == ["本办法自2024年3月1日起施行"]
    assert [text[one.start : one.end] for one in found.terms] == ["有效期五年"]


def test_a_day_that_no_calendar_has_is_a_doubt_and_no_day() -> None:
    found = read_validity("本办法自2021年2月30日起施行。")
    assert found.commencements[0].day is None
    assert "不是日历上的日子" in found.doubts[0]


def test_two_days_for_the_whole_text_are_a_doubt_and_two_days_for_its_parts_are_none() -> None:
    assert read_validity("本条例自2025年7月1日起施行。本条例自2025年8月1日起施行。").doubts
    parts = read_validity("本条例自2025年7月1日起施行。第十二条自2026年1月1日起施行。")
    assert not parts.doubts
    assert [one.provisions for one in parts.commencements] == [(), ("art_12",)]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)), st.integers(1, 30), st.booleans())
def test_every_day_and_every_length_is_read_as_written(day: date, years: int, chinese: bool) -> None:
    length = write_number(years) if chinese else str(years)
    found = read_validity(f"第九条　本办法自{day.year}年{day.month}月{day.day}日起施行，有效期{length}年。")
    assert [one.day for one in found.commencements] == [day]
    assert [one.months for one in found.terms] == [12 * years]


@given(st.integers(0, 30), st.integers(0, 99), st.sampled_from(["", "零", "又"]), st.booleans())
def test_every_length_in_years_and_months_is_read_as_written(
    years: int, months: int, joint: str, chinese: bool
) -> None:
    def said(number: int) -> str:
        return write_number(number) if chinese else str(number)

    length = (f"{said(years)}年" if years else "") + (joint if years and months else "")
    length += f"{said(months)}个月" if months else ""
    found = read_validity(f"第九条　本办法自印发之日起施行，有效期为{length}。")
    assert [one.months for one in found.terms] == ([12 * years + months] if years or months else [])
    assert bool(found.doubts) is not bool(found.terms)


_WORDS = [
    *"本办法自至起从于后满，。；（）《》第三条0123\n ",
    *("施行", "有效期", "试行", "半年", "个月", "即日", "零时", "年", "月", "日", "公布之日", "废止", "失效"),
    *("2024年1月1日", "2024年2月30日", "五", "零", "九九九九九"),
]


@given(st.lists(st.sampled_from(_WORDS), max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    found = read_validity(text)
    for one in (*found.commencements, *found.terms):
        assert 0 <= one.start < one.end <= len(text)
