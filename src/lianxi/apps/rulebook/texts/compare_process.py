"""Texts compared by `lianxi text compare` and `lianxi text same`, in a process of their own.

What the repository keeps was read without harm before; of that only long texts take a process, see `compared`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import Any

from lianxi.apps.rulebook.texts.given_texts import GivenText
from lianxi.apps.rulebook.texts.reading_process import LIANXI, answer
from lianxi.kernel.texts.compare import compare, compare_three, plain, plain_three

SWITCHES = {"ignore_punctuation": "--ignore-punctuation", "ignore_renumbering": "--ignore-renumbering"}
TABLE, TRACKED, REDLINE = "table", "tracked", "redline"
_REVISER = "文本比对"
AT_ONCE = 200_000
"""Characters of all texts up to which kept ones are compared here."""
_ENDINGS = frozenset({".txt", ".text", ".md", ".docx", ".doc", ".pdf", ".html", ".htm"})


def compared(texts: Sequence[GivenText], switches: Mapping[str, bool]) -> dict[str, Any]:
    """Two or three kept texts compared; the same answer as that of `compare_texts`."""
    if sum(len(one.text) for one in texts) > AT_ONCE:
        return compare_texts(texts, switches)
    words = [one.text for one in texts]
    said = {"ignore_width_and_punctuation": switches["ignore_punctuation"],
            "ignore_renumbering": switches["ignore_renumbering"]}  # fmt: skip
    return plain_three(compare_three(*words, **said)) if len(words) == 3 else plain(compare(*words, **said))


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

    kind: `table` 条文对照表, `correspondence` 条文对应表, `clean` 清洁稿, `redline` 花脸稿 or `tracked`, the same with
          changes that Word can accept one by one.
    form: `docx`, `pdf` or `html`; `tracked` is always `docx`.
    changed_only: the table leaves out what did not change.
    """
    names = [f"--name={_without_ending(one.name)}" for one in texts]
    wanted = ["--as", REDLINE, "--tracked", _REVISER] if kind == TRACKED else ["--as", kind]
    more = ["--changed-only"] if changed_only and kind == TABLE else []
    with _as_files(texts) as files:
        made = Path(files[0]).with_name(f"made.{form}")
        answer([*LIANXI, "compare", *files, *names, *_switches(switches), *wanted, *more, f"--{form}", str(made)])
        return made.read_bytes()


def _without_ending(name: str) -> str:
    file = PurePath(name)
    return file.stem if file.suffix.lower() in _ENDINGS else name


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
