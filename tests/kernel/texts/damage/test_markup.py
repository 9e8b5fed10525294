"""Entities, tags and scripts of a page."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.markup import find_markup


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("以下简称&ldquo;条例", "&ldquo;", "“"),
        ("施行&#12290;附则", "&#12290;", "。"),
        ("甲&#xff0c;乙", "&#xff0c;", "，"),
    ],
)
def test_an_entity_is_surely_read(text: str, original: str, proposal: str) -> None:
    (found,) = find_markup(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, True)


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("重要&nbsp;举措", "&nbsp;", ""),
        ("养老&#160;服务", "&#160;", ""),
        ("通过&amp;nbsp;&nbsp;公布", "&amp;nbsp;&nbsp;", ""),
        ("附件&emsp;3", "&emsp;", " "),
        ("第一条&nbsp;&nbsp;为了", "&nbsp;&nbsp;", "\u3000"),
        ("Zhang&nbsp;San", "&nbsp;", " "),
        ("加强&nbsp;&ldquo;四好", "&nbsp;&ldquo;", "“"),
    ],
)
def test_an_entity_for_a_blank_is_never_surely_read(text: str, original: str, proposal: str) -> None:
    (found,) = find_markup(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize(
    ("text", "original", "proposal"),
    [
        ("第一条<br/>为了", "<br/>", "\n"),
        ("第一条BR>为了", "BR>", "\n"),
        ("审议<span style='x'>通过", "<span style='x'>", ""),
        ("正文 var a = 1; 完", "var a = 1;", ""),
    ],
)
def test_a_tag_or_script_is_taken_out_after_a_look(text: str, original: str, proposal: str) -> None:
    (found,) = find_markup(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, False)


@pytest.mark.parametrize("text", ["甲 < 乙 > 丙", "R&D投入", "http://示例.cn/a?b=1&copy=2", "收入>支出", "A&B公司；"])
def test_signs_of_comparison_and_firms_are_no_markup(text: str) -> None:
    assert list(find_markup(text)) == []
