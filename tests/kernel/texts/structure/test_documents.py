"""Notices, decisions, several documents in one file, and what stands around the provisions."""

from __future__ import annotations

import json

from lianxi.kernel.texts.structure import Kind, headings_path, path_at, plain, read_structure, walk
from tests.kernel.texts.structure.drawing import doubts, eids, find, kinds, of_kind

NOTICE = """示例市人民政府办公室关于印发示例方案的通知
示府办〔2024〕3号
各区人民政府，市政府直属各单位：
《示例方案》已经市人民政府同意，现印发给你们。
示例市人民政府办公室
2024年1月5日
（此件主动公开）
示例方案
为了示例，制定本方案。
一、总体要求
坚持示例。
二、主要任务
（一）提升服务。推进示例：
1.建立清单。
（1）甲；
①乙。
2.完善机制。
(二)优化监管。
附件：1.任务清单
      2.联系人名单
附件1
任务清单
序号 任务
抄送：市委办公室。
示例市人民政府办公室　　2024年1月5日印发
"""

DECISION = """示例市人民代表大会常务委员会关于修改《示例条例》的决定
（2024年3月1日示例市第八届人民代表大会常务委员会第二十次会议通过）
示例市第八届人民代表大会常务委员会第二十次会议决定对《示例条例》作如下修改：
一、将第三条修改为：“第三条　有下列情形的：
“（一）甲；
“（二）乙。”
二、增加一条，作为第四条：
“第四条　丙。
“第一款规定的丙，是指丁。”
三、删去第五条。
本决定自公布之日起施行。
《示例条例》根据本决定作相应修改，重新公布。
"""


def test_a_notice_and_what_it_sends_out_are_two_documents() -> None:
    assert eids(NOTICE) == [
        "title", "text_1", "signature", "footer", "doc_1", "title_2", "preamble", "lvl_1", "lvl_2", "lvl_2__lvl_1",
        "lvl_2__lvl_1__lvl_1", "lvl_2__lvl_1__lvl_1__lvl_1", "lvl_2__lvl_1__lvl_1__lvl_1__lvl_1", "lvl_2__lvl_1__lvl_2",
        "lvl_2__lvl_2", "att_list", "att_1", "att_1__title", "att_1__text_1", "footer_2",
    ]  # fmt: skip
    assert [find(NOTICE, eid).heading for eid in ("title_2", "lvl_1", "lvl_2__lvl_1", "att_1")] == [
        "示例方案", "总体要求", None, "任务清单",
    ]  # fmt: skip


def test_a_place_tells_the_headings_over_it() -> None:
    root, offset = read_structure(NOTICE), NOTICE.index("①乙")
    assert [node.eid for node in path_at(root, offset)][:4] == ["doc", "doc_1", "lvl_2", "lvl_2__lvl_1"]
    assert headings_path(root, offset) == ("二、主要任务", "（一）", "1.", "（1）", "①")
    assert path_at(root, len(NOTICE)) == ()


def test_quoted_articles_of_an_amending_decision_are_none_of_its_own() -> None:
    assert of_kind(DECISION, Kind.ARTICLE) == []
    assert eids(DECISION)[3:] == [
        "lvl_1", "lvl_1__quoted_1", "lvl_2", "lvl_2__quoted_1", "lvl_3", "text_1",
    ]  # fmt: skip
    assert find(DECISION, "lvl_1__quoted_1").text == "“第三条　有下列情形的：\n“（一）甲；\n“（二）乙。”\n"
    assert find(DECISION, "text_1").text.startswith("本决定自")


def test_quotations_in_straight_marks_and_one_that_never_closes_end_where_the_items_go_on() -> None:
    text = (
        '关于修改示例条例的决定\n一、第三条修改为："第三条　甲。\n第二款乙。"\n'
        "二、第四条修改为：“第四条　丙。\n三、删去第五条。\n"
    )
    assert eids(text) == ["title", "lvl_1", "lvl_1__quoted_1", "lvl_2", "lvl_2__quoted_1", "lvl_3"]


def test_new_wording_without_marks_is_quoted_as_far_as_the_next_item() -> None:
    text = (
        "关于修改示例条例的决定\n一、第三条修改为：\n第三条　甲：\n（一）子；\n（二）丑。\n二、增加一条，作为第四条：\n"
        "第四条　乙。\n本决定自公布之日起施行。\n附：示例条例\n第一条　丙。\n"
    )
    assert eids(text) == [
        "title", "lvl_1", "lvl_1__quoted_1", "lvl_2", "lvl_2__quoted_1", "text_1", "att_1", "att_1__art_1",
        "att_1__art_1__para_1",
    ]  # fmt: skip


def test_a_quotation_of_ordinary_speech_stays_in_its_text() -> None:
    text = "示例规定\n一、总体要求\n“示例优先。”这是大家的话。\n二、任务\n"
    assert of_kind(text, Kind.QUOTED) == []


def test_a_table_of_contents_is_held_against_the_body() -> None:
    text = (
        "示例条例\n目　录\n第一章　总　则……1\n第二章　会议的召开……3\n第三章　监督\n第四章　附　则\n"
        "第一章 总则\n第一条　甲。\n第二章 会议的举行\n第二条　乙。\n第四章 附则\n第三条　丙。\n"
    )
    assert eids(text)[:3] == ["title", "toc", "chp_1"]
    assert find(text, "toc").doubts == ("目录写“会议的召开”，正文写“会议的举行”", "目录列有“监督”，正文没有这个标题")


def test_headings_that_come_again_are_a_table_of_contents_without_the_word() -> None:
    text = "示例条例\n第一章 总则\n第二章 附则\n第一章 总则\n第一条 甲。\n第二章 附则\n第二条 乙。\n"
    assert eids(text)[:3] == ["title", "toc", "chp_1"]
    assert [doubt[:2] for _, doubt in doubts(text)] == ["没有"]


def test_a_caption_or_a_heading_of_equal_rank_begins_another_document() -> None:
    text = (
        "# 示例新闻\n\n新闻说了一件事。\n\n## 示例工作机制\n\n（2022年11月13日示例联席会议通过）\n\n"
        "为了示例，商定如下。\n\n### 一、宗旨\n\n宗旨。\n\n## 另一则新闻\n\n又一件事。\n\n"
        "## 关于示例的决定\n\n（2023年8月29日通过）\n\n一、甲。\n"
    )
    documents = [child for child in read_structure(text).children if child.kind is Kind.DOCUMENT]
    assert [[child.heading for child in node.children if child.kind is Kind.TITLE] for node in documents] == [
        ["示例工作机制"], ["另一则新闻"], ["关于示例的决定"],
    ]  # fmt: skip
    assert [eid for eid in eids(text) if "lvl" in eid] == ["lvl_1", "doc_3__lvl_1"]


def test_the_head_of_a_printed_document_is_not_its_title() -> None:
    text = (
        "000001\n机密★1年\n特急\n示例市人民政府文件\n示政发〔2026〕1号　　签发人：张某某\n"
        "示例市人民政府关于示例的\n通　知\n各区人民政府：\n现通知如下：\n一、背景\n附件：\n1.名单\n2.表\n"
        "示例市人民政府\n2026年5月11日\n（此件公开发布）\n"
        "抄送：市委各部门。\n示例市人民政府办公室\n2026年5月11日印发\n— 1 —\n"
    )
    assert eids(text) == ["text_1", "title", "preamble", "lvl_1", "att_list", "signature", "footer"]
    assert find(text, "title").heading == "示例市人民政府关于示例的通知"


def test_words_between_title_and_caption_do_not_hide_the_title() -> None:
    text = "# 示例法修正案（七）\n\n本修正案自公布之日起施行\n2009年2月28日 示例会议通过\n\n第一条 甲。\n"
    assert [kind for kind, _ in kinds(text)] == ["title", "text", "caption", "article", "paragraph"]


def test_residue_of_a_page_is_neither_title_nor_provision() -> None:
    text = (
        "网站首页 | 网站地图\n首页 > 地方聚焦 > 正文\n示例条例\n发布时间：2024-01-05\n第一条　甲。\n[责任编辑：某某]\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["text", "title", "preamble", "article", "paragraph", "footer"]


def test_a_signature_may_name_several_organs_or_an_officer() -> None:
    for block in (
        "示例市公安局\n\n示例市民政局\n二〇二四年一月五日",
        "市长　李某某\n2024年1月5日",
        "示例市人民政府　2024年1月5日",
    ):
        text = f"示例通告\n一、甲。\n特此通告。\n\n{block}\n"
        assert [(kind, said) for kind, said in kinds(text) if kind == "signature"] == [("signature", block)]


def test_numbered_attachments_with_a_colon_hold_their_bodies() -> None:
    text = "关于示例的通知\n现将示例印发。\n附件一：\n收费标准\n一、甲。\n附件二：\n名单\n一、乙。\n"
    assert [eid for eid in eids(text) if eid.startswith("att")] == [
        "att_1", "att_1__title", "att_1__lvl_1", "att_2", "att_2__title", "att_2__lvl_1",
    ]  # fmt: skip


def test_the_plain_form_has_the_keys_of_the_contract() -> None:
    shown = plain(read_structure(DECISION))
    assert {"kind", "number", "key", "eid", "heading", "text", "children"} <= shown.keys()
    assert json.loads(json.dumps(shown)) == shown


def test_an_unnumbered_heading_holds_the_list_that_starts_anew_below_it() -> None:
    text = "示例工作报告\n1、甲\n已办。\n2、乙\n已办。\n2024年工作安排\n1、丙\n要办。\n"
    assert eids(text) == ["title", "lvl_1", "lvl_2", "head_1", "head_1__lvl_1"]
    assert headings_path(read_structure(text), text.index("要办")) == ("2024年工作安排", "1、丙")


def test_levels_run_together_on_one_line_are_cut() -> None:
    text = "示例决定\n一、甲：（一）子；（二）丑。二、乙。三、增长1.5亿元。\n"
    assert eids(text) == ["title", "lvl_1", "lvl_1__lvl_1", "lvl_1__lvl_2", "lvl_2", "lvl_3"]


def test_nesting_is_bounded_by_the_ranks() -> None:
    text = "一、甲\n（一）乙\n1.丙\n（1）丁\n1）戊\n①己\n" * 500
    deepest = max(node.eid.count("__") for node in walk(read_structure(text)))
    assert deepest <= 6
