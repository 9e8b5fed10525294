"""引用, 引用待核, 有效期 and 引用网络 in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.apps.rulebook.citing_world import CITED, CITING, keep, renew
from tests.browser.looking import in_order_at_any_size, sign_in


@pytest.fixture(autouse=True)
def cited(transactional_db: None) -> Iterator[Work]:
    """A rule with a new version, one that cites the old one, and one whose term ends soon."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    body = Body.objects.get(pk=A)
    work = keep(body, CITED, date(2020, 1, 1))
    keep(body, CITING, date(2021, 1, 1))
    text = "示例甲市限期办法\n第一条　本办法自2022年1月1日起施行，有效期至2024年4月30日。\n"
    keep(body, text, date(2022, 1, 1), last_day=date(2024, 4, 30))
    renew(work, CITED.replace("三十日", "六十日"), date(2023, 1, 1))
    yield work
    cache.clear()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_from_the_staleness_list_to_both_wordings(kind: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/")
    sign_in(page, "jia.head")
    page.goto("/rules/stale/?reason=reworded")
    in_order_at_any_size(page)
    page.locator("#list").get_by_role("link", name="示例甲市示例实施办法").click()
    expect(page.locator("del")).to_have_text("三十日")
    expect(page.locator("ins")).to_have_text("六十日")
    in_order_at_any_size(page)
    page.goto("/rules/watch/?list=soon")
    expect(page.locator("#list")).to_contain_text("有效期至2024年4月30日")
    in_order_at_any_size(page)


_DOTS_OUTSIDE = """() => {
    const place = document.querySelector('.lx-chart'), frame = place.getBoundingClientRect()
    const dots = echarts.getInstanceByDom(place).getModel().getSeriesByIndex(0).getData()
    let outside = 0
    for (let at = 0; at < dots.count(); at++) {
        const dot = dots.getItemGraphicEl(at), box = dot.getBoundingRect().clone()
        box.applyTransform(dot.getComputedTransform())
        outside += box.x < 0 || box.y < 0 || box.x + box.width > frame.width || box.y + box.height > frame.height
    }
    return [outside, dots.count()]
}"""
"""How many dots of a network lie outside its frame, and how many there are."""


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_a_visitor_sees_citations_both_ways_and_the_picture(
    kind: str, request: pytest.FixtureRequest, cited: Work
) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/rules/citations/")
    in_order_at_any_size(page)
    page.goto(f"/rules/citations/?work={cited.address}")
    expect(page.get_by_role("heading", name="被谁引用")).to_be_visible()
    in_order_at_any_size(page)
    page.get_by_role("link", name="引用网络").last.click()
    expect(page.locator(".lx-chart svg")).to_be_visible()
    assert page.evaluate(_DOTS_OUTSIDE) == [0, 2]
    expect(page.locator(".lx-twin table")).to_contain_text("示例甲市示例实施办法")
    in_order_at_any_size(page)
