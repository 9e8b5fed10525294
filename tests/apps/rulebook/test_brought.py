"""What a version brings: the term that goes on or is lifted, parts with a day of their own, texts out of order."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.search import shown_days
from lianxi.apps.rulebook.selectors import standing_of, version_on
from lianxi.apps.rulebook.services.correcting import correct_rule
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.keeping import Source, keep_version, keep_work
from lianxi.apps.rulebook.services.taking_out import take_out_version
from lianxi.apps.rulebook.works.chosen_text import choose, spans_of
from lianxi.apps.rulebook.works.provision_history import history_of_provision
from lianxi.apps.rulebook.works.standings import version_in, with_lives
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import HappeningKind, Status
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.citing_world import said
from tests.apps.rulebook.test_taking_out import life
from tests.apps.rulebook.work_looking import KEEPER, main
from tests.apps.rulebook.work_looking import said as words_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rule_house", "true_stretches")]
TEXT = """示例甲市示例名册办法

第一条　为了示例，制定本办法。
第二条　申请应当在三十日内提出。
第三条　主管部门负责名册。
第四条　名册每年公布一次。
第五条　本办法自{}施行。
"""
OLD, NEW = TEXT.format("2018年1月1日起"), TEXT.format("2023年1月1日起").replace("三十日", "六十日")
ENDS, BEGINS, ONE = date(2022, 12, 31), date(2023, 1, 1), timedelta(days=1)


def keep(text: str, commences: date | None, last_day: date | None = None, **more: object) -> Work:
    particulars = said(text, commences, last_day=last_day, **more)
    body = Body.objects.get(pk=A)
    return keep_work(text=text, particulars=particulars, source=Source(), body=body, actor=KEEPER, on=TODAY).work


def add(work: Work, text: str, commences: date | None, last_day: date | None = None, **more: object) -> Version:
    particulars = said(text, commences, last_day=last_day, **{"instrument": "示例修改决定", **more})
    return keep_version(work=work, text=text, particulars=particulars, source=Source(), actor=KEEPER, on=TODAY)


def happen(work: Work, kind: HappeningKind, day: date, **more: object) -> None:
    record_happening(work=work, kind=kind, day=day, actor=KEEPER, on=TODAY, **more)  # type: ignore[arg-type]


def kinds(work: Work) -> list[tuple[str, date]]:
    return list(work.happenings.filter(withdrawn_on=None).order_by("day", "pk").values_list("kind", "day"))


@pytest.mark.parametrize(("gap", "goes_on"), [(-1, True), (0, True), (1, False), (2, False)])
def test_a_version_goes_on_from_the_day_after_the_last_and_is_refused_after_a_gap(gap: int, goes_on: bool) -> None:
    work, day = keep(OLD, date(2018, 1, 1), ENDS), BEGINS + gap * ONE
    if not goes_on:
        with pytest.raises(Refused, match=r"有效期届满，到.*第2版施行时已经中断") as refusal:
            add(work, NEW, day, date(2027, 12, 31))
        assert "恢复施行" in refusal.value.remedy
        assert work.versions.count() == 1
        happen(work, HappeningKind.REVIVE, day, instrument="恢复施行的通知")
    add(work, NEW, day, date(2027, 12, 31))
    assert standing_of(work, day).status is Status.AMENDED
    assert standing_of(work, date(2027, 12, 31)).status is Status.AMENDED
    assert standing_of(work, date(2028, 1, 1)).status is Status.EXPIRED


@pytest.mark.parametrize("day", [date(2021, 1, 1), ENDS, BEGINS])
def test_a_version_that_says_no_term_lifts_that_of_the_text_before(day: date) -> None:
    work = keep(OLD, date(2018, 1, 1), ENDS)
    newer = add(work, NEW, day)
    assert standing_of(work, date(2040, 1, 1)).status is Status.AMENDED
    row = newer.happenings.get(kind="term")
    assert (row.last_day, row.label, row.source) == (None, "取消有效期", "新的文本没有写有效期")
    take_out_version(version=newer, why="传错了文件", actor=KEEPER, on=TODAY)
    assert standing_of(work, date(2040, 1, 1)).status is Status.EXPIRED


def test_a_version_whose_text_still_tells_the_term_keeps_it() -> None:
    work = keep(OLD.replace("施行。", "施行，有效期至2022年12月31日。"), date(2018, 1, 1), ENDS)
    add(work, NEW.replace("施行。", "施行，有效期至2022年12月31日。"), date(2021, 1, 1))
    assert standing_of(work, date(2022, 1, 1)).until == ENDS


def test_a_corrected_last_day_is_lifted_and_set_again() -> None:
    work = keep(OLD, date(2018, 1, 1), ENDS)
    newer = add(work, NEW, date(2021, 1, 1), date(2026, 12, 31))
    for last_day, until in ((None, None), (date(2027, 12, 31), date(2027, 12, 31))):
        correct_rule(version=newer, values={"last_day": last_day}, seen={}, why="核对原件", actor=KEEPER, on=TODAY)
        assert standing_of(work, date(2022, 1, 1)).until == until
        newer.refresh_from_db()


def test_a_last_day_corrected_so_that_the_next_text_no_longer_goes_on_is_refused() -> None:
    work = keep(OLD, date(2018, 1, 1), ENDS)
    add(work, NEW, BEGINS)
    with pytest.raises(Refused, match="到2023年1月1日第2版施行时已经中断"):
        correct_rule(
            version=work.versions.get(number=1), values={"last_day": date(2020, 12, 31)}, seen={}, why="核对",
            actor=KEEPER, on=TODAY,
        )  # fmt: skip
    assert standing_of(work, BEGINS).status is Status.AMENDED


def test_new_words_of_an_article_of_a_later_version_wait_for_its_own_day() -> None:
    work = keep(OLD, date(2018, 1, 1))
    text = NEW.replace("起施行。", "起施行，第四条自2024年7月1日起施行。").replace("每年公布", "每季公布")
    newer = add(work, text, BEGINS)
    found = [standing_of(work, day, "art_4").status for day in (ENDS, BEGINS, date(2024, 6, 30), date(2024, 7, 1))]
    assert found == [Status.IN_FORCE, Status.PENDING, Status.PENDING, Status.AMENDED]
    assert standing_of(work, BEGINS, "art_3").status is Status.AMENDED
    page = words_of(main(Client(), f"{work.get_absolute_url()}?on=2024-01-01"))
    assert "未生效自2024年7月1日起施行" in page
    assert "原文字至2022年12月31日" in page
    correct_rule(
        version=newer, values={"commences": date(2023, 3, 1)}, seen={}, why="核对原件", actor=KEEPER, on=TODAY
    )  # fmt: skip
    assert standing_of(work, date(2023, 2, 28), "art_4").status is Status.IN_FORCE
    assert standing_of(work, date(2023, 3, 1), "art_4").status is Status.PENDING


def test_an_article_that_is_new_waits_for_its_day_from_the_beginning() -> None:
    work = keep(OLD, date(2018, 1, 1))
    text = NEW.replace("第五条　本", "第六条　本").replace(
        "公布一次。\n", "公布一次。\n第五条　违反的，不予受理，并且通报有关单位。\n"
    ).replace("起施行。", "起施行，第五条自2024年7月1日起施行。")  # fmt: skip
    newer = add(work, text, BEGINS)
    wid = newer.provisions.get(eid="art_5").wid
    assert [standing_of(work, day, wid).status for day in (ENDS, BEGINS, date(2024, 7, 1))] == [
        Status.PENDING, Status.PENDING, Status.IN_FORCE,
    ]  # fmt: skip


def test_an_earlier_text_takes_its_place_by_its_day_and_goes_out_again_without_a_trace(client: Client) -> None:
    work = keep(NEW, BEGINS, title="示例甲市示例名册办法（修订）", instrument="示例修订的决定")
    before = life(work)
    older = add(work, OLD, date(2018, 1, 1), title="示例甲市示例名册办法", instrument="")
    work.refresh_from_db()
    assert work.title == "示例甲市示例名册办法（修订）"
    assert kinds(work) == [("commence", date(2018, 1, 1)), ("amend", BEGINS)]
    changed = work.happenings.get(kind="amend")
    assert (changed.version.number, changed.instrument) == (1, "示例修订的决定")
    assert work.happenings.exclude(withdrawn_on=None).get().withdrawn_why == "补入更早的文本（第2版）"
    assert [standing_of(work, day).status for day in (date(2017, 12, 31), ENDS, BEGINS)] == [
        Status.PENDING, Status.IN_FORCE, Status.AMENDED,
    ]  # fmt: skip
    assert version_on(work, ENDS) == older
    steps = history_of_provision(work, "art_2")
    assert [(step.span.version.number, step.label) for step in steps] == [(2, "首次出现"), (1, "修改")]
    answer = client.get(f"{work.get_absolute_url()}versions/")
    assert [one.version.number for one in (answer.context["old"], answer.context["new"])] == [2, 1]
    take_out_version(version=older, why="传错了文件", actor=KEEPER, on=TODAY)
    assert life(work) == before


def test_of_an_earlier_text_with_a_term_the_text_that_follows_lifts_it() -> None:
    work = keep(NEW, BEGINS)
    before = life(work)
    older = add(work, OLD, date(2018, 1, 1), ENDS)
    assert standing_of(work, ENDS).until == ENDS
    assert standing_of(work, date(2040, 1, 1)).status is Status.AMENDED
    take_out_version(version=older, why="传错了文件", actor=KEEPER, on=TODAY)
    assert life(work) == before
    with pytest.raises(Refused, match="第1版施行时已经中断") as refusal:
        add(work, OLD, date(2018, 1, 1), date(2021, 12, 31))
    assert "另一件制度" in refusal.value.remedy
    assert life(work) == before


def test_parts_of_the_text_that_follows_wait_only_from_its_own_day() -> None:
    work = keep(NEW.replace("起施行。", "起施行，第四条自2024年7月1日起施行。"), BEGINS)
    assert standing_of(work, ENDS, "art_4").status is Status.PENDING
    add(work, OLD, date(2018, 1, 1))
    found = [standing_of(work, day, "art_4").status for day in (ENDS, BEGINS, date(2024, 7, 1))]
    assert found == [Status.IN_FORCE, Status.PENDING, Status.AMENDED]


def test_a_text_whose_day_proves_to_be_earlier_gives_the_place_back_when_it_goes_out() -> None:
    work = keep(NEW, BEGINS)
    before = life(work)
    older = add(work, OLD, None)
    correct_rule(
        version=older, values={"commences": date(2018, 1, 1)}, seen={}, why="原件写明", actor=KEEPER, on=TODAY
    )  # fmt: skip
    assert kinds(work) == [("commence", date(2018, 1, 1)), ("amend", BEGINS)]
    take_out_version(version=older, why="传错了文件", actor=KEEPER, on=TODAY)
    assert life(work) == before


def test_an_earlier_text_whose_follower_was_corrected_since_stays_with_a_reason() -> None:
    work = keep(NEW, BEGINS)
    older = add(work, OLD, date(2018, 1, 1))
    correct_rule(
        version=work.versions.get(number=1), values={"commences": date(2023, 3, 1)}, seen={}, why="核对",
        actor=KEEPER, on=TODAY,
    )  # fmt: skip
    assert kinds(work) == [("commence", date(2018, 1, 1)), ("amend", date(2023, 3, 1))]
    with pytest.raises(Refused, match="施行事件又改动过"):
        take_out_version(version=older, why="传错了文件", actor=KEEPER, on=TODAY)


def test_a_day_that_turns_the_order_of_versions_round_is_refused() -> None:
    work = keep(OLD, date(2018, 1, 1))
    newer = add(work, NEW, BEGINS)
    with pytest.raises(Refused, match="先后会倒过来"):
        correct_rule(
            version=newer, values={"commences": date(2017, 1, 1)}, seen={}, why="核对", actor=KEEPER, on=TODAY
        )  # fmt: skip
    assert kinds(work) == [("commence", date(2018, 1, 1)), ("amend", BEGINS)]


def test_a_text_between_two_others_is_compared_with_its_neighbours() -> None:
    work = keep(OLD, date(2018, 1, 1))
    add(work, NEW, BEGINS)
    for same in (OLD, NEW):
        with pytest.raises(Refused, match="一字不差"):
            add(work, same, date(2020, 1, 1))
    add(work, OLD.replace("三十日", "四十五日"), date(2020, 1, 1))
    assert kinds(work) == [("commence", date(2018, 1, 1)), ("amend", date(2020, 1, 1)), ("amend", BEGINS)]
    assert [step.span.version.number for step in history_of_provision(work, "art_2")] == [1, 3, 2]


def test_of_texts_that_are_all_to_come_the_pages_and_search_show_the_same_whatever_came_in_first() -> None:
    """The list shows the first to come, search and the page the newest in time."""
    far = TODAY + timedelta(days=400)
    work = keep(NEW, far)
    older = add(work, OLD, far - timedelta(days=200))
    listed = version_in(with_lives(Work.objects.filter(pk=work.pk)).get(), TODAY)
    versions = list(work.versions.all())
    alone = [key for key, shown in shown_days(versions).items() if shown.alone_until]
    assert (listed, alone) == (older, [versions[0].pk])
    assert choose(spans_of(versions), {}, TODAY).version == versions[0]
