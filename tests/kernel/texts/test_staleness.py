"""Why a citation is stale, and what is proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.staleness import ACTS_ON, Cited, Reason, Verdict, Wording, find_stale
from lianxi.kernel.texts.validity import Happening, HappeningKind, Standing, Status, standing_on

SINCE, DAY = date(2020, 1, 1), date(2026, 11, 29)
START = Happening(HappeningKind.COMMENCE, date(2015, 1, 1))
IN_FORCE = Standing(Status.IN_FORCE, date(2015, 1, 1), START)
CHANGED = date(2024, 5, 1)
DECISION = "示例市关于修改示例条例的决定"


def ended(kind: HappeningKind) -> Standing:
    return standing_on([START, Happening(kind, CHANGED, DECISION)], DAY)


def cited(kind: CitationKind = CitationKind.ACCORD, **said: object) -> Cited:
    made = Cited(kind=kind, words="依照示例条例第三条办理。", since=SINCE, standing=IN_FORCE)
    return replace(made, **said)  # type: ignore[arg-type]


def changed(old: Wording, new: Wording | None, words: str = "依照示例条例第三条办理。") -> Cited:
    return cited(words=words, newer=True, newer_on=CHANGED, instrument=DECISION, then=old, now=new)


OLD = Wording("第三条", "申请应当在三十日内提出。")


def test_what_is_as_it_was_when_cited_is_not_stale() -> None:
    assert find_stale(cited()) == ()
    assert find_stale(cited(newer=True, newer_on=CHANGED, then=OLD, now=OLD)) == ()
    assert find_stale(changed(OLD, Wording("第三条", "申请应当在 三十日内提出。"))) == ()


@pytest.mark.parametrize(
    ("kind", "reason"), [(HappeningKind.REPEAL, Reason.REPEALED), (HappeningKind.VOID, Reason.VOID)]
)
def test_the_end_of_what_is_cited_gives_reason_day_and_instrument(kind: HappeningKind, reason: Reason) -> None:
    (found,) = find_stale(cited(standing=ended(kind)))
    assert (found.reason, found.verdict, found.day, found.instrument) == (reason, Verdict.REVISE, CHANGED, DECISION)


def test_a_term_that_ran_out_makes_stale_from_the_day_after_its_last_day() -> None:
    history = [START, Happening(HappeningKind.TERM, START.day, last_day=date(2026, 11, 28))]
    assert find_stale(cited(standing=standing_on(history, date(2026, 11, 28)))) == ()
    (found,) = find_stale(cited(standing=standing_on(history, DAY)))
    assert (found.reason, found.day) == (Reason.EXPIRED, DAY)


@pytest.mark.parametrize(
    ("kind", "grounds", "verdict"),
    [
        (HappeningKind.REPEAL, False, Verdict.REPEAL),
        (HappeningKind.VOID, False, Verdict.VOID),
        (HappeningKind.REPEAL, True, Verdict.REVISE),
        (HappeningKind.REPEAL, None, Verdict.REVISE),
    ],
)
def test_a_rule_falls_only_with_its_last_ground(kind: HappeningKind, grounds: bool | None, verdict: Verdict) -> None:
    (found,) = find_stale(cited(CitationKind.BASIS, standing=ended(kind), grounds=grounds))
    assert found.verdict is verdict


def test_a_new_number_is_named() -> None:
    (found,) = find_stale(changed(OLD, Wording("第四条", OLD.text)))
    assert (found.reason, found.verdict) == (Reason.RENUMBERED, Verdict.REVISE)
    assert "第三条现在是第四条" in found.why


def test_a_new_number_and_new_words_are_two_reasons() -> None:
    found = find_stale(changed(OLD, Wording("第四条", "申请应当在六十日内提出。")))
    assert [one.reason for one in found] == [Reason.RENUMBERED, Reason.REWORDED]


def test_a_figure_that_was_copied_and_is_no_longer_true_has_to_be_revised() -> None:
    new = Wording("第三条", "申请应当在六十日内提出。")
    (copied,) = find_stale(changed(OLD, new, words="依照示例条例第三条，在三十日内提出。"))
    (plain,) = find_stale(changed(OLD, new))
    assert (copied.verdict, plain.verdict) == (Verdict.REVISE, Verdict.KEEP)
    assert "“三十日”" in copied.why


def test_a_provision_that_is_gone_has_to_be_cited_otherwise() -> None:
    (found,) = find_stale(changed(OLD, None))
    assert (found.reason, found.verdict, found.instrument) == (Reason.REMOVED, Verdict.REVISE, DECISION)


def test_a_whole_work_with_a_new_version_is_to_be_looked_at_and_stays() -> None:
    (found,) = find_stale(cited(newer=True, newer_on=CHANGED))
    assert (found.reason, found.verdict) == (Reason.REPLACED, Verdict.KEEP)


@pytest.mark.parametrize(
    ("day", "stale"), [(date(2019, 12, 31), False), (date(2020, 1, 1), False), (date(2020, 1, 2), True)]
)
def test_an_amendment_on_record_counts_from_the_day_after_the_citing_version(day: date, stale: bool) -> None:
    standing = standing_on([START, Happening(HappeningKind.AMEND, day, DECISION)], DAY)
    assert bool(find_stale(cited(standing=standing))) is stale


@given(st.sampled_from(sorted(ACTS_ON)), st.sampled_from([HappeningKind.REPEAL, HappeningKind.VOID]), st.booleans())
def test_what_changes_or_ends_another_text_is_never_stale_by_it(
    kind: CitationKind, end: HappeningKind, newer: bool
) -> None:
    assert find_stale(cited(kind, standing=ended(end), newer=newer)) == ()


WORDS = st.text("示例应当在三六十日内提出办理。，", min_size=1, max_size=30)


@given(WORDS, WORDS, st.integers(1, 30), st.integers(1, 30))
def test_each_reason_holds_for_itself(old: str, new: str, before: int, after: int) -> None:
    found = {one.reason for one in find_stale(changed(Wording(f"第{before}条", old), Wording(f"第{after}条", new)))}
    assert (Reason.RENUMBERED in found) is (before != after)
    assert (Reason.REWORDED in found) is (old != new)
