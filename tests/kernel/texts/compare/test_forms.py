"""Forms of one text: what carries no meaning never changes what is compared, what does always shows."""

from __future__ import annotations

import unicodedata

import pytest

from lianxi.kernel.texts.compare import Change, Relation, compare

TEXT = """示例市示例条例
（2026年3月5日示例市第八届人民代表大会常务委员会第十三次会议通过）
第一章　总　则
第一条　为了规范示例管理（含PDF类），根据《示例法》，制定本条例。
第二章　管　理
第二条　主管部门应当自受理之日起30日内办结；逾期的，处1,500元罚款，加收5%的滞纳金。
第三条　下列事项由主管部门核对：
（一）café等外文；
（二）A-B段[含]、气温-5℃。
第四条　本条例自2026年10月1日起施行。
"""
WIDE = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


def relations(old: str, new: str) -> list[Relation]:
    return [pair.relation for pair in compare(old, new).pairs]


@pytest.mark.parametrize(
    "changed",
    [
        TEXT.translate(WIDE),
        unicodedata.normalize("NFD", TEXT),
        unicodedata.normalize("NFD", TEXT).translate(WIDE),
        TEXT.replace("\n", "\r\n\r\n"),
        TEXT.replace("第二章　管　理\n", "第二章管理"),
        TEXT.replace("）\n第一章", "）第一章"),
        TEXT.replace("第二条", "第\u200e二条").replace("第四条", "\u202a第四\u00ad条"),
        TEXT.replace("10月1日", "10\n月1日").replace("示例法", "示\u2028例法"),
    ],
)
def test_width_white_space_and_composition_change_nothing(changed: str) -> None:
    assert set(relations(TEXT, changed)) == {Relation.SAME}
    assert set(relations(changed, TEXT)) == {Relation.SAME}
    compared = compare(TEXT, changed)
    assert [pair.new[0].key for pair in compared.provisions] == ["1", "2", "3", "4"]
    assert "".join("".join(pair.new[0].text.split()) for pair in compared.pairs) == "".join(changed.split())


def test_a_character_without_width_in_a_number_hides_no_article_of_a_changed_text() -> None:
    changed = TEXT.replace("第二条", "第\u200b二条").replace("30日", "20日").replace("第三条", "\u200e第三条")
    pairs = compare(TEXT, changed).provisions
    assert [pair.relation for pair in pairs] == [Relation.SAME, Relation.EDITED, Relation.SAME, Relation.SAME]
    assert (pairs[1].new[0].number, pairs[1].new[0].text[:4]) == ("第二条", "第\u200b二条")
    assert not pairs[1].renumbered


@pytest.mark.parametrize(("was", "becomes"), [("第四条", "第四條"), ("第四条", "第四条、"), ("第四条", "第4条")])
def test_a_number_printed_otherwise_is_a_change_that_is_shown(was: str, becomes: str) -> None:
    pair = compare(TEXT, TEXT.replace(was, becomes)).provisions[-1]
    assert (pair.relation, pair.renumbered) == (Relation.EDITED, False)
    assert Change.INSERTED in [piece.change for piece in compare(TEXT, TEXT.replace(was, becomes)).redline(pair)]


@pytest.mark.parametrize(
    ("was", "becomes"),
    [("A-B", "A−B"), ("A-B", "А-B"), ("30日", "30曰"), ("《示例法》", "〈示例法〉"), ("5%", "5‰"),
     ("2026年10", "2O26年10"), ("事项", "亊项"), ("会议", "會议"), ("café", "cafe"), ("示例法", "示例法\u0301")],
)  # fmt: skip
def test_a_look_alike_is_a_change(was: str, becomes: str) -> None:
    assert Relation.EDITED in relations(TEXT, TEXT.replace(was, becomes, 1))
