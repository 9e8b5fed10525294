"""A zip whose bytes depend on nothing but what is in it: same files and day, same archive."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EARLIEST = date(1980, 1, 1)  # the format knows no earlier day
_UNIX, _FILE_MODE = 3, 0o100644


def write_zip(files: Iterable[tuple[str, bytes]], on: date) -> bytes:
    """The files in the order given, all dated `on`."""
    out = io.BytesIO()
    day = max(on, EARLIEST)
    with ZipFile(out, "w") as archive:
        for name, content in files:
            entry = ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system, entry.external_attr, entry.compress_type = _UNIX, _FILE_MODE << 16, ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
