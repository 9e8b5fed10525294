from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.captions import find_captions, plain, read_caption, render
from tests.kernel.texts.captions.tables import told
from tests.real_documents import real_documents

PASSED = "2010年2月4日甲市第五届人民代表大会常务委员会第三次会议通过"
APPROVED = "2010年5月28日乙省第十一届人民代表大会常务委员会第十七次会议批准"
CHANGED = "根据2012年2月4日甲市第五届人民代表大会常务委员会第九次会议《关于修改〈甲市示例条例〉的决定》修正"


def found(text: str) -> list[tuple[str, list[str]]]:
    return [
        (text[one.start : one.end], [event.kind.value for event in one.caption.events]) for one in find_captions(text)
    ]


def test_a_note_in_brackets_under_a_title_is_found_with_its_title() -> None:
    text = f"甲市示例条例\n（{PASSED}　{APPROVED}）\n第一条 为了示例，制定本条例。\n"
    assert found(text) == [(f"（{PASSED}　{APPROVED}）", ["adopt", "approve"])]
    assert find_captions(text)[0].title == "甲市示例条例"


def test_the_bare_lines_of_a_law_collection_are_one_caption() -> None:
    text = f"# 甲市示例条例\n\n{PASSED}\n\n{CHANGED}\n\n<!-- INFO END -->\n\n## 第一章　总则\n第一条 为了示例。\n"
    assert found(text) == [(f"{PASSED}\n\n{CHANGED}", ["adopt", "amend"])]


def test_several_brackets_in_a_row_are_one_caption() -> None:
    text = f"甲市示例条例\n（{PASSED}）\n\n（{APPROVED}）\n第一条 为了示例。\n"
    assert found(text) == [(f"（{PASSED}）\n\n（{APPROVED}）", ["adopt", "approve"])]


def test_lines_broken_anywhere_are_joined() -> None:
    broken = PASSED.replace("代表", "代\n表").replace("第三", "第\n三")
    assert found(f"甲市示例条例\n{broken}\n{APPROVED}\n第一条 为了示例。\n")[0][1] == ["adopt", "approve"]
    assert found(f"甲市示例条例\n（{broken}）\n第一条 为了示例。\n")[0][1] == ["adopt"]


def test_a_bare_line_never_runs_over_a_note_in_brackets() -> None:
    text = f"甲条例\n{PASSED}\n（{APPROVED}）\n{CHANGED}\n"
    assert [kinds for _, kinds in found(text)] == [["adopt"], ["approve"], ["amend"]]


def test_captions_of_several_instruments_in_one_file_are_found_each() -> None:
    text = f"甲条例\n（{PASSED}）\n第一条 甲。\n乙条例\n（{APPROVED}）\n第一条 乙。"
    assert [kinds for _, kinds in found(text)] == [["adopt"], ["approve"]]
    assert [one.title for one in find_captions(text)] == ["甲条例", "乙条例"]


def test_a_caption_cut_in_two_by_the_first_article_is_found_in_both_pieces_and_flagged() -> None:
    text = f"甲市示例条例\n（{PASSED}\n第一条 为了示例，制定本条例。\n{CHANGED}）\n第二条 示例。\n"
    assert [kinds for _, kinds in found(text)] == [["adopt"], ["amend"]]
    assert [[flag.code for flag in one.caption.flags] for one in find_captions(text)] == [["cut"], ["cut"]]


@pytest.mark.parametrize(
    "text",
    [
        f"第五条 依照《甲市示例条例》（{PASSED}）的规定办理。",
        "2023年8月29日，市八届人大常委会第十三次会议通过了关于示例的决定。\n",
        "第六十条 本条例自2023年10月1日起施行。2001年1月1日甲市人民政府公布的示例办法同时废止。\n",
        "（此件公开发布）\n2023年9月1日\n",
        "2023年9月25日，甲市举行新闻发布会，发布关于示例的决定。\n",
        "（2019年8月28日）\n为深入贯彻落实示例意见，制定本意见。\n",
    ],
)
def test_sentences_that_tell_of_a_passing_are_no_captions(text: str) -> None:
    assert find_captions(text) == ()


def test_places_are_those_of_the_document() -> None:
    text = f"甲市示例条例\n\n（{PASSED}　{APPROVED}）\n"
    one = find_captions(text)[0]
    assert [text[event.start : event.end] for event in one.caption.events] == [PASSED, APPROVED]
    assert render(one.caption) == text[one.start : one.end]


def test_the_real_captions_are_read() -> None:
    files = real_documents("000_*.txt")
    mechanism, decision = find_captions(files[0].read_text(encoding="utf-8"))
    assert told(mechanism.caption) == (
        "adopt 2022-11-13 三亚经济圈市县人大常委会:other -/3",
        "revise 2023-08-23 三亚经济圈市县人大常委会:other -/4",
    )
    assert told(decision.caption) == (
        "adopt 2023-08-29 三亚市:standing_committee 8/13",
        "adopt 2023-08-29 陵水黎族自治县:standing_committee 16/19",
        "adopt 2023-09-24 乐东黎族自治县:standing_committee 16/26",
        "adopt 2023-09-15 保亭黎族苗族自治县:standing_committee 16/18",
        "adopt 2023-09-01 五指山市:standing_committee 5/14",
    )
    assert mechanism.caption.flags == decision.caption.flags == ()


PIECES = st.sampled_from(
    [
        *"（）()《》〈〉年月日届次第\n 、，。的",
        *(
            "2023年8月29日",
            "甲市",
            "第八届",
            "人大常委会",
            "第三次会议",
            "通过",
            "批准的",
            "修正",
            "根据",
            "令第5号",
            "施行",
        ),
        *("《关于修改〈甲〉的决定》", "同日", "2017822日", "\ud800", "huì", "第一条", "公布", "并", "关于修改", "废止"),
    ]
)


@given(st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=80))
def test_any_text_is_read_without_an_error_and_comes_out_again(text: str) -> None:
    caption = read_caption(text)
    plain(caption)
    assert "".join(part.printed for part in caption.script) == text
    assert all(0 <= one.start <= one.end <= len(text) for one in (*caption.events, *caption.flags))
    render(caption)
    places = [(one.start, one.end) for one in find_captions(text)]
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@given(st.lists(PIECES, max_size=40).map("".join))
def test_a_day_that_is_told_is_printed(text: str) -> None:
    dates = {event.date.isoformat() for event in read_caption(text).events if event.date}
    assert dates <= ({"2023-08-29"} if "2023年8月29日" in text else set())


@pytest.mark.parametrize(
    "text",
    ["(" * 100_000, "《" * 100_000, "第一届" * 50_000, "2020年1月1日" * 5_000, "（" + PASSED * 300, "\n" * 100_000],
)
def test_long_monotonous_text_is_read_in_good_time(text: str) -> None:
    read_caption(text)
    assert find_captions(text) is not None
