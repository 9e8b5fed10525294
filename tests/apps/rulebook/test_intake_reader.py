"""The process that reads files of strangers: what one file does to it is not felt by the next."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from lianxi.apps.rulebook.intake import child
from lianxi.apps.rulebook.intake.reader import NoReader, Reader
from lianxi.kernel.errors import Refused
from lianxi.loaders.rule_kinds import load_rule_kinds
from lianxi.loaders.toml_files import PROJECT

TEXT = "示例办法\n第一条　为了示例，制定本办法。\n第二条　本办法自2024年1月1日起施行。\n".encode()
NAUGHTY = "tests.apps.rulebook.naughty_child"
linux = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture(autouse=True)
def _tests_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(PROJECT))


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader(seconds=20, program=NAUGHTY) as made:
        yield made


def running() -> dict[int, list[str]]:
    """Processes by their number: state, number of the parent, and further fields of /proc/…/stat."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            with suppress(OSError):
                found[int(folder.name)] = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
    return found


def children() -> list[int]:
    """Processes whose parent is this one, zombies included."""
    return [pid for pid, fields in running().items() if int(fields[1]) == os.getpid()]


def is_there(pid: int) -> bool:
    return running().get(pid, ["Z"])[0] != "Z"


def test_one_child_reads_many_files_and_says_of_each_what_is_wrong(reader: Reader) -> None:
    assert reader.read(TEXT, "好.txt")["text"].startswith("示例办法")
    first = reader._child
    for name, content in (("空.txt", b"   \n"), ("坏.docx", b"PK\x03\x04broken"), ("假.pdf", b"no pdf")):
        with pytest.raises(Refused) as caught:
            reader.read(content, name)
        assert name in caught.value.reason
        assert caught.value.remedy
    assert reader.read(TEXT, "好.txt")["text"].startswith("示例办法")
    assert reader._child is first


@linux
@pytest.mark.parametrize(
    ("name", "guard"), [("crash.txt", "reading_failed"), ("eat.txt", "reading_too_large")], ids=["crash", "memory"]
)
def test_a_file_that_breaks_the_child_is_refused_and_the_next_one_is_read(
    reader: Reader, name: str, guard: str
) -> None:
    reader.read(TEXT, "好.txt")
    before = children()
    with pytest.raises(Refused) as caught:
        reader.read(TEXT, name)
    assert caught.value.guard == guard
    assert reader.read(TEXT, "好.txt")["text"].startswith("示例办法")
    assert len(children()) == len(before)


@linux
def test_a_file_that_hangs_is_given_up_in_time_and_leaves_no_process(reader: Reader) -> None:
    reader.read(TEXT, "好.txt")
    reader._seconds = 2
    begun = time.monotonic()
    with pytest.raises(Refused) as caught:
        reader.read(TEXT, "offspring.txt")
    assert caught.value.guard == "reading_too_slow"
    assert time.monotonic() - begun < 15
    assert reader._child is None
    assert [pid for pid in running() if _sleeps(pid)] == []


def _sleeps(pid: int) -> bool:
    with suppress(OSError):
        return b"import time; time.sleep(600)" in Path(f"/proc/{pid}/cmdline").read_bytes() and is_there(pid)
    return False


@linux
def test_a_child_that_takes_nothing_any_more_does_not_hold_up_its_parent(reader: Reader) -> None:
    reader.read(TEXT, "好.txt")
    assert reader._child is not None
    os.kill(reader._child.pid, signal.SIGSTOP)
    reader._seconds = 1
    with pytest.raises(Refused) as caught:
        reader.read(TEXT * 50_000, "大.txt")
    assert caught.value.guard == "reading_too_slow"
    assert reader._child is None


@linux
def test_a_child_that_was_ended_from_outside_is_not_blamed_on_the_next_file(reader: Reader) -> None:
    reader.read(TEXT, "好.txt")
    assert reader._child is not None
    os.kill(reader._child.pid, signal.SIGSTOP)  # so that it is still there when it is looked at
    os.kill(reader._child.pid, signal.SIGKILL)
    assert reader.read(TEXT, "好.txt")["text"].startswith("示例办法")


def test_what_a_parser_prints_is_no_answer(reader: Reader) -> None:
    assert reader.read(TEXT, "print.txt")["text"].startswith("示例办法")
    assert reader.read(TEXT, "好.txt")["text"].startswith("示例办法")


def test_a_large_file_goes_in_and_its_text_comes_out_whole(reader: Reader) -> None:
    reader._seconds = 120
    text = "".join(f"第{number}行　示例文字。\n" for number in range(60_000))
    assert reader.read(text.encode(), "大.txt")["text"] == text


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("零.txt", "示例办法\n第一条　甲\x00乙。\n".encode()),
        ("半.txt", b"\xff\xfe" + "示例办法\n第一条　甲\ud800乙。\n".encode("utf-16-le", "surrogatepass")),
        ("网页.html", "<html><body><p>第一条　甲&#xD800;&#0;乙。</p></body></html>".encode()),
    ],
    ids=["zero", "half", "entity"],
)
def test_what_no_database_keeps_is_shown_as_a_replacement(name: str, content: bytes) -> None:
    text = child.read(content, name, load_rule_kinds())["text"]
    assert "甲\ufffd" in text
    assert "\x00" not in text
    assert text.encode().decode() == text


def test_a_child_that_does_not_start_is_the_machines_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAUGHTY", "never ready")
    with Reader(program=NAUGHTY) as reader, pytest.raises(NoReader, match="没有丢"):
        reader.read(TEXT, "好.txt")


@linux
def test_a_parent_that_was_killed_leaves_no_child_hanging() -> None:
    code = f"""
import os, sys, threading
from lianxi.apps.rulebook.intake import child
from lianxi.apps.rulebook.intake.reader import Reader
with Reader(seconds=1, program={NAUGHTY!r}) as reader:
    reader._seconds = 30
    reader.read({TEXT!r}, "a.txt")
    print(reader._child.pid, flush=True)
    header = b'{{"name": "hang.txt", "size": 1, "seconds": 1}}\\n'
    reader._child.stdin.write(header + b"x"); reader._child.stdin.flush()
    os.kill(os.getpid(), 9)
"""
    environment = {**os.environ, "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False, timeout=90)
    child = int(done.stdout)
    until = time.monotonic() + 30
    while is_there(child) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_there(child)
