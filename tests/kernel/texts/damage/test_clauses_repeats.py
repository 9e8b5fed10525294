from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.clauses.repeats import find_repeated_clauses
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.structure import read_structure

SAID = "示例市各级机关应当围绕共同关切的重点领域，在制定规章制度方面加强沟通，实现制度联动、监督协同。"
OTHER = "示例市人民代表大会常务委员会应当每年听取一次专项工作报告，并将审议意见送有关机关研究处理。"
ITEM = "联席会议由示例市、示例县人大常委会的主任、副主任组成，办公室设在示例市人大常委会，可以邀请有关人员列席。"


def found(text):
    return list(find_repeated_clauses(Sheet(text, read_structure(text))))


def decision(*clauses):
    numbered = (f"{number}、{clause}" for number, clause in zip("一二三四五六七八九", clauses, strict=False))
    return "示例市关于协同发展的决定\n\n" + "\n\n".join(numbered) + "\n"


def law(*articles):
    numbered = (f"第{number}条　{article}" for number, article in zip("一二三四五六七八九", articles, strict=False))
    return "示例条例\n\n" + "\n".join(numbered) + "\n"


def test_every_copy_is_named_at_its_own_place_and_points_to_the_first_one():
    text = decision(OTHER, SAID, SAID, OTHER, SAID)
    assert [(one.original[:2], one.note[:7]) for one in found(text)] == [
        ("三、", "与前面“二、”"),
        ("四、", "与前面“一、”"),
        ("五、", "与前面“二、”"),
    ]


def test_a_copy_may_be_taken_out_but_never_unseen():
    (one,) = found(law(SAID, SAID))
    assert (one.proposal, one.original, one.is_sure) == ("", f"第二条　{SAID}", False)


def test_a_copy_with_a_few_other_words_is_nearly_the_same():
    (one,) = found(decision(ITEM, OTHER, ITEM.replace("可以邀请", "视情况邀请")))
    assert one.original.startswith("三、")
    assert "几乎相同" in one.note
    assert one.confidence < found(decision(ITEM, ITEM))[0].confidence


def test_a_line_break_does_not_hide_a_copy():
    assert len(found(law(SAID, OTHER, SAID.replace("，在", "，\n在")))) == 1


@pytest.mark.parametrize(
    "text",
    [
        law(OTHER, SAID),
        law("自然人有前款行为的，处五百元以上一千元以下的罚款，并没收违法所得，责令改正。", SAID,
            "自然人有前款行为的，处五百元以上三千元以下的罚款，并没收违法所得，责令改正。"),
        law("有限责任公司股东会由全体股东组成，有限责任公司设经理，由有限责任公司的董事会决定聘任或者解聘。",
            "股份有限公司股东会由全体股东组成，股份有限公司设经理，由股份有限公司的董事会决定聘任或者解聘。"),
        "示例条例\n\n" + "".join(f"第{one}章　甲\n第{one}条　本章没有规定的，适用本法的有关规定。\n" for one in "一二"),
        law("下列行为由市级主管部门处理：\n（一）法律、法规规定的其他情形；\n（二）其他。",
            "县级人民政府及其有关部门对下列情形应当及时处置：\n（一）法律、法规规定的其他情形；\n（二）其他。"),
        "关于修改《示例条例》的决定\n\n一、将第三条修改为：“" + SAID + "”\n二、将第九条修改为：“" + SAID + "”\n",
        decision("责任单位：示例局。", "责任单位：示例局。"),
    ],
    ids=["different", "other amounts", "other subject throughout", "relative", "short points", "amendments", "labels"],
)  # fmt: skip
def test_what_lawfully_resembles_is_no_repeat(text):
    assert found(text) == []


def test_only_siblings_repeat_each_other_among_points():
    point = "（一）建立健全示例制度并向社会公布；\n"
    twice = "（一）建立健全示例制度并向社会公布；\n（二）建立健全示例制度并向社会公布；\n"
    assert found(law(f"甲应当：\n{point}", f"乙可以：\n{point}")) == []
    assert [one.original[:3] for one in found(law(f"甲应当：\n{twice}"))] == ["（二）"]


def test_a_sentence_that_follows_upon_itself_is_named_once():
    text = f"示例新闻标题\n\n{OTHER}为有效推进示例工作机制成果落地。为有效推进示例工作机制成果落地。{SAID}\n"
    assert [one.original for one in found(text)] == ["为有效推进示例工作机制成果落地。"]


def test_a_long_fragment_that_comes_again_in_running_text_is_named_and_a_lead_is_not():
    told = f"示例新闻标题\n\n今年以来，{SAID}{OTHER}\n\n会后，代表们继续讨论。{SAID}{OTHER}\n"
    assert [one.original for one in found(told)] == [SAID + OTHER]
    assert found(f"示例新闻标题\n\n{SAID}\n\n会后，代表们继续讨论。{SAID}\n") == []


def test_a_thousand_copies_are_found_each_once():
    text = "示例条例\n" + "\n".join(f"第{number}条　{SAID}" for number in range(1, 1001))
    assert len(found(text)) == 999
