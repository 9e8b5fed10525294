"""What one cell of an exported table holds: typed where it can be, harmless where it is text."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")
# With these a spreadsheet takes a text for a formula; the full-width forms count in East Asian editions.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_EDGE_CONTROLS = ("\t", "\r", "\n")
_FORBIDDEN_IN_FILES = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

Cell = str | int | float | date | datetime


def safe_cell(value: object) -> Cell:
    """Numbers and dates as they are; text that a spreadsheet might run as a formula gets a leading ``'``.

    None is an empty cell, yes and no are 是 and 否, a moment is shown in
    Shanghai time without its zone (spreadsheets know none).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return (value.astimezone(SHANGHAI) if value.tzinfo else value).replace(tzinfo=None, microsecond=0)
    if isinstance(value, int | float | date):
        return value
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """`text` without control characters, and with ``'`` before what looks like a formula."""
    text = _FORBIDDEN_IN_FILES.sub("", text)
    risky = text.startswith(_EDGE_CONTROLS) or text.lstrip().startswith(_FORMULA_STARTS)
    return f"'{text}" if risky else text
