"""The child of `reader` 入库读取进程: one file after another from standard input, an answer of one line for each.

It lives as long as its parent wants, so that two thousand files do not start
two thousand processes; a file that breaks it costs one restart. It sees to its
own end: when the input ends, or when one file takes longer than its parent
would wait, so that a parent that was killed leaves nothing running.
"""

from __future__ import annotations

import json
import os
import re
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any, BinaryIO

from lianxi.importers.document import ReadDocument
from lianxi.importers.kinds import kind_of
from lianxi.importers.limits import MEMORY, OFFICE_MEMORY
from lianxi.importers.own_process import too_much_memory
from lianxi.importers.reading import read_document
from lianxi.importers.reading_process import refused, widen
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.check import check
from lianxi.kernel.texts.metadata import RuleKind
from lianxi.kernel.texts.report import plain_check, read_particulars
from lianxi.loaders.character_model import load_character_model
from lianxi.loaders.regions import place_names, region_ranks
from lianxi.loaders.rule_kinds import load_rule_kinds

READY = b"{}\n"
"""Said once everything is loaded: starting is not reading, and is not counted against the first file."""
_LONGER = 5
_NOTES = {"footnote": "脚注", "endnote": "尾注", "comment": "批注"}
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")
"""Code points no database keeps as text: the zero byte and halves of surrogate pairs."""


def main() -> None:
    """Answer until the input ends. Whatever a parser prints goes nowhere, so that the answers stay JSON."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        kinds = load_rule_kinds()
        load_character_model()
        place_names()
        widen(MEMORY)
        out.write(READY)
        out.flush()
        while header := sys.stdin.buffer.readline():
            said = json.loads(header)
            _end_after(said["seconds"])
            out.write(_answer(_exactly(sys.stdin.buffer, said["size"]), said["name"], kinds) + b"\n")
            out.flush()
            _end_after(0)


def _end_after(seconds: float) -> None:
    """Have the system end this process, wherever it hangs; 0 takes that back. Windows has no such alarm."""
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds) + _LONGER if seconds else 0)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) != size:
        raise EOFError("the parent is gone")
    return content


def _answer(content: bytes, name: str, kinds: tuple[RuleKind, ...]) -> bytes:
    try:
        is_office = kind_of(content, name) == "doc"
        widen(OFFICE_MEMORY if is_office else MEMORY)
        return json.dumps(read(content, name, kinds)).encode()
    except MemoryError:
        return refused(too_much_memory(name, MEMORY))
    except Refused as refusal:
        return refused(refusal)


def read(content: bytes, name: str, kinds: tuple[RuleKind, ...]) -> dict[str, Any]:
    """What is known of a file: text, warnings, proposals, and the check-up with its findings."""
    document = read_document(content, name)
    text = _NOT_KEPT.sub("\ufffd", document.text)
    if not text.strip():
        raise Refused("no_words", f"文件“{name}”里没有文字。", remedy="扫描件请先做文字识别；空文件请核对后再上传。")
    found = check(text, load_character_model(), place_names())
    said = {"proposals": [], "doubts": []} if found.refused else read_particulars(found.reading, kinds, region_ranks())
    return {
        "text": text,
        "kind": document.kind,
        "warnings": [*document.warnings, *beside(document)],
        "metadata": said,
        "report": plain_check(found),
    }


def beside(document: ReadDocument) -> Iterator[str]:
    """Sentences on what the file holds beside its text, which is not taken in: notes, comments, hidden words."""
    counted = Counter(one.kind for one in document.notes)
    notes = [f"{name} {counted[kind]} 处" for kind, name in _NOTES.items() if counted[kind]]
    if notes:
        yield f"文件里有{'、'.join(notes)}，没有读入正文，请看原件。"
    hidden = sum(one.kind == "hidden" for one in document.left_out)
    if hidden:
        yield f"文件里有 {hidden} 处隐藏的文字，没有读入正文，请看原件，核对是否应当留在文件里。"


if __name__ == "__main__":
    main()
