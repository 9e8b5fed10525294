"""Passphrases, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from lianxi.cli import restore
from lianxi.cli.archive.crypt import read_passphrase
from lianxi.cli.archive.workplace import placed, workplace
from lianxi.kernel.errors import Refused


def test_a_restore_has_to_be_confirmed_and_says_to_back_up_first():
    answer = CliRunner().invoke(restore.command, ["any.zip"])
    assert isinstance(answer.exception, Refused)
    assert "lianxi backup" in answer.exception.remedy


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"\xff\xfe"])
def test_a_passphrase_file_that_says_nothing_is_refused(tmp_path: Path, content: bytes | None):
    file = tmp_path / "passphrase"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Refused):
        read_passphrase(file, new=False)


def test_a_new_passphrase_has_to_be_long_an_old_one_is_what_it_is(tmp_path: Path):
    file = tmp_path / "passphrase"
    file.write_text("  短口令 \n第二行不算\n", encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        read_passphrase(file, new=True)
    assert "12" in refusal.value.reason
    assert read_passphrase(file, new=False) == "短口令"


def test_a_file_is_private_from_its_first_byte_and_there_only_when_complete(tmp_path: Path):
    target = tmp_path / "a.zip"
    with placed(target) as file:
        (part,) = tmp_path.iterdir()
        assert stat.S_IMODE(part.stat().st_mode) == 0o600
        file.write(b"new")
        assert not target.exists()
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_a_writer_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path):
    target = tmp_path / "a.zip"
    target.write_bytes(b"old")

    def fail() -> None:
        with placed(target) as file:
            file.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_part_file_is_swept_only_when_its_writer_is_gone(tmp_path: Path):
    target, left = tmp_path / "a.zip", tmp_path / ".a.zip.gone.part"
    left.write_bytes(b"half")
    with placed(target) as living:
        living.write(b"1")
        assert not left.exists()
        with placed(target) as second:
            second.write(b"2")
        assert target.read_bytes() == b"2"
    assert target.read_bytes() == b"1"


def test_a_place_that_cannot_be_written_is_refused_with_what_to_check(tmp_path: Path):
    with pytest.raises(Refused) as refusal, placed(tmp_path / "no" / "a.zip"):
        pass
    assert "文件夹是否存在" in refusal.value.remedy


def test_a_full_disk_is_told_in_words_and_leaves_nothing(tmp_path: Path):
    def fill() -> None:
        with placed(tmp_path / "a.zip"):
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(Refused) as refusal:
        fill()
    assert "磁盘是否已满" in refusal.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_the_workplace_is_private_and_gone_afterwards(settings, tmp_path: Path):
    settings.VAR = tmp_path
    stale = tmp_path / "backup-work"
    stale.mkdir()
    (stale / "left").write_text("x")
    with workplace() as folder:
        assert list(folder.iterdir()) == []
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        with pytest.raises(Refused), workplace():
            pass
    assert not stale.exists()
