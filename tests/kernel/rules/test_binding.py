"""A version is held against its original clause by clause; whatever does not fit is named, and its rules are 待核."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.binding import Binding, BindingState, bind, plain_rows
from lianxi.kernel.rules.clauses import Clause, ClauseStatus, Rule
from lianxi.kernel.texts.outline import Item
from tests.kernel.rules.small_world import version

ROTATION, WINDOW = "rotation", "window.1"
SECOND = "会议每年一次，由甲乙丙轮流承办，一般安排在９月 中旬。"
ITEMS = (Item("一", 3, "示例的宗旨在于示例。"), Item("二", 5, SECOND), Item("三", 7, "经费由承办方承担，也可以分担。"))
CONFIRMED = {item.number: item.fingerprint for item in ITEMS}


def world(*more: Clause, words: tuple[str, ...] = ("轮流承办",), window: tuple[str, ...] = ("9月中旬",)):
    """A version whose two rules stand in clause 二."""
    made = version("甲乙丙")
    rotation, season = made.rules
    return replace(
        made,
        clauses=(Clause("一", "宗旨"), Clause("二", "轮流承办"), Clause("三", "经费"), *more),
        rules=(replace(rotation, must_contain=words), replace(season, must_contain=window)),
    )


def with_text(number: str, text: str) -> tuple[Item, ...]:
    return tuple(replace(item, text=text) if item.number == number else item for item in ITEMS)


def states(binding: Binding) -> dict[str, str]:
    return {one.number: one.state.value for one in binding.clauses}


def reasons(binding: Binding, rules: tuple[Rule, ...]) -> dict[str, str]:
    return {rule.key: binding.needs_check(rule) for rule in rules}


def test_clauses_that_exist_and_contain_their_words_are_bound_and_no_rule_needs_a_check() -> None:
    binding = bind(world(), ITEMS, {})
    assert states(binding) == {"一": "found", "二": "found", "三": "found"}
    assert reasons(binding, world().rules) == {ROTATION: "", WINDOW: ""}
    assert (binding.failed, binding.changed, binding.remarkable) == ((), (), ())
    assert binding.of("二").line == 5


def test_a_missing_clause_is_named_and_its_rules_need_a_check() -> None:
    binding = bind(world(), (ITEMS[0], ITEMS[2]), CONFIRMED)
    assert states(binding)["二"] == "missing"
    assert (binding.of("二").line, binding.of("二").text) == (None, "")
    assert reasons(binding, world().rules) == {ROTATION: "原文中没有二。", WINDOW: "原文中没有二。"}


def test_words_that_lack_are_named_and_only_the_rule_that_asks_for_them_needs_a_check() -> None:
    binding = bind(world(), with_text("二", SECOND.replace("中旬", "下旬")), {})
    assert states(binding)["二"] == "lacks_words"
    assert binding.of("二").words == ("9月中旬",)
    assert binding.of("二").why == "原文第5行没有写“9月中旬”。"
    assert reasons(binding, world().rules) == {ROTATION: "", WINDOW: "原文二没有写“9月中旬”。"}


def test_an_item_that_no_longer_reads_as_confirmed_makes_all_its_rules_need_a_check() -> None:
    binding = bind(world(), with_text("二", SECOND.replace("甲乙丙", "乙甲丙")), CONFIRMED)
    assert states(binding) == {"一": "found", "二": "changed", "三": "found"}
    assert set(reasons(binding, world().rules).values()) == {"原文二的文字有变动，尚未确认。"}
    assert [one.number for one in binding.changed] == ["二"]


def test_lacking_words_and_a_change_are_both_kept() -> None:
    binding = bind(world(), with_text("二", "会议由甲乙丙轮流承办。"), CONFIRMED)
    assert (binding.of("二").state, binding.of("二").changed) == (BindingState.LACKS_WORDS, True)
    assert all(reasons(binding, world().rules).values())


def test_confirmed_anew_a_changed_item_is_bound_again() -> None:
    items = with_text("二", SECOND.replace("甲乙丙", "乙甲丙"))
    assert states(bind(world(), items, CONFIRMED | {"二": items[1].fingerprint}))["二"] == "found"


@pytest.mark.parametrize("text", [SECOND.replace("９", "9"), "\n".join(SECOND), SECOND.replace("，", ",")])
def test_widths_spaces_and_breaks_are_no_change(text: str) -> None:
    assert states(bind(world(), with_text("二", text), CONFIRMED))["二"] == "found"


REPEATED = Clause("四", "又写一遍", ClauseStatus.REPEATED, "二")


@pytest.mark.parametrize(
    ("clause", "text", "state", "expected", "said"),
    [
        (REPEATED, SECOND, "repeated", True, "与二重复；要义已标出"),
        (REPEATED, SECOND.replace("一般", "一般都"), "repeated", True, "与二重复；要义已标出"),
        (replace(REPEATED, repeats="一"), SECOND, "repeated", False, "与二重复；要义标为与一重复"),
        (Clause("四", "没有标"), SECOND, "repeated", False, "要义没有标为重复"),
        (REPEATED, "另外的一件事。", "found", False, "原文并不相同"),
        (Clause("四", "误植", ClauseStatus.STRAY), "另外的一件事。", "stray", True, "要义标为误植"),
        (None, "另外的一件事。", "unlisted", False, "条款要义中没有这一条"),
        (None, SECOND, "repeated", False, "与二重复；条款要义中没有这一条"),
    ],
)
def test_repeated_and_stray_items_are_named_and_no_rule_needs_a_check(
    clause: Clause | None, text: str, state: str, expected: bool, said: str
) -> None:
    made = world(*([clause] if clause else []))
    binding = bind(made, (*ITEMS, Item("四", 9, text)), {})
    one = binding.of("四")
    assert (one.state.value, one.expected) == (state, expected)
    assert said in one.why
    assert not any(reasons(binding, made.rules).values())
    assert (one in binding.remarkable) == (state != "found" or not expected)


def test_a_repeated_clause_that_is_gone_is_missing() -> None:
    assert states(bind(world(REPEATED), ITEMS, {}))["四"] == "missing"


def test_a_rule_whose_clause_neither_side_has_needs_a_check() -> None:
    made = world()
    rule = replace(made.rules[0], clause="九")
    assert bind(made, ITEMS, {}).needs_check(rule) == "原文中没有九。"


def test_a_version_without_clauses_names_every_item_as_not_listed() -> None:
    assert set(states(bind(version("甲乙丙", known=False), ITEMS, {})).values()) == {"unlisted"}


def test_plain_rows_carry_number_state_words_line_and_why() -> None:
    row = list(plain_rows(bind(world(words=("抽签",)), ITEMS, {})))[1]
    assert row == {
        "number": "二",
        "state": "lacks_words",
        "words": ["抽签"],
        "line": 5,
        "why": "原文第5行没有写“抽签”。",
    }


def test_every_state_has_a_chinese_name() -> None:
    assert all(state.label for state in BindingState)


@given(st.lists(st.sampled_from("一二三四五"), unique=True), st.text(alphabet="轮流承办9月中旬甲乙", max_size=30))
def test_a_rule_needs_no_check_exactly_where_its_clause_stands_with_its_words_unchanged(
    there: list[str], text: str
) -> None:
    items = tuple(Item(number, n, text) for n, number in enumerate(there, start=1))
    made = world()
    binding = bind(made, items, {})
    for rule in made.rules:
        fits = rule.clause in there and all(word in text for word in rule.must_contain)
        assert (binding.needs_check(rule) == "") == fits
    assert {one.number for one in binding.clauses} == {"一", "二", "三", *there}
