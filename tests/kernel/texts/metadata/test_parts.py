"""Which text of a file the particulars are read from: the rule, its notice, or one of several."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.metadata import Field, read_metadata

RULE = """示例市示例管理办法

第一条　为了示例，制定本办法。
第二条　本办法自2024年5月1日起施行。
"""
NOTICE = """示例市人民政府关于印发《示例市示例管理办法》的通知
示府规〔2024〕3号

各区人民政府：
现将《示例市示例管理办法》印发给你们，请认真贯彻执行。
"""
SIGNED = """
示例市人民政府
2024年3月1日

"""


def test_a_rule_that_is_the_attachment_of_its_notice_is_the_rule() -> None:
    text = f"{NOTICE}\n附件：示例市示例管理办法\n{SIGNED}附件\n\n{RULE}"
    read = read_metadata(text)
    assert read.value(Field.TITLE) == "示例市示例管理办法"
    assert read.value(Field.INSTRUMENT) == "示例市人民政府关于印发《示例市示例管理办法》的通知"
    assert (read.value(Field.COMMENCES), read.doubts) == ("2024-05-01", ())


def test_a_form_attached_beside_the_rule_is_not_the_rule() -> None:
    text = f"{NOTICE}{SIGNED}附件1\n\n{RULE}\n附件2\n\n示例登记表\n姓名\t单位\n"
    assert read_metadata(text).value(Field.TITLE) == "示例市示例管理办法"


def test_a_title_of_a_notice_over_two_lines_is_that_of_a_notice() -> None:
    text = NOTICE.replace("印发《", "印发\n《", 1) + SIGNED + RULE
    read = read_metadata(text)
    assert read.value(Field.TITLE) == "示例市示例管理办法"
    assert read.value(Field.INSTRUMENT) == "示例市人民政府关于印发《示例市示例管理办法》的通知"


@pytest.mark.parametrize(
    "head", ["示例省人民政府令第312号", "示例省人民政府令\n第312号", "示例省人民政府令（第312号）"]
)
def test_an_order_whose_number_stands_on_its_line_is_no_title_of_the_rule(head: str) -> None:
    text = f"{head}\n\n《示例市示例管理办法》已经审议通过，现予公布。\n\n省长：某某\n2024年3月1日\n\n{RULE}"
    read = read_metadata(text)
    assert read.value(Field.TITLE) == "示例市示例管理办法"
    assert read.value(Field.ISSUER) == "示例省人民政府"


def test_a_notice_that_issues_two_rules_says_so_and_names_them() -> None:
    other = RULE.replace("示例管理办法", "示例考核细则").replace("办法", "细则")
    notice = NOTICE.replace("印发《示例市示例管理办法》", "印发《示例市示例管理办法》和《示例市示例考核细则》", 1)
    read = read_metadata(f"{notice}{SIGNED}附件1\n\n{RULE}\n附件2\n\n{other}")
    assert read.doubts[0] == (
        "标题是印发的文件，里面有 2 件（示例市示例管理办法；示例市示例考核细则），请分成几个文件入库，"
        "或者核对标题、日期。"
    )


def test_a_notice_from_which_the_rule_cannot_be_told_is_a_doubt() -> None:
    read = read_metadata(f"{NOTICE}\n\n{RULE}")  # nobody signed it
    assert read.value(Field.TITLE) == "示例市人民政府关于印发《示例市示例管理办法》的通知"
    assert read.doubts == ("标题是印发或公布别的文件的，没有分出被印发的那一件，请核对标题。",)


def test_of_several_texts_in_a_file_only_the_first_is_read_and_all_are_named() -> None:
    one = "示例市示例条例\n（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）\n\n第一条　为了示例。\n"
    news = "示例市推进示例工作\n\n　　9月25日，示例市召开会议，发布以下文件。\n\n"
    read = read_metadata(f"{news}{one}\n第二条　本条例自2023年12月1日起施行。\n")
    assert read.value(Field.ADOPTED) is read.value(Field.COMMENCES) is None
    (doubt,) = read.doubts
    assert doubt.startswith("这个文件里有 2 篇（示例市推进示例工作；示例市示例条例），只读了第一篇的标题、日期，")


def test_the_day_of_printing_below_the_text_is_no_caption_and_waits_for_a_person() -> None:
    text = "示例局考勤制度\n\n第一条　为了示例，制定本制度。\n\n示例局办公室\n2024年3月1日印发\n"
    read = read_metadata(text)
    assert read.value(Field.PUBLISHED) is None
    (issued,) = [one for one in read.proposals if one.field is Field.ISSUED]
    assert (issued.value, issued.sure) == ("2024-03-01", False)
    assert text[issued.start : issued.end] == "2024年3月1日"
    dated = f"{NOTICE}{SIGNED}{RULE}\n示例市人民政府办公室　　2024年3月2日印发\n"
    assert read_metadata(dated).value(Field.ISSUED) == "2024-03-01"


def test_organs_that_sign_on_one_line_are_several() -> None:
    text = f"{NOTICE}\n示例市示例局　　　　示例市样本局\n2024年3月1日\n\n{RULE}"
    assert read_metadata(text).value(Field.ISSUER) == "示例市示例局、示例市样本局"
    spaced = f"{NOTICE}\n示例市　　示例局\n2024年3月1日\n\n{RULE}"
    assert read_metadata(spaced).value(Field.ISSUER) == "示例市示例局"


def test_what_a_page_prints_above_a_text_is_no_part_of_its_title() -> None:
    labels = "索 引 号：0082/2024-00012\n主题分类：示例\n发文机关：示例市人民政府\n标　　题：示例市示例管理办法\n"
    read = read_metadata(f"{labels}文　　号：示府规〔2024〕3号\n\n{NOTICE}{SIGNED}{RULE}")
    assert read.value(Field.INSTRUMENT) == "示例市人民政府关于印发《示例市示例管理办法》的通知"


def test_a_title_over_several_lines_begins_the_rule_behind_its_notice() -> None:
    title = "示例市推进示例工作\n高质量发展三年行动方案\n（2024—2026年）"
    notice = NOTICE.replace("示例市示例管理办法", title.replace("\n", ""))
    read = read_metadata(f"{notice}{SIGNED}{title}\n\n为了推进示例工作，制定本方案。\n\n一、总体要求\n二、主要任务\n")
    assert read.value(Field.TITLE) == title.replace("\n", "")
    assert read.doubts == ()


@pytest.mark.parametrize(
    "signed", ["示　例　市　人　民　政　府", "示例市人民政府（盖章）", "示 例 市 人 民 政 府（印章）"]
)
def test_a_name_spread_out_or_sealed_signs_as_any_other(signed: str) -> None:
    text = f"{NOTICE}\n　　　　　　{signed}\n　　　　　　2024年3月1日\n\n{RULE}"
    read = read_metadata(text)
    assert read.value(Field.ISSUED) == "2024-03-01"
    (issuer,) = [one for one in read.proposals if one.field is Field.ISSUER]
    assert (issuer.value, issuer.ground) == ("示例市人民政府", "落款")


def test_who_passes_on_a_rule_is_not_surely_its_maker() -> None:
    notice = NOTICE.replace("关于印发《", "关于转发市示例局《", 1)
    (issuer,) = [one for one in read_metadata(f"{notice}{SIGNED}{RULE}").proposals if one.field is Field.ISSUER]
    assert not issuer.sure
    assert issuer.ground.endswith("这份文件转发别的机关的文件，制定机关请核对")


def test_a_name_with_the_date_beside_it_signs_too() -> None:
    read = read_metadata(f"{NOTICE}\n\t示例市人民政府办公室　2024年3月1日\n\n{RULE}")
    assert read.value(Field.ISSUER) == "示例市人民政府办公室"
    assert read.value(Field.ISSUED) == "2024-03-01"


@pytest.mark.parametrize("label", ["附件", "附 件", "附件1", "附件二"])
def test_the_label_of_an_attachment_is_no_part_of_the_title_below_it(label: str) -> None:
    assert read_metadata(f"{label}\n{RULE}").value(Field.TITLE) == "示例市示例管理办法"
