"""What a card of the live figures consists of: one sentence, a picture, and its figures as a table that opens rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

LISTED = frozenset({
    "title", "kind", "issuer", "body", "unit", "year", "status", "visibility", "findings", "untouched", "without_unit",
})  # fmt: skip
"""Conditions the list of all rules understands; rows under other ones are shown on the page of rows of the figures."""

Conditions = Mapping[str, str]


@dataclass(frozen=True)
class Cell:
    """A value of the table, and where its rows are; "" where the value is no figure."""

    value: object
    href: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Figure:
    """One card.

    id:     unique on the page, a valid HTML id.
    says:   what it tells, one Chinese sentence.
    header, rows: all that is counted; the first cell of a row is its name.
    option: ECharts option of plain values; None for a list, which is shown as it is.
    href:   the page that shows all of it; "" for none.
    empty:  what is said where there are no rows.
    """

    id: str
    title: str
    says: str
    header: Sequence[str]
    rows: Sequence[Row]
    option: Mapping[str, object] | None = None
    href: str = ""
    empty: str = "没有可以统计的制度。"
    wide: bool = False

    @property
    def option_id(self) -> str:
        """Id of the element that carries the option to the browser."""
        return f"{self.id}-option"


def rows_at(conditions: Conditions, on: str = "") -> str:
    """Where the rules under some conditions are listed; `on` is the day looked at where it is not today."""
    page = "rulebook:works" if LISTED.issuperset(conditions) else "rulebook:figure_rows"
    query = {**conditions, **({"on": on} if on else {})}
    return f"{reverse(page)}?{urlencode(query)}" if query else reverse(page)


def at_day(name: str, on: str, **query: str) -> str:
    """The address of a page with the day looked at where it is not today."""
    given = {**query, **({"on": on} if on else {})}
    return f"{reverse(name)}?{urlencode(given)}" if given else reverse(name)
