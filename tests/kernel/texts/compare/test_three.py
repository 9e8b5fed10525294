"""Three versions side by side: held together by the middle one, nothing lost, nothing twice."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.compare import ThreeVersions, compare, compare_three, plain, plain_three
from lianxi.kernel.texts.compare.words import comparable

PURPOSE = "第{}条　为了规范示例管理，根据《示例法》，制定本条例。\n"
BODY = "第{}条　市、县人民政府应当加强对示例工作的领导，将所需经费列入本级预算，建立协调机制。\n"
TERM = "第{}条　主管部门应当自收到申请之日起{}个工作日内作出决定，并告知申请人。\n"
FINE = "第{}条　违反本条例规定，擅自占用示例设施的，由主管部门责令限期改正，处五百元以上二千元以下罚款。\n"
BOARD = "第{}条　乡镇人民政府、街道办事处协助做好本辖区内示例工作的宣传、巡查和纠纷调解。\n"
TITLE = "示例市示例条例\n\n"

ORIGINAL = TITLE + PURPOSE.format("一") + BODY.format("二") + TERM.format("三", "二十") + FINE.format("四")
CURRENT = TITLE + PURPOSE.format("一") + TERM.format("二", "十五") + FINE.format("三") + BOARD.format("四")
PROPOSED = TITLE + PURPOSE.format("一") + FINE.format("二") + TERM.format("三", "十") + BOARD.format("四")
NUMBERS = "一二三四五六七八"


def keys(versions: ThreeVersions) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([unit.key for unit in side] for side in (row.original, row.current, row.proposed))  # type: ignore[misc]
        for row in versions.rows
        if row.is_provision
    ]


def test_rows_are_connected_through_the_text_in_the_middle() -> None:
    assert keys(compare_three(ORIGINAL, CURRENT, PROPOSED)) == [
        (["1"], ["1"], ["1"]),
        (["4"], ["3"], ["2"]),
        (["2"], [], []),
        (["3"], ["2"], ["3"]),
        ([], ["4"], ["4"]),
    ]


def test_each_step_says_what_happened_in_it() -> None:
    rows = [row for row in compare_three(ORIGINAL, CURRENT, PROPOSED).rows if row.is_provision]
    assert [row.labels for row in rows][::2] == [("未变", "未变"), ("删去", ""), ("新增", "未变")]
    assert rows[3].labels[0] == "修改（条序调整）"
    assert [row.is_changed for row in rows] == [False, False, True, True, True]


def test_what_is_merged_and_then_split_again_stays_in_one_row() -> None:
    merged = TITLE + PURPOSE.format("一") + BODY.format("二").strip() + BOARD.format("")[2:].strip("　")
    apart = TITLE + PURPOSE.format("一") + BODY.format("二") + BOARD.format("三")
    rows = keys(compare_three(apart, merged, apart))
    assert rows[1] == (["2", "3"], ["2"], ["2", "3"])
    assert compare_three(apart, merged, apart).rows[-1].labels == ("合并", "拆分")


def test_what_the_first_step_lost_stands_before_what_followed_it() -> None:
    without = ORIGINAL.replace(BODY.format("二"), "")
    assert keys(compare_three(ORIGINAL, without, without))[1] == (["2"], [], [])
    last = compare_three(ORIGINAL, ORIGINAL.replace(FINE.format("四"), ""), ORIGINAL.replace(FINE.format("四"), ""))
    assert keys(last)[-1] == (["4"], [], [])


def test_a_version_without_numbers_is_held_together_by_its_words() -> None:
    bare = "\n".join(line.partition("　")[2] or line for line in ORIGINAL.splitlines())
    versions = compare_three(bare, ORIGINAL, PROPOSED)
    check(versions, bare, ORIGINAL, PROPOSED)
    assert any(row.original and row.current and row.proposed for row in versions.rows if row.is_provision)


def test_the_switches_hold_in_both_steps() -> None:
    bare = ORIGINAL.replace("市、县人民政府", "市县人民政府")
    assert any(row.is_changed for row in compare_three(ORIGINAL, bare, ORIGINAL).rows)
    alike = compare_three(ORIGINAL, bare, ORIGINAL, ignore_width_and_punctuation=True)
    assert not any(row.is_changed for row in alike.rows)


def test_told_plainly_both_steps_are_what_two_texts_give() -> None:
    told = plain_three(compare_three(ORIGINAL, CURRENT, PROPOSED))
    assert told["first"] == plain(compare(ORIGINAL, CURRENT))
    assert told["second"] == plain(compare(CURRENT, PROPOSED))
    row = next(row for row in told["rows"] if row["original"] == ["3"])  # type: ignore[attr-defined]
    (order,) = row["second_orders"]
    assert next(one for one in told["second"]["pairs"] if one["order"] == order)["new"] == ["3"]  # type: ignore[index]


def check(versions: ThreeVersions, *texts: str) -> None:
    """Every unit of all three texts stands in exactly one row, and nothing but blanks stands in none."""
    columns = (
        [unit for row in versions.rows for unit in row.original],
        [unit for row in versions.rows for unit in row.current],
        [unit for row in versions.rows for unit in row.proposed],
    )
    for text, units in zip(texts, columns, strict=True):
        spans = sorted((unit.start, unit.end) for unit in units)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert "".join(comparable(text[start:end]) for start, end in spans) == comparable(text)
    for step, pairs in ((versions.first, "first"), (versions.second, "second")):
        placed = [pair for row in versions.rows for pair in getattr(row, pairs)]
        assert sorted(map(id, placed)) == sorted(map(id, step.pairs))


bodies = st.lists(st.sampled_from([PURPOSE, BODY, TERM, FINE, BOARD]), min_size=0, max_size=7)


@st.composite
def versions_of_a_text(draw: st.DrawFn) -> str:
    chosen = draw(bodies)
    chance = random.Random(draw(st.integers(0, 9)))
    lines = [one.format(number, chance.choice("五八")) for number, one in zip(NUMBERS, chosen, strict=False)]
    if draw(st.booleans()):
        lines = [line.partition("　")[2] for line in lines]
    if len(lines) > 3 and draw(st.booleans()):
        lines[1:3] = [lines[1].strip() + lines[2].partition("　")[2]]
    return draw(st.sampled_from(["", TITLE, TITLE + "第一章　总则\n"])) + "".join(lines)


@given(versions_of_a_text(), versions_of_a_text(), versions_of_a_text())
@settings(max_examples=150, deadline=None)
def test_every_unit_of_all_three_stands_in_exactly_one_row(original: str, current: str, proposed: str) -> None:
    check(compare_three(original, current, proposed), original, current, proposed)


@given(st.lists(st.text(alphabet="第一二条章　总则\n，。（）甲乙1.", max_size=60), min_size=3, max_size=3))
@settings(max_examples=100, deadline=None)
def test_no_text_is_too_odd_to_be_held_beside_two_others(texts: list[str]) -> None:
    check(compare_three(*texts), *texts)


def test_a_whole_that_others_were_merged_into_leaves_its_former_partner_alone() -> None:
    old = PURPOSE.format("一") + BODY.format("二") + BODY.format("三") + BODY.format("四")
    body, purpose = (one.partition("　")[2] for one in (BODY, PURPOSE))
    new = body + purpose.strip() + body
    placed = [unit.start for pair in compare(old, new).pairs for unit in pair.new]
    assert len(placed) == len(set(placed))
