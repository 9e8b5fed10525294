"""What a file is, told from its bytes 文件类型: what a browser claims is not believed, nor is a name by itself."""

from __future__ import annotations

from pathlib import PurePath

UNKNOWN = "application/octet-stream"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_BEGINNINGS = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}
_IN_ZIP = {
    ".docx": _OFFICE + "wordprocessingml.document",
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".ofd": "application/ofd",
    ".zip": "application/zip",
}
_IN_COMPOUND = {".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".wps": "application/vnd.ms-works"}
_IN_TEXT = {".txt": "text/plain", ".md": "text/plain", ".csv": "text/csv", ".json": "application/json"}


def content_type_of(head: bytes, name: str) -> str:
    """Content type by the first bytes, and within a family by the ending; what is not known is just bytes."""
    ending = PurePath(name).suffix.lower()
    for beginning, kind in _BEGINNINGS.items():
        if head.startswith(beginning):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _IN_ZIP.get(ending, "application/zip")
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _IN_COMPOUND.get(ending, UNKNOWN)
    return _IN_TEXT.get(ending, UNKNOWN) if b"\x00" not in head else UNKNOWN


def clean_name(name: str) -> str:
    """A file name that is safe to show and to save: no folders, nothing invisible, not too long, its ending kept."""
    name = name.replace("\\", "/").rpartition("/")[2]
    name = "".join(char for char in name if char.isprintable()).strip(" .")
    ending = PurePath(name).suffix[:20]
    return (name if len(name) <= 120 else name[: 120 - len(ending)] + ending) or "未命名"
