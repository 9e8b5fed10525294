"""Pages of citations, of what has gone stale, of terms watched, and the picture of who cites whom."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.citations import network
from lianxi.apps.rulebook.models import Citation, Visibility, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY, A, B
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper, renew
from tests.apps.rulebook.work_looking import SignedIn

pytestmark = pytest.mark.usefixtures("rule_house")
ADDRESS = {name: f"/rules/{name}/" for name in ("citations", "stale", "watch")} | {
    "network": "/rules/citations/network/"
}


def pair(**more: object) -> tuple[Work, Work]:
    """The rule cited, and the one that cites."""
    body = Body.objects.get(pk=A)
    return keep(body, CITED, date(2020, 1, 1), **more), keep(body, CITING, date(2021, 1, 1))


def repeal(work: Work) -> None:
    kind, day = HappeningKind.REPEAL, date(2023, 1, 1)
    record_happening(work=work, kind=kind, day=day, instrument="=示例废止决定", actor=keeper(A), on=TODAY)


def table(client: Client, path: str, **query: str) -> list[dict[str, str]]:
    """The rows of a list as its CSV has them."""
    content = client.get(path, {**query, "format": "csv"}).content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_addresses_are_what_they_are_and_none_is_taken_for_a_rule(client: Client) -> None:
    assert {name: reverse(f"rulebook:{name}") for name in ADDRESS} == ADDRESS


def test_all_citations_are_listed_with_what_leads_nowhere(client: Client) -> None:
    pair()
    keep(Body.objects.get(pk=A), "示例甲市丙通知\n第一条　按照《示例丁办法》第九条执行。\n", date(2021, 1, 1))
    rows = table(client, ADDRESS["citations"])
    assert [(row["条文"], row["原文的词句"], row["所指条文"], row["所指"]) for row in rows] == [
        ("第一条第一款", "《示例丁办法》", "第九条", "不在库中"),
        ("第一条第一款", "《示例甲市示例条例》", "", "在库中"),
        ("第二条第一款", "《条例》", "第二条", "在库中"),
        ("第三条第一款", "《条例》", "第三条", "在库中"),
    ]
    missing = table(client, ADDRESS["citations"], state="missing")
    assert [row["被引用的制度"] for row in missing] == ["示例丁办法"]


def test_a_rule_has_its_citations_both_ways(client: Client) -> None:
    cited, citing = pair()
    page = client.get(ADDRESS["citations"], {"work": cited.address})
    assert [one["href"] for one in page.context["citations"]["by"]] == [citing.get_absolute_url()] * 3
    assert "被谁引用" in page.content.decode()
    other = client.get(ADDRESS["citations"], {"work": citing.address.removeprefix("/akn/")})
    assert [one["words"] for one in other.context["citations"]["cites"]] == ["", "第二条", "第三条"]


def test_a_provision_that_is_not_there_is_said_to_be_missing(client: Client) -> None:
    keep(Body.objects.get(pk=A), CITED, date(2020, 1, 1))
    keep(Body.objects.get(pk=A), CITING.replace("《条例》第三条", "《条例》第三十条"), date(2021, 1, 1))
    assert [row["所指条文"] for row in table(client, ADDRESS["citations"])][-1] == "第三十条（没有这一条）"


def test_a_hidden_rule_is_on_no_page_by_name_or_address(client: Client, signed_in: SignedIn) -> None:
    cited, citing = pair(visibility=Visibility.BODY)
    Work.objects.filter(pk=cited.pk).update(title="改了名的内部条例")
    repeal(cited)
    paths = [f"{ADDRESS['citations']}?work={citing.address}", f"{ADDRESS['network']}?work={citing.address}"]
    paths += [ADDRESS["citations"], f"{ADDRESS['citations']}?format=csv", ADDRESS["network"]]
    more = [ADDRESS["stale"], f"{ADDRESS['watch']}?list=groundless", f"{ADDRESS['watch']}?list=lapsed_ground"]
    for who, some in ((client, paths), (signed_in("bing.clerk"), paths + more)):
        for path in some:
            said = who.get(path).content.decode()
            assert "改了名的内部条例" not in said, path
            assert cited.get_absolute_url() not in said, path
    assert client.get(ADDRESS["citations"], {"work": cited.address}).status_code == 404
    assert client.get(ADDRESS["network"], {"work": cited.address}).status_code == 404
    row = Citation.objects.filter(work=cited).first()
    assert row is not None
    assert signed_in("bing.clerk").get(f"{ADDRESS['stale']}{row.pk}/").status_code == 404
    assert "改了名的内部条例" in signed_in("jia.clerk").get(ADDRESS["stale"]).content.decode()


@pytest.mark.parametrize("name", ["stale", "watch"])
def test_what_is_to_be_looked_at_is_for_people_of_bodies_only(client: Client, signed_in: SignedIn, name: str) -> None:
    pair()
    assert client.get(ADDRESS[name]).status_code != 200
    assert signed_in("operator").get(ADDRESS[name]).status_code == 403
    assert signed_in("bing.clerk").get(ADDRESS[name]).status_code == 200


def test_the_staleness_list_has_reasons_wordings_verdicts_and_units_in_its_export(signed_in: SignedIn) -> None:
    cited, citing = pair()
    citing.unit = Unit.objects.create(body_id=A, name="示例甲市示例局")
    citing.save()
    renew(cited, CITED.replace("三十日", "六十日"), date(2023, 1, 1))
    rows = table(signed_in("yi.clerk"), ADDRESS["stale"], reason="reworded")
    assert len(rows) == 1
    assert rows[0] | {
        "条文": "第二条第一款", "所指条文": "第二条", "原因": "条文已修改", "依据的文件": "示例修改决定",
        "变动日": "2023-01-01", "建议": "修订", "责任单位": "示例甲市示例局",
        "原条文": "第二条　申请应当在三十日内提出。", "现条文": "第二条　申请应当在六十日内提出。",
    } == rows[0]  # fmt: skip
    assert "“三十日”" in rows[0]["理由"]


def test_the_staleness_list_is_filtered_by_body_unit_reason_and_cited_rule(signed_in: SignedIn) -> None:
    cited, citing = pair()
    unit = Unit.objects.create(body_id=A, name="示例甲市示例局")
    Work.objects.filter(pk=citing.pk).update(unit=unit)
    keep(Body.objects.get(pk=B), CITING.replace("甲市示例实施", "乙市示例实施"), date(2021, 1, 1))
    repeal(cited)
    client = signed_in("jia.clerk")

    def count(**query: str) -> int:
        return len(table(client, ADDRESS["stale"], **query))

    assert (count(), count(body=A), count(body=B), count(unit=str(unit.pk))) == (6, 3, 3, 3)
    assert (count(reason="repealed"), count(reason="reworded"), count(work=cited.address)) == (6, 0, 6)
    assert (count(verdict="repeal"), count(on="2022-12-31")) == (2, 0)


def test_cells_that_begin_like_a_formula_are_made_harmless(signed_in: SignedIn) -> None:
    cited, _ = pair()
    repeal(cited)
    cells = [row["依据的文件"] for row in table(signed_in("jia.clerk"), ADDRESS["stale"])]
    assert cells
    assert not any(cell.startswith("=") for cell in cells)


def test_one_stale_citation_shows_both_wordings_as_a_redline(signed_in: SignedIn) -> None:
    cited, _ = pair()
    renew(cited, CITED.replace("三十日", "六十日"), date(2023, 1, 1))
    client = signed_in("jia.clerk")
    row = Citation.objects.get(named__0__words="第二条", work=cited, own=False)
    listed = client.get(ADDRESS["stale"], {"reason": "reworded", "on": "2023-01-01"}).context["listing"].lines
    (href,) = [line[0].href for line in listed]
    assert href == f"{ADDRESS['stale']}{row.pk}/?on=2023-01-01"
    said = client.get(href).content.decode()
    assert re.search(r"<del>三十日</del>", said)
    assert re.search(r"<ins>六十日</ins>", said)
    assert client.get(f"{ADDRESS['stale']}{row.pk}/?on=2022-12-31").status_code == 404
    way_on = f'href="{row.version.work.get_absolute_url()}reviews/add/"'
    assert way_on in said
    assert way_on not in signed_in("jia.deputy").get(href).content.decode()


@pytest.mark.parametrize("chosen", ["soon", "later", "lapsed_ground", "groundless", "trial", "left_alone"])
def test_each_list_of_watched_rules_opens_and_leaves_as_a_file(signed_in: SignedIn, chosen: str) -> None:
    cited, _ = pair()
    repeal(cited)
    body = Body.objects.get(pk=A)
    keep(body, "示例甲市试行办法\n第一条　本办法自2024年1月1日起试行。\n", date(2020, 1, 2), last_day=date(2024, 4, 1))
    client, query = signed_in("jia.clerk"), {"list": chosen, "since": "2023-06-01", "on": "2024-03-01"}
    rows = table(client, ADDRESS["watch"], **query)
    page = client.get(ADDRESS["watch"], query)
    assert page.context["listing"].page.paginator.count == len(rows) > 0
    assert all(row["出自"] and row["出处"] for row in rows)
    (number,) = [tile for tile in page.context["tiles"] if f"list={chosen}&" in tile["href"]]
    assert client.get(number["href"]).context["listing"].page.paginator.count == number["value"] == len(rows)


def test_units_of_one_name_are_told_apart_by_their_bodies_and_rules_without_one_can_be_chosen(
    signed_in: SignedIn,
) -> None:
    for body in (A, B):
        work = keep(Body.objects.get(pk=body), CITED.replace("示例条例", f"{body}条例"), date(2010, 1, 1))
        work.unit = Unit.objects.create(body_id=body, name="水务局")
        work.save(update_fields=["unit"])
    keep(Body.objects.get(pk=A), CITED, date(2010, 1, 1))
    client, query = signed_in("jia.clerk"), {"list": "left_alone"}
    offered = client.get(ADDRESS["watch"], query).context["listing"].filters.filters["unit"].extra["choices"]
    assert [label for _, label in offered] == ["示例乙县　水务局", "示例甲市　水务局", "（未定责任单位）"]
    assert [len(table(client, ADDRESS["watch"], **query, unit=key)) for key, _ in offered] == [1, 1, 1]


def test_a_list_that_is_not_there_and_a_day_that_is_none_do_no_harm(signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    for query in ({"list": "none"}, {"on": "x"}, {"since": "2024-13-01"}, {"body": "no"}):
        assert client.get(ADDRESS["watch"], query).status_code == 200
        assert table(client, ADDRESS["watch"], **query) == []


def test_the_picture_has_every_citation_in_its_table(client: Client) -> None:
    cited, citing = pair()
    chart = client.get(ADDRESS["network"], {"work": cited.address}).context["chart"]
    assert list(chart.rows) == [(citing.title, cited.title, 3)]
    series = chart.option["series"][0]
    assert {node["id"] for node in series["data"]} == {str(cited.pk), str(citing.pk)}
    assert series["links"] == [{"source": str(citing.pk), "target": str(cited.pk), "value": 3}]
    json.dumps(chart.option)


def test_the_picture_fits_its_frame_without_moving_and_stands_upright_in_a_narrow_one(client: Client) -> None:
    cited, citing = pair()
    option = client.get(ADDRESS["network"], {"work": cited.address}).context["chart"].option
    (series,) = option["series"]
    assert series["layout"] == "none"
    narrow, wide = (one["option"]["series"][0]["data"] for one in option["media"])
    assert wide == series["data"]
    assert max(node["x"] for node in wide) > max(node["y"] for node in wide)
    assert max(node["y"] for node in narrow) > max(node["x"] for node in narrow)
    assert all(node["label"]["show"] for node in (*narrow, *wide))
    assert {node["href"] for node in (*narrow, *wide)} == {cited.get_absolute_url(), citing.get_absolute_url()}


def test_the_picture_holds_no_more_rules_than_fit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST_NODES", 3)
    cited, citing = pair()
    body = Body.objects.get(pk=A)
    others = [keep(body, CITING.replace("实施", f"第{at}"), date(2021, 1, 1)) for at in "一二三"]
    for centre in (cited, None):
        shown = network.network_of(PUBLIC, TODAY, centre)
        assert len(shown.works) == 3
        assert shown.cut
        assert all(key in {work.pk for work in shown.works} for edge in shown.edges for key in edge)
    monkeypatch.setattr(network, "MOST_NODES", 5)
    whole = network.network_of(PUBLIC, TODAY, citing)
    assert {work.pk for work in whole.works} == {cited.pk, citing.pk, *(work.pk for work in others)}
    assert not whole.cut


def test_the_page_of_a_rule_has_both_ways_folded_provision_by_provision(client: Client) -> None:
    cited, citing = pair()
    page = client.get(cited.get_absolute_url())
    assert page.context["citations"]["by_in_all"] == 3
    said = page.content.decode()
    assert re.search(r'<h3><a href="#art_3">第三条</a>', said)
    assert '<details class="ci-fold">' in said
    said = client.get(citing.get_absolute_url()).content.decode()
    assert cited.get_absolute_url() in said
    Work.objects.filter(pk=citing.pk).update(visibility=Visibility.BODY)
    assert "citations" not in (client.get(cited.get_absolute_url()).context["citations"] or {})
    assert citing.title not in client.get(cited.get_absolute_url()).content.decode()
