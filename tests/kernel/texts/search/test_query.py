"""What a typed query asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import Keyword, Query, Where, parse_query, typed_words


def words(text: str) -> tuple[list[list[str]], list[str]]:
    query = parse_query(text)
    return [[one.printed for one in group] for group in query.groups], [one.printed for one in query.none]


@pytest.mark.parametrize(
    ("typed", "groups", "none"),
    [
        ("预算 监督 -审计", [["预算"], ["监督"]], ["审计"]),
        ("预算　监督　－审计", [["预算"], ["监督"]], ["审计"]),
        ("预算|决算 监督", [["预算", "决算"], ["监督"]], []),
        ("“监督 办法” 预算", [["监督 办法"], ["预算"]], []),
        ('"监督 办法"|规定', [["监督 办法", "规定"]], []),
        ("“预算", [["预算"]], []),
        ("预算 预算", [["预算"]], []),
        ("预算||决算|", [["预算", "决算"]], []),
        ("预算，监督", [["预算"], ["监督"]], []),
        ("预算,监督；决算;审计。纪要｡", [["预算"], ["监督"], ["决算"], ["审计"], ["纪要"]], []),
        ("，预算|决算，-审计，", [["预算", "决算"]], ["审计"]),
        ("“预算，监督” 决算", [["预算，监督"], ["决算"]], []),
        ("「预算；监督。」|决算", [["预算；监督。", "决算"]], []),
        ("1,000元 1，000", [["1,000元"], ["1"], ["000"]], []),
        ("预算,1 a,b", [["预算"], ["1"], ["a"], ["b"]], []),
        ("-审计", [], ["审计"]),
        ("", [], []),
    ],
)
def test_blanks_join_bars_choose_and_a_dash_leaves_out(typed: str, groups: list[list[str]], none: list[str]) -> None:
    assert words(typed) == (groups, none)


def test_a_comma_is_kept_within_quotation_marks_and_drops_out_between_words() -> None:
    assert [one.parts for one in parse_query("“预算，监督”").wanted] == [("预算,监督",)]
    assert parse_query("预算，监督") == parse_query("预算 监督")
    assert typed_words("预算，“决算，审计” -监督；“") == ["预算", "“决算，审计”", "-监督"]


def test_a_field_in_front_counts_for_the_whole_group() -> None:
    (group,) = parse_query("标题：预算|决算").groups
    assert [(one.printed, one.where) for one in group] == [("预算", Where.TITLE), ("决算", Where.TITLE)]


def test_each_alternative_may_name_a_field_which_counts_for_those_behind_it() -> None:
    (group,) = parse_query("预算|标题:决算|正文：审计|监督").groups
    assert [(one.printed, one.where) for one in group] == [
        ("预算", Where.ANYWHERE), ("决算", Where.TITLE), ("审计", Where.BODY), ("监督", Where.BODY),
    ]  # fmt: skip


def test_a_keyword_is_normalised_like_the_text() -> None:
    (group,) = parse_query("《預算》法").groups
    assert group == (Keyword("《預算》法", ("预算法",)),)


def test_a_boundary_within_a_keyword_cuts_it() -> None:
    ((keyword,),) = parse_query("“第一条：总则”").groups
    assert keyword.parts == ("第一条", "总则")


@pytest.mark.parametrize(
    "typed", ["！", "，", " ；，。 ", "“，”", "“”", "|", "-“，。”", "预算 、", "“《》”", "-。", "-"]
)
def test_a_keyword_of_marks_alone_is_refused_and_says_what_to_do(typed: str) -> None:
    with pytest.raises(Refused, match=r"没有(可|要)检索的字") as refusal:
        parse_query(typed)
    assert refusal.value.remedy


def test_twenty_keywords_are_taken_and_twenty_one_are_refused() -> None:
    twenty = " ".join(f"词{number}" for number in range(20))
    assert len(parse_query(twenty).groups) == 20
    with pytest.raises(Refused, match="最多 20 个"):
        parse_query(f"{twenty} 再一个")


def test_a_keyword_of_a_hundred_characters_is_taken_and_one_more_is_refused() -> None:
    assert parse_query("字" * 100).groups
    with pytest.raises(Refused, match="最多 100 个"):
        parse_query("字" * 101)


@given(st.text('预算监督审计-－|“”「」" 　:：标题文号a1《》、。，,；;', max_size=40))
def test_the_standard_form_is_read_back_to_the_same_query(typed: str) -> None:
    try:
        query = parse_query(typed)
    except Refused:
        return
    assert parse_query(query.printed()) == query
    assert all(keyword.parts for keyword in (*query.wanted, *query.none))
    assert isinstance(query, Query)
