"""Texts compared by `lianxi text compare` and `lianxi text same`, in a process of their own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from lianxi.apps.rulebook.given_texts import GivenText
from lianxi.apps.rulebook.reading_process import LIANXI, answer

SWITCHES = {"ignore_punctuation": "--ignore-punctuation", "ignore_renumbering": "--ignore-renumbering"}
FORMATS = ("docx", "pdf", "html")


def compare_texts(texts: Sequence[GivenText], switches: Mapping[str, bool]) -> dict[str, Any]:
    """Two or three versions compared, as `lianxi text compare --json` gives it."""
    with _as_files(texts) as files:
        found: dict[str, Any] = json.loads(answer([*LIANXI, "compare", *files, *_switches(switches), "--json"]))
    return found


def hold_together(texts: Sequence[GivenText], *, strict: bool) -> dict[str, Any]:
    """Copies of one text held together, as `lianxi text same --json` gives it."""
    with _as_files(texts) as files:
        more = ["--strict"] if strict else []
        found: dict[str, Any] = json.loads(answer([*LIANXI, "same", *files, *more, "--json"]))
    return found


def document(
    texts: Sequence[GivenText], kind: str, form: str, switches: Mapping[str, bool], *, changed_only: bool = False
) -> bytes:
    """A comparison as a file.

    kind: `table` 条文对照表, `redline` 花脸稿, `correspondence` 条文对应表 or `clean` 清洁稿.
    form: one of `FORMATS`.
    """
    names = [f"--name={one.name}" for one in texts]
    more = ["--changed-only"] if changed_only else []
    with _as_files(texts) as files:
        made = Path(files[0]).with_name(f"made.{form}")
        answer([*LIANXI, "compare", *files, *names, *_switches(switches), *more, "--as", kind, f"--{form}", str(made)])
        return made.read_bytes()


def _switches(switches: Mapping[str, bool]) -> list[str]:
    return [option for name, option in SWITCHES.items() if switches.get(name)]


@contextmanager
def _as_files(texts: Sequence[GivenText]) -> Iterator[list[str]]:
    """The texts as files of a folder that is gone afterwards; their own names never reach the disk."""
    with TemporaryDirectory(prefix="lianxi-") as folder:
        files = [Path(folder) / f"{count}.txt" for count in range(1, len(texts) + 1)]
        for file, one in zip(files, texts, strict=True):
            file.write_bytes(one.text.encode())
        yield [str(file) for file in files]
