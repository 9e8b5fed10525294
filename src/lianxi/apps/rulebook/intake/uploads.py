"""Uploaded files 上传的文件: each a file of its own, archives opened out where nothing is to be stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.core.files.uploadedfile import UploadedFile

from lianxi.importers.folders import Incoming, in_archive, is_archive, refusing
from lianxi.kernel.errors import Refused


def opened_uploads(files: Iterable[UploadedFile]) -> Iterator[Incoming]:
    """Every file, and every file of every archive; an archive that cannot be opened is one that cannot be read."""
    for file in files:
        name = file.name or ""
        if not is_archive(name):
            yield Incoming(name, _reading(file))
            continue
        try:
            found = list(in_archive(file.file, name))
        except Refused as refusal:
            found = [Incoming(name, refusing(refusal))]
        yield from found


def _reading(file: UploadedFile) -> Callable[[], bytes]:
    def read() -> bytes:
        file.seek(0)
        content: bytes = file.read()
        return content

    return read
