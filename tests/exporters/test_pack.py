"""A pack of material opens everywhere, stays in its folder and lists what is in it."""

from __future__ import annotations

import io
from datetime import date
from hashlib import sha256
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.exporters.pack import render_pack, safe_path

DAY = date(2024, 9, 20)


def opened(*files: tuple[str, bytes]) -> ZipFile:
    return ZipFile(io.BytesIO(render_pack(files, on=DAY)))


def test_the_list_comes_first_with_names_sizes_and_digests() -> None:
    with opened(("公文/通知.docx", b"abc"), ("会前/说明.pdf", b"")) as pack:
        assert pack.namelist() == ["目录.txt", "公文/通知.docx", "会前/说明.pdf"]
        said = pack.read("目录.txt").decode("utf-8-sig")
        assert pack.read("公文/通知.docx") == b"abc"
    assert f"1\t公文/通知.docx\t3\t{sha256(b'abc').hexdigest()}\r\n" in said
    assert "（2024-09-20，共2份）" in said


def test_a_name_that_is_taken_is_numbered() -> None:
    with opened(("a/说明.pdf", b"1"), ("a/说明.pdf", b"2"), ("A/说明.PDF", b"3"), ("目录.txt", b"4")) as pack:
        assert pack.namelist()[1:] == ["a/说明.pdf", "a/说明（2）.pdf", "A/说明（3）.PDF", "目录（2）.txt"]
        assert pack.read("a/说明（2）.pdf") == b"2"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/绝对/路径.txt", "绝对/路径.txt"),
        ("C:\\a\\b.txt", "C：/a/b.txt"),
        ('问?号"*.txt', "问？号＂＊.txt"),
        ("con.txt", "_con.txt"),
        ("尾点. ", "尾点"),
        ("换\n行\x00.txt", "换 行□.txt"),
        ("..", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_name_stays_in_the_folder_and_can_be_unpacked_everywhere(given_name: str, kept: str) -> None:
    assert safe_path(given_name) == kept


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_path("长" * 300 + ".docx") == "长" * 75 + ".docx"


@given(st.lists(st.text(max_size=12), max_size=6))
def test_any_names_give_one_entry_each(names: list[str]) -> None:
    with opened(*((name, name.encode("utf-8", "replace")) for name in names)) as pack:
        entries = pack.namelist()
        assert pack.testzip() is None
    assert len(entries) == len(names) + 1 == len({entry.casefold() for entry in entries})
    assert not any(entry.startswith("/") or ".." in entry.split("/") for entry in entries)


def test_the_same_files_and_day_give_the_same_bytes() -> None:
    files = [("通知.docx", b"abc")]
    assert render_pack(files, on=DAY) == render_pack(files, on=DAY)
    with opened(*files) as pack:
        assert {entry.date_time for entry in pack.infolist()} == {(2024, 9, 20, 0, 0, 0)}
