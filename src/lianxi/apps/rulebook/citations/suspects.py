"""Citations whose ground may have moved, read as plain values: tens of thousands at once, without any text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.db.models.functions import Coalesce

from lianxi.apps.rulebook.citations.citing import standing_citations
from lianxi.apps.rulebook.models import Citation, Version, WorkHappening
from lianxi.apps.rulebook.portions import portions
from lianxi.apps.rulebook.works.standings import on_day
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.staleness import ACTS_ON
from lianxi.kernel.texts.validity import Happening, Standing, Status, standing_on

_AT_ONCE = 2000
_STATUSES = {status.value: status for status in Status}
_BINDING = [status.value for status in Status if status.binds]
_MOVED = [status.value for status in Status if status.is_over or status is Status.AMENDED]
_QUIET = [kind.value for kind in ACTS_ON]
_FIELDS = (
    "pk", "kind", "named", "version", "work", "version__work", "version__work__body", "version__work__unit",
    "provision__wid", "since", "here__status", "here__since", "there__status", "there__since", "there__until",
)  # fmt: skip


class Suspect(NamedTuple):
    """A citation that may be stale on a day.

    citing, cited: keys of the works; version: of the version that cites; body, unit: of the citing work.
    wid:           identity of the citing provision; "" for the head of the text.
    wids:          identities of the provisions cited; none for the whole work.
    since:         the day from which the citing version speaks.
    here, there:   the standing of the citing and of the cited work as a whole.
    """

    key: int
    kind: CitationKind
    citing: int
    cited: int
    version: int
    body: str
    unit: int | None
    wid: str
    wids: tuple[str, ...]
    since: date
    here: Standing
    there: Standing


class Kept(NamedTuple):
    """As much of a version as tells when it counts."""

    key: int
    number: int
    commences: date | None
    issued: date | None
    instrument: str


def suspects(rows: QuerySet[Citation], on: date) -> list[Suspect]:
    """Those of the citations by texts in force of which something happened to what is cited: more than are stale."""
    falls = {"first__lte": on, "last__gte": on}
    here = {f"version__work__stretches__{name}": value for name, value in falls.items()}
    there = {f"work__stretches__{name}": value for name, value in falls.items()}
    rows = rows.filter(seen=True, own=False).exclude(kind__in=_QUIET).exclude(work=F("version__work"))
    rows = standing_citations(rows, on).order_by().annotate(
        since=Coalesce("version__commences", "version__issued", "version__admitted_on"),
        here=FilteredRelation("version__work__stretches", condition=Q(**here)),
        there=FilteredRelation("work__stretches", condition=Q(**there)),
    )  # fmt: skip
    rows = rows.filter(Q(here__status__in=_BINDING) | Q(version__work__in=_in_parts()))
    moved = on_day(on).filter(status__in=_MOVED).order_by().values("work")
    rows = rows.filter(Q(work__in=moved) | Q(work__in=_renewed()) | Q(work__in=_in_parts()))
    return [_suspect(*row) for row in rows.values_list(*_FIELDS).iterator(chunk_size=_AT_ONCE)]


def _suspect(
    key: int, kind: str, named: list[dict[str, list[str]]], version: int, cited: int, citing: int, body: str,
    unit: int | None, wid: str | None, since: date, here: str, here_since: date | None, there: str,
    there_since: date | None, there_until: date | None,
) -> Suspect:  # fmt: skip
    return Suspect(
        key, CitationKind(kind), citing, cited, version, body, unit, wid or "",
        tuple(wid for one in named for wid in one["wids"]), since, Standing(_STATUSES[here], here_since, None),
        Standing(_STATUSES[there], there_since, None, there_until),
    )  # fmt: skip


def _in_parts() -> QuerySet[WorkHappening]:
    """Works of which something happened to single provisions, which therefore stand otherwise than the whole."""
    return WorkHappening.objects.filter(withdrawn_on__isnull=True).exclude(provisions=[]).order_by().values("work")


def _renewed() -> QuerySet[Version]:
    return Version.objects.filter(number__gt=1).order_by().values("work")


def kept_versions(works: Iterable[int]) -> Mapping[int, Sequence[Kept]]:
    """The versions of those of the works that have more than one."""
    found: dict[int, list[Kept]] = defaultdict(list)
    for some in portions(works):
        rows = Version.objects.filter(Q(work__in=some) & Q(work__in=_renewed())).order_by("work", "number")
        for work, *said in rows.values_list("work", "pk", *Kept._fields[1:]):
            found[work].append(Kept(*said))
    return found


class Standings:
    """The standing of works and of their provisions on a day."""

    def __init__(self, on: date, works: Iterable[int], *, all_of_them: bool = False) -> None:
        """Histories are read of works that stand otherwise in parts; of all of them where the grounds matter."""
        self._on = on
        wanted = set(works) if all_of_them else set(works) & set(_in_parts().values_list("work", flat=True))
        self._histories = {key: [] for key in wanted} | dict(_histories(wanted))

    def of(self, work: int, whole: Standing, wid: str = "") -> Standing:
        """Of a work, or of a provision of it; `whole` is what its stretch says."""
        if work not in self._histories:
            return whole
        return standing_on(self._histories[work], self._on, wid or None)


def _histories(works: Iterable[int]) -> Iterator[tuple[int, list[Happening]]]:
    found: dict[int, list[Happening]] = defaultdict(list)
    for some in portions(works):
        for row in WorkHappening.objects.filter(work__in=some, withdrawn_on__isnull=True).order_by("day", "pk"):
            found[row.work_id].append(row.as_value())
    yield from found.items()
