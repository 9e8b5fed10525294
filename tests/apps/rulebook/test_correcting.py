"""What is known of a rule is put right: old and new with a reason, the address and the text stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.models import Citation, Version, Visibility, Work
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.correcting import correct_rule, reassign_rules, values_of
from lianxi.apps.search.models import IndexChange
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Status
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_stretches")]
HEAD = keeper("990100")


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


@pytest.fixture
def work(bodies: dict[str, Body]) -> Work:
    return keep(bodies["990100"], CITED, date(2020, 1, 1))


def correct(work: Work, number: int = 1, actor: Actor = HEAD, why: str = "录入有误", **values: Any) -> list[str]:
    version = work.versions.get(number=number)
    said = correct_rule(version=version, values=values, seen=values_of(version), why=why, actor=actor, on=DAY)
    work.refresh_from_db()
    return said


def test_old_and_new_stand_in_the_audit_and_address_and_text_stay(work: Work) -> None:
    before = Version.objects.get(work=work)
    changes = IndexChange.objects.filter(object_id=work.pk).count()
    said = correct(
        work, kind="zhidu", issuer="示例甲市民政局", document_number="示民〔2020〕3号", issued=date(2019, 12, 1)
    )
    assert said == ["种类", "制定机关", "文号", "成文日期"]
    after = Version.objects.get(work=work)
    assert (work.kind, work.outward, work.issuer) == ("zhidu", False, "示例甲市民政局")
    assert (after.document_number, after.issued) == ("示民〔2020〕3号", date(2019, 12, 1))
    assert (work.address, after.text) == (Work.objects.get().address, before.text)
    assert "/guifan/" in work.address
    entry = Entry.objects.get(act="rule.correct")
    assert entry.before["种类"] == "行政规范性文件"
    assert entry.after == {
        "种类": "内部管理制度",
        "制定机关": "示例甲市民政局",
        "文号": "示民〔2020〕3号",
        "成文日期": "2019-12-01",
    }
    assert entry.note == "录入有误"
    assert IndexChange.objects.filter(object_id=work.pk).count() > changes


def test_a_title_put_right_is_found_by_those_who_cite_it_and_the_wrong_one_no_more(bodies: dict[str, Body]) -> None:
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    wrong = keep(bodies["990100"], CITED, date(2020, 1, 1), title="示例甲市示列条例")
    meant = Citation.objects.filter(version__work=citing, own=False)
    assert set(meant.values_list("work", flat=True)) == {None}
    correct(wrong, title="示例甲市示例条例")
    assert wrong.title == "示例甲市示例条例"
    assert set(meant.values_list("work", flat=True)) == {wrong.pk}
    assert [row.wids for row in meant.order_by("order")] == [[], ["art_2"], ["art_3"]]
    correct(wrong, title="示例甲市示列条例")
    assert set(meant.values_list("work", flat=True)) == {None}


def test_the_title_of_an_older_version_leaves_the_name_of_the_work(work: Work) -> None:
    renew(work, CITED.replace("三十日", "六十日"), date(2022, 1, 1))
    correct(work, number=1, title="示例甲市示例暂行条例")
    assert work.title == "示例甲市示例条例"


@pytest.mark.parametrize(("day", "status"), [(9, Status.PENDING), (10, Status.IN_FORCE), (11, Status.IN_FORCE)])
def test_a_day_of_commencement_put_right_moves_what_happened(work: Work, day: int, status: Status) -> None:
    correct(work, commences=date(2020, 3, 10), last_day=date(2025, 3, 9))
    assert standing_of(work, date(2020, 3, day)).status is status
    assert standing_of(work, date(2025, 3, 9)).status is Status.IN_FORCE
    assert standing_of(work, date(2025, 3, 10)).status is Status.EXPIRED
    gone = work.happenings.get(withdrawn_on__isnull=False)
    assert (gone.day, gone.withdrawn_why) == (date(2020, 1, 1), "更正：录入有误")


def test_a_day_that_was_not_known_begins_and_one_that_was_none_ends(bodies: dict[str, Body]) -> None:
    work = keep(bodies["990100"], CITED, None)
    assert standing_of(work, DAY).status is Status.UNDATED
    correct(work, commences=date(2020, 1, 1))
    assert standing_of(work, DAY).status is Status.IN_FORCE
    correct(work, commences=None)
    assert standing_of(work, DAY).status is Status.UNDATED


def test_what_cannot_be_put_right_says_why_and_changes_nothing(bodies: dict[str, Body], work: Work) -> None:
    foreign = Unit.objects.create(body=bodies["990200"], name="示例乙县民政局")
    tried: list[tuple[str, dict[str, Any]]] = [
        ("没有改动", {"title": work.title}),
        ("须说明理由", {"title": "另一个", "why": ""}),
        ("不能空着", {"issuer": " "}),
        ("没有“x”这个种类", {"kind": "x"}),
        ("没有这个单位", {"unit": foreign.pk}),
        ("早于施行日期", {"last_day": date(2019, 1, 1)}),
        ("不能有有效期", {"commences": None, "last_day": date(2029, 1, 1)}),
        ("不能“更正", {"title": "另一个", "actor": OTHER_CLERK}),
    ]
    for said, values in tried:
        with pytest.raises(Refused, match=said):
            correct(work, **values)
    assert not Entry.objects.filter(act="rule.correct").exists()
    assert work.happenings.filter(withdrawn_on__isnull=False).count() == 0


def test_of_two_people_at_one_field_the_second_is_told(work: Work) -> None:
    version = work.versions.get()
    seen = values_of(version)
    correct(work, issuer="示例甲市民政局")
    with pytest.raises(Refused, match="已由别人改为“示例甲市民政局”"):
        correct_rule(version=version, values={"issuer": "示例甲市水务局"}, seen=seen, why="x", actor=CLERK, on=DAY)
    correct_rule(version=version, values={"title": "别的名称"}, seen=seen, why="不是同一项", actor=CLERK, on=DAY)


def test_a_clerk_cannot_widen_by_a_unit_who_may_see(bodies: dict[str, Body]) -> None:
    units = [Unit.objects.create(body=bodies["990100"], name=name) for name in ("甲处", "乙处")]
    work = keep(bodies["990100"], CITED, date(2020, 1, 1), visibility=Visibility.UNIT, unit=units[0].pk)
    with pytest.raises(Refused, match="可见范围"):
        correct(work, actor=CLERK, unit=units[1].pk)
    with pytest.raises(Refused, match="不能没有责任单位"):
        correct(work, unit=None)
    correct(work, unit=units[1].pk)
    assert work.unit == units[1]


def test_all_works_of_a_unit_go_to_another_in_one_act(bodies: dict[str, Body], work: Work) -> None:
    body = bodies["990100"]
    old, new = (Unit.objects.create(body=body, name=name) for name in ("旧局", "新局"))
    works = [keep(body, CITING.replace("实施", f"第{at}"), date(2021, 1, 1), unit=old.pk) for at in "一二"]
    said = {"body": body, "old": old, "new": new, "why": "机构改革", "on": DAY}
    clerk = Actor("c", "示例·员", "990100", frozenset({RoleHeld(Role.CLERK, "990100")}))
    for more, words in (
        ({"works": [works[0].pk], "actor": HEAD}, "现在是 2 件"),
        ({"works": [one.pk for one in works], "actor": clerk}, "办公室主任"),
        ({"works": [one.pk for one in works], "actor": HEAD, "new": old}, "同一个单位"),
    ):
        with pytest.raises(Refused) as refused:
            reassign_rules(**{**said, **more})  # type: ignore[arg-type]
        assert words in str(refused.value)
    assert reassign_rules(**said, works=[one.pk for one in works], actor=HEAD) == 2  # type: ignore[arg-type]
    assert set(Work.objects.filter(unit=new)) == set(works)
    work.refresh_from_db()
    assert work.unit is None
    (entry,) = Entry.objects.filter(act="rules.reassign")
    assert entry.after["works"] == [one.address for one in works]
