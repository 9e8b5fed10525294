"""Files that `lianxi text …` reads."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from lianxi.importers.plain_text import read_plain_text

STDIN = Path("-")
_NOT_PLAIN = frozenset({".docx", ".doc", ".pdf", ".akn", ".xml"})

path_type = click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
file_argument = click.argument("file", metavar="文件", type=path_type)


def read_file(file: Path) -> str:
    """The text of a file, or of the standard input where `-` is given."""
    return words_of(read_bytes(file), file)


def words_of(content: bytes, file: Path) -> str:
    """The words in the bytes of a file; Word, PDF and Akoma Ntoso files are read in a process of their own."""
    if file.suffix.lower() in _NOT_PLAIN:
        from lianxi.importers.own_process import read_in_own_process

        return read_in_own_process(content, file.name).text
    return read_plain_text(content, "标准输入" if file == STDIN else file.name)


def read_bytes(file: Path) -> bytes:
    """The bytes as they are."""
    return sys.stdin.buffer.read() if file == STDIN else file.read_bytes()


def read_names(file: Path) -> tuple[str, ...]:
    """The names in a file, one a line; empty lines and the marks 《》 around a name do not count."""
    lines = (line.strip().removeprefix("《").removesuffix("》") for line in read_file(file).splitlines())
    return tuple(line for line in lines if line)
