"""What a sheet says that openpyxl, reading row by row, leaves out 工作表部件: merged cells, missing results."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl.utils.cell import range_boundaries

_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
# A cell with a formula for which no value was stored: programs that write workbooks do not compute.
_UNCOMPUTED = re.compile(
    rb"<(?:\w+:)?f(?:\s[^<>]{0,300})?(?:/>|>[^<>]{0,8000}</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def merged_ranges(content: bytes, sheet: Any) -> tuple[tuple[int, int, str], ...]:
    """Merged ranges as (first row, last row, place)."""
    ranges = []
    for place in {match.decode() for match in _MERGE.findall(_part(content, sheet))}:
        _, first, _, last = range_boundaries(place)
        ranges.append((first, last, place))
    return tuple(sorted(ranges))


def uncomputed(content: bytes, sheet: Any) -> int:
    """How many formulas have no stored value."""
    return len(_UNCOMPUTED.findall(_part(content, sheet)))


def _part(content: bytes, sheet: Any) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(sheet._worksheet_path)
