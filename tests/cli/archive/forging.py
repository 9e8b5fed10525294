"""What somebody does to a backup who knows how it is built."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

from lianxi.cli.archive.container import new_container
from lianxi.cli.archive.manifest import MANIFEST, SEAL, seal_of

Members = list[tuple[str, bytes]]


def members(backup: bytes) -> Members:
    """All members of a backup, in order."""
    with ZipFile(io.BytesIO(backup)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def rebuilt(content: Members) -> bytes:
    """A backup of these members whose checksum is right."""
    file = io.BytesIO()
    with new_container(file) as archive:
        for name, data in content:
            archive.writestr(name, data, ZIP_DEFLATED)
    return file.getvalue()


def with_manifest(backup: bytes, change: Callable[[dict], None], *, seal: bool = True) -> bytes:
    """The backup with its manifest changed, and sealed anew if whoever did it has the key."""
    content = dict(members(backup))
    manifest = json.loads(content[MANIFEST])
    change(manifest)
    content[MANIFEST] = json.dumps(manifest, ensure_ascii=False).encode()
    if seal:
        content[SEAL] = seal_of(content[MANIFEST]).encode()
    return rebuilt(list(content.items()))


def with_member(backup: bytes, name: str, data: bytes) -> bytes:
    """The backup with one more member, listed and sealed as if it belonged there."""

    def add(manifest: dict) -> None:
        manifest["files"].append({"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)})

    return rebuilt([*members(with_manifest(backup, add)), (name, data)])
