"""Old Word files 旧版 Word 文件 (doc): LibreOffice makes a docx of them, where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from lianxi.importers.document import ReadDocument
from lianxi.importers.docx.reading import read_docx
from lianxi.importers.limits import OFFICE_SECONDS
from lianxi.kernel.errors import Refused

_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SAVE_AS = "请用 Word 或 WPS 打开，另存为“Word 文档（*.docx）”后再导入"
# [MS-DOC] 2.5.2 FibBase: the main stream begins with A5EC and its version, in a sector of 512 bytes; bit 8 of the
# flags at offset 10 says that the file is encrypted.
_SECTOR = 512
_VERSIONS = (0x00C0, 0x00C1, 0x00C2, 0x00D9, 0x0101, 0x010C, 0x0112)
_HEADS = tuple(b"\xec\xa5" + version.to_bytes(2, "little") for version in _VERSIONS)
_ENCRYPTED = 0x0100
# Neither macros nor pictures from elsewhere: the file is a stranger's.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def read_doc(content: bytes, name: str) -> ReadDocument:
    """The document, or `Refused` where it is locked, damaged, or no LibreOffice is there."""
    if _is_encrypted(content):
        raise Refused("file_encrypted", f"文件“{name}”设了打开密码，读不出来。", remedy="请取消密码后再导入。")
    office = find_office()
    if office is None:
        raise Refused(
            "office_missing",
            f"“{name}”是旧版 Word 文件（doc），这台机器上没有能读它的 LibreOffice。",
            remedy=f"{_SAVE_AS}；或请管理员安装 LibreOffice。",
        )
    return replace(read_docx(_converted(content, name, office), name), kind="doc")


def _is_encrypted(content: bytes) -> bool:
    heads = (at for at in range(_SECTOR, len(content), _SECTOR) if content.startswith(_HEADS, at))
    first = next(heads, None)
    return first is not None and bool(int.from_bytes(content[first + 10 : first + 12], "little") & _ENCRYPTED)


def find_office() -> str | None:
    """Path of LibreOffice, None where there is none."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def _converted(content: bytes, name: str, office: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="lianxi-", ignore_cleanup_errors=True) as folder:
        room = Path(folder)
        # A profile of its own: one that is open in a window would be waited for.
        profile = room / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        (room / "in.doc").write_bytes(content)
        _run(
            [office, f"-env:UserInstallation={(room / 'profile').as_uri()}", "--headless", "--norestore",
             "--nolockcheck", "--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML",
             "--outdir", folder, str(room / "in.doc")], name,
        )  # fmt: skip
        made = room / "in.docx"
        if not made.exists():
            raise Refused("file_damaged", f"文件“{name}”已损坏或设了密码，LibreOffice 打不开。", remedy=f"{_SAVE_AS}。")
        return made.read_bytes()


def _run(command: list[str], name: str) -> None:
    """Run it with all it starts, and end all of that when the time is over."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=sys.platform != "win32"
    ) as office:
        try:
            office.wait(OFFICE_SECONDS)
        except subprocess.TimeoutExpired:
            raise Refused(
                "reading_too_slow", f"文件“{name}”在 {OFFICE_SECONDS} 秒内没有转换完。", remedy=f"{_SAVE_AS}。"
            ) from None
        finally:
            end_with_children(office)


def end_with_children(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a group of its own, and whatever it has started."""
    if sys.platform == "win32":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            subprocess.run(tree, check=False, capture_output=True)
            process.kill()
        return
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
