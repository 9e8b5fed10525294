"""Verdicts: four answers, each with its clause; what is not on record is never taken as not done."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.clauses import Clause, Force
from lianxi.kernel.rules.conference import (
    AdHocRule,
    AgendaRule,
    CompositionRule,
    CostRule,
    FrequencyRule,
    OfficePost,
    OfficeRule,
)
from lianxi.kernel.rules.deadlines import Unit
from lianxi.kernel.rules.judging import judge, judge_all
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.kernel.rules.quorum import Base, MajorityRule, QuorumRule, Share
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.kernel.rules.rotation import Every, RotationRule, Turn, TurnSource
from lianxi.kernel.rules.verdicts import Facts
from lianxi.kernel.rules.windows import MonthPart, Part, WindowRule

NO_TABLES = WorkCalendar(())
HALF = Share(1, 2, more=True)
RULES = (
    RotationRule(key="rotation", clause="二", force=Force.MUST, order=("A", "B")),
    WindowRule(key="window", clause="二", force=Force.USUAL, when=MonthPart(9, Part.MIDDLE)),
    NoticeRule(key="notice", clause="四", force=Force.MUST, amount=7, unit=Unit.DAY),
    FrequencyRule(key="frequency", clause="二", force=Force.USUAL, every=Every()),
    CompositionRule(key="composition", clause="一", force=Force.MUST, roles=(ConferenceRole.CHAIR,)),
    QuorumRule(key="quorum", clause="七", force=Force.MUST, share=HALF),
    MajorityRule(key="majority", clause="七", force=Force.MUST, share=HALF, of=Base.ALL),
    AdHocRule(key="ad_hoc", clause="二", force=Force.MAY),
    AgendaRule(key="agenda", clause="四", force=Force.MUST, by=ConferenceRole.OFFICE),
    OfficeRule(
        key="office", clause="四", force=Force.MUST, seat="A", unit="办公室",
        head=OfficePost(("A",), ConferenceRole.VICE_CHAIR),
    ),
)  # fmt: skip
BY_HOST = CostRule(key="cost", clause="七", force=Force.USUAL, by=ConferenceRole.HOST)
SHARED = CostRule(key="cost_sharing", clause="七", force=Force.MAY, by=ConferenceRole.OTHER_PARTY)
VERSION = MechanismVersion(
    "m", "机制", date(2020, 1, 1), "c", ("A", "B"), clauses=tuple(Clause(n, "要点") for n in "一二四七"), rules=RULES
)
HELD = Facts(on=date(2024, 12, 31), year=2024, held_from=date(2024, 9, 12))
PLANNED = Facts(on=date(2024, 9, 1), year=2024, first_day=date(2024, 9, 12))
SILENT = Facts(on=date(2024, 9, 1), year=2024)


def answer(key, facts, version=VERSION):
    return judge(version, key, facts, calendar=NO_TABLES, names={"A": "甲", "B": "乙"})


@pytest.mark.parametrize(("sent_before", "verdict"), [(8, "kept"), (7, "kept"), (6, "departed"), (0, "departed")])
def test_notice_is_in_time_up_to_its_latest_day(sent_before, verdict):
    begins = date(2024, 9, 12)
    found = answer("notice", replace(HELD, notice_sent=begins - timedelta(days=sent_before)))
    assert (found.verdict, found.due) == (verdict, date(2024, 9, 5))
    assert str(found.clause) == "《机制》（2020-01-01）四"


@pytest.mark.parametrize(
    ("on", "verdict"), [(date(2024, 9, 5), "not_yet"), (date(2024, 9, 6), "departed"), (date(2024, 9, 13), "departed")]
)
def test_a_notice_not_sent_is_late_only_after_its_latest_day(on, verdict):
    assert answer("notice", replace(PLANNED, on=on)).verdict == verdict


def test_a_conference_held_without_a_record_of_notice_cannot_be_judged():
    assert answer("notice", HELD).verdict == "unknown"


def test_nobody_is_late_by_a_provisional_day():
    rule = NoticeRule(key="notice", clause="四", force=Force.MUST, amount=10, unit=Unit.WORKDAY)
    version = replace(VERSION, rules=(rule,))
    for facts in (replace(PLANNED, on=date(2024, 9, 11)), replace(HELD, notice_sent=date(2024, 9, 11))):
        found = answer("notice", facts, version)
        assert (found.verdict, found.provisional) == ("unknown", True)
        assert "暂定" in found.why


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(10, "departed"), (11, "kept"), (20, "kept"), (21, "departed")],
)
def test_a_window_is_kept_from_its_first_to_its_last_day(day, verdict):
    assert answer("window", replace(HELD, held_from=date(2024, 9, day))).verdict == verdict


def test_a_plan_is_not_yet_a_fact_and_a_missing_record_not_a_missing_conference():
    assert answer("window", PLANNED).verdict == "not_yet"
    assert answer("window", SILENT).verdict == "not_yet"
    assert answer("window", replace(SILENT, on=date(2024, 12, 31))).verdict == "unknown"


def test_leaving_what_is_only_usual_is_explained_as_no_breach():
    found = answer("window", replace(HELD, held_from=date(2024, 8, 23)))
    assert found.force is Force.USUAL
    assert "不是违反" in found.why


def turn(host, *reasons):
    return Turn(2024, 1, 5, host, TurnSource.PREDICTED, None, reasons)


@pytest.mark.parametrize(
    ("facts", "expected", "verdict"),
    [
        (replace(HELD, host="A"), turn("A"), "kept"),
        (replace(HELD, host="B"), turn("A"), "departed"),
        (HELD, turn("A"), "unknown"),
        (PLANNED, turn("A"), "not_yet"),
        (replace(HELD, host="B"), turn(None, "没有记录。"), "unknown"),
        (replace(HELD, host="B"), None, "unknown"),
    ],
)
def test_a_host_is_held_against_the_turn_that_was_known_before(facts, expected, verdict):
    assert answer("rotation", replace(facts, expected=expected)).verdict == verdict


@pytest.mark.parametrize(
    ("attended", "verdict"),
    [(None, "unknown"), ((ConferenceRole.CHAIR, ConferenceRole.MEDIA), "kept"), ((ConferenceRole.MEDIA,), "departed")],
)
def test_the_composition_is_judged_by_who_came(attended, verdict):
    assert answer("composition", replace(HELD, attended=attended)).verdict == verdict


@pytest.mark.parametrize(("held", "on", "verdict"), [(1, 2024, "kept"), (0, 2024, "not_yet"), (0, 2025, "unknown")])
def test_the_year_is_over_before_a_frequency_can_be_missed_and_even_then_records_may_be(held, on, verdict):
    assert answer("frequency", Facts(on=date(on, 6, 1), year=2024, held_regular=held)).verdict == verdict


def test_quorum_and_majority_are_counted_where_numbers_are_on_record():
    counted = replace(HELD, total=10, present=6, in_favour=5)
    assert answer("quorum", counted).verdict == "kept"
    assert answer("majority", counted).verdict == "departed"
    assert answer("quorum", HELD).verdict == answer("majority", HELD).verdict == "unknown"
    assert answer("quorum", PLANNED).verdict == "not_yet"


def test_what_is_only_allowed_cannot_be_departed_from():
    assert answer("ad_hoc", HELD).verdict == "kept"


def test_a_rule_without_facts_to_hold_against_it_is_left_out_of_the_survey_and_unknown_when_asked():
    keys = [found.rule for found in judge_all(VERSION, HELD, calendar=NO_TABLES, names={})]
    assert keys == [rule.key for rule in RULES if rule.key != "office"]
    assert answer("office", HELD).verdict == "unknown"


@pytest.mark.parametrize(
    ("by", "verdict"), [(ConferenceRole.OFFICE, "kept"), (ConferenceRole.HOST, "departed"), (None, "unknown")]
)
def test_the_agenda_is_proposed_by_whom_the_clause_names(by, verdict):
    assert answer("agenda", replace(HELD, agenda_by=by)).verdict == verdict
    assert answer("agenda", PLANNED).verdict == "not_yet"


@pytest.mark.parametrize(
    ("bearers", "rules", "verdict"),
    [
        (("A",), (BY_HOST,), "kept"),
        ((), (BY_HOST,), "kept"),
        (("A", "B"), (BY_HOST,), "departed"),
        (("B",), (BY_HOST, SHARED), "kept"),
        (None, (BY_HOST, SHARED), "unknown"),
    ],
)
def test_the_host_bears_the_cost_unless_another_clause_lets_others_share_it(bearers, rules, verdict):
    found = answer("cost", replace(HELD, host="A", bearers=bearers), replace(VERSION, rules=rules))
    assert found.verdict == verdict
    if verdict == "kept" and bearers == ("B",):
        assert "乙分担经费" in found.why
    assert answer("cost", SILENT, replace(VERSION, rules=rules)).verdict == "not_yet"


def test_of_several_windows_only_the_one_of_the_conference_is_judged():
    second = WindowRule(key="window.2", clause="二", force=Force.USUAL, when=MonthPart(10), slot=2)
    version = replace(VERSION, rules=(*RULES, second))
    for slot, expected in ((1, "window"), (2, "window.2")):
        found = judge_all(version, replace(HELD, slot=slot), calendar=NO_TABLES, names={})
        assert [v.rule for v in found if v.rule.startswith("window")] == [expected]


def test_under_an_unknown_text_nothing_can_be_told():
    version = replace(VERSION, text_known=False, rules=(), clauses=())
    found = judge_all(version, HELD, calendar=NO_TABLES, names={})
    assert {v.verdict for v in found} == {"unknown"}
    assert all(v.force is None and v.clause.number == "" for v in found)
    assert {v.rule for v in found} >= {"rotation", "window", "notice", "composition"}
    assert answer("quorum", HELD, version).verdict == "unknown"


def test_a_rule_that_a_known_text_lacks_is_refused():
    with pytest.raises(Refused) as refused:
        answer("cost", HELD)
    assert refused.value.guard == "rule_absent"
