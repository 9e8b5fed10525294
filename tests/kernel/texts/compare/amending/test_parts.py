"""Titles, headings, contents, attachments, sentences, places of several kinds: what a careful clerk would carry out."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.compare.amending import Amended, apply, of_text, read_instructions
from tests.kernel.texts.compare.amending.regulation import OLD


def amended(said: str) -> Amended:
    return apply(read_instructions(said), OLD)


def words(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize(
    ("said", "there", "gone"),
    [
        ("将名称修改为《示例市新条例》。", "示例市新条例（2015年", "示例市示例条例"),
        ("第三章章名修改为“法律责任”。", "第三章法律责任第六条", "第三章责任"),
        ("第二章第一节的节名修改为：“第一节　规划编制”。", "第一节规划编制第三条", "第一节规划第三条"),
        ("附件一中的“三成”修改为“四成”。", "甲类不低于四成", "三成"),
        ("附件一修改为：“甲类、乙类不低于四成。”", "附件一指标甲类、乙类不低于四成。附件二", "三成"),
        ("删去附件一。附件二改为附件一。", "附件一名录榕树", "附件二"),
        ("增加一个附件，作为附件三：“流程图。”", "榕树。附件三流程图", "附件四"),
        ("第四条增加一句，作为第二句：“施工期间应当围挡。”", "布局。施工期间应当围挡。开工前", "二句"),
        ("删去第四条第二句。", "第二项的布局。第五条", "公示"),
        ("在第二条第二款末尾增加“并报告。”", "县建设部门协助。并报告。", "末尾"),
        ("第二条第二款后增加一款：“镇协助。”", "县建设部门协助。镇协助。第二章", "增加"),
        ("第三条第一款第二项修改为：“布局和配套”。", "（二）布局和配套；（三）", "（二）布局；"),
        ("第三条第一款增加一项，作为第三项：“投资”。", "（三）投资；（四）其他内容。", "（三）其他"),
        ("将第二条第一款中的“市建设部门”和第二款中的“县建设部门”修改为“住建部门”。",
         "第二条住建部门负责示例工作。住建部门协助。", "县建设部门"),
        ("除第七条外，将其他条款中的“建设部门”修改为“住建部门”。", "第七条建设部门违反", "第二条市建设部门"),
        ("将条例中的“建设”统一修改为“营建”。", "第二章营建第一节规划第二节施工第三章", "建设"),
        ("第五条中的“资质”前增加“相应”，删去“应当”。", "第五条施工单位有相应资质", "应当有"),
        ("第二条第二款改为第三条，修改为：“县住建部门协助。”", "第三条县住建部门协助。第二章", "县建设部门"),
        ("第五条改为第四条第二款。", "开工前应当公示。施工单位应当有资质。", "第五条施工"),
        ("第六条与第七条位置互换。", "第六条建设部门违反", "第六条违反"),
        ("第五条移至第二条之后，作为第三条。", "第三条施工单位应当有资质。第二章", "第五条施工单位"),
        ("第二条第一款、第二款合并为一款，修改为：“市、县负责。”", "第二条市、县负责。第二章", "县建设部门协助"),
        ("在第五条后增加一条：“监理单位应当到场。”", "第六条监理单位应当到场。第三章", "第九条本条例施行"),
        ("第二章增加一条，作为第六条：“验收。”", "第六条验收。第三章责任第七条", "第六条违反"),
        ("第三章增加一条，作为第六条：“验收。”", "第三章责任第六条验收。第七条", "第六条违反"),
        ("删去第三章。\n对条文顺序作相应调整。", "第三章附则第六条本条例自", "第四章"),
    ],
)  # fmt: skip
def test_an_instruction_changes_what_it_names(said: str, there: str, gone: str) -> None:
    done = amended(said)
    assert done.not_applied == ()
    assert there in words(done.text)
    assert gone not in words(done.text)


def test_a_new_chapter_takes_its_place_in_text_and_contents_and_the_later_ones_are_counted_on() -> None:
    done = amended("增加一章，作为第三章：“第三章　验收\n“第六条　完工应当验收。”\n“第七条　结果应当公示。”")
    assert done.not_applied == ()
    assert "第二节　施工\n第三章　验收\n第四章　责任\n第五章　附　则\n" in done.text
    assert "第三章验收第六条完工应当验收。第七条结果应当公示。第四章责任第八条违反" in words(done.text)
    assert "第五章　附　则" in done.text.partition("第一条")[2]


def test_what_cannot_be_carried_out_is_refused_with_its_place_and_the_rest_is_done() -> None:
    done = amended("将第二条、第五条中的“协助”修改为“配合”；第四条修改为：违反规定的，处罚款。\n删去第五条。")
    assert [refused.reason for refused in done.not_applied] == [
        "第五条没有“协助”",
        "没有写明是哪一条，或者新的表述没有放在引号里，无法确定到哪里为止",
    ]
    assert "县建设部门配合" in done.text
    assert "施工单位" not in done.text


@pytest.mark.parametrize(
    "said",
    ["第四条移至第五条之后。", "将第三条第一款予以修改，改为更严的规定。", "第二条分为两款。",
     "第六条中的罚款数额修改为“一千元”。", "第六条的罚款规定删去。"],
)  # fmt: skip
def test_a_sentence_that_orders_something_and_is_not_understood_is_said(said: str) -> None:
    done = amended(said)
    assert [one.reason.partition("：")[0] for one in done.not_applied] == ["没有读懂这一句，需要人工落实"]
    assert done.text.split() == OLD.split()


def test_a_missing_number_after_reordering_is_said() -> None:
    done = amended("第六条改为第九条。\n对条文顺序作相应调整。")
    assert done.doubts == ("第五条之后是第九条，中间缺第六条、第七条、第八条",)


def test_of_several_laws_in_one_decision_only_this_one_is_changed() -> None:
    said = (
        "一、对《示例市示例条例》作出修改\n（一）删去第五条。\n（二）将第六条中的“五百元”修改为“一千元”。\n"
        "二、删去《乙条例》第七条第二款。\n"
        "三、将下列条款中的“处分”修改为“政务处分”：\n1.《示例市示例条例》第七条\n2.《丙办法》第三条、第四条\n"
        "《示例市示例条例》、《乙条例》、《丙办法》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
    )
    done = apply(of_text(read_instructions(said), OLD), OLD)
    assert done.not_applied == ()
    assert "第五条违反第五条规定的，处一千元罚款" in words(done.text)
    assert "给予政务处分" in done.text
