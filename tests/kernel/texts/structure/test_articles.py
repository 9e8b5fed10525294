"""Articles, paragraphs, points and indents are cut and numbered as they are cited (立法法65条)."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.structure import Kind
from tests.kernel.texts.structure.drawing import doubts, eids, find, kinds, of_kind

LAW = """示例市停车管理条例

（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）

第一章　总　则

第一条　为了示例，制定本条例。

第二条　下列情形，适用本条例：

（一）甲；

（二）乙：

1.其一；

2.其二。

前款第二项所称情形，由市人民政府规定。

第二章　附　则

第十二条之一　本条例自2024年1月1日起施行。
"""


def test_a_law_is_read_down_to_its_indents() -> None:
    assert eids(LAW) == [
        "title", "caption", "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__point_1",
        "art_2__para_1__point_2", "art_2__para_1__point_2__indent_1", "art_2__para_1__point_2__indent_2",
        "art_2__para_2", "chp_2", "art_12-1", "art_12-1__para_1",
    ]  # fmt: skip
    assert [find(LAW, eid).heading for eid in ("title", "chp_1", "chp_2")] == ["示例市停车管理条例", "总则", "附则"]
    article = find(LAW, "art_12-1")
    assert (article.number, article.key, article.text) == ("第十二条之一", "12-1", "第十二条之一　")


@pytest.mark.parametrize(
    ("line", "number", "key"),
    [
        ("第三条　内容。", "第三条", "3"),
        ("第三條 內容。", "第三條", "3"),
        ("第三條(tiáo) 內容。", "第三條(tiáo)", "3"),
        ("　　第3条 内容。", "第3条", "3"),
        ("第１２条　内容。", "第１２条", "12"),
        ("第 一百二十三 条　内容。", "第 一百二十三 条", "123"),
        ("**第三条** 内容。", "第三条", "3"),
        ("### 第三条 内容。", "第三条", "3"),
        ("- 第三条 内容。", "第三条", "3"),
        ("第三条：内容。", "第三条", "3"),
        ("第三条、内容。", "第三条", "3"),
        ("第三条．内容。", "第三条", "3"),
        ("第三条为了示例，制定本办法。", "第三条", "3"),
        ("第三条　作为示例的内容。", "第三条", "3"),
        ("第三条中华人民共和国公民有权示例。", "第三条", "3"),
        ("第二百八十七条之二　内容。", "第二百八十七条之二", "287-2"),
    ],
)
def test_an_article_is_known_by_its_number(line: str, number: str, key: str) -> None:
    article = of_kind(f"示例办法\n\n{line}\n", Kind.ARTICLE)
    assert [(node.number, node.key) for node in article] == [(number, key)]


@pytest.mark.parametrize(
    "line",
    [
        "第三条规定的情形除外。",
        "第二十条第一款所称示例，是指甲。",
        "第五条、第六条的规定适用于乙。",
        "第五条和第六条的规定适用于乙。",
        "第五条至第八条适用于乙。",
        "第三条（一）项所列情形除外。",
        "第三条中规定的期限为十日。",
        "第三条修改为另一内容。",
        "第一章规定的处罚，由市人民政府决定。",
    ],
)
def test_a_citation_at_the_beginning_of_a_line_begins_no_article(line: str) -> None:
    text = f"示例办法\n第一条　甲。\n第二条　乙。\n{line}\n"
    assert eids(text)[-2:] == ["art_2__para_1", "art_2__para_2"]


def test_an_article_may_begin_with_a_citation_when_it_comes_in_turn() -> None:
    text = "第一条　甲。\n第二条　第一条规定的甲，是指乙。\n第四条　第一条规定的甲，是指丙。\n"
    assert [eid for eid in eids(text) if "para" not in eid] == ["art_1", "art_2"]


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        ("第三条　【适用范围】内容。", "适用范围", "内容。"),
        ("第三条（适用范围）内容。", "适用范围", "内容。"),
        ("第三条（适用范围）\n　　内容。", "适用范围", "内容。"),
        ("第三条 适用范围\n内容。", "适用范围", "内容。"),
        ("**第三条 适用范围** 内容。", "适用范围", "内容。"),
        ("第三条 内容。", None, "内容。"),
    ],
)
def test_the_heading_of_an_article_is_told_from_its_text(line: str, heading: str | None, rest: str) -> None:
    text = f"示例办法\n{line}\n"
    assert find(text, "art_3").heading == heading
    assert find(text, "art_3__para_1").text.strip() == rest


def test_the_broken_first_line_of_an_article_is_no_heading() -> None:
    text = "第一条　为了示例制定\n本条例。\n第二条　甲，乙。\n第三条　本条例自1994年10月1日起施\n行。\n"
    assert [node.heading for node in of_kind(text, Kind.ARTICLE)] == [None, None, None]


def test_headings_of_equal_length_are_headings() -> None:
    text = "".join(f"第{n}条　示例标题\n这一条的内容比它的标题长得多。\n" for n in "一二三四")
    assert [node.heading for node in of_kind(text, Kind.ARTICLE)] == ["示例标题"] * 4


def test_a_line_after_points_is_a_new_paragraph_unless_it_goes_on_with_the_sentence() -> None:
    new = "第一条　有下列情形的：\n（一）甲；\n（二）乙。\n有前款情形的，从重处罚。\n"
    assert eids(new)[-1] == "art_1__para_2"
    assert doubts(new) == []
    same = "第一条　有下列情形的：\n（一）甲；\n（二）乙；\n由市人民政府处罚。\n"
    assert eids(same)[-1] == "art_1__para_1__text_1"
    assert [eid for eid, _ in doubts(same)] == ["art_1__para_1__text_1"]
    open_question = "第一条　有下列情形的：\n（一）甲；\n（二）乙；\n市人民政府负责处罚。\n"
    assert eids(open_question)[-1] == "art_1__para_2"
    assert [eid for eid, _ in doubts(open_question)] == ["art_1__para_2"]


def test_a_passage_between_two_points_belongs_to_the_first_of_them() -> None:
    text = "第一条　有下列情形的：\n（一）甲。\n甲的说明。\n（二）乙。\n乙后另起一款。\n"
    assert eids(text) == [
        "art_1", "art_1__para_1", "art_1__para_1__point_1", "art_1__para_1__point_1__text_1",
        "art_1__para_1__point_2", "art_1__para_2",
    ]  # fmt: skip
    assert [eid for eid, _ in doubts(text)] == ["art_1__para_1__point_1__text_1"]


def test_lines_broken_at_a_width_belong_together() -> None:
    sentences = [
        "为了加强示例管理，提高示例工作的效率，保障各方面的合法权益，促进示例事业持续健康地向前发展，制定本办法。",
        "本市行政区域内的示例活动及其监督管理，应当遵守本办法；法律、法规另有规定的，从其规定，不适用本办法。",
        "市人民政府统一领导本市的示例工作，将示例工作所需要的各项经费列入本级预算，并且每年公布一次使用情况。",
    ]
    broken = []
    for number, sentence in zip("一二三", sentences, strict=True):
        paragraph = f"　　第{number}条　{sentence}"
        broken += [paragraph[at : at + 20] for at in range(0, len(paragraph), 20)]
        paragraph = "　　" + sentence
        broken += [paragraph[at : at + 20] for at in range(0, len(paragraph), 20)]
    text = "\n".join(broken)
    assert eids(text) == [f"art_{n}{tail}" for n in (1, 2, 3) for tail in ("", "__para_1", "__para_2")]
    assert doubts(text) == []


def test_a_point_may_follow_the_number_of_its_article_at_once() -> None:
    for text in ("第三条（一）甲；\n（二）乙。\n", "第三条\n（一）甲；\n（二）乙。\n"):
        assert eids(text)[1:] == ["art_3__para_1", "art_3__para_1__point_1", "art_3__para_1__point_2"]
        assert find(text, "art_3__para_1__point_1").text == "（一）甲；\n"


def test_articles_run_together_on_one_line_are_cut_where_the_numbering_goes_on() -> None:
    text = (
        "第一章 总则 第一条 甲。 第二条 依照第三条处理。违反第一条规定的，有下列情形：（一）乙；（二）丙。第三条 丁。"
    )
    assert eids(text) == [
        "chp_1", "art_1", "art_1__para_1", "art_2", "art_2__para_1", "art_2__para_1__point_1",
        "art_2__para_1__point_2", "art_3", "art_3__para_1",
    ]  # fmt: skip
    assert {eid for eid, _ in doubts(text)} == {
        "art_1",
        "art_2",
        "art_2__para_1__point_1",
        "art_2__para_1__point_2",
        "art_3",
    }


def test_a_number_that_comes_again_or_too_late_is_doubted() -> None:
    text = "第一条　甲。\n第二条　乙。\n第二条　丙。\n第五条　丁。\n"
    assert [eid for eid in eids(text) if "para" not in eid] == ["art_1", "art_2", "art_2~2", "art_5"]
    assert [eid for eid, _ in doubts(text)] == ["art_2~2", "art_5"]


def test_old_laws_number_their_points_without_brackets() -> None:
    text = "第一条　下列各项应当纳税：\n一、工资；\n二、稿酬。\n第二条　税率如下：\n一、甲；\n"
    assert [eid for eid in eids(text) if "point" in eid] == [
        "art_1__para_1__point_1", "art_1__para_1__point_2", "art_2__para_1__point_1",
    ]  # fmt: skip


def test_parts_and_sections_hang_in_their_ids_and_chapters_not_in_those_of_articles() -> None:
    text = (
        "第一编　总则\n第一章　甲\n第一条　一。\n第二编　分则\n第一分编　乙\n第一章　丙\n第一节　丁\n第二条　二。\n"
        "附　则\n第三条　三。\n"
    )
    assert [eid for eid in eids(text) if "para" not in eid] == [
        "part_1", "part_1__chp_1", "art_1", "part_2", "part_2__subpart_1", "part_2__subpart_1__chp_1",
        "part_2__subpart_1__chp_1__sec_1", "art_2", "part_final", "art_3",
    ]  # fmt: skip
    assert doubts(text) == []


def test_headings_over_articles_go_on_after_them() -> None:
    text = "示例规则\n一、总则\n第一条 甲。\n第二条 乙：\n（一）丙。\n二、附则\n第三条 丁。\n"
    assert [kind for kind, _ in kinds(text)].count("level") == 2
    assert [eid for eid in eids(text) if "para" not in eid] == ["title", "lvl_1", "art_1", "art_2", "lvl_2", "art_3"]
