"""Reading in a process of its own gives the same document, and a file that breaks it only a refusal."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest

from lianxi.importers import own_process
from lianxi.importers.document import from_plain, plain
from lianxi.importers.limits import MEGABYTE
from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from tests.importers.word_files import W, with_lines
from tests.importers.workbooks import repacked


def refusal(content: bytes, name: str, **limits: float) -> Refused:
    with pytest.raises(Refused) as caught:
        read_in_own_process(content, name, **limits)  # type: ignore[arg-type]
    return caught.value


def test_the_document_is_the_same_as_read_here() -> None:
    content = with_lines("示例规则", "第一条\t甲。")
    read = read_in_own_process(content, "示例\ud800.docx", seconds=60)
    assert read == read_document(content, "示例.docx")
    assert from_plain(plain(read)) == read


def test_a_refusal_comes_back_whole() -> None:
    said = refusal(with_lines(""), "空.docx", seconds=60)
    assert (said.guard, said.remedy[:3]) == ("file_without_text", "请提供")


def test_what_the_first_bytes_tell_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: pytest.fail("a process was started"))
    assert refusal(b"", "空.txt").guard == "file_empty"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有进程自限内存的办法")
def test_a_file_that_needs_too_much_memory_is_refused() -> None:
    content = ("示例规则，\n" * 600_000).encode()
    said = refusal(content, "大.txt", seconds=60, memory=150 * MEGABYTE)
    assert (said.guard, "150 MB" in said.reason) == ("reading_too_large", True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有进程自限内存的办法")
def test_a_word_file_whose_parts_do_not_fit_is_not_called_damaged() -> None:
    main = f"<w:document {W}><w:body>{'<w:p/>' * 1_500_000}</w:body></w:document>".encode()
    content = repacked(with_lines("示例"), {"word/document.xml": main})
    assert refusal(content, "大.docx", seconds=60, memory=150 * MEGABYTE).guard == "reading_too_large"


def test_a_reading_that_takes_too_long_is_ended() -> None:
    said = refusal(with_lines("示例"), "慢.docx", seconds=0.01)
    assert (said.guard, "0.01 秒" in said.reason) == ("reading_too_slow", True)


@pytest.mark.parametrize("broken", ["os.abort()", "os._exit(0)", "os.write(1, b'[]')", "os.kill(os.getpid(), 11)"])
def test_a_process_that_dies_is_a_refusal(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    start: Callable[..., subprocess.Popen[bytes]] = subprocess.Popen

    def dying(_: list[str], **options: object) -> subprocess.Popen[bytes]:
        return start([sys.executable, "-c", f"import os; {broken}"], **options)

    monkeypatch.setattr(own_process.subprocess, "Popen", dying)
    assert refusal(with_lines("示例"), "坏.docx").guard == "reading_failed"
