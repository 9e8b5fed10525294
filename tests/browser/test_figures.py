"""实时数据 in a real browser: pictures that open their rows, a wall screen that fits and turns by itself, a hand."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.looking import axe, sign_in, width

PAGE = "/rules/figures/"


def test_every_card_draws_its_picture_and_a_bar_opens_its_rows(demo: str, page: Page) -> None:
    sign_in(page, "jia.head", demo)
    page.goto(PAGE)
    pictures = page.locator("[data-lx-chart]")
    expect(page.locator("[data-lx-chart] svg")).to_have_count(pictures.count())
    assert pictures.count() >= 15
    assert axe(page) == []
    page.locator("#body summary").click()
    first = page.locator("#body tbody tr").first
    name, many = first.locator("th").inner_text(), first.locator("td").inner_text()
    expect(page.locator("#body svg")).to_contain_text(name[:4])
    page.locator("#body svg path[fill='#1F5AA6' i]").first.click()
    page.wait_for_url("**/rules/?body=*")
    expect(page.locator("#list")).to_contain_text(f"共 {many}")


def test_the_wall_fits_one_screen_and_turns_to_the_next(demo: str, open_page: OpenPage) -> None:
    wall = open_page(viewport={"width": 1920, "height": 1080})
    sign_in(wall, "jia.head", demo)
    wall.clock.install()
    for part in ("1", "2", "3", "4"):
        wall.goto(f"{PAGE}?screen=1&part={part}")
        expect(wall.locator("[data-lx-chart] svg")).to_have_count(wall.locator("[data-lx-chart]").count())
        assert wall.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]") == [
            1920,
            1080,
        ]
        assert _cut_off(wall) == []
        assert axe(wall) == []
    wall.clock.run_for(61_000)
    expect(wall.locator(".fg-top")).to_contain_text("第1屏")
    expect(wall.locator("[data-lx-chart] svg")).to_have_count(wall.locator("[data-lx-chart]").count())
    wall.get_by_role("link", name="退出大屏").click()
    expect(wall.locator("h1")).to_have_text("实时数据")


def _cut_off(page: Page) -> list[str]:
    """Cards and pictures of the wall that reach beyond its edge."""
    return page.eval_on_selector_all(
        ".fg-pane, .fg-pane svg",
        "all => all.filter(one => one.getBoundingClientRect().bottom > 1080).map(one => one.outerHTML.slice(0, 80))",
    )


def test_figures_fit_a_hand(demo: str, phone: Page) -> None:
    sign_in(phone, "jia.head", demo)
    for address in (PAGE, f"{PAGE}rows/?lapsing=12", f"{PAGE}files/"):
        phone.goto(address)
        assert width(phone) <= 390
        assert axe(phone) == []
