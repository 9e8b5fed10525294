"""What a person points at 来源: files, folders and ZIP archives, opened out into single files with their names.

An archive's limits are those of its list: nothing larger than stated is ever
unpacked, and an archive inside an archive stays closed.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lianxi.importers.limits import MEGABYTE
from lianxi.kernel.errors import Refused

LARGEST_FILE = 50 * MEGABYTE
LARGEST_ARCHIVE = 2_000 * MEGABYTE
MOST_FILES = 20_000
_UTF8_NAMES, _ENCRYPTED = 0x800, 0x1
_LEFT_OUT = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Incoming:
    """One file.

    path: its name within what was pointed at, with `/`.
    read: gives its bytes, or raises `Refused`.
    """

    path: str
    read: Callable[[], bytes]


def opened_out(paths: Iterable[Path]) -> Iterator[Incoming]:
    """Every file of the paths in order of name; hidden files and what systems leave behind are passed over.

    Two files of one name from different paths keep apart: the second is called “名 (2).docx”.
    """
    met = Counter[str]()
    for path in paths:
        for one in _of(path):
            met[one.path] += 1
            if met.total() > MOST_FILES:
                raise _too_many()
            yield one if met[one.path] == 1 else replace(one, path=_numbered(one.path, met[one.path]))


def is_archive(name: str) -> bool:
    """Whether a file is opened out, by its name."""
    return PurePosixPath(name).suffix.lower() == ".zip"


def in_archive(content: BinaryIO | Path, name: str) -> Iterator[Incoming]:
    """The files of a ZIP archive under its name; `Refused` where it is none, holds none, or unpacks to too much.

    Where two entries have one name, the second is called “名 (2).docx”: neither is lost.
    """
    entries = _entries(content, name)
    folder, met = PurePosixPath(name).with_suffix(""), Counter[str]()
    for entry_name, archive, entry in entries:
        met[entry_name] += 1
        path = entry_name if met[entry_name] == 1 else _numbered(entry_name, met[entry_name])
        yield Incoming(f"{folder}/{path}", _reading(archive, entry))


def _entries(content: BinaryIO | Path, name: str) -> list[tuple[str, ZipFile, ZipInfo]]:
    try:
        archive = ZipFile(content)
        entries = [(_name(entry), archive, entry) for entry in archive.infolist() if not entry.is_dir()]
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError):
        raise Refused("archive_damaged", f"压缩包“{name}”已损坏，打不开。", remedy="请重新压缩后再试。") from None
    if sum(entry.file_size for _, _, entry in entries) > LARGEST_ARCHIVE:
        said = f"压缩包“{name}”解开后超过 {LARGEST_ARCHIVE // MEGABYTE} MB。"
        raise Refused("archive_unpacks_too_large", said, remedy="请分成几个压缩包。")
    if len(entries) > MOST_FILES:
        raise _too_many()
    kept = [one for one in entries if not _is_left_out(one[0])]
    if not kept:
        raise Refused("archive_empty", f"压缩包“{name}”里没有文件。", remedy="请核对后重新压缩。")
    return sorted(kept, key=lambda one: (one[0], one[2].header_offset))


def _numbered(name: str, number: int) -> str:
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem} ({number}){path.suffix}"))


def _of(path: Path) -> Iterator[Incoming]:
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file() and not _hidden(file.relative_to(path)))
        for file in files:
            below = Path(path.resolve().name) / file.relative_to(path)
            yield from _file_or_archive(file, _printable(below.as_posix()))
    else:
        yield from _file_or_archive(path, _printable(path.name))


def _file_or_archive(file: Path, name: str) -> Iterator[Incoming]:
    """A file, or the files of an archive; an archive that cannot be opened is one file that cannot be read."""
    if not is_archive(name):
        yield Incoming(name, _file_reading(file))
        return
    try:
        found = list(in_archive(file, name))
    except Refused as refusal:
        yield Incoming(name, refusing(refusal))
        return
    yield from found


def refusing(refusal: Refused) -> Callable[[], bytes]:
    """In place of the reading of a file that cannot be had."""

    def read() -> bytes:
        raise refusal

    return read


def _printable(name: str) -> str:
    """A name as its maker meant it: an archive of a Chinese system opened out elsewhere leaves bytes of GBK.

    Folder by folder: the one it was opened out in may be named in UTF-8.
    """
    return "/".join(_as_gbk(part) if _has_halves(part) else part for part in name.split("/"))


def _as_gbk(name: str) -> str:
    return name.encode("utf-8", "surrogateescape").decode("gb18030", "replace")


def _has_halves(name: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in name)


def _file_reading(file: Path) -> Callable[[], bytes]:
    def read() -> bytes:
        try:
            if file.stat().st_size > LARGEST_FILE:
                raise _too_large(file.name)
            return file.read_bytes()
        except OSError as error:
            said = f"文件“{file.name}”打不开：{error.strerror}。"
            raise Refused("file_opens", said, remedy="请检查文件是否还在、能否读取。") from None

    return read


def _reading(archive: ZipFile, entry: ZipInfo) -> Callable[[], bytes]:
    def read() -> bytes:
        name = _name(entry)
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("file_encrypted", f"文件“{name}”设了解压密码。", remedy="请解压后再入库。")
        if entry.file_size > LARGEST_FILE:
            raise _too_large(name)
        if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise Refused("file_packed", f"文件“{name}”的压缩方式读不了。", remedy="请解压后再入库。")
        try:
            with archive.open(entry) as opened:
                content = opened.read(LARGEST_FILE + 1)
        except (BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError, RuntimeError):
            raise Refused("file_damaged", f"文件“{name}”在压缩包里已损坏。", remedy="请重新压缩后再试。") from None
        if len(content) > LARGEST_FILE:
            raise _too_large(name)
        return content

    return read


def _too_many() -> Refused:
    return Refused("too_many_files", f"文件超过 {MOST_FILES} 个。", remedy="请分几批入库。")


def _too_large(name: str) -> Refused:
    said = f"文件“{name}”超过 {LARGEST_FILE // MEGABYTE} MB。"
    return Refused("file_too_large", said, remedy="请删去里面的图片，或拆开后再入库。")


def _name(entry: ZipInfo) -> str:
    """The name as its maker meant it: Chinese systems write GBK without saying so, which zipfile takes for cp437."""
    name = entry.orig_filename  # in `filename` Windows has changed every byte 5C, which is half of many characters
    if not entry.flag_bits & _UTF8_NAMES:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = PurePosixPath(name.partition("\0")[0].replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in ("/", "..", ".")) or "未命名"


def _is_left_out(name: str) -> bool:
    return name.startswith(_LEFT_OUT[0]) or name.rsplit("/", 1)[-1] in _LEFT_OUT or _hidden(PurePosixPath(name))


def _hidden(path: PurePosixPath | Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts) or path.name in _LEFT_OUT
