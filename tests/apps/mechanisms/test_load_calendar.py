"""A year's arrangement comes into force, moves what rests on it, and says so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.mechanisms import selectors
from lianxi.apps.mechanisms.calendar_services import load_calendar, preview_calendar
from lianxi.apps.mechanisms.models import CalendarYear, KeptDate, KeptDateChange
from lianxi.apps.mechanisms.year_tables import table_of
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import DefinitionError, Refused
from lianxi.kernel.rules.calendars import CalendarDay, YearTable
from tests.apps.mechanisms.people import MACHINE, RIVER, TABLE_2027, clerk, joint_office

FILE = TABLE_2027.encode()


def spring(year: int = 2027) -> KeptDate:
    return KeptDate.objects.get(slug=RIVER, year=year, slot=1)


def test_before_the_table_is_there_the_day_is_provisional(loaded: date) -> None:
    row = spring()
    assert (row.due_on, row.provisional) == (date(2027, 3, 8), True)


def test_a_preview_tells_which_dates_move_and_stores_nothing(loaded: date) -> None:
    preview = preview_calendar(content=FILE, file_name="2027.toml", on=loaded)
    moved = {one.kept.pk: one.moved for one in preview.moved}
    assert moved[spring().pk].after.due == date(2027, 3, 9)
    assert not moved[spring().pk].after.provisional
    assert preview.replaces is None
    assert not CalendarYear.objects.filter(year=2027).exists()
    assert spring().due_on == date(2027, 3, 8)


def test_loading_moves_the_dates_and_records_each_move(loaded: date) -> None:
    load_calendar(content=FILE, file_name="2027.toml", actor=joint_office(), on=loaded)
    row = spring()
    assert (row.due_on, row.provisional, row.calendars) == (date(2027, 3, 9), False, {"2027": "2027-1"})
    change = KeptDateChange.objects.get(kept=row)
    assert (change.due_before, change.due_after) == (date(2027, 3, 8), date(2027, 3, 9))
    assert (change.provisional_before, change.provisional_after) == (True, False)
    assert not KeptDate.objects.filter(provisional=True).exists()


def test_loading_is_written_into_the_chain_of_the_body_with_what_moved(loaded: date) -> None:
    load_calendar(content=FILE, file_name="2027.toml", actor=joint_office(), on=loaded)
    entry = Entry.objects.get(act="calendar.load")
    assert entry.body == "990100"
    assert {"date": "最迟通知第11次联席会议", "before": "2027-03-08", "after": "2027-03-09"} in entry.after["moved"]


def test_the_same_version_is_not_loaded_twice(loaded: date) -> None:
    load_calendar(content=FILE, file_name="2027.toml", actor=joint_office(), on=loaded)
    with pytest.raises(Refused, match="内容相同"):
        load_calendar(content=FILE, file_name="2027.toml", actor=joint_office("990200"), on=loaded)
    assert CalendarYear.objects.filter(year=2027).count() == 1


def test_a_changed_arrangement_under_the_same_version_is_refused_and_under_a_new_one_replaces_it(loaded: date) -> None:
    load_calendar(content=FILE, file_name="2027.toml", actor=joint_office(), on=loaded)
    changed = TABLE_2027.replace("2027-03-13", "2027-03-20").encode()
    with pytest.raises(Refused, match="内容不同"):
        load_calendar(content=changed, file_name="2027.toml", actor=joint_office(), on=loaded)
    newer = changed.replace(b'"2027-1"', b'"2027-2"')
    load_calendar(content=newer, file_name="2027.toml", actor=joint_office(), on=loaded)
    assert [row.version for row in selectors.history_of(2027)] == ["2027-2", "2027-1"]
    assert selectors.work_calendar().tables[2027].version == "2027-2"
    assert spring().due_on == date(2027, 3, 8)
    assert KeptDateChange.objects.filter(kept=spring()).count() == 2


def test_a_faulty_file_names_every_fault_and_loads_nothing(loaded: date) -> None:
    faulty = TABLE_2027.replace("2027-03-13", "2027-03-15").replace("中秋节", "月饼节").encode()
    with pytest.raises(DefinitionError) as caught:
        load_calendar(content=faulty, file_name="2027.toml", actor=joint_office(), on=loaded)
    said = [str(fault) for fault in caught.value.faults]
    assert any("2027-03-15" in line and "星期一" in line for line in said)
    assert any("中秋节" in line for line in said)
    assert not CalendarYear.objects.filter(year=2027).exists()


@pytest.mark.parametrize("actor", [PUBLIC, clerk(), MACHINE], ids=["the public", "a clerk", "the operator"])
def test_only_a_joint_office_loads_a_calendar(loaded: date, actor: Actor) -> None:
    with pytest.raises(Refused, match="导入节假日安排"):
        load_calendar(content=FILE, file_name="2027.toml", actor=actor, on=loaded)
    assert not CalendarYear.objects.filter(year=2027).exists()


def test_a_later_version_of_a_year_gone_by_rewrites_nothing_that_was_kept(loaded: date) -> None:
    kept = KeptDate.objects.get(slug=RIVER, year=2024, slot=1)
    before = (kept.due_on, kept.calendars)
    table = table_of(CalendarYear.objects.get(year=2024))
    day = next(kept.basis - timedelta(days=n) for n in range(20) if (kept.basis - timedelta(days=n)).weekday() == 5)
    changed = replace(table, version="2024-2", days=(*table.days, CalendarDay(day, True, "示例")))
    file = as_file(changed).encode()

    assert kept.pk in {one.kept.pk for one in preview_calendar(content=file, file_name="f", on=loaded).moved}
    load_calendar(content=file, file_name="f", actor=joint_office(), on=kept.basis + timedelta(days=1))

    kept.refresh_from_db()
    assert (kept.due_on, kept.calendars) == before
    assert not KeptDateChange.objects.filter(kept=kept).exists()


def as_file(table: YearTable) -> str:
    """A table written as its file."""
    off = [f'{{ name = "{d.name}", from = {d.day}, to = {d.day} }}' for d in table.holidays]
    on = [f'{{ name = "{d.name}", day = {d.day} }}' for d in table.make_up_workdays]
    head = f'year = {table.year}\nversion = "{table.version}"\nsource = "示例"\npublished = 2023-10-25\n'
    return f"{head}holidays = [{', '.join(off)}]\nworkdays = [{', '.join(on)}]\n"
