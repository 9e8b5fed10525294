"""A kept search as the pages show it: what it asks in words, how many works it finds by now, how many are new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict
from django.urls import reverse

from lianxi.apps.notices.models import NAME, SavedSearch
from lianxi.apps.notices.saved_searches import works_new
from lianxi.composition.saved_searches import works_found
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.shell.search.choices import choices_for
from lianxi.shell.search.forms import Conditions
from lianxi.shell.search.reading import plain_words


@dataclass(frozen=True)
class ShownSearch:
    """works, new: numbers of the works; None and none where it cannot be asked now, for the reason in `refusal`."""

    saved: SavedSearch
    typed: str
    conditions: Sequence[str]
    works: frozenset[int] | None
    new: Sequence[int]
    refusal: Refused | None

    @property
    def results(self) -> str:
        """The page of all it finds."""
        return f"{reverse('shell:search')}?{self.saved.address}"


def shown_search(saved: SavedSearch, actor: Actor, on: date) -> ShownSearch:
    """Asked anew, as `actor` may see on the day."""
    typed, said = in_words(QueryDict(saved.address), actor, on)
    try:
        works = works_found(saved.address, actor, on)
    except Refused as refusal:
        return ShownSearch(saved, typed, said, None, (), refusal)
    return ShownSearch(saved, typed, said, works, sorted(works_new(saved, works), reverse=True), None)


def in_words(given: QueryDict, actor: Actor, on: date) -> tuple[str, list[str]]:
    """The words, and each condition that `actor` can choose today."""
    choices = choices_for(actor, on)
    conditions = Conditions(given, choices=choices)
    conditions.is_valid()
    return given.get("q", ""), [words for _, _, words in plain_words(conditions, choices.names)]


def proposed_name(given: QueryDict, actor: Actor, on: date) -> str:
    """The words, then the values of the conditions, as far as there is room."""
    typed, said = in_words(given, actor, on)
    values = "，".join(words.partition("：")[2] for words in said)
    name = f"{typed}（{values}）" if typed and values else typed or values
    return name if len(name) <= NAME else f"{name[: NAME - 1]}…"
