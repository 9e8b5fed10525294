"""Old Word files go through LibreOffice; where there is none, the refusal says what to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from docx import Document

from lianxi.importers import doc
from lianxi.importers.kinds import OLE
from lianxi.importers.own_process import read_in_own_process
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused
from tests.importers.word_files import define, numbered, saved

MARK = "WordDocument".encode("utf-16-le")


def old_word_file(folder: Path) -> bytes:
    """Written by LibreOffice, with a list Word numbers."""
    office = doc.find_office()
    if office is None:
        said = "没有 LibreOffice，旧版 Word 文件的测试没有跑。"
        (pytest.fail if os.environ.get("LIANXI_REQUIRE") == "all" else pytest.skip)(said)
    document = Document()
    define(document, 50, [("chineseCountingThousand", "第%1条")])
    for said in ("示例甲。", "示例乙。"):
        numbered(document, said, 50)
    (folder / "a.docx").write_bytes(saved(document))
    profile = (folder / "profile").as_uri()
    command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "doc:MS Word 97"]
    subprocess.run([*command, "--outdir", folder, folder / "a.docx"], check=True, capture_output=True, timeout=60)
    return (folder / "a.doc").read_bytes()


def test_an_old_word_file_is_read_with_its_numbers(tmp_path: Path) -> None:
    content = old_word_file(tmp_path)
    read = read_in_own_process(content, "示例.doc", seconds=30)
    assert (read.kind, read.text.split("\n")) == ("doc", ["第一条　示例甲。", "第二条　示例乙。"])
    # the same head with the sign of encryption
    locked = bytearray(content)
    locked[content.index(b"\xec\xa5\x01\x01") + 11] |= 1
    with pytest.raises(Refused, match="打开密码"):
        read_document(bytes(locked), "示例.doc")


def test_without_the_office_program_the_way_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_office", lambda: None)
    with pytest.raises(Refused, match="LibreOffice") as caught:
        read_document(OLE + bytes(600) + MARK, "示例.doc")
    assert caught.value.guard == "office_missing"
    assert "另存为" in caught.value.remedy


def test_an_office_program_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "office"
    hanging.write_text("#!/bin/sh\nsleep 60\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(doc, "find_office", lambda: str(hanging))
    monkeypatch.setattr(doc, "OFFICE_SECONDS", 0.2)
    with pytest.raises(Refused) as caught:
        read_document(OLE + bytes(600) + MARK, "示例.doc")
    assert caught.value.guard == "reading_too_slow"


def test_what_the_office_program_cannot_open_is_damaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doc, "find_office", lambda: "/bin/true")
    with pytest.raises(Refused) as caught:
        read_document(OLE + bytes(600) + MARK, "示例.doc")
    assert caught.value.guard == "file_damaged"
