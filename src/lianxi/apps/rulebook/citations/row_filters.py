"""Filters for lists that are computed and not asked from the database: the same form, words and exports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, ClassVar

from django_filters import FilterSet

Choices = list[tuple[str, str]]


class Rows(list[Any]):
    """Computed rows, so far like a queryset as a set of filters asks for."""

    model = None

    def all(self) -> Rows:
        """All of them."""
        return self

    def none(self) -> Rows:
        """No rows."""
        return Rows()


class RowFilterSet(FilterSet):
    """Filters over `Rows`: `kept` says by name whether a row passes; a name it lacks leaves nothing out."""

    kept: ClassVar[Mapping[str, Callable[[Any, Any], bool]]] = {}

    def filter_queryset(self, rows: Rows) -> Rows:
        """Rows that pass every filter in which something was chosen."""
        for name, value in self.form.cleaned_data.items():
            passes = self.kept.get(name)
            if passes is not None and value not in (None, ""):
                rows = Rows(row for row in rows if passes(row, value))
        return rows

    def choose_from(self, name: str, choices: Iterable[tuple[object, str]]) -> None:
        """Only what occurs among the rows can be chosen: a choice must not tell of what one does not see."""
        distinct = {str(value): label for value, label in choices}
        self.filters[name].extra["choices"] = sorted(distinct.items(), key=lambda one: one[1])
