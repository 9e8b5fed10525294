"""The invented repository straight into the tables: no audit, no check-up, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from itertools import islice

from django.db import transaction

from benchmarks.rules.works import Made, Row
from lianxi.apps.bodies.models import Body, BodyKind
from lianxi.apps.rulebook.models import Provision, Version, Visibility, Work, WorkHappening
from lianxi.apps.rulebook.services.provisions import fingerprint
from lianxi.kernel.texts.addresses import Address, region_part
from lianxi.kernel.texts.validity import HappeningKind

AT_ONCE = 200
"""Works a transaction."""
_ROWS = 2_000
_BY = "示例·语料"


def fill(works: Iterable[Made]) -> Iterator[int]:
    """Keep the works, turn by turn in the repositories of the standing committees; yields how many are kept."""
    bodies = list(Body.objects.filter(kind=BodyKind.STANDING_COMMITTEE).select_related("region").order_by("code"))
    waiting, kept = iter(works), 0
    while batch := list(islice(waiting, AT_ONCE)):
        with transaction.atomic():
            _keep(batch, bodies)
        kept += len(batch)
        yield kept


def _keep(batch: Sequence[Made], bodies: Sequence[Body]) -> None:
    works = Work.objects.bulk_create([_work(one, bodies[one.index % len(bodies)]) for one in batch])
    rows = [one.rows() for one in batch]
    versions = Version.objects.bulk_create(
        [_version(work, one, some) for work, one, some in zip(works, batch, rows, strict=True)]
    )
    WorkHappening.objects.bulk_create([row for version, one in zip(versions, batch, strict=True)
                                       for row in _happenings(version, one)])  # fmt: skip
    waiting = [(version, order, row) for version, some in zip(versions, rows, strict=True)
               for order, row in enumerate(some)]  # fmt: skip
    keys: dict[tuple[int, str], int] = {}
    while waiting:
        ready = [one for one in waiting if not one[2].parent or (one[0].pk, one[2].parent) in keys]
        made = [_provision(version, order, row, keys) for version, order, row in ready]
        for provision in Provision.objects.bulk_create(made, batch_size=_ROWS):
            keys[provision.version_id, provision.eid] = provision.pk
        waiting = [one for one in waiting if (one[0].pk, one[2].eid) not in keys]


def _work(one: Made, body: Body) -> Work:
    address = Address(region_part(body.region_id), "act", one.kind, one.day, f"shi-li-{one.index}").work
    shown = (Visibility.PUBLIC, Visibility.BODIES, Visibility.BODY)[one.index % 3]
    return Work(
        address=address, title=one.title, kind=one.kind, body=body, region=body.region, issuer=one.issuer,
        outward=one.kind != "zhidu", visibility=shown, sample=True, created_by=_BY, created_on=one.day,
    )  # fmt: skip


def _version(work: Work, one: Made, rows: Sequence[Row]) -> Version:
    text = "".join(row.text for row in rows)
    return Version(
        work=work, number=1, title=one.title, document_number=one.number, issued=one.day, commences=one.commences,
        text=text, sha256=sha256(text.encode()).hexdigest(), admitted_by=_BY, admitted_on=one.day,
    )  # fmt: skip


def _happenings(version: Version, one: Made) -> Iterator[WorkHappening]:
    given = {"work_id": version.work_id, "version": version, "recorded_by": _BY, "recorded_on": one.day}
    yield WorkHappening(kind=HappeningKind.COMMENCE.value, day=one.commences, **given)
    if one.last_day:
        yield WorkHappening(kind=HappeningKind.TERM.value, day=one.commences, last_day=one.last_day, **given)


def _provision(version: Version, order: int, row: Row, keys: dict[tuple[int, str], int]) -> Provision:
    return Provision(
        version=version, parent_id=keys[version.pk, row.parent] if row.parent else None, order=order, kind=row.kind,
        number=row.number, key=row.key, eid=row.eid, wid=row.eid, heading=row.heading, text=row.text, start=row.start,
        end=row.end, sha=fingerprint(version.text[row.start : row.end]),
    )  # fmt: skip
