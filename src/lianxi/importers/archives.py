"""Packed office files 压缩的办公文件: parts are listed, bounded and read one at a time; XML without entities."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from lianxi.importers.limits import LARGEST_PART, LARGEST_UNPACKED, MEGABYTE, MOST_PARTS
from lianxi.kernel.errors import Refused

_NO_MEMORY = 2  # XML_ERR_NO_MEMORY
_SAVE_AGAIN = "请用原来的软件打开，确认内容完好，另存后再导入。"


def damaged(name: str) -> Refused:
    """The refusal of a file that its own format cannot be read from."""
    return Refused("file_damaged", f"文件“{name}”已损坏，读不出来。", remedy=_SAVE_AGAIN)


def is_out_of_memory(error: Exception) -> bool:
    """Whether a parser failed for want of memory: libxml2 says it in words or by its number."""
    return "memory" in str(error).lower() or (isinstance(error, etree.XMLSyntaxError) and error.code == _NO_MEMORY)


def _same(part: str) -> str:
    """Names of parts do not differ by case (ECMA-376 part 2, 7.3); some programs write them with back strokes."""
    return part.replace("\\", "/").lstrip("/").casefold()


class OfficeArchive:
    """The parts of a packed office file, within limits."""

    def __init__(self, content: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
            raise damaged(name) from None
        self._check()
        self._names = {_same(name): name for name in self._archive.namelist()}

    def _check(self) -> None:
        """Sizes as the list of parts states them: more than stated is never unpacked."""
        parts = self._archive.infolist()
        if any(part.flag_bits & 0x1 for part in parts):
            raise Refused("file_encrypted", f"文件“{self.name}”设了密码，读不出来。", remedy="请取消密码后再导入。")
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise self._too_large(LARGEST_UNPACKED)
        if any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
            raise damaged(self.name)

    def _too_large(self, limit: int) -> Refused:
        said = f"文件“{self.name}”解开后超过 {limit // MEGABYTE} MB，不像一份文件。"
        return Refused("file_unpacks_too_large", said, remedy="请把文字复制到新的文件里再导入。")

    def holds(self, part: str) -> bool:
        """Whether there is a part of a name, whatever way its letters and strokes are written."""
        return _same(part) in self._names

    def read(self, part: str) -> bytes:
        """The bytes of a part; never more than its limit."""
        name = self._names[_same(part)]
        if self._archive.getinfo(name).file_size > LARGEST_PART:
            raise self._too_large(LARGEST_PART)
        with self._archive.open(name) as opened:
            return opened.read(LARGEST_PART + 1)

    def xml(self, part: str) -> etree._Element:
        """The root of an XML part. ECMA-376 part 2 forbids document types in it, and with them all entities."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
        root = etree.fromstring(self.read(part), parser)
        if root.getroottree().docinfo.doctype:
            raise damaged(self.name)
        return root
