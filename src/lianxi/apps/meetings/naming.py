"""Names of conferences in addresses 会议标识: circle and year, the second regular one and ad hoc ones told apart."""

from __future__ import annotations


def slug_for(circle: str, year: int, slot: int | None, count: int = 1) -> str:
    """``sanya-circle-2024``, ``demo-river-2024-2``; for the first ad hoc one ``demo-river-2022-adhoc-1``."""
    if slot is None:
        return f"{circle}-{year}-adhoc-{count}"
    return f"{circle}-{year}" + (f"-{slot}" if slot > 1 else "")
