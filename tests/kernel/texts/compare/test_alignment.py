"""Alignment where articles resemble one another, move in blocks, are merged, or carry no numbers."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.compare import Relation, compare
from lianxi.kernel.texts.numerals import write_number

DOING = ("擅自占用", "故意损毁", "违规拆除", "非法买卖", "长期闲置", "拒不修复")
THING = ("船舶", "栈道", "温泉", "围栏", "航标", "湿地", "泵站", "古树")
FINES = ("五十元", "一百元", "二百元", "五百元", "一千元", "二千元", "五千元", "一万元")
OTHERS = (
    "市、县人民政府应当加强对示例工作的领导，将所需经费列入本级预算，建立协调机制。",
    "乡镇人民政府、街道办事处协助做好本辖区内示例工作的宣传、巡查和纠纷调解。",
    "主管部门应当建立信用档案，定期公布监测数据，接受社会监督。",
    "鼓励公民、法人和其他组织以捐赠、志愿服务等方式参与示例工作。",
    "行业协会应当制定自律规范，开展培训，反映会员的合理诉求。",
)


def penalty(at: int) -> str:
    doing, thing = DOING[at % len(DOING)], THING[at % len(THING)]
    least, most = FINES[at % 7], FINES[at % 7 + 1]
    return f"违反本条例规定，{doing}{thing}的，由主管部门责令限期改正，处{least}以上{most}以下罚款。"


def printed(*articles: str) -> str:
    numbered = (f"第{write_number(at)}条　{words}" for at, words in enumerate(articles, 1))
    return "示例市示例条例\n\n" + "\n".join(numbered) + "\n"


def relations(old: str, new: str) -> dict[tuple[str, str], Relation]:
    return {
        ("+".join(unit.key for unit in pair.old), "+".join(unit.key for unit in pair.new)): pair.relation
        for pair in compare(old, new).provisions
    }


def test_a_penalty_struck_here_is_not_the_one_put_in_elsewhere() -> None:
    penalties = [penalty(at) for at in range(20)]
    fresh = "违反本条例规定，擅自迁移围栏的，由主管部门责令限期改正，处三千元以上八千元以下罚款。"
    old = printed(OTHERS[0], *penalties, OTHERS[1])
    new = printed(OTHERS[0], *penalties[:3], *penalties[4:17], fresh, *penalties[17:], OTHERS[1])
    found = relations(old, new)
    assert (found["5", ""], found["", "18"]) == (Relation.DELETED, Relation.INSERTED)


@pytest.mark.parametrize("between", ["", "\n"])
def test_three_articles_in_one_are_a_merger_though_two_are_penalties_and_one_is_short(between: str) -> None:
    heavier = "情节严重的，处一千元以上二千元以下罚款；拒不改正的，责令停止使用，由此造成的损失由责任人承担。"
    penalties = [penalty(at) + heavier for at in range(60)]
    short = "标牌的考核评价由主管部门联合检查。"
    old = printed(*penalties[:30], short, *penalties[30:])
    new = printed(*penalties[:29], between.join((penalties[29], short, penalties[30])), *penalties[31:])
    assert relations(old, new)["30+31+32", "30"] is Relation.MERGED


def test_an_edited_article_in_a_chapter_put_elsewhere_is_found_by_its_neighbours() -> None:
    chapter = [*OTHERS[2:], "示例工作应当遵循统筹规划、保护优先、合理利用、公众参与的原则。"]
    rest = [penalty(at) for at in range(12)]
    said_anew = "志愿服务等方式参与示例工作的，主管部门给予表彰；捐赠的财物登记造册，专款专用。"
    old = printed(*OTHERS[:2], *chapter, *rest)
    new = printed(*OTHERS[:2], *rest, chapter[0], said_anew, *chapter[2:])
    pair = next(pair for pair in compare(old, new).provisions if [unit.key for unit in pair.new] == ["16"])
    assert [unit.key for unit in pair.old] == ["4"]
    assert pair.edited


def test_an_enumeration_does_not_hide_the_paragraphs_of_a_text_without_numbers() -> None:
    paragraphs = [*OTHERS, *(penalty(at) for at in range(6))]
    old = "\n".join(paragraphs) + "\n"
    new = "\n".join([*paragraphs[:4], "（一）定期研究；", "（二）逐级落实。", *paragraphs[5:]]) + "\n"
    for before, after in ((old, new), (new, old)):
        compared = compare(before, after)
        assert len([pair for pair in compared.provisions if pair.relation is Relation.SAME]) == 10
        assert not [pair for pair in compared.surroundings if pair.old != () and pair.new == ()]


def test_an_enumeration_in_both_texts_leaves_their_paragraphs_to_be_compared() -> None:
    old = "\n".join([*OTHERS, "（一）定期研究；", "（二）逐级落实。", *(penalty(at) for at in range(6))]) + "\n"
    new = old.replace("接受社会监督", "接受公众监督")
    changed = [pair for pair in compare(old, new).provisions if pair.relation is not Relation.SAME]
    assert [(pair.relation, pair.old[0].key) for pair in changed] == [(Relation.EDITED, "3")]


def test_headings_that_read_alike_go_with_what_stands_under_them() -> None:
    sections = [f"{{}}、抓好落实\n（一）{OTHERS[at]}\n（二）{penalty(at)}\n" for at in range(4)]
    order = (2, 3, 0, 1)

    def notice(chosen: list[str]) -> str:
        return "关于示例工作的通知\n" + "".join(
            section.format(write_number(at)) for at, section in enumerate(chosen, 1)
        )

    found = relations(notice(sections), notice([sections[at] for at in order]))
    assert {(str(at + 1), str(order.index(at) + 1)) for at in range(4)} <= set(found)


def test_articles_beside_a_text_without_numbers_are_compared_line_by_line() -> None:
    old = printed(*OTHERS)
    new = "\n".join(OTHERS) + "\n"
    provisions = [pair for pair in compare(old, new).provisions if pair.old and pair.new]
    assert [(pair.old[0].text.partition("\u3000")[2], pair.new[0].text) for pair in provisions] == [
        (f"{words}\n", f"{words}\n") for words in OTHERS
    ]
