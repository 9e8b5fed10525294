"""Holiday tables: they agree with two independent libraries, and a faulty file says everything that is wrong."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest

from lianxi.kernel.errors import DefinitionError
from lianxi.loaders.calendars import FOLDER, load_calendar, load_year_tables, parse_calendar
from lianxi.loaders.toml_files import definitions_root
from tools.seed_calendars import NOTICES, PLAIN_WEEKENDS, render

YEARS = range(2020, 2027)
TABLES = {table.year: table for table in load_year_tables()}
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 31)
ALL_DAYS = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
GOOD = (definitions_root() / FOLDER / "2026.toml").read_text(encoding="utf-8")


def faults_of(content: str | bytes) -> dict[str, str]:
    with pytest.raises(DefinitionError) as caught:
        parse_calendar(content, "上传.toml")
    assert {fault.file for fault in caught.value.faults} == {"上传.toml"}
    found: dict[str, str] = {}
    for fault in caught.value.faults:
        found[fault.key] = found.get(fault.key, "") + fault.message
    return found


def test_every_day_of_seven_years_is_what_chinesecalendar_says() -> None:
    calendar = load_calendar()
    differing = [day for day in ALL_DAYS if bool(calendar.is_workday(day)) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_the_days_named_as_holidays_differ_from_chinesecalendar_only_where_listed() -> None:
    ours = {day.day for table in TABLES.values() for day in table.holidays}
    theirs = {day for day in chinese_calendar.constants.holidays if day.year in YEARS}
    assert ours - theirs == set()
    assert theirs - ours == PLAIN_WEEKENDS  # weekend days beside 元旦 2024, free anyway


def test_every_day_off_and_make_up_workday_is_what_holidays_says() -> None:
    theirs = holidays.country_holidays("CN", years=YEARS)
    ours = {day.day for table in TABLES.values() for day in table.holidays}
    # the library lists weekend days only where a statutory day falls on one, so weekdays are compared
    assert {day for day in ours if day.weekday() < 5} == {day for day in theirs if day.weekday() < 5}
    make_up = {day.day for table in TABLES.values() for day in table.make_up_workdays}
    assert make_up == {day for day in theirs.weekend_workdays if day.year in YEARS}


def test_the_spring_festival_of_2020_is_the_extended_one() -> None:
    calendar = load_calendar()
    assert TABLES[2020].version == "2020-2"
    assert "国办发明电〔2020〕1号" in TABLES[2020].source
    off = [day for day in range(24, 32) if not calendar.is_workday(date(2020, 1, day))]
    assert off == list(range(24, 32))
    # 1 February, a Saturday, was to be a workday under the first notice
    assert [bool(calendar.is_workday(date(2020, 2, day))) for day in (1, 2, 3)] == [False, False, True]


@pytest.mark.parametrize("year", YEARS)
def test_a_table_names_its_source_version_and_date(year: int) -> None:
    table = TABLES[year]
    assert table.version.startswith(f"{year}-")
    assert f"关于{year}年部分节假日安排的通知" in table.source
    assert "国办发明电" in table.source
    assert table.published == NOTICES[year].published


@pytest.mark.parametrize("year", YEARS)
def test_the_file_is_what_the_tool_writes(year: int) -> None:
    assert (definitions_root() / FOLDER / f"{year}.toml").read_text(encoding="utf-8") == render(year)


def test_a_good_file_is_read_from_text_and_from_bytes() -> None:
    assert parse_calendar(GOOD, "a.toml") == parse_calendar(GOOD.encode("utf-8-sig"), "a.toml") == TABLES[2026]


@pytest.mark.parametrize(
    ("old", "new", "key", "part"),
    [
        ("year = 2026\n", "", "year", "缺少"),
        ("year = 2026\n", 'year = "2026"\n', "year", "应是整数"),
        ("year = 2026\n", "year = true\n", "year", "应是整数"),
        ("year = 2026\n", "year = 1900\n", "year", "不在2000至2099之间"),
        ('version = "2026-1"', 'version = ""', "version", "应写 1 至 40 个字"),
        ('version = "2026-1"', f'version = "{"9" * 41}"', "version", "应写 1 至 40 个字"),
        ('version = "2026-1"', "version = 1", "version", "应是文字"),
        ("source = ", "sauce = ", "sauce", "没有这一项"),
        ("source = ", "sauce = ", "source", "缺少"),
        ("published = 2025-11-04", "published = 2025-11-04T09:00:00", "published", "应是日期"),
        ("published = 2025-11-04", "", "published", "缺少"),
        ('name = "清明节"', "", "holidays.第3项.name", "缺少"),
        ("to = 2026-01-03", "", "holidays.第1项.to", "缺少"),
        ("to = 2026-01-03", 'to = "1月3日"', "holidays.第1项.to", "应是日期"),
        ("to = 2026-01-03", "to = 2025-12-31", "holidays.第1项.to", "早于起日"),
        ("to = 2026-01-03", "to = 2026-01-30", "holidays.第1项.to", "超过 20 日"),
        ("to = 2026-01-03", "to = 2026-01-03\nday = 1", "holidays.第1项.day", "没有这一项"),
        ("from = 2026-01-01", "from = 2025-12-31", "holidays.第1项", "不在2026年，请移到2025年的文件"),
        ("from = 2026-02-15", "from = 2026-01-03\nto = 2026-01-04\n[[holidays]]\nname = '春节'\nfrom = 2026-02-15",
         "holidays.第2项", "2026-01-03 写了两次（元旦、春节）"),
        ("day = 2026-01-04", "day = 2026-01-03", "workdays.第1项.day", "既放假又上班"),
        ("day = 2026-01-04", "day = 2026-01-05", "workdays.第1项.day", "是星期一，本来就上班"),
        ("day = 2026-01-04", "day = 2026-02-14", "workdays.第2项.day", "写了两次"),
        ("day = 2026-01-04", "day = 2027-01-03", "workdays.第1项.day", "不在2026年"),
        ("day = 2026-01-04", "", "workdays.第1项.day", "缺少"),
        ('name = "端午节"', 'name = "龙舟节"', "holidays", "缺少端午节"),
        ("from = 2026-10-01", "from = 2026-10-02", "holidays", "2026-10-01 是国庆节法定假日"),
        ("to = 2026-05-05", "to = 2026-05-01", "holidays", "2026-05-02 是劳动节法定假日"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_place(old: str, new: str, key: str, part: str) -> None:
    assert old in GOOD
    assert part in faults_of(GOOD.replace(old, new, 1))[key]


def test_all_faults_of_a_file_come_at_once() -> None:
    bad = GOOD.replace("published = 2025-11-04", "").replace("day = 2026-01-04", "day = 2026-01-05")
    bad = bad.replace("to = 2026-01-03", "to = 2026-12-03").replace('name = "端午节"', "")
    found = faults_of(bad)
    assert {"published", "workdays.第1项.day", "holidays.第1项.to", "holidays.第5项.name"} <= set(found)


@pytest.mark.parametrize("text", ['holidays = "春节"', "holidays = [1]", "workdays = 3"])
def test_lists_written_in_another_way_are_faults(text: str) -> None:
    head = GOOD.split("[[holidays]]")[0]
    assert any("[[" in message for message in faults_of(head + text).values())


def test_an_empty_file_names_everything_that_is_missing() -> None:
    assert set(faults_of("")) == {"year", "version", "source", "published", "holidays"}


def test_bytes_that_are_no_toml_are_a_fault() -> None:
    assert "UTF-8" in faults_of(b"\x89PNG\r\n\x1a\n\x00")["第1行"]


def test_the_folder_tells_the_faults_of_all_its_files(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    (folder / "2025.toml").write_text("year = ", encoding="utf-8")
    (folder / "2026.toml").write_text(GOOD, encoding="utf-8")
    (folder / "2026b.toml").write_text(GOOD, encoding="utf-8")
    with pytest.raises(DefinitionError) as caught:
        load_year_tables(tmp_path)
    assert [(fault.file, fault.key) for fault in caught.value.faults] == [
        ("data/calendars/2025.toml", "文件末尾"),
        ("data/calendars/2026b.toml", "year"),
    ]


def test_a_folder_without_any_year_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match="没有找到任何一年的节假日安排"):
        load_calendar(tmp_path)
