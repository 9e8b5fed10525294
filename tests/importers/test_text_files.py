"""A text file becomes a document of lines."""

from __future__ import annotations

import pytest

from lianxi.importers.text_files import read_text_file
from lianxi.kernel.errors import Refused


def test_every_line_is_a_block_with_its_number() -> None:
    read = read_text_file("示例规则\r\n\r\n第一条　甲。\r第二条　乙。\n".encode("gb18030"), "示例.txt")
    assert read.text == "示例规则\n\n第一条　甲。\n第二条　乙。\n"
    assert read.encoding == "gb18030"
    assert [(read.text[b.start : b.end], b.place.paragraph) for b in read.blocks] == [
        ("示例规则", 1), ("第一条　甲。", 3), ("第二条　乙。", 4),
    ]  # fmt: skip
    found = read.block_at(read.text.index("乙"))
    assert found is not None
    assert found.place.paragraph == 4


def test_a_text_cut_within_a_character_says_so() -> None:
    read = read_text_file("示例规则\n第一条　甲。".encode()[:-1], "示例.txt")
    assert read.text.endswith("甲�")
    assert "与原件核对" in read.warnings[0]


@pytest.mark.parametrize(("content", "guard"), [(b"\0\1\2\3" * 99, "file_is_text"), (b" \n", "file_empty")])
def test_what_holds_no_text_is_refused(content: bytes, guard: str) -> None:
    with pytest.raises(Refused) as caught:
        read_text_file(content, "示例.txt")
    assert caught.value.guard == guard


def test_a_text_in_two_encodings_says_so() -> None:
    lines = ["示例规则，第一条。", "第二条　示例各方轮流承办会议。"]
    read = read_text_file(b"\n".join((lines[0].encode(), lines[1].encode("gb18030"))), "示例.txt")
    assert read.text.split("\n") == lines
    assert "两种编码" in read.warnings[0]
