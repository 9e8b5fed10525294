from __future__ import annotations

import re

import pytest

from lianxi.kernel.texts.captions import EventKind, plain, read_caption, render
from lianxi.kernel.texts.characters import simplified
from tests.kernel.texts.captions.tables import entries, told

CHANGING = {EventKind.AMEND, EventKind.REVISE, EventKind.REPEAL}
ALL = [*entries("real.txt"), *entries("invented.txt")]


@pytest.mark.parametrize(("printed", "expected"), ALL, ids=range(len(ALL)))
def test_a_printed_caption_tells_its_events(printed: str, expected: tuple[str, ...]) -> None:
    caption = read_caption(printed)
    assert told(caption) == expected
    assert [flag.code for flag in caption.flags if flag.code != "ordinal"] == []


@pytest.mark.parametrize("printed", [printed for printed, _ in ALL], ids=range(len(ALL)))
def test_each_event_stands_where_its_day_and_verb_are_printed(printed: str) -> None:
    for event in read_caption(printed).events:
        said = printed[event.start : event.end]
        assert simplified(said).endswith(event.verb[-1:]) or event.kind in CHANGING or said.endswith(")")
        assert event.date is None or "同日" in said or "并公布" in printed or re.search("[0-9０-９一二]", said)


def test_an_approval_is_always_an_event_of_its_own() -> None:
    passed, approved = (
        "2010年6月25日乙市第十一届人大常委会第二十六次会议",
        "2010年7月31日甲省第十一届人大常委会第十九次会议批准的",
    )
    approval_first = f"（根据{approved}{passed}《关于修改〈示例条例〉的决定》修正）"
    passing_first = f"（根据{passed}通过、{approved}《关于修改〈示例条例〉的决定》修正）"
    expected = (
        "amend 2010-06-25 乙市:standing_committee 11/26 关于修改〈示例条例〉的决定",
        "approve 2010-07-31 甲省:standing_committee 11/19",
    )
    assert told(read_caption(approval_first)) == told(read_caption(passing_first)) == expected


def test_a_passing_of_the_instrument_itself_is_not_taken_for_that_of_a_later_decision() -> None:
    printed = (
        "（1997年5月1日甲市第一届人大常委会第三次会议通过 根据1998年1月7日乙省第十一届人大常委会第十九次会议"
        "批准的《关于修改〈示例条例〉的决定》修正）"
    )
    assert [event.kind.value for event in read_caption(printed).events] == ["adopt", "amend", "approve"]
    assert read_caption(printed).events[1].date is None


def test_a_body_is_never_carried_over_to_an_event_that_names_none() -> None:
    caption = read_caption("（2010年5月1日甲市第一届人大常委会第三次会议通过 2010年5月3日公布 2010年6月1日起施行）")
    assert [(event.kind.value, event.body) for event in caption.events] == [
        ("adopt", "甲市"),
        ("publish", None),
        ("effect", None),
    ]


def test_revisions_and_amendments_are_counted_apart_and_a_wrong_ordinal_is_shown_not_corrected() -> None:
    beginning = "（2001年1月1日甲市第一届人大常委会第一次会议通过 2002年1月1日甲市第一届人大常委会第五次会议"
    right = beginning + "第一次修正 2003年1月1日甲市第一届人大常委会第九次会议第一次修订）"
    wrong = beginning + "第一次修正 2003年1月1日甲市第一届人大常委会第九次会议第四次修正）"
    assert read_caption(right).flags == ()
    assert [(flag.code, wrong[flag.end - 5 : flag.end]) for flag in read_caption(wrong).flags] == [
        ("ordinal", "第四次修正")
    ]
    assert read_caption(wrong).events[-1].ordinal == 4


def test_captions_of_several_regulations_run_together_are_split_and_flagged() -> None:
    changed = "根据2021年9月24日甲市第十五届人大常委会第三十三次会议《关于修改部分地方性法规的决定》修正"
    printed = (
        f"（1994年9月17日甲市第十届人大常委会第十一次会议通过 {changed} "
        f"2001年5月18日甲市第十一届人大常委会第二十六次会议通过 {changed}）"
    )
    caption = read_caption(printed)
    assert [event.group for event in caption.events] == [0, 0, 1, 1]
    assert [flag.code for flag in caption.flags] == ["several_instruments"]


def test_several_bodies_that_pass_one_text_on_days_out_of_order_stay_together() -> None:
    printed = (
        "（2023年9月24日甲县第十六届人大常委会第二十六次会议通过 2023年9月15日乙县第十六届人大常委会第十八次会议通过 "
        "2023年8月29日丙市第八届人大常委会第十三次会议通过）"
    )
    caption = read_caption(printed)
    assert [(event.body, event.group) for event in caption.events] == [("甲县", 0), ("乙县", 0), ("丙市", 0)]
    assert caption.flags == ()


@pytest.mark.parametrize(
    ("day", "code", "proposal"),
    [
        ("2017822日", "date_lost", "2017-08-22"),
        ("2017年822日", "date_lost", "2017-08-22"),
        ("20178月22日", "date_lost", "2017-08-22"),
        ("2017年8月22", "date_lost", "2017-08-22"),
        ("2026124日", "date_lost", None),
        ("2023年月29日", "date_lost", None),
        ("2023年8月日", "date_lost", None),
        ("2012年2月30日", "date_impossible", None),
        ("2008年6月5438日", "date_lost", None),
        ("200×年6月3日", "date_lost", None),
        ("2008年6月438日", "date_impossible", None),
        ("2012年2月", "date_incomplete", None),
        ("2月3日", "date_incomplete", None),
    ],
)
def test_a_damaged_day_is_never_read_and_proposed_only_if_unique(day: str, code: str, proposal: str | None) -> None:
    caption = read_caption(f"（{day}甲市第八届人民代表大会常务委员会第十三次会议通过）")
    assert told(caption) == ("adopt - 甲市:standing_committee 8/13",)
    assert [(flag.code, flag.proposal and flag.proposal.isoformat()) for flag in caption.flags] == [(code, proposal)]


@pytest.mark.parametrize(
    ("damaged", "expected"),
    [
        ("2023年8月29日甲市第届人民代表大会常务委员会第十三次会议通过", "甲市:standing_committee -/13"),
        ("2023年8月29日甲市第八人民代表大会常务委员会第十三次会议通过", "甲市:standing_committee -/13"),
        ("2023年8月29日甲市第八届人民代表大会常务委员会第次会议通过", "甲市:standing_committee 8/-"),
        ("2023年8月29日甲?市第八届人民代表大会常务委员会第十三次会议通过", "-:standing_committee 8/13"),
        ("2023年8月29日甲市第八届人民代表大会常务委员会第十三次议通过", "甲市:standing_committee 8/-"),
        ("2023年8月29日示例办法第八届人民代表大会常务委员会第十三次会议通过", "-:standing_committee 8/13"),
        ("2023年8月29日???第八届人民代表大会常务委员会第十三次会议通过", "-:standing_committee 8/13"),
    ],
)
def test_a_damaged_body_or_sitting_is_left_open(damaged: str, expected: str) -> None:
    assert told(read_caption(damaged)) == (f"adopt 2023-08-29 {expected}",)


def test_what_cannot_be_read_is_flagged_in_its_place() -> None:
    printed = (
        "（2010年5月1日甲市第一届人大常委会第三次会议通过 胡乱的几个字 2011年5月1日甲市第一届人大常委会第九次会议）"
    )
    caption = read_caption(printed)
    assert [(flag.code, printed[flag.start : flag.end]) for flag in caption.flags] == [
        ("unread", "胡乱的几个字"),
        ("no_verb", "2011年5月1日甲市第一届人大常委会第九次会议）"),
    ]
    assert len(caption.events) == 1


def test_a_real_caption_that_lost_every_year_and_month_mark_keeps_all_but_its_days() -> None:
    """A prefecture's own page of its 自治条例, of which another site prints the days in full."""
    printed = (
        "1986521日阿坝藏族自治州第五届人民代表大会第四次会议通过《阿坝藏族自治州自治条例》 "
        "1986712日四川省第六届人民代表大会常务委员会第二十次会议批准"
        "198815日阿坝藏族羌族自治州第六届人民代表大会第一次会议通过"
        "将《阿坝藏族自治州自治条例》修改为《阿坝藏族羌族自治州自治条例》"
        "2006110日阿坝藏族羌族自治州第九届人民代表大会第四次会议修订通过)"
    )
    caption = read_caption(printed)
    assert told(caption) == (
        "adopt - 阿坝藏族自治州:congress 5/4",
        "approve - 四川省:standing_committee 6/20",
        "amend - 阿坝藏族羌族自治州:congress 6/1",
        "revise - 阿坝藏族羌族自治州:congress 9/4",
    )
    proposed = [flag.proposal.isoformat() for flag in caption.flags if flag.proposal]
    assert proposed == ["1986-05-21", "1986-07-12", "1988-01-05", "2006-01-10"]


def test_a_sitting_without_a_term_keeps_its_number_apart_in_the_plain_form() -> None:
    printed = "（2022年11月13日甲市县人大常委会第三次联席会议通过 2023年5月1日甲市第八届人大常委会第十三次会议修订）"
    events = plain(read_caption(printed))["events"]
    assert isinstance(events, list)
    assert [(event["term"], event["session"], event["sitting"]) for event in events] == [(None, None, 3), (8, 13, 13)]


def test_a_sitting_whose_verb_was_lost_is_no_event() -> None:
    caption = read_caption("（2010年2月4日甲市第五届人大常委会第三次会议 自2011年1月1日起施行）")
    assert told(caption) == ("effect 2011-01-01 -:- -/-",)
    assert [flag.code for flag in caption.flags] == ["no_verb"]


def test_the_day_of_the_page_above_a_caption_is_no_event() -> None:
    caption = read_caption("2023年9月1日\n2010年2月4日甲市第五届人大常委会第三次会议通过")
    assert told(caption) == ("adopt 2010-02-04 甲市:standing_committee 5/3",)
    assert [flag.code for flag in caption.flags] == ["unread"]


@pytest.mark.parametrize("article", ["第一条 为了示例，制定本条例。", "为了示例，根据《甲法》，制定本办法。"])
def test_an_article_inside_a_caption_tells_of_no_event_and_stays_text(article: str) -> None:
    printed = f"（1985年1月25日甲省第六届人民代表大会常务委员会第\n{article}\n十一次会议通过）"
    caption = read_caption(printed)
    assert told(caption) == ("adopt 1985-01-25 甲省:standing_committee 6/11",)
    assert [(flag.code, printed[flag.start : flag.end]) for flag in caption.flags] == [("article", article)]
    assert render(caption) == printed


def test_dates_that_contradict_each_other_are_flagged() -> None:
    early = "（2010年5月1日甲市第一届人大常委会第三次会议通过 2010年4月1日乙省第一届人大常委会第三次会议批准）"
    before = "（2010年5月1日甲市第一届人大常委会第三次会议通过 2009年4月1日甲市第一届人大常委会第二次会议修正）"
    assert [[flag.code for flag in read_caption(text).flags] for text in (early, before)] == [["date_order"]] * 2


def test_a_sitting_of_the_presidium_and_an_expanded_sitting_keep_what_is_special_about_them() -> None:
    presidium = read_caption("（2013年1月25日甲省第五届人民代表大会第一次会议主席团第二次会议通过）").events[0]
    assert (presidium.organ, presidium.session, presidium.presidium_session) == ("presidium", 1, 2)
    assert read_caption("（2013年1月25日甲省第五届人大常委会第三次（扩大）会议通过）").events[0].expanded


@pytest.mark.parametrize(
    "printed",
    [
        "（1985年6月8日甲省第六届人民代表\n大会常务委员会第 十三\n次会议通过）",
        "**（1985年6月8日甲省第六届人民代表大会常务委员会第十三次会议通过）**",
        "(1985年6月8日甲省第六屆人民代表大會(huì)常務(wù)委員會第十三次會議通過)",
        "（１９８５年６月８日<br>甲省第６届人大常委会第１３次会议通过）",
        "【一九八五年六月八日甲省第六届人大常委会第十三次会议通过】",
        "1985.6.8，甲省六届人大常委会十三次会议审议通过。",
    ],
)
def test_broken_lines_marks_traditional_characters_and_widths_do_not_matter(printed: str) -> None:
    assert told(read_caption(printed)) == ("adopt 1985-06-08 甲省:standing_committee 6/13",)


def test_plain_values_have_the_shape_of_the_contract() -> None:
    printed = "（2017822日甲市第八届人大常委会第十三次会议通过 自公布之日起施行）"
    shown = plain(read_caption(printed))
    assert {"kind", "date", "body", "organ", "term", "session", "instrument", "ordinal", "start", "end"} <= set(
        shown["events"][0]
    )
    assert [(event["kind"], event["date"], event["body"]) for event in shown["events"]] == [
        ("adopt", None, "甲市"),
        ("effect", None, None),
    ]
    assert (shown["flags"][0]["code"], shown["flags"][0]["proposal"]) == ("date_lost", "2017-08-22")
