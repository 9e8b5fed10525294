"""An address of the search page, read: the query as typed, the conditions, and the address in its standard form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import QueryDict

from lianxi.apps.search.asking import PAGE, Request, Sort
from lianxi.composition.questions import as_written
from lianxi.kernel.texts.search import typed_words
from lianxi.shell.search.forms import Conditions

NOT_ASKED = ("page", "format")
"""Parameters that say how the answer is shown, not what is asked."""
_SORTS = frozenset(Sort)
_ADDED = ("all", "any", "none")
_SIGNS = "-－−—"


def standard_address(given: QueryDict) -> str | None:
    """The query string one can keep and hand on; None where it is that already.

    Fields left empty and an order there is not are dropped, days are written as 2024-01-01, and what was filled in
    beside the box (全部包含, 任一, 不含) becomes part of `q`.
    """
    kept = given.copy()
    kept["q"] = _with_added(given)
    for name in list(kept):
        values = [as_written(name, value) for value in kept.getlist(name) if value.strip()]
        if name in _ADDED or not values or (name == "sort" and values[-1] not in _SORTS):
            del kept[name]
        else:
            kept.setlist(name, values)
    same = sorted(kept.lists()) == sorted(given.lists())
    return None if same else kept.urlencode()


def _with_added(given: QueryDict) -> str:
    wanted, some, unwanted = (typed_words(given.get(name, "")) for name in _ADDED)
    one_of = "|".join(filter(None, (word.replace("｜", "|").strip("|").lstrip(_SIGNS) for word in some)))
    none = [f"-{bare}" for word in unwanted if (bare := word.lstrip(_SIGNS))]
    return " ".join(filter(None, (given.get("q", "").strip(), *wanted, one_of, *none)))


def without(given: QueryDict, *names: str, value: str = "") -> str:
    """The query string without these parameters (of several values only without `value`), from the first page on."""
    kept = given.copy()
    for name in NOT_ASKED:
        kept.pop(name, None)
    for name in names:
        left = [one for one in kept.getlist(name) if value and one != value]
        kept.setlist(name, left)
    return kept.urlencode()


def having(given: QueryDict, **parameters: str) -> str:
    """The query string with these parameters, each with that one value, from the first page on."""
    kept = given.copy()
    for name in NOT_ASKED:
        kept.pop(name, None)
    for name, value in parameters.items():
        kept[name] = value
    return kept.urlencode()


def chips(said: Sequence[tuple[str, str, str]], given: QueryDict) -> list[tuple[str, str]]:
    """Each condition as it is said (`plain_words`), with the query string that is left without it.

    A span that is a whole year is one condition, as a click on that year made it.
    """
    year = whole_year(given)
    found = [(f"成文年份：{year}年", without(given, "since", "until"))] if year else []
    left = [one for one in said if not (year and one[0] in ("since", "until"))]
    return [*((words, without(given, name, value=value)) for name, value, words in left), *found]


def whole_year(given: QueryDict) -> str:
    """The year a span covers from its first day to its last; "" for any other span."""
    since, until = given.get("since", ""), given.get("until", "")
    year = since.removesuffix("-01-01")
    return year if year != since and until == f"{year}-12-31" else ""


def of_page(request: Request, number: int) -> Request:
    """The same question for the hits of a page; the first is 1."""
    return replace(request, first=(number - 1) * PAGE, size=PAGE)


def plain_words(conditions: Conditions, names: dict[str, dict[str, str]]) -> list[tuple[str, str, str]]:
    """Each condition in force: its field, its value in the address, and how it is said."""
    said: list[tuple[str, str, str]] = []
    for name, field in conditions.fields.items():
        given: Any = conditions.cleaned_data.get(name)
        if name == "sort" or not given:
            continue
        labels = names.get(name) or {str(key): str(label) for key, label in getattr(field, "choices", ())}
        for value in given if isinstance(given, list) else [given]:
            key = value.isoformat() if isinstance(value, date) else str(value)
            said.append((name, key, f"{field.label}：{labels.get(key, key)}"))
    return said
