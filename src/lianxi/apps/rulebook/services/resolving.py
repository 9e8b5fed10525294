"""Which work a citation means 所指: as a person said, else by its number, else by its title; and which provisions.

What a person said is never overridden; what number and title say is kept
beside it, so that a page can tell where the two disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from lianxi.apps.rulebook.models import ChoiceScope, Citation, CitedChoice, Provision, Version, Work, WorkName
from lianxi.apps.rulebook.portions import portions
from lianxi.apps.rulebook.services.version_order import counting_or_first

RESOLVED = ("work", "automatic", "choice", "named")
"""The fields `resolve` sets."""


def day_of_version(version: Version) -> date:
    """The day from which a version speaks: of commencement, else of signing, else of coming in."""
    return version.commences or version.issued or version.admitted_on


def resolve(rows: Sequence[Citation]) -> None:
    """Set the fields `RESOLVED` of each row, unsaved; `version.work` has to be at hand."""
    by_title = _works("title", {row.key for row in rows if row.key})
    by_number = _works("number", {row.number for row in rows if row.number})
    for row in rows:
        if not row.own:
            row.automatic = _meant(row, by_number.get(row.number, ()), by_title.get(row.key, ()))
    _choose([row for row in rows if not row.own])
    _name_provisions([row for row in rows if row.work is not None and row.named])
    for row in rows:
        if row.work is None:
            row.named = [{**one, "wids": []} for one in row.named]


def _choose(rows: Sequence[Citation]) -> None:
    """Let what a person said count, the narrowest choice first."""
    chosen = _choices(rows)
    for row in rows:
        work = row.version.work
        keys = ((ChoiceScope.PLACE, row.pk), (ChoiceScope.WORK, work.pk), (ChoiceScope.BODY, work.body_id))
        row.choice = next((chosen[key, row.name] for key in keys if (key, row.name) in chosen), None)
        row.work = row.choice.target if row.choice else row.automatic


def _choices(rows: Sequence[Citation]) -> Mapping[tuple[tuple[str, object], str], CitedChoice]:
    """The choices that count for these rows, by whom they concern and by name."""
    bodies = {row.version.work.body_id for row in rows}
    found: dict[tuple[tuple[str, object], str], CitedChoice] = {}
    for names in portions({row.name for row in rows}):
        counting = CitedChoice.objects.filter(body__in=bodies, name__in=names, withdrawn_on__isnull=True)
        for one in counting.select_related("target"):
            concerned = {ChoiceScope.PLACE: one.citation_id, ChoiceScope.WORK: one.work_id}
            scope = ChoiceScope(one.scope)
            found[(scope, concerned.get(scope, one.body_id)), one.name] = one
    return found


def _works(kind: str, keys: Iterable[str]) -> Mapping[str, list[Work]]:
    found: dict[str, list[Work]] = defaultdict(list)
    for some in portions(keys):
        for name in WorkName.objects.filter(kind=kind, key__in=some).select_related("work").order_by("work"):
            found[name.key].append(name.work)
    return found


def _meant(row: Citation, by_number: Sequence[Work], by_title: Sequence[Work]) -> Work | None:
    """The one work meant; None where two of a name might be, and neither stands nearer to the text that cites."""
    for works in (by_number, by_title):
        citing = row.version.work
        others = [work for work in works if work.pk != citing.pk]
        near = [
            [work for work in others if work.body_id == citing.body_id],
            [work for work in others if citing.region_id and work.region_id == citing.region_id],
            others,
        ]
        only = next((some[0] for some in near if len(some) == 1), None)
        if only is not None:
            return only
    return None


def _name_provisions(rows: Sequence[Citation]) -> None:
    """The identities of the provisions named, as the cited work stood on the day of the version that cites it."""
    versions = _versions({row.work_id for row in rows if not row.own})
    meant = {
        id(row): row.version_id if row.own else _version_then(versions[row.work_id], day_of_version(row.version))
        for row in rows
    }
    identities = _identities({key for key in meant.values() if key is not None})
    for row in rows:
        known = identities.get(meant[id(row)] or 0, {})
        row.named = [{**one, "wids": list(_found(one["keys"], known))} for one in row.named]


def _found(keys: Iterable[str], known: Mapping[str, str]) -> Iterator[str]:
    """Identities by place; a place the version does not have gives none."""
    yield from (known[key] for key in keys if key in known)


class _Kept(NamedTuple):
    """As much of a version as tells when it counts."""

    key: int
    number: int
    commences: date | None
    issued: date | None


def _versions(works: Iterable[int]) -> Mapping[int, list[_Kept]]:
    found: dict[int, list[_Kept]] = defaultdict(list)
    for some in portions(works):
        rows = Version.objects.filter(work__in=some).values_list("work", "pk", "number", "commences", "issued")
        for work, *said in rows:
            found[work].append(_Kept(*said))
    return found


def _version_then(versions: Sequence[_Kept], day: date) -> int | None:
    """The version that counted on a day, else the first by its day."""
    found = counting_or_first(versions, day)
    return found.key if found else None


def _identities(versions: Iterable[int]) -> Mapping[int, Mapping[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for some in portions(versions):
        for version, eid, wid in Provision.objects.filter(version__in=some).values_list("version", "eid", "wid"):
            found[version][eid] = wid
    return found
