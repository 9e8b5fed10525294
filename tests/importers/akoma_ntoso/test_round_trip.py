"""A text exported and read again is the same text, valid against both schemas, with the same ids and identities."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings

from lianxi.importers.akoma_ntoso import read_akn
from lianxi.importers.reading import read_document
from lianxi.kernel.texts.compare import carry_identities, compare
from lianxi.kernel.texts.structure import Kind, read_structure, walk
from tests.exporters.akoma_ntoso.exported import NOTICE, REGULATION, address, exported, faults, texts
from tests.real_documents import real_documents


@settings(max_examples=300, deadline=None)
@given(texts)
@example("")
@example("\n　\n")
@example("12\n")
@example("\x1f")
@example("第一条　\ud800\uffff\x00。\r\n")
@example(REGULATION)
@example(REGULATION.replace("\n", "\r\n"))
@example(NOTICE + REGULATION)
@example("附件1\n名单\n抄送：甲。\n附件2\n名单\n")
def test_any_text_comes_back_character_by_character_from_a_valid_file(text: str) -> None:
    content = exported(text)
    assert faults(content) == []
    read = read_akn(content)
    assert read.text == text
    assert (read.own, read.exact, read.warnings) == (True, True, ())


@pytest.mark.parametrize("text", [REGULATION, NOTICE, REGULATION + NOTICE])
def test_the_tree_read_anew_is_the_exported_one(text: str) -> None:
    assert read_akn(exported(text)).structure() == read_structure(text)


def test_address_title_and_events_come_back() -> None:
    read = read_akn(exported(REGULATION))
    assert read.address == address(REGULATION)
    assert read.title == "示例市湿地保护条例"
    assert [(one.kind, one.date.isoformat() if one.date else "") for one in read.events] == [
        ("adopt", "2023-08-29"), ("approve", "2023-09-20"), ("amend", "2025-06-01"),
    ]  # fmt: skip
    assert read.events[2].said == "关于修改〈示例市湿地保护条例〉的决定"


OLD = "示例办法\n\n第一条　甲方负责联络。\n第二条　乙方负责记录会议。\n第三条　丙方承担全部费用。\n"
NEW = OLD.replace("第三条", "第四条").replace("第二条", "第二条　丁方新近加入，参加全部会议。\n第三条")


def test_a_renumbered_article_keeps_its_identity_through_the_file() -> None:
    identities = carry_identities(compare(OLD, NEW), {}, "2025-06-01")
    content = exported(NEW, identities=identities)
    assert faults(content) == []
    assert b'<article eId="art_3" wId="art_2">' in content
    read = read_akn(content)
    assert read.identities == {eid: wid for eid, wid in identities.items() if eid != wid}
    assert read.identities["art_4"] == "art_3"
    assert read.identities["art_2"] == "art_2@2025-06-01"


def test_identities_of_lines_without_an_element_come_back_too() -> None:
    text = "示例\n甲。\n乙。\n"
    identities = {"para_1": "para_7@2020-01-01", "text_1__line_2": "text_1__line_9"}
    content = exported(text, identities=identities)
    assert faults(content) == []
    assert read_akn(content).identities == identities


def test_the_file_is_read_like_any_other_document() -> None:
    read = read_document(exported(REGULATION), "条例.xml")
    assert (read.kind, read.text, read.warnings) == ("akn", REGULATION, ())
    block = read.block_at(REGULATION.index("为了保护湿地"))
    assert block is not None
    assert read.text[block.start : block.end] == "　　第一条　为了保护湿地，根据《中华人民共和国示例法》，制定本条例。"


def test_a_changed_file_says_so() -> None:
    content = exported(REGULATION)
    edited = content.decode().replace("大河", "大江").encode()
    read = read_akn(edited)
    assert read.text == REGULATION.replace("大河", "大江")
    assert not read.exact
    assert "改动过" in read.warnings[0]
    renamed = content.replace(b'eId="art_3"', b'eId="art_4"')
    assert "条文编号" in read_akn(renamed).warnings[0]


def test_a_file_set_on_other_lines_by_another_program_still_gives_the_text() -> None:
    content = exported(REGULATION).decode()
    squeezed = "".join(line.strip() for line in content.splitlines()).encode()
    assert read_akn(squeezed).text == REGULATION


def test_real_documents_come_back_character_by_character() -> None:
    for path in real_documents():
        text = path.read_bytes().decode("utf-8")
        content = exported(text)
        assert faults(content) == [], path.name
        read = read_akn(content)
        assert read.text == text, path.name
        assert (read.exact, read.warnings) == (True, ()), path.name


def test_every_node_has_its_element() -> None:
    text = REGULATION + NOTICE
    content = exported(text).decode()
    missing = [node.eid for node in walk(read_structure(text)) if f'eId="{node.eid}"' not in content]
    assert missing == ["doc"]
    assert {Kind.ARTICLE, Kind.LEVEL, Kind.POINT, Kind.INDENT, Kind.FOOTER, Kind.ATTACHMENT, Kind.SIGNATURE} <= {
        node.kind for node in walk(read_structure(text))
    }
