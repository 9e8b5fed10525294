"""A backup under a passphrase 口令: two age files in one container.

The content is encrypted, in a stream of any length, for a key made for this
backup alone; that key is encrypted under the passphrase. So the standard
`age` tool can open a backup without us: ``age -d -i key.age content.zip.age``.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

import pyrage
from pyrage import x25519

from lianxi.cli.archive.container import damaged
from lianxi.kernel.errors import Refused

KEY, CONTENT = "key.age", "content.zip.age"
SHORTEST = 12
_LARGEST_KEY_FILE = 64 * 1024


def read_passphrase(path: Path, *, new: bool) -> str:
    """The first line of a file. A new passphrase has to be long: whoever has the backup can try without end."""
    try:
        passphrase = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    except (OSError, UnicodeDecodeError):
        passphrase = ""
    if not passphrase:
        raise Refused(
            "passphrase_file", f"口令文件 {path} 读不出，或第一行是空的。", remedy="请在第一行写口令，UTF-8 编码。"
        )
    if new and len(passphrase) < SHORTEST:
        raise Refused(
            "passphrase_length",
            f"备份口令不足 {SHORTEST} 个字符。",
            remedy="请用更长的口令：拿到备份的人可以无限次地试。",
        )
    return passphrase


def encrypt(archive: ZipFile, passphrase: str, write: Callable[[BinaryIO], None]) -> None:
    """Put what `write` writes into `archive`, readable with the passphrase only; in one stream, of any length."""
    identity = x25519.Identity.generate()
    archive.writestr(KEY, pyrage.passphrase.encrypt(str(identity).encode(), passphrase))
    source, sink = os.pipe()
    failed: list[BaseException] = []
    writer = Thread(target=_feed, args=(sink, write, failed), name="backup-writer", daemon=True)
    with os.fdopen(source, "rb") as reader, archive.open(ZipInfo(CONTENT), "w", force_zip64=True) as target:
        writer.start()
        _encrypt_stream(reader, target, identity)
    writer.join()
    if failed:  # the stream ended early, and its encryption looks complete
        raise failed[0]


def _encrypt_stream(source: IO[bytes], target: IO[bytes], identity: x25519.Identity) -> None:
    try:
        pyrage.encrypt_io(source, target, [identity.to_public()])
    except (pyrage.EncryptError, OSError) as error:  # what the disk said comes wrapped
        raise Refused("target_writable", f"加密写入没有成功：{error}。", remedy="请检查磁盘是否已满。") from error


def _feed(sink: int, write: Callable[[BinaryIO], None], failed: list[BaseException]) -> None:
    try:
        with os.fdopen(sink, "wb") as file:
            write(file)
    except BaseException as error:  # noqa: BLE001 - raised again by the thread that waits for this one
        failed.append(error)


def is_encrypted(archive: ZipFile) -> bool:
    """Whether the container holds an encrypted backup."""
    return KEY in archive.namelist()


def decrypt(archive: ZipFile, passphrase: str, target: Path, name: str) -> None:
    """Write the content of the backup called `name` to `target`; `Refused` when the passphrase is not the one."""
    try:
        if archive.getinfo(KEY).file_size > _LARGEST_KEY_FILE:
            raise damaged(name, "密钥部分过大")
        identity = x25519.Identity.from_str(_key(archive.read(KEY), passphrase))
        with archive.open(CONTENT) as source, target.open("xb") as plain:
            _decrypt_stream(source, plain, identity, name)
    except (BadZipFile, KeyError, pyrage.IdentityError) as error:
        raise damaged(name, "加密部分不完整") from error


def _key(encrypted: bytes, passphrase: str) -> str:
    try:
        return pyrage.passphrase.decrypt(encrypted, passphrase).decode()
    except (pyrage.DecryptError, UnicodeDecodeError):
        raise Refused(
            "passphrase", "口令不对，打不开这份备份。什么都没有恢复。", remedy="请核对口令文件的第一行。"
        ) from None


def _decrypt_stream(source: IO[bytes], plain: BinaryIO, identity: x25519.Identity, name: str) -> None:
    try:
        pyrage.decrypt_io(source, plain, [identity])
    except (pyrage.DecryptError, OSError) as error:
        raise damaged(name, "加密内容与密钥不符或不完整") from error
