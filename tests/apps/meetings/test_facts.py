"""Conferences as entries, and what is known of them held against the version of their day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.http import Http404

from lianxi.apps.mechanisms import selectors as mechanisms
from lianxi.apps.mechanisms.models import Original
from lianxi.apps.meetings import facts
from lianxi.apps.meetings.entries import entries, entries_seen, entry_of, entry_seen
from lianxi.apps.meetings.models import Conference
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.verdicts import Answer
from tests.apps.mechanisms.people import REAL, clerk
from tests.apps.meetings.year_world import hold_conference, load, open_conference


@pytest.fixture
def day(db: None) -> date:
    return load()


def found(circle: str, slug: str, on: date) -> dict[str, facts.Judged]:
    return {one.verdict.rule: one for one in facts.judged(entry_of(circle, slug), on)}


def answers(circle: str, slug: str, on: date) -> dict[str, Answer]:
    return {rule: one.verdict.verdict for rule, one in found(circle, slug, on).items()}


def test_the_first_conference_was_held_before_there_was_a_mechanism(day: date) -> None:
    entry = entry_of("sanya-circle", "sanya-circle-2020")
    assert (entry.title, entry.when, entry.host, entry.stage_label) == ("第1次联席会议", "2020年某日", None, "记录在案")
    assert facts.verdicts_of(entry, day) == ()


def test_nothing_can_be_told_under_a_text_that_is_not_known(day: date) -> None:
    told = answers("sanya-circle", "sanya-circle-2022", day)
    assert told
    assert set(told.values()) == {Answer.UNKNOWN}


def test_the_fourth_conference_was_earlier_than_the_text_usually_has_it(day: date) -> None:
    told = found("sanya-circle", "sanya-circle-2023", day)
    window = told["window"].verdict
    assert (window.verdict, window.clause.number, window.force and window.force.value) == (
        Answer.DEPARTED, "三(二)", "usual",
    )  # fmt: skip
    assert "不是违反" in window.why
    assert [told[rule].verdict.verdict for rule in ("notice", "rotation", "composition")] == [Answer.UNKNOWN] * 3


def test_what_is_not_on_record_is_never_taken_as_not_done(day: date) -> None:
    told = [
        one.verdict
        for slug in ("2021", "2022", "2023", "2023-2")
        for one in found("demo-river", f"demo-river-{slug}", day).values()
    ]
    assert not [verdict for verdict in told if verdict.verdict is Answer.DEPARTED]


def test_an_ad_hoc_conference_is_held_against_neither_turn_nor_frequency_nor_window(day: date) -> None:
    told = answers("demo-river", "demo-river-2022-adhoc-1", day)
    assert not {"rotation", "frequency", "window"} & told.keys()
    assert "notice" in told


def test_a_conference_run_here_is_judged_by_what_was_entered(day: date) -> None:
    hold_conference()
    told = answers("sanya-circle", "sanya-circle-2024", day)
    kept = {"window", "notice", "rotation"}
    assert {rule for rule in kept if told[rule] is Answer.KEPT} == kept
    assert told["composition"] is Answer.DEPARTED  # chairs came, no vice chairs
    assert told["invitations.deputies"] is Answer.DEPARTED


def test_on_an_earlier_day_what_came_later_is_not_known_yet(day: date) -> None:
    hold_conference()
    told = answers("sanya-circle", "sanya-circle-2024", date(2024, 9, 1))
    asked = ("window", "notice", "composition", "frequency")
    assert [told[rule] for rule in asked] == [Answer.NOT_YET] * 4


def test_whom_the_wheel_only_proposes_is_no_fact(day: date) -> None:
    open_conference()
    assert answers("demo-river", "demo-river-2024", date(2024, 2, 1))["rotation"] is Answer.NOT_YET
    Conference.objects.update(host_accepted_on=date(2024, 2, 1))
    assert answers("demo-river", "demo-river-2024", date(2024, 2, 1))["rotation"] is Answer.KEPT


def test_a_conference_keeps_the_version_it_was_opened_under(day: date) -> None:
    one = open_conference()
    Conference.objects.filter(pk=one.pk).update(version=date(2021, 3, 1))
    entry = entry_of("demo-river", one.slug)
    version = facts.version_under(entry, mechanisms.mechanism_and_circle("demo-river-joint-conference")[0])
    assert version
    assert version.effective == date(2021, 3, 1)


def test_a_row_takes_the_place_of_the_record_of_the_same_conference(day: date) -> None:
    Conference.objects.create(
        slug="sanya-circle-2023-again", circle_id="sanya-circle", mechanism=REAL, version=date(2023, 8, 23), year=2023,
        slot=1, ordinal=4, stage=Stage.ARCHIVED, opened_on=date(2023, 8, 23), held_from=date(2023, 8, 23),
        host_id="469029", recorded=True, source="示例", notice_sent_on=date(2023, 8, 10),
    )  # fmt: skip
    assert [entry.ordinal for entry in entries("sanya-circle")] == [1, 3, 4]
    assert answers("sanya-circle", "sanya-circle-2023-again", day)["notice"] is Answer.KEPT


def test_others_see_the_public_record_and_members_also_what_is_run_here(day: date) -> None:
    hold_conference()

    def slugs(actor: Actor) -> list[str]:
        return [entry.slug for entry in entries_seen(actor, day, ["sanya-circle"])["sanya-circle"]]

    public = ["sanya-circle-2020", "sanya-circle-2022", "sanya-circle-2023"]
    assert slugs(PUBLIC) == slugs(clerk("990100")) == public
    assert slugs(clerk("469029")) == [*public, "sanya-circle-2024"]
    assert entry_seen("sanya-circle-2024", clerk("469029"), day).conference
    with pytest.raises(Http404):
        entry_seen("sanya-circle-2024", PUBLIC, day)
    with pytest.raises(Http404):
        entry_seen("nowhere-2024", clerk("469029"), day)


def test_a_verdict_stands_beside_the_original_and_says_why_its_rule_is_to_be_checked(day: date) -> None:
    items = [
        {"number": "三(二)", "line": 7, "text": "示例：一般在9月中旬举行。"},
        {"number": "三(四)", "line": 9, "text": "示例：一般提前一周通知。"},
    ]
    Original.objects.create(
        slug=REAL, effective=date(2023, 8, 23), name="示例.txt", sha256="0" * 64, items=items, file="", imported_on=day,
        imported_by="示例·某某", body="460200",
    )  # fmt: skip
    told = found("sanya-circle", "sanya-circle-2023", day)
    assert (told["window"].needs_check, told["window"].original) == ("", items[0]["text"])
    assert "轮流承办" in told["rotation"].needs_check
    assert "没有三(一)" in told["composition"].needs_check
    assert {one.needs_check for one in found("sanya-circle", "sanya-circle-2022", day).values()} == {""}


def test_what_nobody_entered_stays_unknown(day: date) -> None:
    entry = entry_of("sanya-circle", "sanya-circle-2023")
    mechanism, circle = mechanisms.mechanism_and_circle(REAL)
    known = facts.facts_of(entry, mechanism, circle, day)
    assert (known.notice_sent, known.attended, known.total, known.in_favour) == (None, None, None, None)
    assert facts.facts_of(replace(entry, slot=None), mechanism, circle, day).expected is None
