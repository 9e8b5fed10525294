"""`data/calendars/<year>.toml` 节假日安排 → the kernel's year tables; every fault of every file at once.

    year = 2026
    version = "2026-1"              # another one for every later notice that changes the year
    source = "《…的通知》（国办发明电〔2025〕7号）"
    published = 2025-11-04
    [[holidays]]                    # all days off in a row, weekends included
    name = "元旦"
    from = 2026-01-01
    to = 2026-01-03
    [[workdays]]                    # a weekend day on which work is ordered
    name = "元旦"
    day = 2026-01-04

The files are checked here by hand and not by a pydantic model: every command
that counts days reads them, and must start at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.calendars import (
    FIRST_DAY,
    LAST_DAY,
    SATURDAY,
    WEEKDAYS,
    CalendarDay,
    WorkCalendar,
    YearTable,
    fixed_holiday,
)
from lianxi.loaders.fault_messages import say_error
from lianxi.loaders.toml_files import WHOLE_FILE, definitions_root, dotted_key, parse_toml, read_content, relative_name

FOLDER = Path("data", "calendars")
KEYS = frozenset({"year", "version", "source", "published", "note", "holidays", "workdays"})
HOLIDAY_KEYS = frozenset({"name", "from", "to"})
WORKDAY_KEYS = frozenset({"name", "day"})
# The seven holidays of all citizens, 《全国年节及纪念日放假办法》第二条: a table without one of them is not complete.
STATUTORY = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
LONGEST_HOLIDAY = 20
LONGEST_TEXT = {"version": 40, "source": 300, "name": 40}
KINDS = {str: "string_type", int: "int_type", date: "date_type"}
ONE_DAY = timedelta(days=1)
Value = TypeVar("Value", str, int, date)


def load_calendar(root: Path | None = None) -> WorkCalendar:
    """The work calendar of all year files in `data/calendars/`."""
    return WorkCalendar(load_year_tables(root))


def load_year_tables(root: Path | None = None) -> tuple[YearTable, ...]:
    """The tables of all years in `data/calendars/`, oldest first, or `DefinitionError` with all faults of all files."""
    root = root or definitions_root()
    tables: dict[int, YearTable] = {}
    faults: list[Fault] = []
    for path in sorted((root / FOLDER).glob("*.toml")):
        file = relative_name(path, root)
        try:
            table = parse_calendar(read_content(path, file), file)
        except DefinitionError as error:
            faults += error.faults
            continue
        if table.year in tables:
            faults.append(Fault(file, "year", f"{table.year}年已有另一个文件，一年只留一个，请合并或删去。"))
        tables[table.year] = table
    if not tables and not faults:
        message = "没有找到任何一年的节假日安排，请放入 <年份>.toml，或改正 LIANXI_DEFINITIONS。"
        faults.append(Fault(FOLDER.as_posix(), WHOLE_FILE, message))
    if faults:
        raise DefinitionError(tuple(faults))
    return tuple(tables[year] for year in sorted(tables))


def parse_calendar(content: bytes | str, file_name: str) -> YearTable:
    """The table in one file, e.g. an uploaded one, or `DefinitionError` with all its faults."""
    reading = _Reading(file_name, parse_toml(content, file_name))
    table = reading.table()
    if table is None or reading.faults:
        raise DefinitionError(tuple(reading.faults))
    return table


@dataclass
class _Reading:
    """One file being read: what it holds, and the faults found so far."""

    file: str
    content: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)
    days: dict[date, CalendarDay] = field(default_factory=dict)
    year: int | None = None

    def table(self) -> YearTable | None:
        """The table, or None where a fault leaves none; goes through the whole file either way."""
        self.known(self.content, KEYS)
        self.year = self.read_year()
        version = self.read(self.content, str, "version")
        source = self.read(self.content, str, "source")
        published = self.read(self.content, date, "published")
        note = self.read(self.content, str, "note", required=False)
        for place, entry in self.entries("holidays", HOLIDAY_KEYS):
            self.add_holiday(place, entry)
        for place, entry in self.entries("workdays", WORKDAY_KEYS):
            self.add_workday(place, entry)
        self.check_complete()
        if self.year is None or version is None or source is None or published is None:
            return None
        return YearTable(self.year, version, source, tuple(sorted(self.days.values())), published, note or "")

    def read_year(self) -> int | None:
        year = self.read(self.content, int, "year")
        if year is not None and not FIRST_DAY.year <= year <= LAST_DAY.year:
            self.fault(("year",), f"年份 {year} 不在{FIRST_DAY.year}至{LAST_DAY.year}之间，请核对。")
            return None
        return year

    def add_holiday(self, place: tuple[str | int, ...], entry: dict[str, Any]) -> None:
        name = self.read(entry, str, "name", place)
        first = self.read(entry, date, "from", place)
        last = self.read(entry, date, "to", place)
        if first is None or last is None:
            return
        if last < first:
            self.fault((*place, "to"), f"止日 {last} 早于起日 {first}，请核对。")
        elif (last - first).days >= LONGEST_HOLIDAY:
            self.fault((*place, "to"), f"{first} 至 {last} 超过 {LONGEST_HOLIDAY} 日，不像一个假期，请核对。")
        else:
            for number in range((last - first).days + 1):
                self.add(place, CalendarDay(first + number * ONE_DAY, False, name or ""))

    def add_workday(self, place: tuple[str | int, ...], entry: dict[str, Any]) -> None:
        name = self.read(entry, str, "name", place)
        day = self.read(entry, date, "day", place)
        if day is None:
            return
        if day.weekday() < SATURDAY:
            weekday = WEEKDAYS[day.weekday()]
            self.fault((*place, "day"), f"{day} 是{weekday}，本来就上班；调休上班应在星期六或星期日，请核对。")
        self.add((*place, "day"), CalendarDay(day, True, name or ""))

    def add(self, place: tuple[str | int, ...], day: CalendarDay) -> None:
        """Take a day in, unless it belongs to another year or stands in the file already."""
        before = self.days.get(day.day)
        if self.year is not None and day.day.year != self.year:
            self.fault(place, f"{day.day} 不在{self.year}年，请移到{day.day.year}年的文件（用新的版本号）。")
        elif before is None:
            self.days[day.day] = day
        elif before.workday != day.workday:
            self.fault(place, f"{day.day} 既放假又上班（{before.name}、{day.name}），请核对，只留一处。")
        else:
            self.fault(place, f"{day.day} 写了两次（{before.name}、{day.name}），请只留一处。")

    def check_complete(self) -> None:
        """A table that leaves a statutory holiday out would make workdays of its days."""
        names = "、".join(day.name for day in self.days.values() if not day.workday)
        missing = [name for name in STATUTORY if name not in names]
        if missing:
            self.fault(("holidays",), f"缺少{'、'.join(missing)}，请补全；七个法定节日都要有。")
        if self.year is None:
            return
        for number in range(366):
            day = date(self.year, 1, 1) + number * ONE_DAY
            name = fixed_holiday(day) if day.year == self.year else ""
            if name and name not in missing and (day not in self.days or self.days[day].workday):
                self.fault(("holidays",), f"{day} 是{name}法定假日，却没有列为放假，请补上。")

    def entries(self, key: str, known: frozenset[str]) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
        """The entries of a list of tables, with their places."""
        entries = self.content.get(key, [])
        if not isinstance(entries, list):
            self.fault((key,), f"应写成若干节 [[{key}]]，请改正。")
            return
        for number, entry in enumerate(entries):
            if isinstance(entry, dict):
                self.known(entry, known, (key, number))
                yield (key, number), entry
            else:
                self.fault((key, number), f"应写成一节 [[{key}]]，请改正。")

    def known(self, table: dict[str, Any], keys: frozenset[str], place: tuple[str | int, ...] = ()) -> None:
        for key in sorted(table.keys() - keys):
            self.fault((*place, key), say_error("extra_forbidden", {}, table[key]))

    def read(
        self,
        table: dict[str, Any],
        kind: type[Value],
        key: str,
        place: tuple[str | int, ...] = (),
        *,
        required: bool = True,
    ) -> Value | None:
        """The value of a key if it is there and of the right kind; a fault and None otherwise."""
        value = table.get(key)
        if value is None:
            if required:
                self.fault((*place, key), say_error("missing", {}, None))
            return None
        if not isinstance(value, kind) or isinstance(value, bool | datetime):
            self.fault((*place, key), say_error(KINDS[kind], {}, value))
            return None
        if isinstance(value, str) and not 0 < len(value.strip()) <= LONGEST_TEXT.get(key, 1000):
            self.fault((*place, key), f"应写 1 至 {LONGEST_TEXT.get(key, 1000)} 个字，请补写或删短。")
            return None
        return value

    def fault(self, place: tuple[str | int, ...], message: str) -> None:
        self.faults.append(Fault(self.file, dotted_key(place), message))
