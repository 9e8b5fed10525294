"""Plain text 纯文本: bytes in, text out; UTF-8 first, then GB 18030, either with or without its mark."""

from __future__ import annotations

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from lianxi.kernel.errors import Refused

BOM_GB18030 = b"\x84\x31\x95\x33"
_MARKS = {BOM_UTF8: "utf-8", BOM_GB18030: "gb18030", BOM_UTF16_LE: "utf-16-le", BOM_UTF16_BE: "utf-16-be"}
_LAYOUT = "\t\n\r\f"


def read_plain_text(content: bytes, name: str) -> str:
    """The text of a file, or `Refused` where it is empty or no text at all."""
    text = _decoded(content)
    if text is None or any(ord(sign) < 32 and sign not in _LAYOUT for sign in text):
        raise Refused(
            "file_is_text",
            f"文件“{name}”不是纯文本，读不出文字。",
            remedy="请在文字处理软件中另存为纯文本（.txt，编码选 UTF-8）后再导入。",
        )
    if not text.strip():
        raise Refused("file_not_empty", f"文件“{name}”是空的。", remedy="请检查后重新选择文件。")
    return text


def _decoded(content: bytes) -> str | None:
    """By its mark where it has one; None where no encoding fits."""
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return _try(content.removeprefix(mark), encoding)
    text = _try(content, "utf-8")
    return _try(content, "gb18030") if text is None else text


def _try(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None
