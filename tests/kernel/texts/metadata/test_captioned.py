"""What a caption tells of who made a text, by which number and when."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.metadata import Field, read_metadata


def captioned(caption: str, title: str = "示例市示例管理办法") -> str:
    return f"{title}\n\n{caption}\n\n第一条　为了示例，制定本办法。\n第二条　本办法自2024年5月1日起施行。\n"


def test_a_rule_of_a_government_is_told_by_the_order_in_its_caption() -> None:
    text = captioned("（2024年3月1日示例市人民政府令第12号公布　自2024年5月1日起施行）")
    read = read_metadata(text)
    assert read.value(Field.ISSUER) == "示例市人民政府"
    assert read.value(Field.NUMBER) == "示例市人民政府令第12号"
    assert read.value(Field.PUBLISHED) == "2024-03-01"
    (number,) = [one for one in read.proposals if one.field is Field.NUMBER]
    assert (number.sure, number.ground) == (True, "题注：公布它的令或者公告")
    assert "令第12号" in text[number.start : number.end]


def test_who_passed_it_goes_before_who_published_it_and_of_two_numbers_a_person_decides() -> None:
    caption = (
        "（2010年3月1日示例市第五届人民代表大会常务委员会第三次会议通过　2010年3月5日示例市人民政府令第3号公布　"
        "2024年3月1日示例市人民政府令第12号公布）"
    )
    read = read_metadata(captioned(caption))
    assert read.value(Field.ISSUER) == "示例市人民代表大会常务委员会"
    (number,) = [one for one in read.proposals if one.field is Field.NUMBER]
    assert (number.value, number.sure) == ("示例市人民政府令第3号", False)


@pytest.mark.parametrize(
    ("caption", "issuer"),
    [
        ("（2022年11月13日示例圈市县人大常委会第三次联席会议通过）", "示例圈市县人大常委会联席会议"),
        ("（2023年5月10日示例市第八届人大常委会第二十次主任会议通过）", "示例市人民代表大会常务委员会主任会议"),
        ("（2024年1月10日中国共产党示例市第八届委员会第七次全体会议通过）", None),
    ],
)
def test_a_conference_and_a_meeting_of_chairs_are_makers_by_their_names(caption: str, issuer: str | None) -> None:
    assert read_metadata(captioned(caption)).value(Field.ISSUER) == issuer


def test_a_note_under_the_title_gives_number_and_day_of_issue() -> None:
    read = read_metadata(captioned("（示府〔2024〕3号　2024年3月1日印发）"))
    assert read.value(Field.NUMBER) == "示府〔2024〕3号"
    (issued,) = [one for one in read.proposals if one.field is Field.ISSUED]
    assert (issued.value, issued.sure, issued.ground) == ("2024-03-01", False, "标题下方括号的印发日期")


@pytest.mark.parametrize("year", ["一九九八", "一九九三", "二〇一五", "二○○六"])
def test_a_caption_without_brackets_is_read_whatever_figure_its_year_ends_with(year: str) -> None:
    read = read_metadata(captioned(f"{year}年六月五日示例市第二届人民代表大会常务委员会第三次会议通过"))
    assert (read.value(Field.ADOPTED) or "").endswith("-06-05")
