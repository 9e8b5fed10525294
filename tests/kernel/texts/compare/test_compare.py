"""Alignment of two texts: found whatever the numbers say, doubtful pairs marked."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.compare import amended, article, pairs, printed
from lianxi.kernel.texts.compare import Relation, carry_identities, compare, correspondence, plain

PURPOSE = "第{}条　为了规范示例管理，根据《示例法》，制定本条例。"
TERM = "第{}条　主管部门应当自收到申请之日起{}个工作日内作出决定，并告知申请人。"
FINE = "第{}条　违反本条例规定，擅自占用示例设施的，由主管部门责令限期改正，处五百元以上二千元以下罚款。"
BODY = "第{}条　市、县人民政府应当加强对示例工作的领导，将所需经费列入本级预算，建立协调机制。"
BOARD = "第{}条　乡镇人民政府、街道办事处协助做好本辖区内示例工作的宣传、巡查和纠纷调解。"
START = "第{}条　本条例自2026年10月1日起施行。"


def text(*articles: str) -> str:
    return "示例市示例条例\n\n" + "\n".join(articles) + "\n"


OLD = text(
    PURPOSE.format("一"),
    BODY.format("二"),
    BOARD.format("三"),
    TERM.format("四", "二十"),
    FINE.format("五"),
    START.format("六"),
)


def relations(old: str, new: str, **switches: bool) -> list[tuple[str, str, str, bool]]:
    return [
        (
            "+".join(unit.key for unit in pair.old),
            "+".join(unit.key for unit in pair.new),
            pair.relation,
            pair.suggested,
        )
        for pair in compare(old, new, **switches).provisions
    ]


def test_articles_are_paired_by_their_words_and_not_by_their_numbers() -> None:
    new = text(
        PURPOSE.format("一"),
        "第二条　本条例所称示例，是指为说明用途而虚构的事物，不包括任何真实存在的单位和个人。",
        BODY.format("三"),
        TERM.format("四", "十"),
        FINE.format("五"),
        START.format("六"),
    )
    assert relations(OLD, new) == [
        ("1", "1", "same", False),
        ("", "2", "inserted", False),
        ("2", "3", "same", False),
        ("3", "", "deleted", False),
        ("4", "4", "edited", False),
        ("5", "5", "same", False),
        ("6", "6", "same", False),
    ]


def test_merged_split_and_moved_articles_are_told() -> None:
    new = text(
        PURPOSE.format("一"),
        FINE.format("二"),
        BODY.format("三") + BOARD.format("")[2:].strip("　"),
        TERM.format("四", "二十"),
        START.format("五"),
    )
    assert relations(OLD, new)[1:4] == [
        ("5", "2", "moved", False),
        ("2+3", "3", "merged", False),
        ("4", "4", "same", False),
    ]
    assert [row[2] for row in relations(new, OLD)].count("split") == 1


def test_an_article_said_anew_between_known_neighbours_is_only_suggested() -> None:
    new = OLD.replace(BOARD.format("三")[4:], "基层组织发现问题后及时报告，由上级派员到场核实。")
    assert relations(OLD, new)[2] == ("3", "3", "edited", True)
    assert correspondence(compare(OLD, new))[2].label == "疑似改写，待确认"


def test_switches_pass_over_punctuation_and_renumbering() -> None:
    new = OLD.replace("市、县人民政府", "市县人民政府").replace("第一条", "第一条　宗旨条款。\n第二条", 1)
    shifted = text(
        PURPOSE.format("一"), "第二条　新增加的一条，说的是完全不同的另一件事情，和别的各条都不相同。",
        BODY.format("三"), FINE.format("四").replace("违反本条例", "违反本条例第三条"),
    )  # fmt: skip
    before = text(PURPOSE.format("一"), BODY.format("二"), FINE.format("三").replace("违反本条例", "违反本条例第二条"))
    assert relations(before, shifted)[-1][2] == "edited"
    assert relations(before, shifted, ignore_renumbering=True)[-1][2] == "same"
    assert [row[2] for row in relations(OLD, new)].count("edited") >= 1
    bare = OLD.replace("市、县人民政府", "市县人民政府")
    assert [row[2] for row in relations(OLD, bare)].count("edited") == 1
    assert [row[2] for row in relations(OLD, bare, ignore_width_and_punctuation=True)].count("edited") == 0


def test_identities_stay_with_their_articles() -> None:
    new = text(
        PURPOSE.format("一"),
        START.format("二").replace("起施行", "起施行，由市人民政府负责解释"),
        TERM.format("三", "二十"),
    )
    first = carry_identities(compare(OLD, new), {}, "v2")
    articles = {eid: identity for eid, identity in first.items() if "__" not in eid}
    assert articles == {"art_1": "art_1", "art_2": "art_6", "art_3": "art_4"}
    back = carry_identities(compare(new, OLD), first, "v3")
    assert (back["art_4"], back["art_6"], back["art_5"]) == ("art_4", "art_6", "art_5@v3")


def test_levels_and_plain_paragraphs_are_compared_too() -> None:
    notice = (
        "关于示例工作的通知\n一、加强领导\n（一）建立机制，定期研究示例工作。\n"
        "（二）明确责任，逐级落实。\n二、按时报送\n请于每月五日前报送。\n"
    )
    changed = notice.replace("每月五日", "每月十日").replace("（二）明确责任，逐级落实。\n", "")
    keys = {(old, new, relation) for old, new, relation, _ in relations(notice, changed)}
    assert ("1.2", "", "deleted") in keys
    assert ("2", "2", "edited") in keys
    plain_text = "会议听取了示例工作的报告。\n会议指出，示例工作取得进展。\n会议要求，抓紧整改。\n"
    assert relations(plain_text, plain_text.replace("抓紧整改", "抓紧落实整改"))[-1][2] == "edited"


def test_each_side_of_a_redline_keeps_its_own_line_ends() -> None:
    old = text("第一条　为了示例，制定本条例。\n示例工作由市人民政府负责。")
    shown = plain(compare(old, old.replace("条例。\n示例", "条例。示例是示例。\n示例")))
    (pair,) = shown["pairs"]  # type: ignore[misc]
    assert "条例。\n示例工作" in "".join(words for _, words in pair["old_redline"])  # type: ignore[index]


def test_the_json_names_keys_and_relations() -> None:
    shown = plain(compare(OLD, OLD.replace("二十个", "十个")))
    assert shown["pairs"][3] == {  # type: ignore[index]
        "old": ["4"], "new": ["4"], "relation": "edited", "suggested": False, "label": "修改", "score": 98.5,
        "renumbered": False, "edited": True, "old_eids": ["art_4"], "new_eids": ["art_4"],
        "order": shown["pairs"][3]["order"], "old_numbers": ["第四条"], "new_numbers": ["第四条"],
        "old_text": OLD[OLD.index("第四条") : OLD.index("第五条")],
        "new_text": OLD[OLD.index("第四条") : OLD.index("第五条")].replace("二十个", "十个"),
        "old_redline": [piece for piece in shown["pairs"][3]["redline"] if piece[0] != "inserted"],
        "redline": [["equal", "主管部门应当自收到申请之日起"], ["deleted", "二十个工作日"], ["inserted", "十个工作日"],
                    ["equal", "内作出决定，并告知申请人。\n"]],
    }  # fmt: skip
    assert [pair["old"] for pair in shown["surroundings"]] == [["title"]]  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", [101, 102])
def test_synthetic_revisions_are_aligned(seed: int) -> None:
    chance = random.Random(seed)
    olds, spare = ([article(chance) for _ in range(count)] for count in (300, 40))
    version = amended(chance, olds, spare)
    found, truth = pairs(compare(printed(olds), printed(version.bodies))), version.truth
    assert len(found & truth) >= 0.99 * len(found)
    assert len(found & truth) >= 0.98 * len(truth)


LINES = st.lists(
    st.sampled_from([PURPOSE.format("一"), BODY.format("二"), FINE.format("三"), "一、甲", "（一）乙", "附则", ""])
    | st.text(max_size=12),
    max_size=12,
)


@settings(max_examples=150, deadline=None)
@given(LINES, LINES)
def test_every_unit_of_both_sides_stands_in_exactly_one_pair(before: list[str], after: list[str]) -> None:
    old, new = "\n".join(before), "\n".join(after)
    comparison = compare(old, new)
    for side, said in (("old", old), ("new", new)):
        spans = sorted((unit.start, unit.end) for pair in comparison.pairs for unit in getattr(pair, side))
        assert all(first[1] <= second[0] for first, second in pairwise(spans))
        kept = "".join(said[start:end] for start, end in spans)
        assert "".join(kept.split()) == "".join(said.split())
    for pair in comparison.pairs:
        comparison.redline(pair)
        assert (pair.relation is Relation.INSERTED) == (not pair.old)


@settings(deadline=None)
@given(LINES)
def test_a_text_compared_with_itself_is_the_same_throughout(lines: list[str]) -> None:
    said = "\n".join(lines)
    assert {pair.relation for pair in compare(said, said).pairs} <= {Relation.SAME}
