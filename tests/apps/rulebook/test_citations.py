"""Citations of rules, both ways."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.bodies.models import Body, CircleMember
from lianxi.apps.rulebook.citations.citing import citations_of, citing_place, seen_citations, work_shown
from lianxi.apps.rulebook.citations.watch import Watch, watched
from lianxi.apps.rulebook.models import Citation, Visibility, Work
from lianxi.apps.rulebook.services import title_register
from lianxi.kernel.access import PUBLIC
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.citing_world import CITED, CITING, keep, renew, stale_citations

pytestmark = pytest.mark.django_db


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


def rows(work: Work) -> list[tuple[str, str, str, list[str], int | None]]:
    found = Citation.objects.filter(version__work=work).order_by("version", "order")
    return [(citing_place(row.provision), row.printed, row.kind, row.wids, row.work_id) for row in found]


def test_each_citation_is_a_row_with_its_place_its_kind_and_the_provisions_meant(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert rows(citing) == [
        ("第一条第一款", "《示例甲市示例条例》", "basis", [], cited.pk),
        ("第二条第一款", "《条例》", "accord", ["art_2"], cited.pk),
        ("第三条第一款", "《条例》", "accord", ["art_3"], cited.pk),
        ("第四条第一款", "本办法", "breach", ["art_2"], citing.pk),
    ]
    text = citing.versions.get().text
    assert all(text[row.start : row.end] == row.printed for row in Citation.objects.all())
    assert [row.own for row in Citation.objects.filter(version__work=citing).order_by("order")] == [False] * 3 + [True]


def test_a_work_that_comes_in_later_is_found_by_those_who_cited_it_by_title(bodies: dict[str, Body]) -> None:
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert [row[4] for row in rows(citing)] == [None, None, None, citing.pk]
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    assert [(row[3], row[4]) for row in rows(citing)] == [
        ([], cited.pk), (["art_2"], cited.pk), (["art_3"], cited.pk), (["art_2"], citing.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("first", ["cited", "citing"])
def test_a_work_is_found_by_its_document_number_however_the_brackets_are_printed(
    bodies: dict[str, Body], first: str
) -> None:
    text = "示例甲市示例通知\n第一条　按照示甲府〔2020〕8号文件执行。\n"
    citing = keep(bodies["990100"], text, date(2021, 1, 1)) if first == "citing" else None
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1), document_number="示甲府[2020]8号")
    citing = citing or keep(bodies["990100"], text, date(2021, 1, 1))
    assert Citation.objects.get(version__work=citing).work == cited


def test_provisions_are_those_of_the_day_of_the_citing_version(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    renewed = CITED.replace("第四条", "第五条").replace("第三条　", "第四条　")
    renewed = renewed.replace("第四条　主管", "第三条　设立示例基金，专款专用，每年公布收支。\n第四条　主管")
    renew(cited, renewed, date(2022, 1, 1))
    old = keep(bodies["990100"], CITING, date(2021, 1, 1))
    new = keep(bodies["990100"], CITING.replace("实施办法", "新实施办法"), date(2023, 1, 1))
    assert rows(old)[2][3] == ["art_3"]
    assert rows(new)[2][3] == ["art_3@2"]


def test_of_two_works_of_one_title_the_one_of_the_same_body_is_meant_else_none(bodies: dict[str, Body]) -> None:
    theirs = keep(bodies["990200"], CITED, date(2020, 1, 1))
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert rows(citing)[0][4] == theirs.pk
    third = keep(bodies["990300"], CITED, date(2020, 1, 1))
    assert rows(citing)[0][4] is None
    own = keep(bodies["990100"], CITED, date(2020, 1, 1))
    assert rows(citing)[0][4] == own.pk
    assert third.pk != own.pk


def test_a_title_without_marks_is_found_also_once_the_register_stays(
    bodies: dict[str, Body], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(title_register, "MOST_NEW", 0)
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    text = "示例甲市某某通知\n第一条　各单位应当学习示例甲市示例条例，认真贯彻。\n"
    citing = keep(bodies["990100"], text, date(2021, 1, 1))
    assert [(row[1], row[4]) for row in rows(citing)] == [("示例甲市示例条例", cited.pk)]


def test_both_ways_for_a_work(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    assert [row.version.work for row in citations_of(cited, PUBLIC, DAY).by] == [citing] * 3
    assert [row.work for row in citations_of(citing, PUBLIC, DAY).cites] == [cited] * 3
    assert citations_of(citing, PUBLIC, DAY).unresolved == 0


def test_only_the_version_that_counts_on_the_day_cites(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    text = CITING.replace("第三条　示例名录按照《条例》第三条执行。", "第三条　示例名录另行公布。")
    renew(citing, text, date(2023, 1, 1))
    assert len(citations_of(cited, PUBLIC, date(2022, 12, 31)).by) == 3
    assert len(citations_of(cited, PUBLIC, date(2023, 1, 1)).by) == 2


def test_a_cited_work_one_may_not_see_is_its_printed_words_and_nothing_more(bodies: dict[str, Body]) -> None:
    keep(bodies["990100"], CITED, date(2020, 1, 1), visibility=Visibility.BODY)
    citing = keep(bodies["990100"], CITING, date(2021, 1, 1))
    for actor, unresolved in ((OTHER_CLERK, 3), (PUBLIC, 3), (CLERK, 0)):
        both = citations_of(citing, actor, DAY)
        assert both.unresolved == unresolved
        assert {work_shown(row) for row in both.cites} == {"示例甲市示例条例"}
    Work.objects.filter(visibility=Visibility.BODY).update(title="改了名的内部条例")
    assert {work_shown(row) for row in citations_of(citing, PUBLIC, DAY).cites} == {"示例甲市示例条例"}
    assert {work_shown(row) for row in citations_of(citing, CLERK, DAY).cites} == {"改了名的内部条例"}


def test_a_citing_work_one_may_not_see_is_not_there(bodies: dict[str, Body]) -> None:
    cited = keep(bodies["990100"], CITED, date(2020, 1, 1))
    keep(bodies["990100"], CITING, date(2021, 1, 1), visibility=Visibility.BODY)
    assert citations_of(cited, PUBLIC, DAY).by == ()
    assert not seen_citations(PUBLIC).exists()
    assert len(citations_of(cited, CLERK, DAY).by) == 3


def test_a_body_that_has_left_a_circle_does_not_look_back(bodies: dict[str, Body]) -> None:
    keep(bodies["990200"], CITED, date(2020, 1, 1))
    citing = keep(bodies["990200"], CITING, date(2021, 1, 1))
    Work.objects.update(visibility=Visibility.CIRCLE, circle="demo-river")
    assert seen_citations(CLERK).filter(version__work=citing).exists()
    CircleMember.objects.filter(body="990100").update(end=date(2024, 2, 1))
    assert not seen_citations(CLERK).exists()
    assert watched(Watch.LEFT_ALONE, CLERK, date(2024, 1, 1)) == []
    assert stale_citations(CLERK, date(2024, 1, 1)) == []
