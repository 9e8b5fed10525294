"""A text file as a document 文本文件: every line a block."""

from __future__ import annotations

from lianxi.importers.document import Draft, Place, ReadDocument
from lianxi.importers.plain_text import MIXED, decode_damaged, no_text
from lianxi.kernel.errors import Refused


def read_text_file(content: bytes, name: str) -> ReadDocument:
    """The text with its line ends made one kind; a few unreadable bytes are shown as � and said."""
    found = decode_damaged(content)
    if found is None:
        raise no_text(name)
    if not found.text.strip():
        raise Refused("file_empty", f"文件“{name}”是空的。", remedy="请检查后重新选择文件。")
    draft = Draft()
    if found.broken:
        draft.warn(f"有 {found.broken} 处字节读不出来，文中以“�”标出：文件可能不完整，请与原件核对。")
    if found.encoding == MIXED:
        draft.warn("文件里混有 UTF-8 和 GB 18030 两种编码，已逐行读入，请与原件核对。")
    for number, line in enumerate(found.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        draft.block(line, "paragraph", Place(paragraph=number))
    return draft.finished("text", found.encoding)
