"""What a text cites: which instrument, by what name, which provisions, and what is done with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.citations import Citation, CitationKind, Form, TitleRegister, find_citations, plain
from lianxi.kernel.texts.numerals import write_number

PARK = "示例市公园条例"
LOCAL_ORGANS = "地方各级人民代表大会和地方各级人民政府组织法"
REGISTER = TitleRegister(
    [
        "中华人民共和国立法法",
        "中华人民共和国刑法",
        "中华人民共和国各级人民代表大会常务委员会监督法",
        PARK,
        "示例市公园条例实施办法",
        "条例",
    ]
)


def cited(text: str, register: TitleRegister | None = None) -> list[str | None]:
    return [citation.title for citation in find_citations(text, register)]


def only(text: str, register: TitleRegister | None = None, at: str | None = None) -> Citation:
    (citation,) = find_citations(text, register, at)
    return citation


@pytest.mark.parametrize(
    ("text", "title", "inner"),
    [
        ("《示例条例》", "示例条例", []),
        ("《关于修改〈示例条例〉的决定》", "关于修改〈示例条例〉的决定", [("示例条例", "amend")]),
        ("《关于印发《示例办法》的通知》", "关于印发〈示例办法〉的通知", [("示例办法", "issue")]),
        ("《关于印发<示例办法>的通知》", "关于印发〈示例办法〉的通知", [("示例办法", "issue")]),
        ("〈关于废止《示例甲规定》的决定〉", "关于废止〈示例甲规定〉的决定", [("示例甲规定", "repeal")]),
        ("<<示例条例>>", "示例条例", []),
        ("『關於示例的決定』", "關於示例的決定", []),
        ("《示例市城市\n  总体规划（2021—2035年）》", "示例市城市总体规划（2021—2035年）", []),
        ("《示例市餐廚垃圾管理規(guī)定》", "示例市餐廚垃圾管理規定", []),
        (
            "《实施〈中华人民共和国示例法〉办法》",
            "实施〈中华人民共和国示例法〉办法",
            [("中华人民共和国示例法", "implement")],
        ),
    ],
)
def test_a_title_is_read_in_any_marks_and_the_title_inside_it_is_given_too(
    text: str, title: str, inner: list[tuple[str, str]]
) -> None:
    citation = only(text)
    assert citation.title == title
    assert [(one.title, one.kind.value) for one in citation.inner] == inner
    assert (citation.start, citation.end, citation.printed) == (0, len(text), text)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("贯彻《示例甲条例、《示例乙办法》和《示例丙规定》。", ["示例甲条例", "示例乙办法", "示例丙规定"]),
        ("按照《示例甲条例的有关规定办理。", ["示例甲条例"]),
        ("落实省委关于示例建设的若干意见》《示例方案》", ["省委关于示例建设的若干意见", "示例方案"]),
        ("《关于印发〈示例办法的通知》", ["关于印发〈示例办法〉的通知"]),
        ("《关于修改〈示例条例〉的决定，已通过", ["关于修改〈示例条例〉的决定"]),
        ("《关于修改示例条例〉的决定》", ["关于修改〈示例条例〉的决定"]),
    ],
)
def test_a_lost_mark_is_made_up_for_by_the_wording(text: str, titles: list[str]) -> None:
    assert cited(text) == titles


def test_a_title_whose_end_is_inferred_says_so() -> None:
    assert only("按照《示例甲条例的有关规定办理。").doubts == ("书名号没有收尾，名称止于何处是推断的。",)


def test_comparison_signs_and_tags_are_no_titles() -> None:
    assert cited("<p>当 x<5 且 y>3 时</p>，<b>《示例条例》</b>") == ["示例条例"]


def test_newspapers_and_forms_are_returned_but_are_no_instruments() -> None:
    paper, form = find_citations("按照《人民日报》报道，制定《示例申请表》")
    assert (paper.instrument, paper.kind, form.instrument, form.kind) == (
        False,
        CitationKind.MENTION,
        False,
        CitationKind.MENTION,
    )


@pytest.mark.parametrize(
    ("text", "alias", "printed"),
    [
        ("《关于示例的决定》（以下简称《决定》）。落实《决定》", "决定", "《决定》"),
        ("《中华人民共和国示例港法》（以下简称“示例港法”）。依照示例港法", "示例港法", "示例港法"),
        ("《示例办法》（示府〔2024〕3号，下称“办法”）。执行办法第三条", "办法", "办法"),
        ("《示例條例》(以(yǐ)下簡稱《條例》)。修改《條例》", "條例", "《條例》"),
        ("中华人民共和国示例法（以下简称示例法）。违反示例法", "示例法", "示例法"),
        ("《示例办法》，以下简称《办法》。对照“办法”", "办法", "“办法”"),
    ],
)
def test_a_short_name_stands_for_its_title_wherever_it_is_used(text: str, alias: str, printed: str) -> None:
    first, later = find_citations(text)
    assert first.aliases == (alias,)
    assert (later.form, later.title, later.printed) == (Form.ALIAS, first.title, printed)


def test_short_names_given_severally_go_to_one_title_each() -> None:
    text = "《示例甲条例》《示例乙条例》（以下分别简称《甲条例》《乙条例》）。《乙条例》另有规定"
    assert cited(text) == ["示例甲条例", "示例乙条例", "示例乙条例"]


def test_a_short_name_of_a_body_or_a_thing_is_no_title() -> None:
    text = "示例市人大常委会（以下简称市人大常委会）执行《示例条例》规定的目录（以下简称目录）。目录第三条"
    assert [title for title in cited(text) if title] == ["示例条例"]


def test_a_short_name_is_not_found_in_a_longer_word_nor_before_it_is_given() -> None:
    text = "依照示例法。《中华人民共和国示例法》（以下简称示例法）实施。示例法律制度"
    assert cited(text) == ["中华人民共和国示例法"]


def test_a_number_beside_a_title_belongs_to_it_and_a_bare_one_is_a_citation() -> None:
    beside, bare = find_citations("根据《示例意见》（示发〔2018〕43号）和示府办〔2020〕24号文件")
    assert (beside.title, beside.number) == ("示例意见", "示发〔2018〕43号")
    assert (bare.title, bare.number, bare.form, bare.kind) == (
        None,
        "示府办〔2020〕24号",
        Form.NUMBER,
        CitationKind.BASIS,
    )


def test_the_number_alone_on_its_line_is_the_documents_own() -> None:
    assert only("示例市人民政府文件\n示府〔2023〕12号\n各区：").kind is CitationKind.OWN


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        ("第十二条之一第二款第（三）项", ["第十二条之一第二款第三项"], ["art_12-1__para_2__point_3"]),
        (
            "第三条、第五条和第七条第二款",
            ["第三条", "第五条", "第七条第二款"],
            ["art_3", "art_5", "art_7__para_2"],
        ),
        ("第三条第一款、第二款", ["第三条第一款", "第三条第二款"], ["art_3__para_1", "art_3__para_2"]),
        ("第九条至第十一条", ["第九条至第十一条"], ["art_9", "art_10", "art_11"]),
        (
            "第二条第（一）项至第（三）项",
            ["第二条第一项至第三项"],
            ["art_2__point_1", "art_2__point_2", "art_2__point_3"],
        ),
        ("第三条第（一）、（三）项", ["第三条第一项", "第三条第三项"], ["art_3__point_1", "art_3__point_3"]),
        ("第九至十一条", ["第九条至第十一条"], ["art_9", "art_10", "art_11"]),
        ("第五十条之一至第五十条之二", ["第五十条之一至第五十条之二"], ["art_50-1", "art_50-2"]),
        ("第九条至十一条", ["第九条至第十一条"], ["art_9", "art_10", "art_11"]),
        ("第九至第十一条", ["第九条至第十一条"], ["art_9", "art_10", "art_11"]),
        (
            "第九条—第十条、第十二至第十三条",
            ["第九条至第十条", "第十二条至第十三条"],
            ["art_9", "art_10", "art_12", "art_13"],
        ),
        ("第三、第五条", ["第三条", "第五条"], ["art_3", "art_5"]),
        ("第十\n二条、第八\n条、第\n二十条", ["第十二条", "第八条", "第二十条"], ["art_12", "art_8", "art_20"]),
        ("第三条\n第二项", ["第三条第二项"], ["art_3__point_2"]),
        ("第五章第二节", ["第五章第二节"], ["chp_5__sec_2"]),
        ("第三章第十二条", ["第三章第十二条"], ["art_12"]),
        ("附件2", ["附件2"], ["att_2"]),
        ("第12条第２款", ["第十二条第二款"], ["art_12__para_2"]),
    ],
)
def test_provisions_are_read_with_their_keys(text: str, words: list[str], keys: list[str]) -> None:
    citation = only(f"依照《示例条例》{text}的规定")
    assert [one.words for one in citation.provisions] == words
    assert [key for one in citation.provisions for key in one.keys] == keys


def test_a_range_of_impossible_length_is_not_spelt_out() -> None:
    (one,) = only("《示例条例》第一条至第九千条").provisions
    assert one.keys == ("art_1", "art_9000")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("根据《甲条例》、《乙办法》（示府〔2020〕1号）和《丙规定》，结合实际", ["basis"] * 3),
        ("根据《甲法》、国务院《乙条例》和示例省人大常委会《丙规定》等", ["basis"] * 3),
        ("根据《甲条例》（示府〔2020〕1号）和省委办公厅、省政府办公厅《乙通知》（示办发〔2017〕12号）", ["basis"] * 2),
        ("根据《甲法》第二条，及《乙法》第四条，以及《丙条例》", ["basis"] * 3),
        ("根据《甲法》和省政府印发的《乙办法》等规定", ["basis"] * 2),
        ("根据《甲法》，省政府制定了《乙办法》", ["basis", "issue"]),
        ("依据《甲条例》", ["basis"]),
        ("按照《甲条例》第三条、《乙办法》执行", ["accord"] * 2),
        ("参照《甲条例》执行", ["refer"]),
        ("《甲条例》自本条例施行之日起同时废止。", ["repeal", "mention"]),
        ("本办法自2020年1月1日起施行，《甲办法》自本办法施行之日起废止。", ["mention", "repeal", "mention"]),
        ("违反本条例规定，由主管部门责令改正", ["breach"]),
        ("违反《甲法》、本办法规定的", ["breach"] * 2),
        ("《甲规定》与本规定不一致的，以本规定为准", ["mention"] * 3),
        ("适用《甲条例》的规定", ["apply"]),
        ("违反《甲条例》规定，依照《乙办法》处罚", ["breach", "accord"]),
        ("决定对《甲条例》作如下修改：", ["amend"]),
        ("将《甲条例》第三条修改为：", ["amend"]),
        ("2005年公布的《甲条例》、《乙办法》同时废止。", ["repeal"] * 2),
        ("修改《甲规定》《乙办法》两部法规", ["amend"] * 2),
        ("贯彻落实《甲条例》", ["implement"]),
        ("对实施《甲条例》情况开展检查", ["implement"]),
        ("现将《甲办法》印发给你们", ["issue"]),
        ("制定出台《甲办法》", ["issue"]),
        ("对《甲条例》第三条的解释", ["interpret"]),
        ("公布的《甲条例》规定了期限", ["mention"]),
        ("根据2020年示例市第六届人民代表大会常务委员会第十次会议《关于修改〈甲条例〉的决定》修正", ["basis"]),
        ("决定废止下列法规：\n一、《甲条例》（1999年通过）\n二、《乙规定》", ["repeal"] * 2),
    ],
)
def test_the_wording_around_a_title_tells_what_is_done_with_it(text: str, kinds: list[str]) -> None:
    assert [citation.kind.value for citation in find_citations(text)] == kinds


def test_articles_changed_after_a_title_are_articles_of_that_title() -> None:
    text = "对《示例条例》作如下修改：\n一、第三条修改为：“第三条 市区适用本法。”\n二、删去第五条、第六条。\n"
    changed = [c for c in find_citations(text) if c.form is Form.PROVISION]
    assert [(c.title, c.kind.value, [p.words for p in c.provisions]) for c in changed] == [
        ("示例条例", "amend", ["第三条"]),
        ("示例条例", "amend", ["第五条", "第六条"]),
    ]


def test_a_paragraph_added_to_an_article_is_one_of_that_article() -> None:
    last = find_citations("对《示例条例》作出修改\n第四条增加一款，作为第三款：“……”。")[-1]
    assert [p.keys for p in last.provisions] == [("art_4__para_3",)]


DOCUMENT = """示例市公园条例
（2020年3月1日示例市第六届人民代表大会常务委员会第八次会议通过）
第一章 总则
第一条 为了保护公园，制定本条例。
第二条 本条第一款所称公园，依照第四条执行。
第四条 违反前条规定的，按照前款处罚。
第二章 附则
第五条 本章和前两条另有规定的除外。
"""


def test_references_by_place_follow_the_headings_of_the_text() -> None:
    found = {c.printed: c for c in find_citations(DOCUMENT)}
    assert found["本条例"].title == PARK
    assert [p.keys for p in found["本条"].provisions] == [("art_2__para_1",)]
    assert [p.keys for p in found["前条"].provisions] == [("art_2",)]
    assert [p.keys for p in found["前两条"].provisions] == [("art_2", "art_4")]
    assert [p.keys for p in found["本章"].provisions] == [("chp_2",)]
    assert [p.keys for p in found["前款"].provisions] == [()]
    assert not found["前款"].resolved
    assert [p.keys for p in found["第四条"].provisions] == [("art_4",)]


def test_the_numbers_of_articles_and_the_title_itself_are_no_citations() -> None:
    assert [c.printed for c in find_citations(DOCUMENT, REGISTER)].count("第二条") == 0
    assert PARK not in [c.printed for c in find_citations(DOCUMENT, REGISTER)]


def test_the_paragraph_before_is_known_where_the_place_is_given() -> None:
    keys = [
        [key for provision in c.provisions for key in provision.keys]
        for c in find_citations("前款、前两款、本条第五款、前项", at="art_12__para_3")
    ]
    assert keys == [["art_12__para_2"], ["art_12__para_1", "art_12__para_2"], ["art_12__para_5"], []]
    assert not only("前款", at="art_12__para_1").resolved


@pytest.mark.parametrize(
    "text",
    [
        "本条件",
        "基本法律",
        "资本法定",
        "提前款项",
        "以前条件",
        "合同条款",
        "日本法律",
        "本法院",
        "版本规定",
        "本目录的",
        "本项目",
    ],
)
def test_other_words_that_look_like_references_are_left_alone(text: str) -> None:
    assert [c for c in find_citations(text) if c.printed != "本目录"] == []


@pytest.mark.parametrize(
    "text",
    [
        "建成第一条高架公路",
        "获得第一项大奖",
        "第一，要学习。第二点，要落实",
        "前两项工作",
        "系上两条安全带",
        "桥本计划",
    ],
)
def test_things_that_are_only_counted_are_no_provisions(text: str) -> None:
    assert find_citations(text) == ()


def test_a_tag_left_in_a_title_is_no_part_of_it() -> None:
    citation = only("根据《示例<br/>公园&nbsp;条例》<span class='x'>第三条</span>")
    assert (citation.title, [p.words for p in citation.provisions]) == ("示例公园条例", ["第三条"])


def test_that_regulation_is_the_one_cited_last_unless_two_compete() -> None:
    assert cited("《甲条例》施行。该条例第三条规定")[-1] == "甲条例"
    assert cited("依照《甲条例》和《乙条例》，该条例第三条")[-1] is None
    assert cited("执行《示例总体规划》。该规划第三章另有规定")[-1] == "示例总体规划"
    assert cited("落实《关于示例的实施意见》。该意见提出")[-1] == "关于示例的实施意见"
    assert cited("法院作出该决定。该机制运行良好。") == []


def test_a_document_of_another_kind_is_not_this_decision() -> None:
    text = "示例联席会议工作机制\n（2022年通过）\n（一）本决定自2023年起实施。"
    assert only(text).title is None


def test_the_longest_registered_title_is_found_without_marks_and_none_inside_it() -> None:
    found = find_citations("依照中华人民共和国立法法、示例市公园条例实施办法、监督法和刑法第三条，执行条例", REGISTER)
    assert [c.title for c in found] == [
        "中华人民共和国立法法",
        "示例市公园条例实施办法",
        "中华人民共和国各级人民代表大会常务委员会监督法",
        "中华人民共和国刑法",
    ]
    assert [c.title for c in REGISTER.find("示例市公园条例实施办法和監督法律")] == ["示例市公园条例实施办法"]


def test_the_constitution_needs_no_register_and_its_committee_is_none() -> None:
    assert cited("根据宪法和宪法和法律委员会的意见") == ["中华人民共和国宪法"]
    assert cited("日本宪法规定，示例国修改宪法") == []


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("构成犯罪的，依照刑法有关规定追究刑事责任", ["刑法"]),
        ("根据宪法、立法法和地方组织法，制定本办法", ["宪法", "立法法", LOCAL_ORGANS, None]),
        ("违反治安管理处罚法、人民警察法的", ["治安管理处罚法", "人民警察法"]),
        ("中华人民共和国水法第三条，民法典的规定", ["水法", "民法典"]),
        ("刑法学的发展，日本刑法的规定，人大代表法律知识，代表法定，法国民法典", []),
    ],
)
def test_a_national_statute_is_known_by_its_customary_short_name(text: str, titles: list[str | None]) -> None:
    assert cited(text) == [title and f"中华人民共和国{title}" for title in titles]


def test_another_countrys_law_is_never_given_the_title_of_ours() -> None:
    assert cited("日本刑法第三条") == ["日本刑法"]


def test_a_law_named_right_before_its_article_is_a_citation_of_that_law() -> None:
    citation = only("依照示例处罚法第三条的规定")
    assert (citation.title, [p.words for p in citation.provisions]) == ("示例处罚法", ["第三条"])


def test_a_marked_title_is_given_its_registered_form() -> None:
    assert only("《立法法》", REGISTER).registered == "中华人民共和国立法法"
    assert only("《示例市公園條例》", REGISTER).registered == PARK


PIECES = st.sampled_from(
    [
        "《",
        "》",
        "〈",
        "〉",
        "<",
        ">",
        "<<",
        "（",
        "）",
        "“",
        "”",
        "「",
        "」",
        "第",
        "条",
        "款",
        "项",
        "之",
        "、",
        "，",
        "。",
        "：",
        "\n",
        "至",
        "和",
        "本",
        "前",
        "该",
        "两",
        "法",
        "条例",
        "办法",
        "决定",
        "关于修改",
        "的决定",
        "以下简称",
        "第十二条",
        "第一款",
        "本条例",
        "前款",
        "《示例条例》",
        "示府〔2024〕3号",
        "作如下修改：\n",
        "附件2",
        "(qū)",
        "\u200b",
        "�",
        "同时废止",
        "根据",
        "示例市公园条例",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from([None, "art_3__para_2", "x_1", "art_"]))
def test_any_text_is_read_without_an_error_and_every_place_is_its_words(text: str, at: str | None) -> None:
    found = find_citations(text, REGISTER, at)
    assert plain(found)["citations"] is not None
    assert [c.start for c in found] == sorted(c.start for c in found)
    for citation in found:
        assert text[citation.start : citation.end] == citation.printed
        assert all(text[p.start : p.end] == p.printed for p in citation.provisions)


@given(st.text(max_size=200))
def test_no_text_at_all_is_an_error(text: str) -> None:
    find_citations(text, REGISTER)


@given(
    st.tuples(st.integers(1, 300), st.integers(0, 9), st.integers(0, 9), st.integers(0, 20)),
    st.sampled_from(["《示例条例》", "本条例"]),
)
def test_written_provisions_are_read_back(numbers: tuple[int, int, int, int], name: str) -> None:
    article, branch, paragraph, point = numbers
    words = f"第{write_number(article)}条" + (f"之{write_number(branch)}" if branch else "")
    key = f"art_{article}" + (f"-{branch}" if branch else "")
    for number, unit, prefix in ((paragraph, "款", "para"), (point, "项", "point")):
        words += f"第{write_number(number)}{unit}" if number else ""
        key += f"__{prefix}_{number}" if number else ""
    (provision,) = only(name + words).provisions
    assert (provision.words, provision.keys) == (words, (key,))


@pytest.mark.parametrize(
    "piece", ["《", "》", "《法》", "第一条", "\n第一条", "前款第一项", "《a》(以下简称《b》)", "〈《", "\ud800"]
)
def test_long_repetitions_are_read_in_time(piece: str) -> None:
    find_citations(piece * (20_000 // len(piece)), REGISTER)


def test_the_plain_form_has_the_documented_keys() -> None:
    (one,) = plain(find_citations("根据《示例条例》（示府〔2020〕1号，以下简称《条例》）第三条至第四条"))["citations"]
    assert {key: one[key] for key in ("title", "aliases", "number", "provisions", "keys", "kind", "start", "end")} == {
        "title": "示例条例",
        "aliases": ["条例"],
        "number": "示府〔2020〕1号",
        "provisions": ["第三条至第四条"],
        "keys": ["art_3", "art_4"],
        "kind": "basis",
        "start": 2,
        "end": 8,
    }
