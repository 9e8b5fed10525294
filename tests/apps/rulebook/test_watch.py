"""Validity watched: the lists, at their edges."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.citations.citing import seen_citations
from lianxi.apps.rulebook.citations.grounds import ended_grounds
from lianxi.apps.rulebook.citations.watch import Watch, counts, watched
from lianxi.apps.rulebook.due import due_items
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.selectors import standing_of, version_on
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_stretches")]
ON = date(2026, 11, 29)
TERM = """示例甲市限期办法

第一条　为了示例，制定本办法。
第二条　本办法自2024年1月1日起施行，有效期至2027年2月28日。
"""


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


def titles(watch: Watch, on: date = ON, since: date | None = None) -> list[str]:
    return [one.work.title for one in watched(watch, PUBLIC, on, since)]


@pytest.mark.parametrize(
    ("last_day", "soon", "later"),
    [
        (date(2026, 11, 28), False, False),
        (date(2026, 11, 29), True, True),
        (date(2026, 11, 30), True, True),
        (date(2027, 2, 27), True, True),
        (date(2027, 2, 28), True, True),
        (date(2027, 3, 1), False, True),
        (date(2027, 5, 28), False, True),
        (date(2027, 5, 29), False, True),
        (date(2027, 5, 30), False, False),
    ],
)
def test_a_rule_is_listed_three_and_six_months_before_its_term_ends(
    bodies: dict[str, Body], last_day: date, soon: bool, later: bool
) -> None:
    keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=last_day)
    assert (bool(titles(Watch.SOON)), bool(titles(Watch.LATER))) == (soon, later)


def test_a_row_tells_the_clause_of_the_text_it_was_read_from(bodies: dict[str, Body]) -> None:
    keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=date(2027, 2, 28))
    (row,) = watched(Watch.SOON, PUBLIC, ON)
    assert row.day == date(2027, 2, 28)
    assert (row.clause, row.source) == ("本办法自2024年1月1日起施行，有效期至2027年2月28日", "第二条第一款")


def test_a_term_renewed_takes_the_rule_off_and_tells_the_instrument_later(bodies: dict[str, Body]) -> None:
    work = keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=date(2027, 2, 28))
    record_happening(
        work=work, kind=HappeningKind.TERM, day=date(2026, 1, 1), last_day=date(2029, 2, 28), actor=keeper("990100"),
        instrument="示例延期通知", on=DAY,
    )  # fmt: skip
    assert titles(Watch.LATER) == []
    (row,) = watched(Watch.LATER, PUBLIC, date(2028, 12, 1))
    assert (row.clause, row.source) == ("示例延期通知", "登记的效力事件")


def test_a_rule_that_was_repealed_does_not_lapse_any_more(bodies: dict[str, Body]) -> None:
    work = keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=date(2027, 2, 28))
    end(work, date(2026, 1, 1))
    assert titles(Watch.SOON) == []


def end(work: Work, day: date) -> None:
    record_happening(
        work=work, kind=HappeningKind.REPEAL, day=day, instrument="示例废止决定", actor=keeper(work.body_id), on=DAY
    )


def test_what_lapsed_and_is_still_a_ground_and_whose_ground_has_gone_stand_on_their_lists(
    bodies: dict[str, Body],
) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1), last_day=date(2024, 12, 31))
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert titles(Watch.LAPSED_GROUND, date(2024, 12, 31)) == titles(Watch.GROUNDLESS, date(2024, 12, 31)) == []
    (ground,) = watched(Watch.LAPSED_GROUND, PUBLIC, date(2025, 1, 1))
    assert (ground.work, ground.day, ground.note) == (cited, date(2025, 1, 1), f"仍被作为依据：{citing.title}")
    (without,) = watched(Watch.GROUNDLESS, PUBLIC, date(2025, 1, 1))
    assert (without.work, without.day, without.source) == (citing, date(2025, 1, 1), "第一条第一款")
    assert without.clause == "根据《示例甲市示例条例》"
    assert without.note == f"{cited.title}：有效期届满"


@pytest.mark.parametrize(("other", "groundless"), [("gone", True), ("alive", False), ("unknown", False)])
def test_a_rule_is_without_ground_only_if_all_its_grounds_are_known_to_have_ended(
    bodies: dict[str, Body], other: str, groundless: bool
) -> None:
    end(keep(bodies["990100"], CITED, date(2020, 1, 1)), date(2023, 1, 1))
    if other != "unknown":
        second = keep(bodies["990100"], CITED.replace("示例条例", "另一条例"), date(2020, 1, 1))
        if other == "gone":
            end(second, date(2023, 1, 1))
    text = CITING.replace("（以下简称《条例》），", "、《示例甲市另一条例》，").replace(
        "《条例》", "《示例甲市示例条例》"
    )
    keep(bodies["990100"], text, date(2021, 1, 1))
    assert bool(titles(Watch.GROUNDLESS)) is groundless


def test_a_hidden_ground_gives_nothing_away(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1), visibility=Visibility.BODY)
    keep(bodies["990100"], CITING, date(2021, 1, 1))
    end(cited, date(2023, 1, 1))
    for watch in (Watch.GROUNDLESS, Watch.LAPSED_GROUND):
        assert watched(watch, PUBLIC, ON) == watched(watch, OTHER_CLERK, ON) == []
        assert len(watched(watch, CLERK, ON)) == 1


def test_grounds_found_by_stretches_are_those_found_rule_by_rule_and_the_counts_are_the_lengths_of_the_lists(
    bodies: dict[str, Body],
) -> None:
    ended = keep(bodies["990100"], CITED, date(2020, 1, 1), last_day=date(2024, 12, 31), visibility=Visibility.CIRCLE,
                 circle="demo-river")  # fmt: skip
    citing = keep(bodies["990200"], CITING, date(2021, 1, 1))
    renew(citing, CITING.replace("三十日", "六十日"), date(2025, 6, 1))
    end(keep(bodies["990300"], CITING.replace("实施办法", "实施细则"), date(2021, 1, 1)), date(2025, 3, 1))
    keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=date(2027, 2, 28))
    for who in (PUBLIC, CLERK, OTHER_CLERK):
        for on in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 3, 1), date(2025, 6, 1), ON):
            rows = [
                (row.version_id, row.version.work_id, row.work_id)
                for row in seen_citations(who).filter(seen=True, own=False, kind="basis")
                if row.version == version_on(row.version.work, on)
                and standing_of(row.version.work, on).status.binds
                and standing_of(row.work, on).status.is_over
            ]
            assert sorted(one[:3] for one in ended_grounds(who, on)) == sorted(rows)
            assert counts(who, on) == {one: len(watched(one, who, on)) for one in counts(who, on)}
    assert counts(OTHER_CLERK, ON)[Watch.GROUNDLESS] == 1
    assert counts(PUBLIC, ON)[Watch.GROUNDLESS] == 0
    assert [one.work for one in watched(Watch.LAPSED_GROUND, OTHER_CLERK, ON)] == [ended]


def test_a_rule_on_trial_is_listed_with_the_words_that_say_so(bodies: dict[str, Body]) -> None:
    keep(bodies["990100"], "示例甲市试行办法\n第一条　本办法自2024年1月1日起试行。\n", date(2024, 1, 1))
    keep(bodies["990100"], "示例甲市甲规则（试行）\n第一条　本规则自2024年1月1日起施行。\n", date(2024, 1, 1))
    keep(bodies["990100"], CITED, date(2020, 1, 1))
    found = {one.work.title: (one.clause, one.note) for one in watched(Watch.TRIAL, PUBLIC, ON)}
    assert found == {
        "示例甲市试行办法": ("本办法自2024年1月1日起试行", "没有写明到哪一天为止"),
        "示例甲市甲规则（试行）": ("试行", "没有写明到哪一天为止"),
    }


def test_the_list_of_rules_on_trial_asks_no_more_for_many_rules_than_for_one(bodies: dict[str, Body]) -> None:
    asked = []
    for slug, number in zip("abcd", "甲乙丙丁", strict=True):
        text = f"示例甲市{number}规则（试行）\n第一条　本规则自2024年1月1日起施行。\n"
        keep(bodies["990100"], text, date(2024, 1, 1), slug=slug)
        with CaptureQueriesContext(connection) as queries:
            assert len(watched(Watch.TRIAL, PUBLIC, ON)) == len(asked) + 1
        asked.append(len(queries))
    assert len(set(asked)) == 1


@pytest.mark.parametrize(
    ("since", "alone"), [(date(2022, 12, 31), False), (date(2023, 1, 1), False), (date(2023, 1, 2), True)]
)
def test_a_rule_is_left_alone_if_nothing_happened_from_the_day_on(
    bodies: dict[str, Body], since: date, alone: bool
) -> None:
    work = keep(bodies["990100"], CITED, date(2020, 1, 1))
    renew(work, CITED.replace("三十日", "六十日"), date(2023, 1, 1))
    found = watched(Watch.LEFT_ALONE, PUBLIC, ON, since)
    assert [one.work for one in found] == ([work] if alone else [])
    assert [(one.day, one.clause) for one in found] == ([(date(2023, 1, 1), "修改：示例修改决定")] if alone else [])


def test_what_happened_after_the_day_looked_at_counts_only_if_it_was_on_record_by_then(bodies: dict[str, Body]) -> None:
    work, end = keep(bodies["990100"], CITED, date(2015, 1, 1)), date(2027, 1, 1)
    for recorded, day in ((ON, end), (date(2026, 9, 1), date(2026, 8, 1))):
        record_happening(
            work=work, kind=HappeningKind.TERM, day=day, last_day=day.replace(year=2030), actor=keeper("990100"),
            on=recorded,
        )  # fmt: skip
    since = date(2020, 1, 1)
    assert watched(Watch.LEFT_ALONE, PUBLIC, ON, since) == []
    assert titles(Watch.LEFT_ALONE, ON, date(2026, 10, 1)) == []  # a term on record that is to come
    (before,) = watched(Watch.LEFT_ALONE, PUBLIC, date(2026, 7, 31), since)
    assert (before.day, before.clause, before.standing.since) == (date(2015, 1, 1), "施行", date(2015, 1, 1))
    assert watched(Watch.LEFT_ALONE, PUBLIC, date(2026, 8, 1), since) == []


def test_the_office_that_keeps_a_rule_is_told_three_months_before_its_term_ends(bodies: dict[str, Body]) -> None:
    work = keep(bodies["990100"], TERM, date(2024, 1, 1), last_day=date(2027, 2, 28))
    assert due_items(CLERK, date(2026, 11, 27)) == []
    (item,) = due_items(CLERK, date(2026, 11, 28))
    assert (item.href, item.due) == (work.get_absolute_url(), date(2027, 2, 28))
    assert due_items(OTHER_CLERK, ON) == due_items(PUBLIC, ON) == []
