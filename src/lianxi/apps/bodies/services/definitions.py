"""data/ → rows: regions, bodies, posts, terms and sittings, circles. The files decide; nothing is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.urls import reverse

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.acts import LOAD_DEFINITIONS
from lianxi.apps.bodies.models import Body, FormerName, Instrument, Post, Region, Sitting, Term
from lianxi.apps.bodies.services.circles import follow_circles
from lianxi.apps.bodies.services.following import WHAT_LABELS, Change, Table, What, follow
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.circles import Circle as KernelCircle
from lianxi.kernel.texts.numerals import write_number
from lianxi.loaders.bodies import BodiesFile, BodyRow, load_bodies
from lianxi.loaders.circles import load_circles
from lianxi.loaders.regions import RegionRow, load_regions
from lianxi.web.day import act_day

Loaded = TypeVar("Loaded")
REGION_FIELDS = ("code", "name", "short_name", "level", "kind", "valid_from", "valid_to", "sample", "source", "note")
BODY_FIELDS = ("code", "name", "short_name", "kind", "valid_from", "valid_to", "note")
INSTRUMENT_FIELDS = ("form", "source", "approval", "limits", "verified")
TERM_FIELDS = ("number", "start", "end", "verified", "source", "note")
SITTING_FIELDS = ("number", "held_on", "verified", "source", "note")


@dataclass(frozen=True)
class Definitions:
    """All definition files this app loads, read and checked."""

    regions: tuple[RegionRow, ...]
    bodies: BodiesFile
    circles: tuple[KernelCircle, ...]


@dataclass(frozen=True)
class LoadReport:
    """What a load did 载入结果."""

    changes: tuple[Change, ...]

    def of(self, what: What) -> tuple[Change, ...]:
        """Changes of one kind."""
        return tuple(change for change in self.changes if change.what is what)

    @property
    def stored(self) -> tuple[Change, ...]:
        """Changes that wrote a row; none at all when the same files are loaded again."""
        return tuple(change for change in self.changes if change.what not in (What.KEPT, What.ABSENT))

    @property
    def summary(self) -> str:
        """新增 3、变更 1; 没有变化."""
        counts = [(WHAT_LABELS[what], len(self.of(what))) for what in What]
        return "、".join(f"{label} {count}" for label, count in counts if count) or "没有变化"


def read_definitions(root: Path | None = None) -> Definitions:
    """Read all files; the faults of all of them come at once."""
    faults: list[Fault] = []
    regions = _or_faults(lambda: load_regions(root), faults) or ()
    codes = {row.code for row in regions} if regions else None
    bodies = _or_faults(lambda: load_bodies(root, regions=codes), faults)
    circles = _or_faults(lambda: load_circles(root), faults)
    if faults or bodies is None or circles is None:
        raise DefinitionError(tuple(faults))
    return Definitions(regions, bodies, tuple(circles.values()))


def _or_faults(load: Callable[[], Loaded], faults: list[Fault]) -> Loaded | None:
    try:
        return load()
    except DefinitionError as error:
        faults += error.faults
        return None


def load_definitions(
    *, actor: Actor, on: date | None = None, root: Path | None = None, samples: bool = True
) -> LoadReport:
    """Load the definition files 载入机构定义; a second load of the same files changes nothing.

    `samples=False` leaves out what is invented, as a real install does.
    """
    require(actor, LOAD_DEFINITIONS)
    definitions = read_definitions(root)
    if not samples:
        definitions = without_samples(definitions)
    day = act_day(on)
    with transaction.atomic():
        report = LoadReport(tuple(_follow_all(definitions, day.on)))
        if report.stored:
            record(
                act=LOAD_DEFINITIONS, actor=actor, target=reverse("bodies:list"), on=day.on, backdated=day.backdated,
                title=f"载入机构定义：{report.summary}", after={"changes": [str(change) for change in report.stored]},
            )  # fmt: skip
    return report


def without_samples(definitions: Definitions) -> Definitions:
    """Only what is real."""
    invented = {row.code for row in definitions.regions if row.sample}
    file = definitions.bodies
    return Definitions(
        regions=tuple(row for row in definitions.regions if not row.sample),
        bodies=BodiesFile(
            tuple(row for row in file.bodies if row.region not in invented), file.instruments, file.posts
        ),
        circles=tuple(circle for circle in definitions.circles if not circle.sample),
    )


def _follow_all(definitions: Definitions, on: date) -> Iterator[Change]:
    yield from _regions(definitions.regions, on)
    yield from _posts(definitions.bodies, on)
    yield from _bodies(definitions.bodies, on)
    yield from _terms(definitions.bodies.bodies, on)
    yield from follow_circles(definitions.circles, on)


def _regions(rows: Sequence[RegionRow], on: date) -> Iterator[Change]:
    wanted = {
        (row.code,): {name: getattr(row, name) for name in REGION_FIELDS}
        | {"parent_id": row.parent, "successor_id": row.successor}
        for row in rows
    }
    existing = {(region.code,): region for region in Region.objects.all()}
    yield from follow(Table(Region, "行政区划"), wanted, existing, on)
    former = {
        (row.code, old.code, old.name): {"region_id": row.code, **old.model_dump()}
        for row in rows
        for old in row.former
    }
    existing_names = {(old.region_id, old.code, old.name): old for old in FormerName.objects.all()}
    yield from follow(Table(FormerName, "旧名旧码"), former, existing_names, on)


def _posts(file: BodiesFile, on: date) -> Iterator[Change]:
    wanted = {
        (row.name,): row.model_dump() | {"kinds": list(row.kinds), "order": order}
        for order, row in enumerate(file.posts, start=1)
    }
    yield from follow(Table(Post, "职务"), wanted, {(post.name,): post for post in Post.objects.all()}, on)


def _bodies(file: BodiesFile, on: date) -> Iterator[Change]:
    wanted = {
        (row.code,): {name: getattr(row, name) for name in BODY_FIELDS} | {"region_id": row.region}
        for row in file.bodies
    }
    yield from follow(Table(Body, "机构"), wanted, {(body.code,): body for body in Body.objects.all()}, on)
    instruments = {}
    for row in file.bodies:
        for order, name in enumerate(row.instruments, start=1):
            instrument = file.instruments[name]
            fields = {field: getattr(instrument, field) for field in INSTRUMENT_FIELDS}
            instruments[row.code, instrument.form] = fields | {"body_id": row.code, "order": order, "end": None}
    existing = {(row.body_id, row.form): row for row in Instrument.objects.all()}
    yield from follow(Table(Instrument, "文件形式", ends=True), instruments, existing, on)


def _terms(rows: Sequence[BodyRow], on: date) -> Iterator[Change]:
    terms = {
        (row.code, f"第{write_number(term.number)}届"): {name: getattr(term, name) for name in TERM_FIELDS}
        | {"body_id": row.code}
        for row in rows
        for term in row.terms
    }
    yield from follow(Table(Term, "届", fills=True), terms, {(t.body_id, str(t)): t for t in Term.objects.all()}, on)
    stored = {(term.body_id, term.number): term.pk for term in Term.objects.all()}
    sittings = {
        (row.code, f"第{write_number(term.number)}届", f"第{write_number(sitting.number)}次会议"): {
            name: getattr(sitting, name) for name in SITTING_FIELDS
        }
        | {"term_id": stored[row.code, term.number]}
        for row in rows
        for term in row.terms
        for sitting in term.sittings
    }
    existing = {(s.term.body_id, str(s.term), str(s)): s for s in Sitting.objects.select_related("term")}
    yield from follow(Table(Sitting, "会议", fills=True), sittings, existing, on)
