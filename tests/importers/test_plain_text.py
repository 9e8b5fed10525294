"""A text file is read whatever its encoding; what is no text is turned away."""

from __future__ import annotations

import pytest

from lianxi.importers.plain_text import read_plain_text
from lianxi.kernel.errors import Refused

TEXT = "示例三江联席会议工作规则\r\n\t一、示例。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert read_plain_text(TEXT.encode(encoding), "示例.txt") == TEXT


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
