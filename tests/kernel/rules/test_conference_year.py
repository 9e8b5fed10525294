"""The steps of a conference: their order, what each asks for, and that nothing is jumped over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import ORDER, Outcome, Progress, Stage, lacking, may_go_on

NAMES = {"jia": "示例甲市", "yi": "示例乙县"}
DUE, FIRST = date(2024, 4, 30), date(2024, 9, 12)
ONE_DAY = timedelta(days=1)
# everything done that any step asks for
DONE = Progress(
    on=FIRST, stage=Stage.OPENED, host="jia", host_accepted=True, topics_due=DUE, items=2, first_day=FIRST,
    place="示例会堂", notices=1, present=("jia", "yi"), minutes_drafted=True, cost_gap=0,
)  # fmt: skip
NO_HOST_ASKED = {Stage.MINUTES, Stage.FOLLOW_UPS, Stage.ARCHIVED}

# at which step something is missing, what, and which guard says so
MISSING = [
    (Stage.OPENED, {"topics_due": None}, ["topics_due"]),
    (Stage.TOPICS, {"silent": ("yi",), "on": DUE}, ["topics_answered"]),
    (Stage.TOPICS, {"silent": ("yi",), "topics_due": None}, ["topics_answered"]),
    (Stage.OFFICE, {"items": 0}, ["agenda_set"]),
    (Stage.OFFICE, {"first_day": None}, ["time_and_place"]),
    (Stage.OFFICE, {"place": ""}, ["time_and_place"]),
    (Stage.OFFICE, {"items": 0, "place": "", "first_day": None}, ["agenda_set", "time_and_place"]),
    (Stage.NOTICE, {"notices": 0}, ["notice_sent"]),
    (Stage.RECEIPTS, {"notice_stale": True}, ["notice_current"]),
    (Stage.RECEIPTS, {"on": FIRST - ONE_DAY}, ["day_come"]),
    (Stage.RECEIPTS, {"on": FIRST - ONE_DAY, "notice_stale": True}, ["notice_current", "day_come"]),
    (Stage.MEETING, {"present": ()}, ["somebody_present"]),
    (Stage.MEETING, {"unsettled": 1}, ["outcomes"]),
    (Stage.MINUTES, {"minutes_drafted": False, "unsigned": ("yi",)}, ["minutes_drafted"]),
    (Stage.MINUTES, {"unsigned": ("yi",)}, ["minutes_signed"]),
    (Stage.FOLLOW_UPS, {"cost_gap": None}, ["cost_stated"]),
    (Stage.FOLLOW_UPS, {"cost_gap": 1}, ["cost_adds_up"]),
    (Stage.FOLLOW_UPS, {"cost_gap": -1}, ["cost_adds_up"]),
]  # fmt: skip

bodies = st.lists(st.sampled_from(["jia", "yi", "bing"]), unique=True).map(tuple)
days = st.dates(date(2023, 1, 1), date(2026, 12, 31))
progresses = st.builds(
    Progress,
    on=days,
    stage=st.sampled_from(Stage),
    host=st.sampled_from(["", "jia", "bing"]),
    host_accepted=st.booleans(),
    topics_due=st.none() | days,
    silent=bodies,
    items=st.integers(0, 3),
    first_day=st.none() | days,
    place=st.sampled_from(["", "示例会堂"]),
    notices=st.integers(0, 2),
    notice_stale=st.booleans(),
    unsettled=st.integers(0, 2),
    present=bodies,
    minutes_drafted=st.booleans(),
    unsigned=bodies,
    follow_ups_open=st.integers(0, 2),
    cost_gap=st.none() | st.integers(-100, 100),
)


def guards(progress: Progress) -> list[str]:
    return [one.guard for one in lacking(progress, NAMES)]


def test_the_nine_steps_stand_in_the_order_of_the_year() -> None:
    labels = ["启动", "征集议题", "办公室会议", "通知", "回执", "会议", "纪要", "交办", "归档"]
    assert [stage.label for stage in ORDER] == labels


def test_the_first_step_has_none_before_it_and_the_last_none_after() -> None:
    assert Stage.OPENED.preceding is None
    assert Stage.ARCHIVED.following is None


@given(st.sampled_from(ORDER[:-1]))
def test_one_step_on_and_one_back_is_where_one_was(stage: Stage) -> None:
    assert stage.following
    assert stage.following.preceding is stage
    assert stage.following.reached(stage)
    assert not stage.reached(stage.following)


@given(st.sampled_from(Stage), st.sampled_from(Stage))
def test_of_two_steps_one_has_reached_the_other_and_both_only_where_they_are_the_same(one: Stage, two: Stage) -> None:
    assert one.reached(two) or two.reached(one)
    assert (one.reached(two) and two.reached(one)) == (one is two)


@given(progresses)
def test_no_step_is_ever_jumped_over(progress: Progress) -> None:
    if progress.stage is Stage.ARCHIVED or lacking(progress, NAMES):
        with pytest.raises(Refused):
            may_go_on(progress, NAMES)
    else:
        assert ORDER.index(may_go_on(progress, NAMES)) == ORDER.index(progress.stage) + 1


@given(progresses)
def test_everything_missing_says_what_and_how_to_mend_it(progress: Progress) -> None:
    for lack in lacking(progress, NAMES):
        assert lack.guard
        assert lack.what
        assert lack.remedy


@given(progresses)
def test_a_refusal_names_the_next_step_everything_missing_and_the_house_rule(progress: Progress) -> None:
    lacks, following = lacking(progress, NAMES), progress.stage.following
    if following is None or not lacks:
        return
    with pytest.raises(Refused) as caught:
        may_go_on(progress, NAMES)
    refusal = caught.value
    assert refusal.guard == lacks[0].guard
    assert following.label in refusal.reason
    assert all(one.what in refusal.reason and one.remedy in refusal.remedy for one in lacks)
    assert "不得跳过" in refusal.source


def test_with_everything_done_a_conference_goes_through_all_steps() -> None:
    stage, walked = Stage.OPENED, [Stage.OPENED]
    while stage is not Stage.ARCHIVED:
        stage = may_go_on(replace(DONE, stage=stage), NAMES)
        walked.append(stage)
    assert walked == list(ORDER)


def test_after_filing_there_is_no_next_step() -> None:
    with pytest.raises(Refused, match="已经归档") as caught:
        may_go_on(replace(DONE, stage=Stage.ARCHIVED), NAMES)
    assert caught.value.guard == "last_stage"


@pytest.mark.parametrize(("stage", "changed", "expected"), MISSING)
def test_what_is_missing_at_a_step(stage: Stage, changed: dict[str, object], expected: list[str]) -> None:
    assert guards(replace(DONE, stage=stage, **changed)) == expected


@pytest.mark.parametrize("stage", ORDER)
def test_until_the_meeting_no_step_is_left_without_a_host_who_said_yes(stage: Stage) -> None:
    expected = [] if stage in NO_HOST_ASKED else ["host_named"]
    assert guards(replace(DONE, stage=stage, host="", host_accepted=False)) == expected
    expected = [] if stage in NO_HOST_ASKED else ["host_accepted"]
    assert guards(replace(DONE, stage=stage, host_accepted=False)) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, ["topics_answered"]), (0, ["topics_answered"]), (1, [])])
def test_a_silent_party_is_waited_for_until_the_last_day_for_topics_is_over(days: int, expected: list[str]) -> None:
    on = DUE + timedelta(days=days)
    assert guards(replace(DONE, stage=Stage.TOPICS, silent=("yi",), on=on)) == expected


@pytest.mark.parametrize(("days", "expected"), [(-1, ["day_come"]), (0, []), (1, [])])
def test_check_in_begins_on_the_day_of_the_conference(days: int, expected: list[str]) -> None:
    on = FIRST + timedelta(days=days)
    assert guards(replace(DONE, stage=Stage.RECEIPTS, on=on)) == expected


@pytest.mark.parametrize(
    ("gap", "words"), [(1, "多0.01元"), (-1, "少0.01元"), (100, "多1.00元"), (-123456, "少1234.56元")]
)
def test_a_gap_of_costs_says_on_which_side_and_how_much(gap: int, words: str) -> None:
    (lack,) = lacking(replace(DONE, stage=Stage.FOLLOW_UPS, cost_gap=gap), NAMES)
    assert lack.what == f"各方承担合计比支出{words}"


def test_parties_are_named_as_the_circle_calls_them_and_unknown_ones_by_their_code() -> None:
    (lack,) = lacking(replace(DONE, stage=Stage.MINUTES, unsigned=("yi", "bing")), NAMES)
    assert "示例乙县、bing" in lack.what


def test_open_follow_ups_do_not_hold_up_the_filing_they_come_back_next_time() -> None:
    assert may_go_on(replace(DONE, stage=Stage.FOLLOW_UPS, follow_ups_open=3), NAMES) is Stage.ARCHIVED


def test_every_outcome_has_its_term() -> None:
    assert [one.label for one in Outcome] == ["通过", "原则通过", "不通过", "通报", "继续研究"]
