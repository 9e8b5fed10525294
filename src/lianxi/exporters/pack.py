"""材料包: files in one zip, with a list of names, sizes and digests as its first file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from pathlib import PurePosixPath
from unicodedata import normalize

from lianxi.exporters.archive import write_zip
from lianxi.exporters.typesetting import printable

LIST = "目录.txt"
LONGEST_NAME = 80  # characters: three bytes each stay below the 255 that file systems allow
_FULL_WIDTH = str.maketrans('<>:"|?*', "＜＞：＂｜？＊")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def render_pack(files: Iterable[tuple[str, bytes]], *, on: date) -> bytes:
    """The files in the order given, under names that every system can unpack; same files and day, same bytes."""
    taken = {LIST}
    packed = [(_unique(safe_path(name), taken), content) for name, content in files]
    return write_zip([(LIST, _list(packed, on)), *packed], on)


def safe_path(name: str) -> str:
    """A relative path with ``/``: no way out of the folder, no character that some system refuses."""
    parts = [_safe_name(part) for part in re.split(r"[/\\]", normalize("NFC", name))]
    return "/".join(part for part in parts if part) or "未命名"


def _safe_name(part: str) -> str:
    part = printable(part).replace("\n", " ").translate(_FULL_WIDTH).strip().rstrip(". ")
    if not part.strip("."):
        return ""
    if _RESERVED.match(part):
        part = f"_{part}"
    if len(part) <= LONGEST_NAME:
        return part
    suffix = PurePosixPath(part).suffix[:10]
    return part[: LONGEST_NAME - len(suffix)].rstrip(". ") + suffix


def _unique(path: str, taken: set[str]) -> str:
    """`path`, numbered where the same name is there already; case does not tell two names apart everywhere."""
    whole = PurePosixPath(path)
    number, name = 1, path
    while name.casefold() in taken:
        number += 1
        name = str(whole.with_name(f"{whole.stem}（{number}）{whole.suffix}"))
    taken.add(name.casefold())
    return name


def _list(packed: list[tuple[str, bytes]], on: date) -> bytes:
    """The list as text that any editor opens: UTF-8 with BOM, CRLF, columns apart by tabs."""
    lines = [f"材料目录（{on.isoformat()}，共{len(packed)}份）", "", "序号\t名称\t大小（字节）\tSHA-256"]
    for number, (name, content) in enumerate(packed, start=1):
        lines.append(f"{number}\t{name}\t{len(content)}\t{sha256(content).hexdigest()}")
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")
