"""Five hundred malformed files: each is read or refused, none brings anything else about."""

from __future__ import annotations

import io
import random
import warnings
import zipfile
from collections import Counter
from contextlib import suppress

import pytest
import typst

from lianxi.importers.document import ReadDocument
from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from tests.importers.word_files import with_lines
from tests.importers.workbooks import repacked, workbook

SEED, EACH = 20261128, 100
MAIN = "word/document.xml"
PAGE = (
    "<html><head><meta charset=gbk><title>示例</title></head><body><div class=nav><a href=/>首页</a></div>"
    "<ol start=2><li>示例甲<table><tr><td rowspan=2>任务<td>甲<tr><td>乙</table></ol><p hidden>密</p></body></html>"
)


def pdf() -> bytes:
    return typst.compile(b"#set page(columns: 2)\n" + b"An example of a text in two columns. " * 99)


def word_xml() -> bytes:
    with zipfile.ZipFile(io.BytesIO(with_lines("示例规则", "第一条　甲。"))) as archive:
        return archive.read(MAIN)


def mutated(content: bytes, source: random.Random) -> bytes:
    """Some bytes changed, left out, doubled, or the end cut off."""
    made = bytearray(content)
    for _ in range(source.randint(1, 12)):
        at = source.randrange(len(made))
        length = source.choice((1, 2, 4, 40, 400))
        match source.randrange(4):
            case 0:
                made[at : at + length] = source.randbytes(length)
            case 1:
                del made[at : at + length]
            case 2:
                made[at:at] = made[at : at + length] * source.choice((1, 2, 30))
            case 3:
                del made[max(at, 8) :]
        made = made or bytearray(b"\0")
    return bytes(made)


def outcome(content: bytes, name: str) -> str:
    try:
        read = read_document(content, name)
    except Refused as refusal:
        return refusal.guard
    assert isinstance(read, ReadDocument)
    assert all(read.text[block.start : block.end].strip("\n") for block in read.blocks)
    return read.kind


@pytest.mark.parametrize("kind", ["docx", "word_xml", "pdf", "html", "xlsx"])
def test_a_malformed_file_is_read_or_refused(kind: str) -> None:
    source = random.Random(SEED)
    word = with_lines("示例规则", "第一条　甲。")
    originals = {
        "docx": word, "word_xml": word_xml(), "pdf": pdf(), "html": PAGE.encode("gbk"), "xlsx": workbook([["甲", 1]]),
    }  # fmt: skip
    met: Counter[str] = Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of doubled names; that is not what is judged here
        for _ in range(EACH):
            content = mutated(originals[kind], source)
            if kind == "word_xml":
                content = repacked(word, {MAIN: content})
            met[outcome(content, "示例" if kind == "html" else f"示例.{kind.replace('word_xml', 'docx')}")] += 1
    assert len(met) > 1, met  # both readable and refused ones were among them


def test_malformed_files_in_a_process_of_their_own() -> None:
    source = random.Random(SEED)
    for _ in range(3):
        content = b"%PDF-1.7" + mutated(pdf(), source)
        with suppress(Refused):
            assert read_in_own_process(content, "示例.pdf", seconds=30).kind == "pdf"
