"""制度库: the list, its filters and exports, who sees what, the figures of the units."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from lianxi.apps.bodies.models import Unit
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import amend
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, kept, main, text

LOOKING = ("jia.clerk", "jia.head", "jia.deputy", "operator", "")
pytestmark = pytest.mark.usefixtures("rule_house")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("title=名录+示例", True), ("title=名录+预算", False), ("kind=dfxfg", True), ("kind=guifan", False),
        ("issuer=示例甲市人民代表大会", True), ("issuer=示例乙", False), (f"body={A}", True), ("year=2023", True),
        ("year=2024", False), ("status=in_force", True), ("status=amended", False), ("status=pending", False),
        ("status=pending&on=2023-12-31", True), ("status=expired&on=2029-01-01", True),
        ("status=expired&on=2028-12-31", False), ("findings=true", False), ("findings=false", True),
        ("untouched=true", True), ("untouched=false", False), ("without_unit=true", True),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_what_the_rule_is_and_how_it_stood_on_a_day(
    client: Client, query: str, shown: bool
) -> None:
    work = kept()
    assert (work.get_absolute_url() in text(client, f"/rules/?{query}")) is shown


def test_who_keeps_the_rules_is_led_to_the_intake_from_an_empty_list_and_from_a_full_one(signed_in: SignedIn) -> None:
    way = 'href="/rules/intake/"'
    empty = {name: main(signed_in(name) if name else Client(), "/rules/").count(way) for name in LOOKING}
    kept("public")
    full = {name: main(signed_in(name) if name else Client(), "/rules/").count(way) for name in LOOKING}
    assert empty == {"jia.clerk": 2, "jia.head": 2, "jia.deputy": 0, "operator": 0, "": 0}
    assert full == {"jia.clerk": 1, "jia.head": 1, "jia.deputy": 0, "operator": 0, "": 0}


@pytest.mark.parametrize(
    "path", ["/rules/health/", "/rules/reviews/", "/rules/filings/", "/rules/citations/", "/rules/figures/"]
)
def test_pages_that_wait_for_a_first_rule_lead_to_the_repository(signed_in: SignedIn, path: str) -> None:
    bare = main(signed_in("jia.clerk"), path)
    assert 'href="/rules/">去制度库' in bare
    kept()
    assert "去制度库" not in main(signed_in("jia.clerk"), path) or path == "/rules/citations/"  # a rule that cites none


def test_the_list_leaves_as_csv_and_as_excel_what_is_filtered(client: Client) -> None:
    kept()
    lines = text(client, "/rules/?format=csv").splitlines()
    assert lines[0] == "名称,文号,种类,制定机关,责任单位,施行日期,效力,有效期"
    assert lines[1].startswith("示例甲市示例名录管理条例,示甲常〔2023〕9号,地方性法规,")
    assert len(text(client, "/rules/?format=csv&kind=guifan").splitlines()) == 1
    sheet = load_workbook(BytesIO(client.get("/rules/?format=xlsx").content)).active
    assert "示例甲市示例名录管理条例" in [cell.value for row in sheet.rows for cell in row]


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        ("public", {"", "operator", "jia.clerk", "jia.deputy", "yi.clerk", "bing.clerk"}),
        ("bodies", {"jia.clerk", "jia.deputy", "yi.clerk", "bing.clerk"}),
        ("circle", {"jia.clerk", "jia.deputy", "yi.clerk"}),
        ("body", {"jia.clerk", "jia.deputy"}),
        ("unit", {"jia.clerk"}),
        ("persons", {"jia.clerk", "bing.clerk"}),
    ],
)
def test_what_one_may_not_see_is_nowhere_and_looks_like_what_is_not_there(
    signed_in: SignedIn, visibility: str, seen_by: set[str]
) -> None:
    unit = Unit.objects.create(body_id=A, name="示例局").pk if visibility == "unit" else None
    work = kept(visibility, circle="demo-river", unit=unit, readers=("bing.clerk",))
    part, missing = work.get_absolute_url(), "/rules/cn-9901/act/dfxfg/2023-12-20/mei-you/"
    for name in ("", "operator", "jia.clerk", "jia.deputy", "yi.clerk", "bing.clerk"):
        client = signed_in(name) if name else Client()
        seen = name in seen_by
        listed = main(client, "/rules/")
        assert (work.title in listed, '<b class="num">1</b>' in listed) == (seen, seen), name
        assert (work.title in client.get("/").content.decode()) is seen, name
        for page in ("", "provisions/art_1/", "text/1.docx", "happenings/add/", "visibility/"):
            there, not_there = client.get(part + page), client.get(missing + page)
            assert not_there.status_code == 404
            if not seen:
                assert there.status_code == 404
                one, other = _without_address(there, "shi-li-ming-lu"), _without_address(not_there, "mei-you")
                assert one == other, (name, page)
        assert client.get(part).status_code == (200 if seen else 404)


def _without_address(answer: HttpResponse, slug: str) -> str:
    """The page without what the reader typed and without the token of the form, which is another each time."""
    html = answer.content.decode().replace(slug, "…")
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"|"X-CSRFToken": ?"[^"]+"', "", html)


def test_a_unit_or_body_of_hidden_rules_is_no_choice_of_the_filter(client: Client) -> None:
    unit = Unit.objects.create(body_id=A, name="示例保密局")
    kept("body", unit=unit.pk)
    kept("public", slug="ling-yi-jian")
    assert "示例保密局" not in text(client, "/rules/")
    assert client.get(f"/rules/?unit={unit.pk}&format=csv").content.decode("utf-8-sig").count("\n") == 1


def test_the_health_of_each_unit_counts_only_what_one_sees_and_opens_its_rows(signed_in: SignedIn) -> None:
    unit = Unit.objects.create(body_id=A, name="示例局")
    amend(kept("bodies", unit=unit.pk), KEEPER, TODAY)
    kept("bodies", unit=unit.pk, slug="di-er-jian")
    kept("body", slug="di-san-jian")
    rows = text(signed_in("jia.clerk"), "/rules/health/?format=csv").splitlines()
    assert rows[1:] == ["示例局,示例甲市,2,95,1,1", "（未定责任单位）,示例甲市,1,100,0,1"]
    assert len(text(signed_in("yi.clerk"), "/rules/health/?format=csv").splitlines()) == 2
    html = main(signed_in("jia.clerk"), "/rules/health/")
    for link, count in re.findall(r'href="(/rules/\?[^"]+)">(\d+)</a>', html):
        listed = main(signed_in("jia.clerk"), link.replace("&amp;", "&"))
        assert f'<b class="num">{count}</b>' in listed, link
    assert Client().get("/rules/health/").status_code == 403


def test_the_card_on_the_home_page_shows_visitors_what_is_public(client: Client) -> None:
    kept("public")
    kept("body", slug="bu-gong-kai")
    html = main(client, "/")
    assert "公开的制度" in html
    assert html.count("示例甲市示例名录管理条例") == 1
