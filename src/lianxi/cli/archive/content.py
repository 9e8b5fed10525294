"""The plain content of a backup: the copied database, the uploads it names, and last the manifest that lists them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lianxi.apps.files.store import open_bytes, place_of
from lianxi.cli.archive.container import CHUNK
from lianxi.cli.archive.manifest import (
    FORMAT,
    MANIFEST,
    SEAL,
    UPLOADS,
    HeadKept,
    Manifest,
    Member,
    Missing,
    key_hint,
    seal_of,
    version,
)
from lianxi.kernel.errors import Refused


@dataclass(frozen=True)
class Seen:
    """What the copied database says; everything else in the backup follows it, not the live one."""

    vendor: str
    server: str
    made_at: datetime
    demo: bool
    heads: list[HeadKept]
    migrations: list[str]
    uploads: list[str]


class Content:
    """Writes the content of one backup and its manifest."""

    def __init__(self, database: Path, seen: Seen) -> None:
        self._database = database
        self._seen = seen
        self._files: list[Member] = []
        self._missing: list[Missing] = []

    @property
    def manifest(self) -> Manifest:
        """The manifest; complete once the content has been written."""
        seen = self._seen
        return Manifest(
            product="lianxi", format=FORMAT, version=version(), vendor=seen.vendor, server=seen.server,
            made_at=seen.made_at, demo=seen.demo, secret_key=key_hint(), heads=seen.heads, migrations=seen.migrations,
            files=self._files, missing=self._missing,
        )  # fmt: skip

    def write(self, file: BinaryIO) -> None:
        """All of it as one zip into a stream."""
        with ZipFile(file, "w") as archive:
            self.fill(archive)

    def fill(self, archive: ZipFile) -> None:
        """All of it into an open zip."""
        with self._database.open("rb") as source:
            self._add(archive, source, self._database.name, ZIP_DEFLATED)
        for sha256 in self._seen.uploads:
            self._add_upload(archive, sha256)
        content = self.manifest.model_dump_json(indent=1).encode()
        archive.writestr(_entry(MANIFEST, ZIP_DEFLATED), content)
        archive.writestr(_entry(SEAL, ZIP_STORED), seal_of(content))

    def _add_upload(self, archive: ZipFile, sha256: str) -> None:
        """One upload, if its bytes are still what they were; else its absence is put on record."""
        source = open_bytes(sha256)
        if source is None:
            why = "内容已损坏" if place_of(sha256).exists() else "磁盘上没有"
            self._missing.append(Missing(sha256=sha256, why=why))
            return
        with source:
            found = self._add(archive, source, UPLOADS + sha256, ZIP_STORED)
        if found != sha256:
            raise Refused(
                "upload_still", f"上传文件 {sha256} 在备份过程中被改动。", remedy="请查明是什么在改动它，再备份。"
            )

    def _add(self, archive: ZipFile, source: BinaryIO, name: str, compression: int) -> str:
        digest, size = hashlib.sha256(), 0
        with archive.open(_entry(name, compression), "w", force_zip64=True) as member:
            while chunk := source.read(CHUNK):
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self._files.append(Member(name=name, sha256=digest.hexdigest(), size=size))
        return digest.hexdigest()


def _entry(name: str, compression: int) -> ZipInfo:
    """A member readable by its owner alone once unpacked, without a date of its own."""
    entry = ZipInfo(name)
    entry.compress_type = compression
    entry.external_attr = 0o600 << 16
    return entry
