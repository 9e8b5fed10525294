"""Files, folders and archives opened out into single files, each under the name its maker meant."""

from __future__ import annotations

import os
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.importers import folders
from lianxi.importers.folders import Incoming, in_archive, opened_out
from lianxi.kernel.errors import Refused
from tests.apps.rulebook.intake_files import packed

CHINESE = st.text(st.sampled_from("示例办法规定市局一二三（）〔〕0123abc"), min_size=1, max_size=20)


def read(found: list[Incoming]) -> dict[str, bytes]:
    return {one.path: one.read() for one in found}


def test_a_folder_is_opened_out_with_its_archives_and_without_what_systems_leave_behind(tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    (folder / "甲").mkdir(parents=True)
    (folder / "甲" / "办法.txt").write_bytes(b"1")
    (folder / "包.zip").write_bytes(packed({"乙/规定.txt": b"2", "__MACOSX/x": b"", "乙/.DS_Store": b""}))
    for left in ("Thumbs.db", "~$办法.docx", ".hidden"):
        (folder / left).write_bytes(b"x")
    assert read(list(opened_out([folder]))) == {"来文/包/乙/规定.txt": b"2", "来文/甲/办法.txt": b"1"}


@pytest.mark.parametrize("files", [{}, {"__MACOSX/x": b"", ".DS_Store": b""}])
def test_an_archive_without_files_is_one_that_cannot_be_read(tmp_path: Path, files: dict[str, bytes]) -> None:
    (tmp_path / "空.zip").write_bytes(packed(files))
    (one,) = opened_out([tmp_path / "空.zip"])
    assert one.path == "空.zip"
    with pytest.raises(Refused, match="里没有文件"):
        one.read()


@given(st.dictionaries(CHINESE.map(lambda name: f"{name}.txt"), st.binary(max_size=40), min_size=1, max_size=6))
def test_names_in_gbk_and_in_utf_8_come_out_the_same(files: dict[str, bytes]) -> None:
    expected = {f"包/{name}": content for name, content in files.items()}
    assert read(list(in_archive(BytesIO(packed(files)), "包.zip"))) == expected
    assert read(list(in_archive(BytesIO(packed(files, gbk=True)), "包.zip"))) == expected


def test_two_entries_of_one_name_are_two_files() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("甲/办法.txt", b"1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("甲/办法.txt", b"2")
    assert read(list(in_archive(out, "包.zip"))) == {"包/甲/办法.txt": b"1", "包/甲/办法 (2).txt": b"2"}


def test_two_files_of_one_name_from_different_folders_are_two_files(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "办法.txt").write_text(name)
    found = read(list(opened_out([tmp_path / "甲" / "办法.txt", tmp_path / "乙" / "办法.txt"])))
    assert found == {"办法.txt": "甲".encode(), "办法 (2).txt": "乙".encode()}


def test_names_that_would_lead_out_of_the_archive_stay_inside() -> None:
    found = list(in_archive(BytesIO(packed({"../../甲.txt": b"1", "/根/乙.txt": b"2"})), "包.zip"))
    assert sorted(one.path for one in found) == ["包/根/乙.txt", "包/甲.txt"]


def test_an_archive_that_cannot_be_opened_is_one_file_that_cannot_be_read_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "坏.zip").write_bytes(b"PK\x03\x04 no archive")
    (tmp_path / "好.txt").write_bytes(b"1")
    bad, good = opened_out([tmp_path / "坏.zip", tmp_path / "好.txt"])
    with pytest.raises(Refused, match="坏"):
        bad.read()
    assert good.read() == b"1"


def test_a_damaged_or_locked_entry_says_so_and_the_others_are_read() -> None:
    content = bytearray(packed({"坏.txt": b"1" * 500, "好.txt": b"2"}))
    at = content.index("坏.txt".encode()) + len("坏.txt".encode())
    content[at : at + 6] = b"\xff" * 6
    bad, good = sorted(in_archive(BytesIO(bytes(content)), "包.zip"), key=lambda one: "好" in one.path)
    with pytest.raises(Refused) as caught:
        bad.read()
    assert (caught.value.guard, "坏.txt" in caught.value.reason) == ("file_damaged", True)
    assert good.read() == b"2"


def test_nothing_larger_than_stated_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "LARGEST_FILE", 1000)
    (one,) = in_archive(BytesIO(packed({"大.txt": b"0" * 5000})), "包.zip")
    with pytest.raises(Refused, match="超过"):
        one.read()
    monkeypatch.setattr(folders, "LARGEST_ARCHIVE", 4000)
    with pytest.raises(Refused, match="解开后超过"):
        list(in_archive(BytesIO(packed({"大.txt": b"0" * 5000})), "包.zip"))


def test_more_files_than_one_batch_takes_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "MOST_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(b"x")
    with pytest.raises(Refused, match="请分几批"):
        list(opened_out([tmp_path]))


def test_a_file_that_is_gone_by_the_time_it_is_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "办法.txt"
    path.write_bytes(b"1")
    (one,) = opened_out([path])
    path.unlink()
    with pytest.raises(Refused, match="办法"):
        one.read()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such names")
def test_a_name_left_in_gbk_on_the_disk_is_read_as_its_maker_meant_it(tmp_path: Path) -> None:
    folder = tmp_path / "来 文"  # in UTF-8, as whoever opened the archive out called it
    folder.mkdir()
    with open(os.fsencode(folder) + b"/" + "办法.txt".encode("gb18030"), "wb") as file:  # noqa: PTH123
        file.write(b"1")
    (one,) = opened_out([folder])
    assert one.path == "来 文/办法.txt"
    assert one.read() == b"1"
