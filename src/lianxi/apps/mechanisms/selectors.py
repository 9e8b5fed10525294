"""Questions about calendars and mechanisms. What the law says is read from files, once per change of the files."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Max, QuerySet
from django.http import Http404

from lianxi.apps.bodies.selectors import circles_of
from lianxi.apps.mechanisms import acts
from lianxi.apps.mechanisms.models import CalendarYear, ConfirmedItem, LoadedVersion, Original
from lianxi.apps.mechanisms.wheel_records import with_records
from lianxi.apps.mechanisms.year_tables import table_of
from lianxi.kernel.access import Actor, Role, allowed, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.rotation import Turn
from lianxi.kernel.rules.turns import turns
from lianxi.kernel.texts.outline import Item
from lianxi.loaders.mechanisms import Definitions, load_all, version_digest
from lianxi.loaders.toml_files import definitions_root


def years_in_force() -> QuerySet[CalendarYear]:
    """The newest version of every year, newest year first."""
    newest = CalendarYear.objects.order_by().values("year").annotate(newest=Max("pk")).values("newest")
    return CalendarYear.objects.filter(pk__in=newest).order_by("-year")


def history_of(year: int) -> list[CalendarYear]:
    """All versions of a year, newest first, with the dates each moved."""
    return list(CalendarYear.objects.filter(year=year).order_by("-pk").prefetch_related("changes__kept"))


def work_calendar() -> WorkCalendar:
    """The calendar by which every deadline is counted."""
    return WorkCalendar(tuple(table_of(row) for row in years_in_force().order_by("year")))


def circle_of_joint_office(actor: Actor) -> str:
    """A circle in whose joint office the actor is; "" where there is none."""
    return min((held.circle for held in actor.roles if held.role is Role.JOINT_OFFICE), default="")


def may_load_calendar(actor: Actor) -> bool:
    """Whether the actor may load a calendar; decided here for page and service alike."""
    return allowed(actor, acts.LOAD_CALENDAR, circle=circle_of_joint_office(actor))


def require_may_load_calendar(actor: Actor) -> None:
    """Let pass, or `Refused`."""
    require(actor, acts.LOAD_CALENDAR, circle=circle_of_joint_office(actor))


@cache
def _law(root: Path) -> Definitions:
    return load_all(root)


def law() -> Definitions:
    """Mechanisms and circles as the files say; read once, a changed folder counts from the next start."""
    return _law(definitions_root())


def slugs() -> list[str]:
    """Every mechanism that was loaded and still has its folder, real ones before invented ones."""
    found = law()
    loaded = found.mechanisms.keys() & set(LoadedVersion.objects.values_list("slug", flat=True))
    return sorted(loaded, key=lambda slug: (found.circle_of(found.mechanisms[slug]).sample, slug))


def mechanism_and_circle(slug: str) -> tuple[Mechanism, Circle]:
    """A mechanism with the circle that runs it, what was held and agreed in lianxi included; else `Http404`."""
    if not LoadedVersion.objects.filter(slug=slug).exists() or slug not in law().mechanisms:
        raise Http404(slug)
    mechanism = law().mechanisms[slug]
    return mechanism, with_records(law().circle_of(mechanism))


def version_of(mechanism: Mechanism, effective: date) -> MechanismVersion:
    """The version that took effect on a day, or `Http404`."""
    for version in mechanism.versions:
        if version.effective == effective:
            return version
    raise Http404(f"{mechanism.slug} {effective}")


def loaded_version(slug: str, effective: date) -> tuple[Mechanism, MechanismVersion]:
    """A version that was loaded, with its mechanism, or `Refused`; for acts, where `version_of` is for pages."""
    mechanism = law().mechanisms.get(slug)
    version = next((one for one in mechanism.versions if one.effective == effective), None) if mechanism else None
    loaded = LoadedVersion.objects.filter(slug=slug, effective=effective).exists()
    if mechanism is None or version is None or not loaded:
        raise Refused(
            "no_such_version",
            f"没有载入机制“{slug}”的 {effective.isoformat()} 版。",
            remedy="请核对机制和生效日期；新的版本由运维载入。",
        )
    return mechanism, version


def turns_of(slug: str, *, first: int, last: int) -> tuple[Turn, ...]:
    """Who hosted and who will host between two years."""
    mechanism, circle = mechanism_and_circle(slug)
    return turns(mechanism, circle, first=first, last=last)


def changed_since_loaded(version: MechanismVersion) -> LoadedVersion | None:
    """The row of a version whose files are no longer what they were when it was loaded."""
    row = LoadedVersion.objects.filter(slug=version.slug, effective=version.effective).first()
    return row if row and row.sha256 != version_digest(version.slug, version.effective) else None


def originals_of(version: MechanismVersion) -> QuerySet[Original]:
    """The originals of a version that were imported, the one in force first."""
    return Original.objects.filter(slug=version.slug, effective=version.effective)


def items_of(original: Original) -> tuple[Item, ...]:
    """The items of an original as the kernel knows them."""
    return tuple(Item(**row) for row in original.items)


def confirmed_items(version: MechanismVersion) -> dict[str, str]:
    """By number the fingerprint of every item that was confirmed, the newest one."""
    rows = ConfirmedItem.objects.filter(original__slug=version.slug, original__effective=version.effective)
    return dict(rows.order_by("pk").values_list("number", "fingerprint"))


def confirmed_texts(version: MechanismVersion) -> dict[str, str]:
    """By number the words of every item as they were last confirmed."""
    rows = ConfirmedItem.objects.filter(original__slug=version.slug, original__effective=version.effective)
    texts: dict[str, str] = {}
    for row in rows.select_related("original").order_by("pk"):
        texts |= {item.number: item.text for item in items_of(row.original) if item.number == row.number}
    return texts


def circles_of_actor(actor: Actor, on: date) -> list[str]:
    """Slugs of the circles in which the actor's body is a member on a day."""
    return list(circles_of(actor.body, on).values_list("pk", flat=True)) if actor.body else []
