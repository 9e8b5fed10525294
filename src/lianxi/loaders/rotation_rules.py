"""`[rotation]` and its windows → the rules of rotation and of the days set aside."""

from __future__ import annotations

import re

from lianxi.kernel.rules.clauses import Force, Rule
from lianxi.kernel.rules.rotation import Every, RotationRule
from lianxi.kernel.rules.windows import DayRange, MonthPart, Part, WindowRule
from lianxi.loaders.reading import Reading
from lianxi.loaders.rule_reader import Head, RuleReader

MOST_YEARS, MOST_TIMES = 10, 12
MONTH_DAY = re.compile(r"(\d{2})-(\d{2})")
LONGEST_MONTH = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def read_every(section: Reading) -> Every:
    table = section.table("every", required=True)
    if table is None:
        return Every()
    years = table.whole("years", low=1, high=MOST_YEARS) or 1
    times = table.whole("times", low=1, high=MOST_TIMES) or 1
    if years > 1 and times > 1:
        section.fault("every", "years 和 times 不能同时大于 1：要么几年一次，要么一年几次。")
    return Every(years, times)


def read_rotation(reader: RuleReader, section: Reading) -> list[Rule]:
    head = reader.head(section, "rotation", Force.MUST)
    every = read_every(section)
    order = reader.party_list(section, "order", required=False) or reader.parties
    return [RotationRule(**head, order=order, every=every), *_windows(reader, section, head, every)]


def _windows(reader: RuleReader, section: Reading, head: Head, every: Every) -> list[Rule]:
    """`window` for one conference a year, `windows` for several, in the order of the year."""
    one, several = section.table("window"), section.rows("windows")
    if one and several:
        section.fault("windows", "window 和 windows 只写一个。")
    tables = [one] if one else list(several)
    if tables and len(tables) != every.times:
        key = "window" if one else "windows"
        section.fault(key, f"每年 {every.times} 次，时段却写了 {len(tables)} 个，请写成一次一个。")
    keys = ["window"] if one else [f"window.{number}" for number in range(1, len(tables) + 1)]
    rules = [_window(reader, t, head, key, slot) for slot, (t, key) in enumerate(zip(tables, keys, strict=True), 1)]
    starts = [rule.days(2000)[0] for rule in rules]
    if starts != sorted(starts):
        section.fault("windows", "时段应按一年里的先后排列，请调整次序。")
    return list(rules)


def _window(reader: RuleReader, table: Reading, head: Head, key: str, slot: int) -> WindowRule:
    """A window; its clause is that of the rotation unless it names one itself."""
    own = Head(
        key=key,
        clause=reader.clause(table, table.text("clause")) or head["clause"],
        force=table.choice("force", Force, required=True) or Force.MUST,
        must_contain=table.texts("must_contain"),
    )
    label = "召开时段" if key == "window" else f"召开时段（第{slot}次）"
    return WindowRule(**own, label=label, when=_when(table), slot=slot)


def _when(table: Reading) -> MonthPart | DayRange:
    """A month or a third of it, or a range of days."""
    if table.has("from") or table.has("to"):
        return DayRange(_month_day(table, "from"), _month_day(table, "to"))
    if not table.has("month"):
        table.fault("month", "时段缺少月份，请补写 month（1 至 12）；按日期写的用 from 和 to（如 “09-11”）。")
    month = table.whole("month", low=1, high=12)
    return MonthPart(month or 1, table.choice("part", Part) or Part.WHOLE)


def _month_day(table: Reading, key: str) -> tuple[int, int]:
    text = table.text(key, required=True)
    found = MONTH_DAY.fullmatch(text)
    month, day = (int(found[1]), int(found[2])) if found else (0, 0)
    if text and not (1 <= month <= 12 and 1 <= day <= LONGEST_MONTH.get(month, 31)):
        table.fault(key, f"应写月和日，如 “09-11”，现为“{text}”，请改正。")
        return 1, 1
    return (month, day) if found else (1, 1)
