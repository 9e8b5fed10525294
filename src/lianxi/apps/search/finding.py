"""Asking the index: the hits of a page with an exact total, and how all hits are spread."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from tantivy import DocAddress, Order, Query, SearchResult

from lianxi.apps.search.asking import DEEPEST, MOST_VALUES, Counted, Found, Hit, Request, Scope, Sort, WorkHits
from lianxi.apps.search.conditions import Conditions, either, every
from lianxi.apps.search.documents import final_status, status_in
from lianxi.apps.search.replica import IndexUnfitError, Replica, View, damage_named
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.search import snippet

NOT_READY = "index_ready"
"""The guard of a refusal that only says to wait."""
_MOST_BUCKETS = 60_000
_FACETS = {"issuer": MOST_VALUES, "kind": MOST_VALUES, "year": 200, "final": 20}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question made ready for one view of the index, asked by somebody with that sight."""

    replica: Replica
    view: View
    request: Request
    query: Query
    conditions: Conditions
    on: date

    def found(self) -> Found:
        """The hits of the page."""
        with answerable(self.replica, self.view):
            answer = self._page()
            return Found(answer.count, tuple(self._hit(address) for _, address in answer.hits))

    def total(self) -> int:
        """How many provisions and titles are found, exactly; none of them is read."""
        with answerable(self.replica, self.view):
            return self.view.searcher.search(self.query, limit=1, count=True, order_by_field="rank").count

    def by_work(self) -> tuple[WorkHits, ...]:
        """The hits of the page under their works, in the order of the first of each."""
        together: dict[int, list[Hit]] = {}
        with answerable(self.replica, self.view):
            addresses = [address for _, address in self._page().hits]
            groups = self.view.searcher.fast_field_values("group", addresses)
            for group, address in zip(groups, addresses, strict=True):
                together.setdefault(group, []).append(self._hit(address))
            return tuple(WorkHits(tuple(hits), self._count(group)) for group, hits in together.items())

    def counted(self) -> Counted:
        """Works and facets of all hits."""
        return Counted(self.works(), self.facets())

    def works(self) -> int:
        """In how many works the hits stand, exactly."""
        with answerable(self.replica, self.view):
            return len(groups_of(self.view, self.query, self.conditions))

    def facets(self) -> dict[str, Mapping[str, int]]:
        """How the hits are spread."""
        with answerable(self.replica, self.view):
            facets = _counts(self.view, self.query, _FACETS)
            status = self._statuses(facets.pop("final"))
        return {**facets, "status": status}

    def _statuses(self, final: Mapping[str, int]) -> dict[str, int]:
        """How many have which standing on the day: what they end with, but for those that turn later."""
        counts, day = Counter(final), self.request.judged_on(self.on)
        turning = every([self.query, self.conditions.turning_after(day)])
        for line, count in _counts(self.view, turning, {"standing": _MOST_BUCKETS})["standing"].items():
            counts[final_status(line)] -= count
            counts[status_in(line, day)] += count
        return {status: count for status, count in counts.most_common() if count}

    def _page(self) -> SearchResult:
        request = self.request
        if request.first + request.size > DEEPEST:
            raise Refused("page_deep", f"只能看前 {DEEPEST:,} 条。", remedy="请加一个检索词，或用条件缩小范围。")
        order = "rank" if request.sort is Sort.TITLES else "newest"
        return self.view.searcher.search(
            self.query, limit=request.size, offset=request.first, count=True, order_by_field=order
        )

    def _count(self, group: int) -> int:
        within = every([self.query, self.conditions.of_works([group])])
        return self.view.searcher.search(within, limit=1, count=True).count

    def _hit(self, address: DocAddress) -> Hit:
        said = json.loads(bytes(self.view.searcher.doc(address).get_first("shown")))
        source, work, title, link, eid, label, words, issuer, kind, day, standing = said
        return Hit(
            source, work, title, link, eid, label, issuer, kind, date.fromisoformat(day),
            status_in(standing, self.request.judged_on(self.on)), snippet(words, self.request.query.wanted),
        )  # fmt: skip


def ask(replica: Replica, request: Request, sight: Collection[str], on: date) -> Asked:
    """Make a question ready; `Refused` while there is no index that can be asked."""
    with answerable(replica):
        view = replica.view()
    with answerable(replica, view):
        conditions = Conditions(view, request, sight, on)
        return Asked(replica, view, request, _query(view, request, conditions), conditions, on)


@contextmanager
def answerable(replica: Replica, view: View | None = None) -> Iterator[None]:
    """Where the index turns out to be of no use, it is set aside to be made anew, and that is said."""
    try:
        with damage_named():
            yield
    except (IndexUnfitError, FileNotFoundError) as reason:
        replica.discard(view.at if view else None)
        raise Refused(
            NOT_READY, f"检索索引还不能用：{reason}。",
            remedy="索引正在重建，请稍后再试；或执行 lianxi index rebuild。",
        ) from reason  # fmt: skip


def _query(view: View, request: Request, conditions: Conditions) -> Query:
    wanted, unwanted = conditions.filters()
    groups, none = conditions.words(request.query)
    if request.scope is Scope.PROVISION or not groups + none:
        return every([*groups, *wanted], [*none, *unwanted])
    # A provision may have a standing of its own: that says which ones are shown, not what stands in the document.
    text, _ = conditions.filters(standing=False)
    shunned = set(groups_of(view, every([*text, either(none)], unwanted), conditions)) if none else set()
    if not groups:
        return every(wanted, [*unwanted, conditions.of_works(shunned)])
    holding = [set(groups_of(view, every([group, *text], unwanted), conditions)) for group in groups]
    works = set.intersection(*holding) - shunned
    return every([either(groups), *wanted, conditions.of_works(works)], unwanted) if works else Query.empty_query()


def groups_of(view: View, query: Query, conditions: Conditions) -> dict[int, int]:
    """Each work a hit of `query` stands in, with the number of hits; asked for in portions the engine can count."""
    top = view.searcher.search(query, limit=1, count=True, order_by_field="group")
    if not top.count:
        return {}
    if top.count <= _MOST_BUCKETS:
        return _groups(view, query)
    found: dict[int, int] = {}
    low, high = 0, top.hits[0][0]
    while low <= high:
        portion = every([query, conditions.groups_between(low, min(high, low + _MOST_BUCKETS - 1))])
        found |= _groups(view, portion)
        low = _next_group(view, query, conditions, low + _MOST_BUCKETS, high)
    return found


def _next_group(view: View, query: Query, conditions: Conditions, low: int, high: int) -> int:
    """The lowest number from `low` on, past the gap between two sources; beyond `high` where there is none."""
    if low > high:
        return low
    rest = every([query, conditions.groups_between(low, high)])
    lowest = view.searcher.search(rest, limit=1, count=False, order_by_field="group", order=Order.Asc).hits
    return lowest[0][0] if lowest else high + 1


def _groups(view: View, query: Query) -> dict[int, int]:
    return {int(key): count for key, count in _counts(view, query, {"group": _MOST_BUCKETS})["group"].items()}


def _counts(view: View, query: Query, fields: Mapping[str, int]) -> dict[str, dict[Any, int]]:
    """Hits by the values of each field, of which so many are told, most hits first."""
    terms = {
        name: {"terms": {"field": name, "size": size, "segment_size": _MOST_BUCKETS}} for name, size in fields.items()
    }
    answer = view.searcher.aggregate(query, terms)
    return {name: {bucket["key"]: bucket["doc_count"] for bucket in said["buckets"]} for name, said in answer.items()}
