"""A question as the engine takes it. Who may see what is part of it, so that no count can tell what is hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import lru_cache

from tantivy import FieldType, Occur, Query

from lianxi.apps.search.asking import CHOICES, Request
from lianxi.apps.search.documents import last_turn, status_in
from lianxi.apps.search.replica import View
from lianxi.apps.search.schema import HEAD, OF_HEADS, SOMETIMES, characters_of, pairs_of
from lianxi.kernel.texts import search as typed
from lianxi.kernel.texts.search import Keyword, Where, overlapping_pairs


def every(queries: Iterable[Query], unwanted: Iterable[Query] = ()) -> Query:
    """All of these and none of those."""
    wanted = list(queries) or [Query.all_query()]
    return Query.boolean_query([*((Occur.Must, one) for one in wanted), *((Occur.MustNot, one) for one in unwanted)])


def either(queries: Iterable[Query]) -> Query:
    """At least one of these; nothing where there are none."""
    some = list(queries)
    if not some:
        return Query.empty_query()
    return some[0] if len(some) == 1 else Query.boolean_query([(Occur.Should, one) for one in some])


class Conditions:
    """Makes the parts of a question for one view."""

    def __init__(self, view: View, request: Request, sight: Collection[str], on: date) -> None:
        self._view, self._schema = view, view.schema
        self._request, self._sight, self._on = request, sight, on

    def filters(self, *, standing: bool = True) -> tuple[list[Query], list[Query]]:
        """What every hit has to be, words aside, and what it must not be; or without regard to its standing."""
        wanted = [self._any_term("seen_by", self._sight)]
        for name, values in self._request.chosen.items():
            if name not in CHOICES:
                raise ValueError(f"unknown choice: {name}")
            if values:
                wanted.append(self._any_term(name, values))
        since, until = self._request.since, self._request.until
        if since or until:
            wanted.append(
                self._range("day", since.toordinal() if since else None, until.toordinal() if until else None)
            )
        if standing and self._request.statuses:
            wanted.append(self._standing())
        if self._request.as_of is not None:
            return [*wanted, *self._in_force(self._request.as_of)], []
        return wanted, [self._not_shown_today()]

    def words(self, query: typed.Query) -> tuple[list[Query], list[Query]]:
        """The keywords: one query for each group, one for each unwanted keyword."""
        return [self.group(group) for group in query.groups], [self.keyword(one) for one in query.none]

    def group(self, keywords: Iterable[Keyword]) -> Query:
        """Any of these keywords."""
        return either(self.keyword(one) for one in keywords)

    def keyword(self, keyword: Keyword) -> Query:
        """Where it literally occurs, all its parts in one and the same field."""
        match keyword.where:
            case Where.ANYWHERE if len(keyword.parts) == 1:
                return self._part(keyword.parts[0], Where.ANYWHERE)
            case Where.ANYWHERE:
                return either([self._in_body(keyword), *(self._in(keyword, where) for where in OF_HEADS)])
            case Where.BODY:
                return self._in_body(keyword)
            case where:
                return self._in(keyword, where)

    def of_works(self, groups: Iterable[int]) -> Query:
        """What stands in one of these works."""
        return Query.term_set_query(self._schema, "group", list(groups))

    def groups_between(self, low: int, high: int) -> Query:
        """What stands in a work whose number is in a range, both ends included."""
        return self._range("group", low, high)

    def _in(self, keyword: Keyword, where: Where) -> Query:
        parts = [self._part(part, where) for part in keyword.parts]
        return parts[0] if len(parts) == 1 else every(parts)

    def _in_body(self, keyword: Keyword) -> Query:
        return every([self._in(keyword, Where.ANYWHERE)], [self._term("flag", HEAD)])

    def _part(self, part: str, where: Where) -> Query:
        part = part.encode("utf-8", "replace").decode()
        if len(part) == 1:
            return self._term(characters_of(where), part)
        pairs = overlapping_pairs(part)
        if len(pairs) == 1:
            return self._term(pairs_of(where), pairs[0])
        return Query.phrase_query(self._schema, pairs_of(where), list(pairs)) if pairs else Query.empty_query()

    def _not_shown_today(self) -> Query:
        """The few texts that are not the one of today: leaving them out is quicker than asking each for its days."""
        shown = either([every(self._in_force(self._on)), self._range("alone", self._on.toordinal() + 1, None)])
        return every([self._term("flag", SOMETIMES)], [shown])

    def _in_force(self, day: date) -> list[Query]:
        return [self._range("starts", None, day.toordinal()), self._range("ends", day.toordinal() + 1, None)]

    def turning_after(self, day: date) -> Query:
        """What has another standing some time after a day than on it."""
        return self._range("turns", day.toordinal() + 1, None)

    def _standing(self) -> Query:
        """The one it ends with, if it has that by now; of the others each course is looked at."""
        wanted, day = self._request.statuses, self._request.judged_on(self._on)
        turned = every([self._any_term("final", wanted)], [self.turning_after(day)])
        turning = [line for line in standing_lines(self._view) if last_turn(line) > day.toordinal()]
        lines = [line for line in turning if status_in(line, day) in wanted]
        return either([turned, *([self._any_term("standing", lines)] if lines else [])])

    def _term(self, name: str, value: str) -> Query:
        return Query.term_query(self._schema, name, value)

    def _any_term(self, name: str, values: Collection[str]) -> Query:
        """One of these values."""
        if len(values) > 30:
            return Query.term_set_query(self._schema, name, sorted(values))
        return either(self._term(name, value) for value in sorted(values))

    def _range(self, name: str, low: int | None, high: int | None) -> Query:
        return Query.range_query(self._schema, name, FieldType.Unsigned, low, high)


@lru_cache(maxsize=4)
def standing_lines(view: View) -> tuple[str, ...]:
    """Every course of standing there is in the index; they are far fewer than documents."""
    return tuple(line for line, _ in view.searcher.terms_with_prefix("standing", ""))
