"""Write data/calendars/<year>.toml 节假日安排 from the library `chinesecalendar`; the notices are named here.

Run `python3 tools/seed_calendars.py` after a library update brought a new year:
add the year's notice to NOTICES first. The result is cross-checked with the
library `holidays` by tests/loaders/test_calendars.py. A year that no library
knows yet is written by hand, in the same form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from chinese_calendar import constants

FOLDER = Path(__file__).resolve().parents[1] / "data" / "calendars"


@dataclass(frozen=True)
class Notice:
    """The official source of a year: number and date; `also` for a later notice that changed the year."""

    number: str
    published: date
    also: str = ""
    version: int = 1
    note: str = ""

    def source(self, year: int) -> str:
        """Title and number as printed beside every answer."""
        return f"《国务院办公厅关于{year}年部分节假日安排的通知》（{self.number}）" + (
            f"；{self.also}" if self.also else ""
        )


NOTICES = {
    2020: Notice(
        "国办发明电〔2019〕16号",
        date(2020, 1, 26),
        also="《国务院办公厅关于延长2020年春节假期的通知》（国办发明电〔2020〕1号）",
        version=2,
        note="春节原定1月24日至30日放假、2月1日上班；后一通知把假期延长至2月2日，2月1日不再上班。",
    ),
    2021: Notice("国办发明电〔2020〕27号", date(2020, 11, 25)),
    2022: Notice(
        "国办发明电〔2021〕11号",
        date(2022, 12, 8),
        also="《国务院办公厅关于2023年部分节假日安排的通知》（国办发明电〔2022〕16号）",
        version=2,
        note="12月31日（星期六）由后一通知排入2023年元旦假期。",
    ),
    2023: Notice("国办发明电〔2022〕16号", date(2022, 12, 8)),
    2024: Notice("国办发明电〔2023〕7号", date(2023, 10, 25)),
    2025: Notice("国办发明电〔2024〕12号", date(2024, 11, 12)),
    2026: Notice("国办发明电〔2025〕7号", date(2025, 11, 4)),
}
# The 2024 notice says "1月1日放假，与周末连休": these two are plain weekend days, not days it orders off.
PLAIN_WEEKENDS = {date(2023, 12, 30), date(2023, 12, 31)}
# The library names one holiday where the notice names two.
NAMES = {date(2020, 10, 1): "国庆节、中秋节"}
FULL_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


def spans(year: int) -> list[tuple[str, date, date]]:
    """Holidays of a year as (name, first day, last day); adjoining holidays are one, with both names."""
    days = sorted(day for day in constants.holidays if day.year == year and day not in PLAIN_WEEKENDS)
    groups = [[days[0]]]
    for before, day in pairwise(days):
        if day - before == timedelta(days=1):
            groups[-1].append(day)
        else:
            groups.append([day])
    return [(span_name(group), group[0], group[-1]) for group in groups]


def span_name(days: list[date]) -> str:
    """Names of the holidays in a span, in the order in which they come."""
    return NAMES.get(days[0]) or "、".join(dict.fromkeys(holiday_name(constants.holidays[day]) for day in days))


def holiday_name(english: str) -> str:
    """Name of a holiday as the notices write it."""
    chinese = constants.Holiday(english).chinese
    return FULL_NAMES.get(chinese, chinese)


def render(year: int) -> str:
    """The file of a year."""
    notice = NOTICES[year]
    lines = [
        f"# {year}年节假日安排。由 tools/seed_calendars.py 写出，测试与两个公开的节假日库核对。",
        f"year = {year}",
        f'version = "{year}-{notice.version}"',
        f'source = "{notice.source(year)}"',
        f"published = {notice.published}",
        *([f'note = "{notice.note}"'] if notice.note else []),
    ]
    for name, first, last in spans(year):
        lines += ["", "[[holidays]]", f'name = "{name}"', f"from = {first}", f"to = {last}"]
    for day in sorted(day for day in constants.workdays if day.year == year):
        lines += ["", "[[workdays]]", f'name = "{holiday_name(constants.workdays[day])}"', f"day = {day}"]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the file of every year whose notice is known."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for year in NOTICES:
        (FOLDER / f"{year}.toml").write_text(render(year), encoding="utf-8")
        print(f"data/calendars/{year}.toml")


if __name__ == "__main__":
    main()
