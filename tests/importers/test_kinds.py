"""What a file is, its bytes say; a name that says otherwise is refused with what to do."""

from __future__ import annotations

import io
import zipfile

import pytest

from lianxi.importers import kinds
from lianxi.importers.kinds import OLE, kind_of
from lianxi.kernel.errors import Refused


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "示例")
    return out.getvalue()


DOC = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")
SECRET = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
HTML = "\ufeff<!DOCTYPE html><html><body>示例</body></html>".encode()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        ("示例".encode(), "示例.txt", "text"),
        ("示例".encode("gbk"), "没有扩展名", "text"),
        ("示例".encode(), "示例.html", "html"),
        (HTML, "示例.HTM", "html"),
        (HTML, "示例", "html"),
        ('<?xml version="1.0"?><html>'.encode("utf-16"), "示例.html", "html"),
        (PDF, "示例.PDF", "pdf"),
        (b"\r\n" + PDF, "示例.pdf", "pdf"),
        (packed("[Content_Types].xml", "word/document.xml"), "示例.docx", "docx"),
        (packed("xl/workbook.xml"), "示例.xlsx", "xlsx"),
        (DOC, "示例.doc", "doc"),
        (DOC, "示例.wps", "doc"),
    ],
)
def test_the_bytes_say_the_kind(content: bytes, name: str, kind: str) -> None:
    assert kind_of(content, name) == kind


@pytest.mark.parametrize(
    ("content", "name", "guard", "said"),
    [
        (b"", "空.txt", "file_empty", "是空的"),
        (PDF, "示例.docx", "file_mislabelled", "内容其实是PDF"),
        (DOC, "示例.docx", "file_mislabelled", "内容其实是旧版 Word"),
        (packed("word/document.xml"), "示例.doc", "file_mislabelled", "内容其实是Word"),
        (HTML, "示例.doc", "file_mislabelled", "内容其实是网页"),
        ("示例".encode(), "示例.docx", "file_mislabelled", "只是改了扩展名"),
        (b"PK\x03\x04\x14\0", "示例.docx", "file_mislabelled", "可能已损坏"),
        (b"\x89PNG\r\n\x1a\n", "示例.pdf", "file_mislabelled", "内容其实是图片"),
        (SECRET, "示例.docx", "file_encrypted", "打开密码"),
        (b"\xff\xd8\xff\xe0", "扫描.jpg", "file_type", "是图片"),
        (packed("OFD.xml"), "示例.ofd", "file_type", "是OFD"),
        (packed("示例.docx"), "示例.zip", "file_type", "是压缩包"),
        (b"{\\rtf1\\ansi", "示例.rtf", "file_type", "是RTF"),
        (b"MZ\x90\0", "示例", "file_type", "是程序"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(content: bytes, name: str, guard: str, said: str) -> None:
    with pytest.raises(Refused, match=said) as caught:
        kind_of(content, name)
    assert caught.value.guard == guard
    assert caught.value.remedy.endswith("。")


def test_a_huge_file_is_refused_before_anything_looks_into_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "LARGEST_FILE", 10)
    with pytest.raises(Refused, match="上限") as caught:
        kind_of(b"x" * 11, "大.txt")
    assert caught.value.guard == "file_too_large"
