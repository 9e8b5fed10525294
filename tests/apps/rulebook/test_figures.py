"""实时数据: each figure is what one counts by hand over the rules one may see, and opens exactly those rows."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.figures.board import FIGURES, SCREENS
from lianxi.apps.rulebook.figures.months import days_of, last_months
from lianxi.apps.rulebook.figures.pictures import LARGE, enlarged
from lianxi.apps.rulebook.figures.stock import Stock
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.keeping import Source
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.texts.validity import HappeningKind
from lianxi.loaders.rule_kinds import rule_kind
from tests.apps.accounts.people import CIRCLE, TODAY, A, B, actor
from tests.apps.rulebook.citing_world import CITED, CITING, keeper
from tests.apps.rulebook.citing_world import keep as keep_text
from tests.apps.rulebook.kept_works import amend, keep
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, main, text

pytestmark = pytest.mark.usefixtures("rule_house")
PAGE = "/rules/figures/"
YEAR = re.compile(r"/(\d{4})-\d\d-\d\d/")
LATER = date(2025, 6, 30)
SEEN = {
    "": {"gong-kai", "ling-yi-jian", "yi-de"},
    "jia.clerk": {"gong-kai", "ling-yi-jian", "yi-de", "gong-xiang", "quan-nei", "ben-ji-gou", "dan-wei", "ming-dan"},
    "jia.deputy": {"gong-kai", "ling-yi-jian", "yi-de", "gong-xiang", "quan-nei", "ben-ji-gou"},
    "yi.clerk": {"gong-kai", "ling-yi-jian", "yi-de", "gong-xiang", "quan-nei", "yi-nei-bu"},
    "bing.clerk": {"gong-kai", "ling-yi-jian", "yi-de", "gong-xiang", "ming-dan"},
}
"""Who sees which rule of the house below, by its name in the address."""


@pytest.fixture
def house() -> dict[str, Work]:
    """Rules of two bodies: of every visibility, some changed, ended, running out or to come, two that cite."""
    unit = Unit.objects.create(body_id=A, name="示例保密局").pk
    jia, yi = Body.objects.get(pk=A), Body.objects.get(pk=B)
    far, near = date(2027, 3, 1), date(2024, 5, 20)
    made = {
        "gong-kai": keep(jia, KEEPER, TODAY, visibility="public", slug="gong-kai", last_day=near),
        "ling-yi-jian": keep(jia, KEEPER, date(2024, 1, 9), visibility="public", slug="ling-yi-jian", kind="guifan"),
        "gong-xiang": keep(jia, KEEPER, TODAY, visibility="bodies", slug="gong-xiang", source=Source(score=95)),
        "quan-nei": keep(jia, KEEPER, TODAY, visibility="circle", circle=CIRCLE, slug="quan-nei", commences=far),
        "ben-ji-gou": keep(jia, KEEPER, TODAY, slug="ben-ji-gou", unit=unit, day=date(2019, 5, 6)),
        "dan-wei": keep(jia, KEEPER, TODAY, visibility="unit", unit=unit, slug="dan-wei", kind="zhidu"),
        "ming-dan": keep(jia, KEEPER, TODAY, visibility="persons", readers=("bing.clerk",), slug="ming-dan"),
        "yi-de": keep(yi, keeper(B), TODAY, visibility="public", slug="yi-de", commences=None, last_day=None),
        "yi-nei-bu": keep(yi, keeper(B), TODAY, slug="yi-nei-bu", source=Source(score=40)),
    }  # fmt: skip
    amend(made["gong-xiang"], KEEPER, TODAY)
    record_happening(
        work=made["ling-yi-jian"], kind=HappeningKind.REPEAL, day=date(2024, 2, 2), instrument="示例废止决定",
        actor=KEEPER, on=TODAY,
    )  # fmt: skip
    return made


def who(name: str) -> object:
    return actor(name) if name else PUBLIC


def shown(figure: str, name: str, day: date = TODAY) -> dict[str, object]:
    """What a card shows, its zeros left out."""
    made = FIGURES[figure](Stock(who(name), TODAY, day))
    assert made is not None
    return {str(row[0].value): row[1].value for row in made.rows if row[1].value}


def by_hand(works: Iterable[Work], told: Callable[[Work], object]) -> dict[str, object]:
    return dict(Counter(str(told(work)) for work in works if told(work) is not None))


def seen(house: dict[str, Work], name: str) -> list[Work]:
    return [Work.objects.get(pk=house[slug].pk) for slug in SEEN[name]]


def unit_of(work: Work) -> str:
    return f"{work.unit.name}（{work.body.short_name}）" if work.unit else "（未定责任单位）"


def score_of(work: Work) -> str:
    score = work.versions.order_by("-number")[0].score
    bands = ((100, "100分"), (90, "90—99分"), (80, "80—89分"), (60, "60—79分"), (0, "0—59分"))
    return next(band for low, band in bands if score >= low)


PLAIN: dict[str, Callable[[Work], object]] = {
    "body": lambda work: work.body.short_name,
    "unit": unit_of,
    "kind": lambda work: rule_kind(work.kind).name,
    "outward": lambda work: "对外行权" if work.outward else "内部管理",
    "year": lambda work: f"{YEAR.findall(work.address)[0]}年",
    "region": lambda work: work.region.name if work.region else "（未写行政区划）",
    "health": score_of,
    "admission": lambda work: f"{work.created_on:%Y-%m}",
    "visibility": lambda work: work.get_visibility_display(),
}


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("figure", PLAIN)
def test_a_figure_is_what_one_counts_by_hand(house: dict[str, Work], figure: str, name: str) -> None:
    if figure == "visibility" and not name:
        assert FIGURES[figure](Stock(PUBLIC, TODAY, TODAY)) is None
        return
    assert shown(figure, name) == by_hand(seen(house, name), PLAIN[figure])


@pytest.mark.parametrize("name", SEEN)
@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 2, 1), TODAY, date(2024, 5, 21), date(2029, 1, 1)])
def test_standings_are_counted_as_of_the_day_looked_at(house: dict[str, Work], name: str, day: date) -> None:
    mine = seen(house, name)
    standings = {work.pk: standing_of(work, day) for work in mine}
    assert shown("status", name, day) == by_hand(mine, lambda work: standings[work.pk].status.label)
    ends = [one.until for one in standings.values() if one.status.binds and one.until]
    reach = {months: sum(_at(end) <= _at(day, months) for end in ends) for months in (3, 6, 12)}
    assert shown("expiring", name, day) == {f"{months}个月内": many for months, many in reach.items() if many}


def _at(day: date, later: int = 0) -> tuple[int, int]:
    """A day so many months later, as month and day of the month."""
    return day.year * 12 + day.month + later, day.day


@pytest.mark.parametrize("name", ["", "jia.clerk", "yi.clerk"])
@pytest.mark.parametrize("day", [TODAY, LATER])
def test_what_began_and_what_ended_is_counted_by_month(house: dict[str, Work], name: str, day: date) -> None:
    figure = FIGURES["trend"](Stock(who(name), TODAY, day))
    assert figure is not None
    begun, ended = Counter[str](), Counter[str]()
    for work in seen(house, name):
        first = work.happenings.filter(kind="commence", provisions=[], day__lte=day).order_by("day").first()
        begun.update([f"{first.day:%Y-%m}"] if first else [])
        standing = standing_of(work, day)
        ended.update([f"{standing.since:%Y-%m}"] if standing.status.is_over else [])
    months = [str(row[0].value) for row in figure.rows]
    assert len(months) == 24
    assert months[-1] == f"{day:%Y-%m}"
    assert [(row[1].value, row[2].value) for row in figure.rows] == [(begun[one], ended[one]) for one in months]
    assert sum(ended[one] for one in months) > 0


def test_months_are_told_also_before_the_years_in_which_terms_are_counted(
    house: dict[str, Work], client: Client
) -> None:
    assert days_of("1998-02") == (date(1998, 2, 1), date(1998, 2, 28))
    assert days_of("2099-12") == (date(2099, 12, 1), date(2099, 12, 31))
    told = last_months(date(2000, 2, 29))
    assert (len(told), told[0], told[-3:]) == (24, "1998-03", ["1999-12", "2000-01", "2000-02"])
    assert "1999-07" in main(client, f"{PAGE}?on=2001-06-01")
    assert '<b class="num">0</b>' in main(client, f"{PAGE}rows/?begun=1998-05")


def _links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<td class="num"><a href="([^"]+)">(\d+)</a></td>', html)


@pytest.mark.parametrize("name", ["", "jia.clerk", "yi.clerk"])
@pytest.mark.parametrize("on", ["", "?on=2025-06-30"])
def test_every_number_opens_as_many_rows(house: dict[str, Work], signed_in: SignedIn, name: str, on: str) -> None:
    client = signed_in(name) if name else Client()
    links = set(_links(text(client, PAGE + on)))
    assert len(links) > 30
    for link, many in links:
        address = unescape(link)
        if not address.startswith(("/rules/?", "/rules/figures/", "/rules/reviews/", "/rules/filings/", "/audit/")):
            continue
        assert f'<b class="num">{many}</b>' in main(client, address), (address, many)


def test_the_tiles_open_as_many_rows_as_they_say(house: dict[str, Work], signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    tiles = re.findall(
        r'<a href="([^"]+)" class="lx-tile[^>]*><span[^>]*>[^<]*</span><span[^>]*>(\d+)', text(client, PAGE)
    )
    assert len(tiles) == 4
    for link, many in tiles:
        assert f'<b class="num">{many}</b>' in main(client, unescape(link)), link


def test_of_what_is_hidden_neither_number_nor_name_is_told(house: dict[str, Work], signed_in: SignedIn) -> None:
    for name, told in (("jia.clerk", True), ("yi.clerk", False), ("", False)):
        client = signed_in(name) if name else Client()
        for page in (PAGE, f"{PAGE}?screen=1&part=2", f"{PAGE}?unit={house['dan-wei'].unit_id}&by=unit"):
            html = text(client, page)
            assert any(word in html for word in ("示例保密局", json.dumps("示例保密局")[1:-1])) is told, (name, page)
    assert "dan-wei" not in text(signed_in("jia.deputy"), f"{PAGE}rows/?outward=false")


def test_looking_at_another_day_shows_nobody_more_than_today(house: dict[str, Work], signed_in: SignedIn) -> None:
    client = signed_in("bing.clerk")  # its body joins the circle only in 2025
    for page in (f"{PAGE}?on=2025-06-01", f"{PAGE}rows/?on=2025-06-01&begun=2027-03", f"{PAGE}?screen=1&on=2025-06-01"):
        assert "quan-nei" not in text(client, page)
    figures = [FIGURES[name](Stock(actor("bing.clerk"), TODAY, date(2025, 6, 1))) for name in ("body", "visibility")]
    assert [sum(row[1].value for row in one.rows) for one in figures if one] == [5, 5]


def test_a_visitor_has_fifteen_views_and_an_office_twenty_four(house: dict[str, Work], signed_in: SignedIn) -> None:
    cards = re.compile(r'<section class="lx-card fg-[^"]*" id="([a-z]+)"')
    assert len(cards.findall(text(Client(), PAGE))) == 15
    assert len(set(cards.findall(text(signed_in("jia.clerk"), PAGE)))) == 24
    for name in FIGURES:
        assert sum(name in screen for screen in SCREENS) <= 1


def test_the_condition_box_counts_what_is_chosen_by_what_is_chosen(house: dict[str, Work], signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    html = main(client, f"{PAGE}?body={A}&year=2023&by=status")
    box = html.split('id="conditions"')[1].split("</section>")[0]
    mine = [work for work in seen(house, "jia.clerk") if work.body_id == A and "/2023-" in work.address]
    assert f"符合条件的共{len(mine)}件，按效力分" in box
    counts = _links(box)
    assert sorted(int(many) for _, many in counts) == sorted(
        by_hand(mine, lambda work: standing_of(work, TODAY).status.label).values()
    )
    for link, many in counts:
        assert f"body={A}" in unescape(link)
        assert f'<b class="num">{many}</b>' in main(client, unescape(link))


def test_conditions_that_cannot_be_understood_count_nothing(house: dict[str, Work], client: Client) -> None:
    html = main(client, f"{PAGE}?year=abc")
    assert "符合条件的共0件" in html
    assert "没有符合条件的制度" in html
    assert '<b class="num">0</b>' in main(client, f"{PAGE}rows/?begun=2024-13")


def test_a_rule_that_has_ended_goes_on_citing_and_that_is_said(signed_in: SignedIn) -> None:
    body = Body.objects.get(pk=A)
    cited, citing = keep_text(body, CITED, date(2020, 1, 1)), keep_text(body, CITING, date(2021, 1, 1))
    record_happening(
        work=citing, kind=HappeningKind.REPEAL, day=date(2023, 1, 1), instrument="示例决定", actor=KEEPER, on=TODAY
    )
    figure = FIGURES["cited"](Stock(PUBLIC, TODAY, TODAY))
    assert [[cell.value for cell in row] for row in figure.rows] == [[cited.title, 3, 1]]
    assert "已经终止的制度引用的也算" in figure.says
    assert "已经终止的制度也在内" in main(signed_in("jia.clerk"), "/rules/citations/")


def test_citations_are_counted_by_place_and_stale_ones_by_reason(signed_in: SignedIn) -> None:
    jia, yi = Body.objects.get(pk=A), Body.objects.get(pk=B)
    cited = keep_text(jia, CITED, date(2020, 1, 1))
    citing = keep_text(jia, CITING, date(2021, 1, 1))
    keep_text(yi, CITING.replace("实施办法", "内部细则"), date(2021, 1, 1), visibility="body", slug="nei-bu")
    assert shown("cited", "jia.deputy") == {cited.title: 3}
    assert shown("cited", "yi.clerk") == {cited.title: 6}
    assert shown("stale", "yi.clerk") == {}
    record_happening(
        work=cited, kind=HappeningKind.REPEAL, day=date(2023, 1, 1), instrument="示例废止决定", actor=KEEPER, on=TODAY
    )
    assert shown("stale", "jia.deputy") == {"已废止": 3}
    assert shown("stale", "yi.clerk") == {"已废止": 6}
    assert shown("stale", "yi.clerk", date(2022, 12, 31)) == {}
    assert FIGURES["stale"](Stock(PUBLIC, TODAY, TODAY)) is None
    html = main(signed_in("jia.deputy"), f"{PAGE}?on=2023-06-01")
    link = next(
        unescape(link) for link, many in _links(html) if "/rules/stale/?reason=repealed" in link and many == "3"
    )
    assert '<b class="num">3</b>' in main(signed_in("jia.deputy"), link)
    network = FIGURES["network"](Stock(actor("jia.deputy"), TODAY, TODAY))
    assert network is not None
    assert [row[2].value for row in network.rows] == [3]
    assert network.option is not None
    pictures = [network.option, *(one["option"] for one in network.option["media"])]
    nodes = [node for one in pictures for node in one["series"][0]["data"]]
    assert {node["href"] for node in nodes} == {cited.get_absolute_url(), citing.get_absolute_url()}
    assert not any(node["label"]["show"] for node in nodes)


def test_only_who_reads_a_chain_sees_its_operations(house: dict[str, Work]) -> None:
    assert FIGURES["log"](Stock(PUBLIC, TODAY, TODAY)) is None
    assert FIGURES["operations"](Stock(actor("jia.deputy"), TODAY, TODAY)) is None
    assert shown("operations", "jia.clerk") == {"确认制度入库": 7, "登记效力事件": 1}
    assert shown("operations", "yi.clerk") == {"确认制度入库": 2}
    assert shown("operations", "yi.clerk", date(2024, 2, 1)) == {}


def test_a_wall_screen_has_no_navigation_and_asks_every_minute_for_the_next(
    house: dict[str, Work], client: Client
) -> None:
    html = text(client, f"{PAGE}?screen=1")
    assert "lx-side" not in html
    assert "lx-top" not in html
    assert 'hx-trigger="every 60s"' in html
    following = unescape(re.findall(r'hx-get="([^"]+)"', html)[0])
    assert following == f"{PAGE}?screen=1&part=2"
    part = client.get(following, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="fg-screen"')
    assert f'hx-get="{PAGE}?screen=1&amp;part=3"' in part
    assert f'hx-get="{PAGE}?screen=1&amp;part=1"' in text(client, f"{PAGE}?screen=1&part={len(SCREENS)}")
    assert f'hx-get="{PAGE}?screen=1&amp;part=2&amp;hold=1"' in text(client, f"{PAGE}?screen=1&part=2&hold=1")
    assert "第1屏" in text(client, f"{PAGE}?screen=1&part=99")


def test_letters_on_the_wall_are_large(house: dict[str, Work]) -> None:
    for name in ("status", "trend", "outward"):
        figure = FIGURES[name](Stock(PUBLIC, TODAY, TODAY))
        assert figure is not None
        assert figure.option is not None
        large = enlarged(figure.option)
        axes = [large[axis]["axisLabel"]["fontSize"] for axis in ("xAxis", "yAxis") if axis in large]
        assert {*axes, *(one["label"]["fontSize"] for one in large["series"])} == {LARGE}
