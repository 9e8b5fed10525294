"""How a due day was found, as sentences a page can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.clocks import Clock, Standing, due_of, state_on
from lianxi.kernel.rules.deadlines import DeadlineRule, Extension, MonthEnd, Pause, Roll, Unit, due_date
from lianxi.kernel.rules.explanations import explain, explain_state, say_day, say_period
from lianxi.loaders.calendars import load_calendar

CALENDAR = load_calendar()


def told(rule: DeadlineRule, basis: date) -> str:
    return "\n".join(explain(due_date(rule, basis, CALENDAR)))


def test_every_step_from_the_basis_to_the_due_day_is_told() -> None:
    rule = DeadlineRule(5, Unit.WORKDAY, clause="示例三(四)", force=Force.USUAL)
    assert explain(due_date(rule, date(2026, 2, 10), CALENDAR)) == [
        "起算日：2026年2月10日（星期二），当日不计入，自次日起算。",
        "期限：5个工作日，依据：示例三(四)（一般）。",
        "不计入 9 日：2026年2月15日至23日 春节假期。",
        "到期日：2026年2月24日（星期二），至当日24时止。",
        "所用节假日安排：《国务院办公厅关于2026年部分节假日安排的通知》（国办发明电〔2025〕7号），版本 2026-1。",
    ]


def test_a_worked_weekend_day_is_explained() -> None:
    assert "到期日：2026年9月20日（星期日，国庆节调休上班）" in told(DeadlineRule(5, Unit.WORKDAY), date(2026, 9, 14))


def test_counting_back_says_the_latest_day_and_warns_of_a_day_of_rest() -> None:
    text = told(DeadlineRule(-7, Unit.DAY), date(2026, 9, 20))
    assert "期限：提前7日。" in text
    assert "往回数" in text
    assert "最迟：2026年9月13日（星期日），至当日24时止。" in text
    assert "规则没有规定顺延或提前，仍以当日为准" in text


def test_ways_of_counting_are_told_where_they_matter() -> None:
    rule = DeadlineRule(1, Unit.MONTH, Roll.FORWARD)
    text = told(rule, date(2026, 1, 31))
    assert "没有对应日的，以月末日为末日" in text
    assert "顺延至其后第一个工作日" in text
    assert "到期月的月末日" in told(replace(rule, month_end=MonthEnd.KEEP_END), date(2026, 1, 31))
    assert "提前到其前一个工作日" in told(DeadlineRule(-7, Unit.DAY, Roll.BACKWARD), date(2026, 9, 20))
    assert "末日逢休息日" not in told(DeadlineRule(5, Unit.WORKDAY, Roll.FORWARD), date(2026, 1, 31))


def test_spans_over_months_and_years_are_written_out() -> None:
    pauses = (Pause(date(2025, 12, 30), date(2026, 1, 2), "补正"), Pause(date(2026, 1, 30), date(2026, 2, 2), "补正"))
    text = "\n".join(explain(due_date(DeadlineRule(60, Unit.DAY), date(2025, 12, 1), CALENDAR, pauses)))
    assert "2025年12月30日至2026年1月2日 中止（补正）；2026年1月30日至2月2日 中止（补正）" in text


def test_a_provisional_day_says_what_is_missing_and_that_nobody_is_late() -> None:
    text = told(DeadlineRule(5, Unit.WORKDAY), date(2026, 12, 28))
    assert "暂定：2027年的节假日安排尚未导入" in text
    assert "不据以认定逾期" in text
    assert "版本 。" not in text


def test_an_extension_is_told() -> None:
    extension = Extension(3, Unit.WORKDAY, date(2026, 2, 20), clause="示例八")
    clock = Clock(DeadlineRule(5, Unit.WORKDAY), date(2026, 2, 10), extensions=(extension,))
    text = "\n".join(explain(due_of(clock, CALENDAR, date(2026, 2, 20))))
    assert "延长：3个工作日（2026年2月20日（星期五）提出，依据：示例八）。" in text
    assert "到期日：2026年2月27日" in text


def test_every_standing_is_told_in_one_sentence() -> None:
    clock = Clock(DeadlineRule(5, Unit.WORKDAY), date(2026, 2, 10))
    paused = replace(clock, pauses=(Pause(date(2026, 2, 12)),))
    late_year = replace(clock, basis=date(2026, 12, 28))
    cases = {
        Standing.RUNNING: (clock, date(2026, 2, 13), "还有 11 日（2 个工作日），到期日 2026年2月24日"),
        Standing.PAUSED: (paused, date(2026, 2, 13), "中止中；若明日恢复计算"),
        Standing.DUE_TODAY: (clock, date(2026, 2, 24), "今天到期"),
        Standing.OVERDUE: (clock, date(2026, 2, 26), "逾期 2 日（2 个工作日）"),
        Standing.UNDECIDED: (late_year, date(2027, 2, 1), "暂定到期日 2027年1月5日（星期二），不能据此认定逾期"),
        Standing.MET: (replace(clock, done=date(2026, 2, 23)), date(2026, 3, 1), "按期办结，早 1 日（1 个工作日）"),
        Standing.MISSED: (replace(clock, done=date(2026, 2, 25)), date(2026, 3, 1), "逾期 1 日（1 个工作日）办结"),
    }
    assert set(cases) == set(Standing)
    for standing, (one, on, sentence) in cases.items():
        state = state_on(one, on, CALENDAR)
        assert state.standing == standing
        assert sentence in explain_state(state)
    on_the_day = state_on(replace(clock, done=date(2026, 2, 24)), date(2026, 3, 1), CALENDAR)
    assert explain_state(on_the_day).startswith("到期当日办结")


def test_days_and_periods_are_said_in_chinese() -> None:
    assert say_day(date(2026, 2, 24)) == "2026年2月24日（星期二）"
    assert [say_period(DeadlineRule(*one)) for one in ((5, Unit.WORKDAY), (-7, Unit.DAY), (3, Unit.MONTH))] == [
        "5个工作日",
        "提前7日",
        "3个月",
    ]
