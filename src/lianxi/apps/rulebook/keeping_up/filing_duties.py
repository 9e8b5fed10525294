"""备案: each version that has to be filed, with the record of its filing or with what is to be said without one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse

from lianxi.apps.rulebook.keeping_up.known_days import known_days, verdict_of
from lianxi.apps.rulebook.models import Filing, Publication, Version, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.filings import Days, FilingState
from lianxi.loaders.upkeep_rules import load_upkeep_rules
from lianxi.web.day import today

_FIELDS = (
    "pk", "number", "title", "document_number", "caption", "issued", "admitted_on", "address", "kind", "body",
    "body_name", "unit", "unit_name",
)  # fmt: skip


class FilingDuty(NamedTuple):
    """One version that has to be filed; tens of thousands of them are made for one page.

    basis:  the day from which its period runs, start: what that day is; due: its last day; None where not known.
    filing: the record of its filing by the day looked at; where there is one, all else is what was judged then.
    """

    version: int
    number: int
    title: str
    document_number: str
    address: str
    kind: str
    body: str
    body_name: str
    unit: int | None
    unit_name: str
    state: FilingState
    why: str
    clause: str
    start: str = ""
    basis: date | None = None
    due: date | None = None
    provisional: bool = False
    filing: Filing | None = None

    @property
    def href(self) -> str:
        """The page of the work, at what is kept of its filing."""
        path = reverse("rulebook:work", args=[self.address.removeprefix("/akn/")])
        return f"{path}?version={self.number}#upkeep"


def kinds_filed() -> frozenset[str]:
    """Codes of the kinds of rules that have to be filed."""
    return frozenset(kind for rule in load_upkeep_rules().filings for kind in rule.kinds)


def filing_duties(actor: Actor, on: date, bodies: Collection[str] | None = None) -> list[FilingDuty]:
    """Versions to be filed of rules `actor` may see today, as they stand on a day, what comes due first in front.

    bodies: only of these, where given. Versions published after the day are not told of.
    """
    works = visible_works(actor, today()).filter(kind__in=kinds_filed())
    if bodies is not None:
        works = works.filter(body__in=bodies)
    return sorted(duties_of(works.order_by(), on), key=_order)


def _order(one: FilingDuty) -> tuple[int, int, int]:
    """What is still to be filed by its last day, what was filed with the newest first, what cannot be told."""
    if one.filing is not None:
        return 1, -one.filing.on_day.toordinal(), one.version
    return 2 * (one.state is FilingState.UNKNOWN), one.due.toordinal() if one.due else 0, one.version


def duties_of(works: QuerySet[Work], on: date) -> Iterator[FilingDuty]:
    """The same of works that are known to be of kinds to be filed."""
    of_works = Exists(works.filter(pk=OuterRef("version__work")))  # records are fewer than versions
    published = dict(Publication.objects.filter(LIVE, of_works).values_list("version", "on_day"))
    filings = {row.version_id: row for row in Filing.objects.filter(LIVE, of_works, on_day__lte=on)}
    rows = Version.objects.filter(work__in=works.values("pk")).annotate(
        address=F("work__address"), kind=F("work__kind"), body=F("work__body"), body_name=F("work__body__short_name"),
        unit=F("work__unit"), unit_name=F("work__unit__name"),
    )  # fmt: skip
    for row in rows.order_by("pk").values(*_FIELDS):
        caption, issued, admitted = row.pop("caption"), row.pop("issued"), row.pop("admitted_on")
        days = known_days(published.get(row["pk"]), caption, issued)
        filing = filings.get(row["pk"])
        made = {**row, "version": row["pk"], "unit_name": row["unit_name"] or ""}
        del made["pk"]
        yield from _duty(made, days, filing, on, admitted)


def _duty(row: dict[str, Any], days: Days, filing: Filing | None, on: date, admitted: date) -> Iterator[FilingDuty]:
    if filing is not None:
        yield FilingDuty(
            **row, state=state_of(filing), why=filing.why, clause=filing.clause, start=filing.get_start_display(),
            basis=filing.basis, due=filing.due, filing=filing,
        )  # fmt: skip
        return
    said = verdict_of(row["kind"], days, None, on, admitted)
    first = said.due.basis if said.due else None
    if first is not None and first > on:
        return
    yield FilingDuty(
        **row, state=said.state, why=said.why, clause=said.clause, start=said.start.label if said.start else "",
        basis=first, due=said.due.due if said.due else None, provisional=bool(said.due and said.due.provisional),
    )  # fmt: skip


def state_of(filing: Filing) -> FilingState:
    """What was judged when it was recorded."""
    if filing.late is None:
        return FilingState.UNKNOWN
    return FilingState.LATE if filing.late else FilingState.ON_TIME
