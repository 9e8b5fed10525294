"""Files of others give a decent text with warnings; files made to do harm are refused in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.importers.akoma_ntoso import AknEvent, ReadAkn, read_akn, read_akn_file
from lianxi.importers.kinds import kind_of
from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from tests.exporters.akoma_ntoso.exported import REGULATION, exported

OPENING = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">'


def file(inside: str) -> bytes:
    return f"{OPENING}{inside}</akomaNtoso>".encode()


def body(inside: str) -> bytes:
    return file(f'<act name="act"><meta/><body>{inside}</body></act>')


BYLAW = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- a bylaw of an invented place -->
<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">
  <act name="act" contains="originalVersion">
    <meta>
      <identification source="#example">
        <FRBRWork>
          <FRBRthis value="/akn/zz-exa/act/by-law/2010/dogs/!main"/>
          <FRBRuri value="/akn/zz-exa/act/by-law/2010/dogs"/>
          <FRBRalias value="Dogs By-law" name="title"/>
        </FRBRWork>
        <FRBRExpression><FRBRuri value="/akn/zz-exa/act/by-law/2010/dogs/eng@2012-01-01"/></FRBRExpression>
      </identification>
      <lifecycle source="#example">
        <eventRef date="2012-01-01" eId="e1" source="#am1" type="amendment"/>
        <eventRef date="soon" source="#am2" type="repeal"/>
      </lifecycle>
      <references><passiveRef eId="am1" href="/akn/zz/act/2012/1" showAs="Dogs Amendment By-law"/></references>
    </meta>
    <body>
      <part eId="part_A">
        <num>A</num>
        <heading>Keeping
          of dogs</heading>
        <section eId="part_A__sec_1" wId="part_A__sec_7">
          <num>1.</num>
          <heading>Limits</heading>
          <subsection eId="part_A__sec_1__subsec_1">
            <num>(1)</num>
            <content>
              <p>No person may keep <term refersTo="#d">dogs</term> that
                bark<authorialNote marker="*"><p>At night.</p></authorialNote>; or:</p>
              <blockList eId="list_1">
                <listIntroduction>namely</listIntroduction>
                <item eId="item_a"><num>(a)</num><p>large dogs;</p></item>
              </blockList>
            </content>
          </subsection>
          <subsection><content><p>See <img src="map.png"/> the map.<eol/>Second line.</p></content></subsection>
        </section>
      </part>
      <hcontainer name="t"><content><table>
        <tr><th><p>Size</p></th><th><p>Fee</p></th></tr>
        <tr><td><p>Large</p></td><td><p>5</p></td></tr>
      </table></content></hcontainer>
    </body>
  </act>
</akomaNtoso>
"""

CHINESE = body("""
  <chapter><num>第一章</num><heading>总则</heading>
    <article eId="art_1"><num>第一条</num>
      <content><p>为了保护
        湿地，制定本条例。</p></content></article>
    <article eId="art_2"><num>第二条</num>
      <paragraph><intro><p>下列区域适用：</p></intro>
        <point><num>（一）</num><content><p>湖泊<del>、水库</del><ins>、河流</ins>；</p></content></point>
      </paragraph></article>
  </chapter>
""")

DECISION = file("""<doc name="decision">
  <preface><longTitle><p><docTitle>关于修改示例条例的决定</docTitle></p></longTitle></preface>
  <mainBody><level><num>一、</num><content><p>将第三条修改为：<mod>
    <quotedStructure startQuote="“" endQuote="”">
      <article><num>第三条</num><content><p>新的条文。</p></content></article>
    </quotedStructure></mod>。</p></content></level></mainBody></doc>""")


def test_a_bylaw_in_the_manner_of_others_is_read_line_by_line() -> None:
    read = read_akn(BYLAW)
    assert read.text.splitlines() == [
        "A Keeping of dogs",
        "1. Limits",
        "(1) No person may keep dogs that bark; or:",
        "namely",
        "(a) large dogs;",
        "See the map.",
        "Second line.",
        "Size\tFee",
        "Large\t5",
    ]
    assert (read.title, read.uri) == ("Dogs By-law", "/akn/zz-exa/act/by-law/2010/dogs/eng@2012-01-01")
    assert (read.address, read.own, read.exact) == (None, False, False)
    assert read.identities == {"part_A__sec_1": "part_A__sec_7"}
    assert read.events == (
        AknEvent("amendment", date(2012, 1, 1), "Dogs Amendment By-law"), AknEvent("repeal", None, ""),
    )  # fmt: skip
    assert any("图片没有读入（1 处）" in warning for warning in read.warnings)


def test_a_note_stands_beside_the_text_at_its_mark() -> None:
    read = read_akn_file(BYLAW, "bylaw.xml")
    (note,) = read.notes
    assert (note.number, note.text, note.kind) == ("*", "At night.", "footnote")
    assert read.text[: note.at].endswith("bark")


def test_a_chinese_text_of_others_is_set_as_texts_are_and_can_be_structured() -> None:
    read = read_akn(CHINESE)
    assert read.text.splitlines() == [
        "第一章　总则", "第一条　为了保护湿地，制定本条例。", "第二条　下列区域适用：", "（一）湖泊、河流；",
    ]  # fmt: skip
    assert any("标为删除的文字" in warning for warning in read.warnings)
    assert [child.eid for child in read.structure().children[0].children] == ["art_1", "art_2"]


def test_quoted_wording_of_others_keeps_its_marks() -> None:
    read = read_akn(DECISION)
    assert read.text.splitlines() == ["关于修改示例条例的决定", "一、将第三条修改为：", "“第三条　新的条文。”。"]
    assert read.title == "关于修改示例条例的决定"


def test_an_older_version_of_the_standard_is_read_with_a_warning() -> None:
    old = CHINESE.replace(b"http://docs.oasis-open.org/legaldocml/ns/akn/3.0", b"http://www.akomantoso.org/2.0")
    assert read_akn(old).text == read_akn(CHINESE).text
    assert "不是 Akoma Ntoso 3.0" in read_akn(old).warnings[0]


def bomb() -> str:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
    return f'<!DOCTYPE akomaNtoso [<!ENTITY a0 "哈哈哈哈">{entities}]>'


@pytest.mark.parametrize(
    ("content", "guard", "said"),
    [
        (bomb().encode() + body("<article><content><p>&a8;</p></content></article>"), "file_unsafe", "DOCTYPE"),
        (bomb().encode() + body('<article eId="&a8;"/>'), "file_unsafe", "DOCTYPE"),
        (
            b'<!DOCTYPE akomaNtoso [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + body("<p>&x;</p>"),
            "file_unsafe",
            "DOCTYPE",
        ),
        (b'<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/x.dtd">' + body("<p>x</p>"), "file_unsafe", "DOCTYPE"),
        (CHINESE[:-40], "file_damaged", "已损坏"),
        (CHINESE.replace("湿地".encode(), b"\xff\xfe"), "file_damaged", "已损坏"),
        (CHINESE.replace(b"<body>", b"<body>\x01"), "file_damaged", "已损坏"),
        (b"", "file_damaged", "已损坏"),
        (b"<html><p>x</p></html>", "file_type", "不是 Akoma Ntoso"),
        (file(""), "file_empty", "没有文件"),
        (body(""), "file_empty", "没有文字"),
        (body("<level>" * 120 + "<p>x</p>" + "</level>" * 120), "file_unsafe", "层"),
    ],
)
def test_what_is_damaged_or_made_to_do_harm_is_refused_in_words(content: bytes, guard: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        read_akn(content, "示例.xml")
    assert (caught.value.guard, caught.value.remedy.endswith("。")) == (guard, True)
    assert "示例.xml" in caught.value.reason


def test_a_huge_file_is_refused_before_it_is_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lianxi.importers.akoma_ntoso.reading.LARGEST_PART", 100)
    with pytest.raises(Refused, match="超过") as caught:
        read_akn(CHINESE)
    assert caught.value.guard == "file_too_large"


def test_a_small_file_that_would_unfold_into_an_endless_text_is_refused() -> None:
    usual = f'<lx:usual of="content/p" before="" after="{"甲" * 200_000}"/>'
    about = f'<proprietary xmlns:lx="urn:lianxi:layout:1"><lx:text/>{usual}</proprietary>'
    content = file(
        f"<act><meta>{about}</meta><body><article><content>{'<p/>' * 5_000}</content></article></body></act>"
    )
    with pytest.raises(Refused, match="万字") as caught:
        read_akn(content)
    assert caught.value.guard == "text_too_long"


def read_or_guard(content: bytes) -> ReadAkn | str:
    """The file as read, or the guard of its refusal."""
    try:
        return read_akn(content)
    except Refused as refusal:
        return refusal.guard


PIECES = st.sampled_from(
    ["<p>", "</p>", "<num>", "</num>", "<article>", "</article>", "<body>", "</body>", "<act>", "</act>", "甲", " ",
     "<table><tr><td>", "</td></tr></table>", "<inline name='character'/>", "<authorialNote>", "</authorialNote>",
     "<quotedStructure endQuote='”'>", "</quotedStructure>", "<meta>", "</meta>", "<eol/>", "&#65;"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_no_file_of_others_ends_in_anything_but_a_text_or_a_refusal(inside: str) -> None:
    read = read_or_guard(file(inside))
    assert read in {"file_damaged", "file_empty"} if isinstance(read, str) else read.text.strip()


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 4000), st.sampled_from([b"", b"<p>", b"\\uzzzz", b"x", b'"', b"lx:code='99999999'"]))
def test_our_own_file_broken_anywhere_is_read_or_refused(at: int, put: bytes) -> None:
    content = exported(REGULATION)
    broken = content[:at] + put + content[at + 3 :]
    read = read_or_guard(broken)
    if isinstance(read, str):
        assert read in {"file_damaged", "file_empty", "file_type"}
    else:
        assert read.text == REGULATION or read.warnings


@pytest.mark.parametrize("name", ["示例.xml", "示例.akn", "示例", "示例.XML"])
@pytest.mark.parametrize("content", [BYLAW, CHINESE, b"\xef\xbb\xbf" + CHINESE, CHINESE.decode().encode("utf-16")])
def test_the_bytes_tell_an_akoma_ntoso_file(content: bytes, name: str) -> None:
    assert kind_of(content, name) == "akn"


def test_a_file_with_a_document_type_is_refused_as_such_when_read_by_its_name() -> None:
    with pytest.raises(Refused, match="DOCTYPE"):
        read_document(b'<!DOCTYPE akomaNtoso SYSTEM "x.dtd">' + CHINESE, "示例.xml")


def test_other_xml_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="不是法规交换文件") as caught:
        kind_of(b"<?xml version='1.0'?><rss/>", "示例.xml")
    assert caught.value.guard == "file_mislabelled"


def test_a_stranger_s_file_is_read_in_a_process_of_its_own() -> None:
    assert read_in_own_process(exported(REGULATION), "条例.xml").text == REGULATION
