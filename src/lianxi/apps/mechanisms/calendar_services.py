"""Loading the official table of a year, and what it moves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from lianxi.apps.audit.services import record
from lianxi.apps.mechanisms import acts
from lianxi.apps.mechanisms.kept_dates import clock_of, keep
from lianxi.apps.mechanisms.models import CalendarYear, KeptDate, KeptDateChange
from lianxi.apps.mechanisms.selectors import require_may_load_calendar, work_calendar
from lianxi.apps.mechanisms.year_tables import content_of, table_of
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar, YearTable
from lianxi.kernel.rules.clocks import Moved, moved
from lianxi.loaders.calendars import parse_calendar


@dataclass(frozen=True)
class MovedDate:
    """A kept date with its due day before and after a table is loaded."""

    kept: KeptDate
    moved: Moved


@dataclass(frozen=True)
class CalendarPreview:
    """What loading a table would do: the table, the version it takes the place of, and the dates it moves."""

    table: YearTable
    replaces: CalendarYear | None
    moved: tuple[MovedDate, ...]


def preview_calendar(*, content: bytes, file_name: str, on: date) -> CalendarPreview:
    """Read a table and say what it would move; nothing is stored. `DefinitionError` with all faults of the file."""
    table = parse_calendar(content, file_name)
    before = work_calendar()
    return CalendarPreview(
        table,
        CalendarYear.objects.filter(year=table.year).first(),
        _moved(before, before.with_year(table), on),
    )


@transaction.atomic
def load_calendar(*, content: bytes, file_name: str, actor: Actor, on: date) -> CalendarPreview:
    """Take a year's table into force 导入节假日安排, move the dates that rest on it and record each move.

    Refuses a version that is loaded already with other content: a changed
    arrangement is a new version, the old one stays.
    """
    require_may_load_calendar(actor)
    preview = preview_calendar(content=content, file_name=file_name, on=on)
    row = _new_row(preview.table, actor, on)
    for one in preview.moved:
        _move(one, row, on)
    record(
        act=acts.LOAD_CALENDAR,
        actor=actor,
        body=actor.body,
        target=row.get_absolute_url(),
        title=str(row),
        on=on,
        before={"version": preview.replaces.version if preview.replaces else None},
        after={"version": row.version, "source": row.source, "moved": [_told(one) for one in preview.moved]},
        clause=row.source,
    )
    return preview


def seed_calendars(tables: Mapping[int, YearTable], *, on: date) -> list[CalendarYear]:
    """Rows for the tables that ship with the program; a year that has any row is left as it is."""
    known = set(CalendarYear.objects.values_list("year", flat=True))
    return [
        CalendarYear.objects.create(
            year=year, version=table.version, source=table.source, content=content_of(table), loaded_on=on
        )
        for year, table in sorted(tables.items())
        if year not in known
    ]


def _new_row(table: YearTable, actor: Actor, on: date) -> CalendarYear:
    same = CalendarYear.objects.filter(year=table.year, version=table.version).first()
    if same is not None:
        unchanged = table_of(same) == table
        raise Refused(
            "calendar_loaded",
            f"{same}的版本“{same.version}”已于{same.loaded_on:%Y-%m-%d}导入，内容{'相同' if unchanged else '不同'}。",
            remedy="不必再导。" if unchanged else "安排有改动的，请在文件里换一个版本号再导入，原版本会保留。",
            source="已导入的安排不改写，改动以新版本导入",
        )
    try:
        with transaction.atomic():
            return CalendarYear.objects.create(
                year=table.year,
                version=table.version,
                source=table.source,
                content=content_of(table),
                loaded_on=on,
                loaded_by=actor.person,
            )
    except IntegrityError:
        raise Refused(
            "calendar_loaded", f"{table.year}年的版本“{table.version}”刚刚由别人导入。", remedy="请刷新页面查看。"
        ) from None


def _moved(before: WorkCalendar, after: WorkCalendar, on: date) -> tuple[MovedDate, ...]:
    """What moves among the conferences still to come; what was kept for one gone by is a fact and stays."""
    kept = {str(row.pk): row for row in KeptDate.objects.filter(basis__gte=on)}
    clocks = {key: clock_of(row) for key, row in kept.items()}
    return tuple(MovedDate(kept[one.key], one) for one in moved(clocks, before, after, on))


def _move(one: MovedDate, row: CalendarYear, on: date) -> None:
    before, after = one.moved.before, one.moved.after
    keep(one.kept, after)
    KeptDateChange.objects.create(
        kept=one.kept,
        calendar=row,
        due_before=before.due,
        due_after=after.due,
        provisional_before=before.provisional,
        provisional_after=after.provisional,
        on=on,
    )


def _told(one: MovedDate) -> dict[str, str]:
    return {
        "date": one.kept.title,
        "before": one.moved.before.due.isoformat(),
        "after": one.moved.after.due.isoformat(),
    }
