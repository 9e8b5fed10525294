"""A text file is read whatever its encoding; what is no text is turned away."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.importers.plain_text import MIXED, Decoded, decode, decode_damaged, read_plain_text
from lianxi.kernel.errors import Refused

TEXT = "示例三江联席会议工作规则\r\n\t一、示例。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert read_plain_text(TEXT.encode(encoding), "示例.txt") == TEXT


TRADITIONAL = "示例三江聯席會議工作規則\r\n\t一、各方應當依次輪流承辦會議。\n"


@pytest.mark.parametrize("text", [TEXT + "　　各方应当依次轮流承办会议。", TRADITIONAL])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_the_encoding_is_found_out_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


@pytest.mark.parametrize("encoding", ["cp950", "big5hkscs"])
def test_traditional_text_in_big5(encoding: str) -> None:
    found = decode(TRADITIONAL.encode(encoding))
    assert found is not None
    assert found.text == TRADITIONAL


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_within_a_character_is_read_up_to_there(encoding: str) -> None:
    content = (TEXT * 9).encode(encoding) + "示".encode(encoding)[:-1]
    assert decode(content) is None
    found = decode_damaged(content)
    assert found is not None
    assert (found.broken, found.encoding, found.text.rstrip("�")) == (1, encoding, TEXT * 9)


def test_gb_18030_with_its_mark() -> None:
    assert read_plain_text("\ufeff示例".encode("gb18030"), "示例.txt") == "示例"


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused, match="是空的"):
        read_plain_text(content, "空.txt")


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04\x14\x00\x06\x00", b"%PDF-1.7\n\x00\xff", b"\x89PNG\r\n\x1a\n", b"\xff\xff\xff", "一\0二".encode()],
)
def test_what_is_no_text_is_refused_with_what_to_do(content: bytes) -> None:
    with pytest.raises(Refused, match="不是纯文本") as caught:
        read_plain_text(content, "文件.docx")
    assert "另存为纯文本" in caught.value.remedy


@pytest.mark.parametrize("encoding", ["utf-32", "utf-32-le", "utf-32-be"])
def test_utf_32_with_and_without_its_mark(encoding: str) -> None:
    assert read_plain_text(TEXT.encode(encoding), "示例.txt") == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", ["示例", "示例三江", "第一条", "总则\n第一条"])
def test_a_few_characters_in_utf_16_without_a_mark(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)


def test_a_mark_written_twice_is_no_text() -> None:
    assert read_plain_text(b"\xef\xbb\xbf" * 2 + "示例".encode(), "示例.txt") == "示例"


def test_a_stray_sign_is_shown_and_filling_at_the_end_is_not() -> None:
    found = decode_damaged(f"{TEXT}第二条\x01　示例。".encode() + b"\x1a\0\0")
    assert found == Decoded(f"{TEXT}第二条�　示例。", "utf-8", 1)


def test_a_text_of_pieces_in_two_encodings_is_read_line_by_line() -> None:
    found = decode_damaged(TEXT.encode() * 3 + TEXT.encode("gb18030"))
    assert found == Decoded(TEXT * 4, MIXED)


@given(
    st.text(alphabet="示例各方应当依次轮流承办会议，。\n", min_size=12),
    st.sampled_from(["utf-8", "gb18030", "utf-16-be"]),
)
def test_common_words_are_read_back_from_any_encoding(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == Decoded(text, encoding)
