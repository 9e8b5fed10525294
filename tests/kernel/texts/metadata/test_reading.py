"""What a text says of itself, and where."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.metadata import Field, RuleKind, plain, read_metadata

KINDS = (
    RuleKind("dfxfg", "地方性法规", ("条例", "规定", "办法"), adopted=True),
    RuleKind("guizhang", "政府规章", ("规定", "办法"), adopted=False, numbers=("令",)),
    RuleKind("guifan", "行政规范性文件", ("办法", "规定", "意见"), adopted=False, numbers=("规",)),
    RuleKind("zhidu", "内部管理制度", ("制度", "规程"), adopted=False),
)
NOTICE = """示例市人民政府文件

示府规〔2024〕3号

示例市人民政府关于印发示例市示例管理办法的通知

各区人民政府，市政府各部门：
现将《示例市示例管理办法》印发给你们，请认真贯彻执行。

示例市人民政府
2024年2月20日

（此件主动公开）

示例市示例管理办法

第一条　为了示例，制定本办法。
第二条　本办法自印发之日起施行，有效期5年。
"""
REGULATION = """示例市示例条例
（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过
2023年9月27日示例省第七届人民代表大会常务委员会第六次会议批准）

第一条　为了示例，制定本条例。
第二条　本条例自2023年12月1日起施行。
"""
ORDER = """示例市人民政府令
第58号
《示例市示例规定》已经市政府常务会议审议通过，现予公布，自2021年5月1日起施行。
市长 某某
2021年3月15日
示例市示例规定
第一条 为了示例，制定本规定。
第二条 本规定自2021年5月1日起施行。
"""


def said(text: str) -> dict[str, str]:
    return {one.field.value: one.value for one in read_metadata(text, KINDS).proposals}


def test_a_rule_issued_by_a_notice_is_told_from_the_notice() -> None:
    assert said(NOTICE) == {
        "title": "示例市示例管理办法",
        "instrument": "示例市人民政府关于印发示例市示例管理办法的通知",
        "number": "示府规〔2024〕3号",
        "issuer": "示例市人民政府",
        "issued": "2024-02-20",
        "commences": "2024-02-20",
        "last_day": "2029-02-19",
        "kind": "guifan",
    }


def test_a_regulation_is_read_from_its_caption() -> None:
    assert said(REGULATION) == {
        "title": "示例市示例条例",
        "issuer": "示例市人民代表大会常务委员会",
        "adopted": "2023-08-29",
        "approved": "2023-09-27",
        "commences": "2023-12-01",
        "kind": "dfxfg",
    }


def test_the_number_of_an_order_is_read_across_two_lines() -> None:
    found = said(ORDER)
    assert found["number"] == "示例市人民政府令第58号"
    assert (found["title"], found["kind"], found["commences"]) == ("示例市示例规定", "guizhang", "2021-05-01")


def test_what_is_derived_says_from_what_and_waits_for_a_person() -> None:
    derived = {one.field: one for one in read_metadata(NOTICE, KINDS).proposals if not one.sure}
    assert "自印发之日起，成文日期为2024-02-20" in derived[Field.COMMENCES].ground
    assert "施行当日计入" in derived[Field.LAST_DAY].ground


def test_every_proposal_points_at_the_words_it_was_read_from() -> None:
    for text in (NOTICE, REGULATION, ORDER):
        for one in read_metadata(text, KINDS).proposals:
            words = text[one.start : one.end]
            assert words == words.strip() != ""
            if one.field in (Field.TITLE, Field.ISSUER) and one.ground != "题注中通过它的机关":
                assert one.value.replace("、", "") in words.replace("\n", "")


@pytest.mark.parametrize(
    ("line", "canonical", "sure"),
    [
        ("示府规〔2024〕3号", "示府规〔2024〕3号", True),
        ("示府规[2024]第3号", "示府规〔2024〕3号", False),
        ("（示府办（2017）36号）", "示府办〔2017〕36号", False),
    ],
)
def test_a_number_in_another_form_is_put_in_the_standard_one_and_asks(line: str, canonical: str, sure: bool) -> None:
    text = f"{line}\n示例办法\n第一条　为了示例，根据示委发〔2020〕9号制定本办法。\n"
    (number,) = [one for one in read_metadata(text).proposals if one.field is Field.NUMBER]
    assert (number.value, number.sure) == (canonical, sure)


@pytest.mark.parametrize(
    "printed",
    ["# 示例市示例条例", "## 示例市示例条例 ##", "**示例市示例条例**", "示例市\n示例条例", "　　示例市　示例条例  "],
)
def test_marks_of_a_converted_page_are_no_words_of_the_title(printed: str) -> None:
    text = REGULATION.replace("示例市示例条例", printed, 1)
    title = next(one for one in read_metadata(text, KINDS).proposals if one.field is Field.TITLE)
    assert title.value == "示例市示例条例"
    assert text[title.start] == "示"


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        ("(2019年8月28日)", "2019-08-28"), ("（2019年8月28日）", "2019-08-28"), ("（2019年8月28日 示例）", None),
        ("（2019年8月）", None), ("（2019年2月30日）", None),
    ],
)  # fmt: skip
def test_a_bare_day_under_the_title_is_proposed_and_waits_for_a_person(caption: str, day: str | None) -> None:
    read = read_metadata(
        f"示例省委关于示例工作的意见\n{caption}\n为了示例，制定本意见。\n一、总体要求\n示例。\n", KINDS
    )
    found = [one for one in read.proposals if one.field is Field.ISSUED]
    assert [(one.value, one.sure) for one in found] == ([(day, False)] if day else [])


def test_a_day_under_the_title_gives_way_to_the_signature_and_to_a_caption() -> None:
    signed = NOTICE.replace("通知\n\n各区", "通知\n（2024年1月5日）\n\n各区")
    assert said(signed)["issued"] == "2024-02-20"
    assert "issued" not in said(REGULATION)


def test_a_number_inside_a_sentence_is_not_the_texts_own() -> None:
    assert "number" not in said("示例办法\n第一条　根据示委发〔2020〕9号文件精神，制定本办法。\n")


def test_two_places_that_name_different_issuers_are_a_doubt() -> None:
    text = NOTICE.replace("\n示例市人民政府\n2024年", "\n示例市民政局\n2024年")
    found = read_metadata(text)
    assert found.value(Field.ISSUER) == "示例市民政局"
    assert any("请核对" in doubt and "示例市人民政府" in doubt for doubt in found.doubts)


def test_a_commencement_from_an_event_without_its_day_is_a_doubt_and_no_day() -> None:
    found = read_metadata("示例条例\n第一条　为了示例。\n第二条　本条例自公布之日起施行，有效期五年。\n")
    assert found.value(Field.COMMENCES) is None
    assert found.value(Field.LAST_DAY) is None
    assert len(found.doubts) == 2


@pytest.mark.parametrize("days", [29, 30, 31])
def test_thirty_days_after_count_from_the_next_day_and_end_before_the_commencement(days: int) -> None:
    text = NOTICE.replace("自印发之日起施行，有效期5年", f"自印发之日起{days}日后施行")
    assert said(text)["commences"] == (date(2024, 2, 20) + timedelta(days=days + 1)).isoformat()


def test_the_json_of_the_proposals() -> None:
    found = plain(read_metadata(REGULATION, KINDS))
    assert set(found) == {"proposals", "doubts"}
    assert found["proposals"][0] == {  # type: ignore[index]
        "field": "title",
        "label": "标题",
        "value": "示例市示例条例",
        "start": 0,
        "end": 7,
        "ground": "正文上方的标题",
        "sure": True,
    }


@given(st.text("示例市人民政府关于印发办法的通知〔2024〕3号第一条自日起施行年月，。\n 　（）《》", max_size=160))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    for one in read_metadata(text, KINDS).proposals:
        assert 0 <= one.start < one.end <= len(text)
        assert one.value
