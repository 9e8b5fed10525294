"""How a due day was found, told in Chinese 推算过程: the same sentences for a page, a message and the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from lianxi.kernel.rules.calendars import WEEKDAYS, day_in_words
from lianxi.kernel.rules.clocks import ClockState, Standing
from lianxi.kernel.rules.deadlines import UNIT_NAMES, DeadlineRule, Due, MonthEnd, Roll, Skipped, Unit

ROLLS = {
    Roll.FORWARD: "末日逢休息日的，顺延至其后第一个工作日",
    Roll.BACKWARD: "末日逢休息日的，提前到其前一个工作日",
}


def say_day(day: date) -> str:
    """2026年2月24日（星期二）."""
    return f"{day_in_words(day)}（{WEEKDAYS[day.weekday()]}）"


def say_period(rule: DeadlineRule) -> str:
    """5个工作日; counted back: 提前7日."""
    return f"{'提前' if rule.amount < 0 else ''}{abs(rule.amount)}{UNIT_NAMES[rule.unit]}"


def explain(due: Due) -> list[str]:
    """The way from the basis to the due day 推算过程, one sentence per step."""
    rule = due.rule
    direction = "往回数" if rule.amount < 0 else "自次日起算"
    lines = [f"起算日：{say_day(due.basis)}，当日不计入，{direction}。", f"期限：{say_period(rule)}{_source(rule)}。"]
    lines += [f"计法：{way}。" for way in _ways(rule)]
    if due.skipped:
        lines.append(f"不计入 {len(due.skipped)} 日：{'；'.join(_groups(due.skipped))}。")
    for extension in due.extensions:
        clause = f"，依据：{extension.clause}" if extension.clause else ""
        lines.append(
            f"延长：{extension.amount}{UNIT_NAMES[extension.unit]}（{say_day(extension.asked_on)}提出{clause}）。"
        )
    lines += _conclusion(due)
    lines += [f"暂定：{reason}暂定的到期日不据以认定逾期。" for reason in due.reasons]
    lines += [f"所用节假日安排：{used.source}，版本 {used.version}。" for used in due.calendar_versions if used.version]
    return lines


def explain_state(state: ClockState) -> str:
    """How a clock stands, in one sentence."""
    workdays = "" if state.workdays is None else f"（{state.workdays} 个工作日）"
    due = f"{'暂定' if state.due.provisional else ''}到期日 {say_day(state.due.due)}"
    told = {
        Standing.RUNNING: f"还有 {state.days} 日{workdays}，{due}。",
        Standing.PAUSED: f"中止中；若明日恢复计算，{due}。",
        Standing.DUE_TODAY: f"今天到期，{due}。",
        Standing.OVERDUE: f"逾期 {state.days} 日{workdays}，{due}。",
        Standing.UNDECIDED: f"{due}，不能据此认定逾期；请先导入该年的节假日安排。",
        Standing.MET: f"按期办结，早 {state.days} 日{workdays}，{due}。" if state.days else f"到期当日办结，{due}。",
        Standing.MISSED: f"逾期 {state.days} 日{workdays}办结，{due}。",
    }
    return told[state.standing]


def _source(rule: DeadlineRule) -> str:
    return f"，依据：{rule.clause}（{rule.force.label}）" if rule.clause else ""


def _ways(rule: DeadlineRule) -> Iterator[str]:
    if rule.unit == Unit.MONTH and rule.month_end == MonthEnd.LAST_DAY:
        yield "按月计算，到期月没有对应日的，以月末日为末日"
    if rule.unit == Unit.MONTH and rule.month_end == MonthEnd.KEEP_END:
        yield "按月计算，起算日是月末的，以到期月的月末日为末日"
    if rule.unit != Unit.WORKDAY and rule.roll in ROLLS:
        yield ROLLS[rule.roll]


def _conclusion(due: Due) -> Iterator[str]:
    weekday = WEEKDAYS[due.due.weekday()]
    why = "" if due.due_day.why == weekday else f"，{due.due_day.why}"
    day = f"{day_in_words(due.due)}（{weekday}{why}）"
    yield f"{'到期日' if due.rule.amount > 0 else '最迟'}：{day}，至当日24时止。"
    if not due.due_day:
        yield f"提示：到期日逢{due.due_day.why}，规则没有规定顺延或提前，仍以当日为准，宜提前办理。"


def _groups(skipped: Sequence[Skipped]) -> Iterator[str]:
    """Neighbouring days with one reason as one item: 2026年2月15日至23日 春节假期."""
    start = 0
    for number, one in enumerate(skipped):
        following = skipped[number + 1] if number + 1 < len(skipped) else None
        if following and following.why == one.why and following.day - one.day == timedelta(days=1):
            continue
        yield f"{_span(skipped[start].day, one.day)} {one.why}"
        start = number + 1


def _span(first: date, last: date) -> str:
    text = day_in_words(first)
    if first == last:
        return text
    if first.year != last.year:
        return f"{text}至{day_in_words(last)}"
    return f"{text}至{last.day}日" if first.month == last.month else f"{text}至{last.month}月{last.day}日"
