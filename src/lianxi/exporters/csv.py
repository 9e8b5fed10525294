"""A table as CSV that office programs in China open without a question: UTF-8 with BOM, CRLF."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from lianxi.exporters.cells import safe_cell


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Header and rows, every cell made harmless; dates in ISO form."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([safe_cell(label) for label in header])
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")
