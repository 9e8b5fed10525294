"""The staleness list, derived by reading."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.citations.staleness import StaleCitation
from lianxi.apps.rulebook.models import Visibility, Work
from lianxi.apps.rulebook.services.happenings import record_happening, withdraw_happening
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.staleness import Reason, Verdict
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew, stale_citations

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_stretches")]
CHANGED = date(2023, 1, 1)


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


@pytest.fixture
def pair(bodies: dict[str, Body]) -> tuple[Work, Work]:
    """The rule cited, and the one that cites."""
    return keep(bodies["990100"], CITED, date(2020, 1, 1)), keep(bodies["990100"], CITING, date(2021, 1, 1))


def told(found: list[StaleCitation]) -> list[tuple[str, set[Reason], Verdict]]:
    """Place, reasons and verdict, in the order of the citing text."""
    ordered = sorted(found, key=lambda one: one.citation.order)
    return [(one.place, set(one.reasons), one.verdict) for one in ordered]


def end(work: Work, kind: HappeningKind = HappeningKind.REPEAL, day: date = CHANGED) -> object:
    return record_happening(
        work=work, kind=kind, day=day, instrument="示例废止决定", actor=keeper(work.body_id), on=DAY
    )


def test_nothing_is_stale_while_nothing_has_moved(pair: tuple[Work, Work]) -> None:
    assert stale_citations(PUBLIC, DAY) == []


def test_every_provision_that_cites_a_repealed_rule_enters_from_the_day_of_the_repeal(pair: tuple[Work, Work]) -> None:
    end(pair[0])
    assert stale_citations(PUBLIC, date(2022, 12, 31)) == []
    found = stale_citations(PUBLIC, CHANGED)
    assert told(found) == [
        ("第一条第一款", {Reason.REPEALED}, Verdict.REPEAL),
        ("第二条第一款", {Reason.REPEALED}, Verdict.REVISE),
        ("第三条第一款", {Reason.REPEALED}, Verdict.REVISE),
    ]
    stale = found[0].findings[0].stale
    assert (stale.day, stale.instrument) == (CHANGED, "示例废止决定")


def test_what_was_cited_before_any_day_of_its_commencement_was_known_is_held_against_the_text_of_then(
    bodies: dict[str, Body],
) -> None:
    cited = keep(bodies["990100"], CITED, None, issued=date(2019, 12, 1))
    keep(bodies["990100"], CITING, date(2021, 1, 1))
    renew(cited, CITED.replace("三十日", "六十日"), CHANGED)
    assert told(stale_citations(PUBLIC, CHANGED)) == [
        ("第一条第一款", {Reason.REPLACED}, Verdict.KEEP), ("第二条第一款", {Reason.REWORDED}, Verdict.REVISE),
    ]  # fmt: skip


def test_a_repeal_recorded_wrongly_takes_its_rows_away_when_it_is_withdrawn(pair: tuple[Work, Work]) -> None:
    row = end(pair[0])
    assert len(stale_citations(PUBLIC, DAY)) == 3
    withdraw_happening(happening=row, why="登记有误", actor=keeper("990100"), on=DAY)  # type: ignore[arg-type]
    assert stale_citations(PUBLIC, DAY) == []


def test_a_rule_that_has_ended_itself_leaves_the_list(pair: tuple[Work, Work]) -> None:
    end(pair[0])
    end(pair[1], day=date(2023, 6, 1))
    assert len(stale_citations(PUBLIC, date(2023, 5, 31))) == 3
    assert stale_citations(PUBLIC, date(2023, 6, 1)) == []


def test_changed_words_and_new_numbers_are_told_with_both_wordings(pair: tuple[Work, Work]) -> None:
    text = CITED.replace("三十日", "六十日").replace("第四条", "第五条").replace("第三条　", "第四条　")
    text = text.replace("第四条　主管", "第三条　设立示例基金，专款专用，每年公布收支。\n第四条　主管")
    renew(pair[0], text, CHANGED)
    assert stale_citations(PUBLIC, date(2022, 12, 31)) == []
    found = stale_citations(PUBLIC, CHANGED)
    assert told(found) == [
        ("第一条第一款", {Reason.REPLACED}, Verdict.KEEP),
        ("第二条第一款", {Reason.REWORDED}, Verdict.REVISE),
        ("第三条第一款", {Reason.RENUMBERED}, Verdict.REVISE),
    ]
    by_place = {one.place: one.findings[0] for one in found}
    reworded, renumbered = by_place["第二条第一款"], by_place["第三条第一款"]
    assert reworded.then is not None
    assert reworded.now is not None
    assert (reworded.then.text, reworded.now.text) == ("申请应当在三十日内提出。", "申请应当在六十日内提出。")
    assert "第三条现在是第四条" in renumbered.stale.why
    assert reworded.stale.instrument == "示例修改决定"


def test_a_provision_that_is_gone_is_told(pair: tuple[Work, Work]) -> None:
    renew(pair[0], CITED.replace("第三条　主管部门负责示例名录。\n", "").replace("第四条", "第三条"), CHANGED)
    reasons = {one.place: one.reasons for one in stale_citations(PUBLIC, DAY)}
    assert reasons == {"第一条第一款": {Reason.REPLACED}, "第三条第一款": {Reason.REMOVED}}


def test_a_provision_repealed_alone_concerns_only_who_cites_it(pair: tuple[Work, Work]) -> None:
    record_happening(
        work=pair[0], kind=HappeningKind.REPEAL, day=CHANGED, instrument="示例废止决定", provisions=["art_3"],
        actor=keeper("990100"), on=DAY,
    )  # fmt: skip
    assert told(stale_citations(PUBLIC, DAY)) == [("第三条第一款", {Reason.REPEALED}, Verdict.REVISE)]


def test_a_term_that_runs_out_makes_stale_on_the_day_after(bodies: dict[str, Body]) -> None:
    keep(bodies["990100"], CITED, date(2020, 1, 1), last_day=date(2024, 12, 31))
    keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert stale_citations(PUBLIC, date(2024, 12, 31)) == []
    found = stale_citations(PUBLIC, date(2025, 1, 1))
    assert [one.reasons for one in found] == [{Reason.EXPIRED}] * 3


def test_a_rule_with_another_ground_in_force_is_to_be_revised(bodies: dict[str, Body]) -> None:
    first = keep(bodies["990100"], CITED, date(2020, 1, 1))
    keep(bodies["990100"], CITED.replace("示例条例", "另一条例"), date(2020, 1, 1))
    text = CITING.replace("（以下简称《条例》），", "、《示例甲市另一条例》，").replace(
        "《条例》", "《示例甲市示例条例》"
    )
    keep(bodies["990100"], text, date(2021, 1, 1))
    end(first)
    assert told(stale_citations(PUBLIC, DAY))[0] == ("第一条第一款", {Reason.REPEALED}, Verdict.REVISE)


def test_who_repeals_a_rule_is_not_stale_by_it(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    text = "示例甲市新办法\n第一条　本办法自2023年1月1日起施行。《示例甲市示例条例》同时废止。\n"
    keep(bodies["990100"], text, CHANGED)
    end(cited)
    assert stale_citations(PUBLIC, DAY) == []


@pytest.mark.parametrize("hidden", [0, 1])
def test_neither_a_hidden_rule_nor_one_that_cites_it_shows_in_the_list(pair: tuple[Work, Work], hidden: int) -> None:
    end(pair[0])
    Work.objects.filter(pk=pair[hidden].pk).update(visibility=Visibility.BODY)
    assert stale_citations(PUBLIC, DAY) == stale_citations(OTHER_CLERK, DAY) == []
    assert len(stale_citations(CLERK, DAY)) == 3
