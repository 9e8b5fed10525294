"""Grounds 依据: what a version says it is made under (根据…), and whether that is in force still.

Read as plain values, tens of thousands at once: how a work stands on a day is what its stretch says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet

from lianxi.apps.rulebook.citations.citing import place_in_words, seen_citations, standing_citations
from lianxi.apps.rulebook.models import Citation
from lianxi.apps.rulebook.portions import portions
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.validity import Status

_NEWEST_FIRST = ("-version__work__created", "-version__work_id")
_BINDING = [status.value for status in Status if status.binds]
_OVER = [status.value for status in Status if status.is_over]


class Ground(NamedTuple):
    """A ground that a version names.

    cited:  key of the work; None where it is not known here or is not to be seen.
    status: its standing; None with the work. since: the first day of that.
    """

    printed: str
    cited: int | None
    status: Status | None
    since: date | None


class EndedGround(NamedTuple):
    """A citation by which a rule in force names a ground that has ended.

    version: that cites, the one that counts; citing, cited: keys of the works.
    wording: 根据, 依照 …; place: where it stands, "" for the head of the text.
    """

    version: int
    citing: int
    cited: int
    wording: str
    place: str


def grounds_of(versions: Iterable[int], actor: Actor, on: date) -> Mapping[int, Sequence[Ground]]:
    """The grounds of each version; what `actor` may not see counts as not known."""
    found = defaultdict[int, list[Ground]](list)
    rows = _with_cited(_grounds(actor), on).order_by("version", "order", "pk")
    rows = rows.values_list("version", "printed", "work", "seen", "there__status", "there__since")
    for some in portions(versions):
        for version, printed, work, seen, status, since in rows.filter(version__in=some):
            known = (work, Status(status), since) if seen else (None, None, None)
            found[version].append(Ground(printed, *known))
    return found


def ended_grounds(actor: Actor, on: date) -> list[EndedGround]:
    """All that `actor` may see on a day, by citing works, the newest first, and there as they stand in the text."""
    here = {f"version__work__stretches__{name}": value for name, value in _falls(on).items()}
    rows = _with_cited(_grounds(actor).filter(seen=True), on)
    rows = rows.annotate(here=FilteredRelation("version__work__stretches", condition=Q(**here)))
    rows = standing_citations(rows.filter(there__status__in=_OVER, here__status__in=_BINDING), on)
    fields = ("version", "version__work", "work", "wording", "provision__eid", "provision__number")
    return [
        EndedGround(*said, place_in_words(eid or "") or number or "")
        for *said, eid, number in rows.order_by(*_NEWEST_FIRST, "order").values_list(*fields)
    ]


def _grounds(actor: Actor) -> QuerySet[Citation]:
    return seen_citations(actor).filter(own=False, kind=CitationKind.BASIS.value)


def _falls(on: date) -> dict[str, date]:
    return {"first__lte": on, "last__gte": on}


def _with_cited(rows: QuerySet[Citation], on: date) -> QuerySet[Citation]:
    """With the stretch of the cited work as `there`."""
    there = {f"work__stretches__{name}": value for name, value in _falls(on).items()}
    return rows.annotate(there=FilteredRelation("work__stretches", condition=Q(**there)))


def any_alive(grounds: Sequence[Ground]) -> bool | None:
    """Whether a ground is in force; None where that is not known, since one of them is not."""
    if any(one.status is not None and one.status.binds for one in grounds):
        return True
    return None if not grounds or any(not _is_over(one) for one in grounds) else False


def _is_over(one: Ground) -> bool:
    """Whether it is known to have ended; what has not commenced yet has not."""
    return one.status is not None and one.status.is_over
