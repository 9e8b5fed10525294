"""GBK codes used as Unicode numbers, and private-use characters."""

from __future__ import annotations

from lianxi.kernel.texts.damage.code_points import find_code_points


def test_a_gbk_code_is_read_back_as_two_bytes() -> None:
    (found,) = find_code_points("加强监督ꎻ改进工作")
    assert (found.proposal, found.is_sure) == ("；", True)


def test_digits_read_back_as_one_run() -> None:
    (found,) = find_code_points("ꎲꎰꎲꎳ年")
    assert found.proposal == "２０２３"


def test_a_text_in_yi_is_left_to_its_reader() -> None:
    found = list(find_code_points("ꆈꌠꁱꂷꃅꄉ"))
    assert all(not one.is_sure for one in found)


def test_the_private_blank_at_the_beginning_of_a_line_is_an_ideographic_one() -> None:
    first, inside = find_code_points("\ue5e5\ue5e5第一条\ue5e5为了")
    assert (first.proposal, first.is_sure) == ("\u3000\u3000", True)
    assert not inside.is_sure


def test_a_private_character_has_a_proposal_only_where_the_standard_gives_it_a_place() -> None:
    known, unknown = find_code_points("甲\ue815乙\uf8ff丙")
    assert (known.proposal, unknown.proposal) == ("⺁", None)
    assert not known.is_sure
