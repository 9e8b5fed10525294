"""The frame in a real browser: at a desk, in a hand, by keyboard, without script, on paper."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day, today
from tests.apps.accounts.people import A, make_account, make_bodies
from tests.browser.conftest import DESK, HAND, OpenPage, Watch
from tests.browser.looking import axe, sign_in, width

WHITE = "rgb(255, 255, 255)"


@pytest.fixture(autouse=True)
def _house(transactional_db: None) -> None:
    """A demo on 20 September 2024 with one clerk."""
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    set_demo_day(date(2024, 9, 20))


@pytest.mark.parametrize("address", ["/", "/sign-in/"])
def test_public_pages_have_no_accessibility_faults(page: Page, address: str) -> None:
    page.goto(address)
    assert axe(page) == []


def test_the_workbench_has_no_accessibility_faults(page: Page) -> None:
    sign_in(page, "jia.clerk")
    page.click("summary.lx-user")
    assert axe(page) == []


def test_large_type_has_no_accessibility_faults_on_a_phone(phone: Page) -> None:
    phone.goto("/")
    phone.click("[data-lx-scale]")
    assert axe(phone) == []
    assert width(phone) <= 390


def test_an_error_page_has_no_accessibility_faults(page: Page, watch: Watch) -> None:
    page.goto("/no-such-page/")
    expect(page.locator("h1")).to_have_text("没有这一页")
    assert axe(page) == []
    watch.expect("404")


def test_a_phone_does_not_scroll_sideways(phone: Page) -> None:
    sign_in(phone, "jia.clerk")
    assert width(phone) <= 390


def test_a_phone_opens_the_whole_navigation_from_its_foot_without_script(open_page: OpenPage) -> None:
    phone = open_page(**HAND, java_script_enabled=False)
    phone.goto("/")
    nav = phone.get_by_role("navigation", name="主导航")
    expect(nav).to_be_hidden()
    phone.get_by_role("link", name="全部", exact=True).click()
    expect(nav).to_be_visible()
    phone.get_by_role("link", name="关闭导航").click()
    expect(nav).to_be_hidden()


def test_one_can_sign_in_move_the_demo_and_sign_out_without_script(open_page: OpenPage) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    sign_in(page, "jia.clerk")
    expect(page.locator("h1")).to_have_text("今天要办")
    page.fill("#demo-to", "2024-09-27")
    page.get_by_role("button", name="推进").click()
    expect(page.get_by_role("status")).to_contain_text("演示日已推进到2024年9月27日")
    assert today() == date(2024, 9, 27)
    page.click("summary.lx-user")
    page.get_by_role("button", name="退出登录").click()
    expect(page.locator("h1")).to_have_text("登录")
    expect(page.locator("[data-lx-scale]")).to_be_hidden()


def test_the_demo_cannot_be_moved_back_from_the_banner(page: Page) -> None:
    sign_in(page, "jia.clerk")
    assert page.get_attribute("#demo-to", "min") == "2024-09-20"


def test_large_type_stays_on_from_page_to_page(page: Page) -> None:
    page.goto("/")
    page.click("[data-lx-scale]")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    page.goto("/sign-in/")
    expect(page.locator("[data-lx-scale]")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "17px"
    page.click("[data-lx-scale]")
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "14px"


def test_the_first_stop_of_the_keyboard_skips_to_the_content(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.locator(".lx-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_focus_can_be_seen(page: Page) -> None:
    page.goto("/sign-in/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_users_menu_closes_by_escape_and_by_a_click_elsewhere(page: Page) -> None:
    sign_in(page, "jia.clerk")
    sheet = page.locator(".lx-menu-sheet")
    page.locator("summary.lx-user").press("Enter")
    expect(sheet).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("summary.lx-user")).to_be_focused()
    page.click("summary.lx-user")
    page.click("h1")
    expect(sheet).to_be_hidden()


def test_a_form_on_its_way_is_not_sent_twice(page: Page) -> None:
    sign_in(page, "jia.clerk")
    sent: list[str] = []
    page.on("request", lambda request: request.method == "POST" and sent.append(request.url))
    page.fill("#demo-to", "2024-09-27")
    page.evaluate("() => { const b = document.querySelector('.lx-demo button'); b.click(); b.click() }")
    expect(page.get_by_role("status")).to_contain_text("2024年9月27日")
    assert len(sent) == 1


def test_paper_shows_the_content_and_nothing_of_the_frame(page: Page) -> None:
    sign_in(page, "jia.clerk")
    page.emulate_media(media="print")
    for part in (".lx-top", ".lx-side", ".lx-tabs", ".lx-demo form"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == WHITE
    assert page.pdf().startswith(b"%PDF")


def test_a_page_that_fits_the_screen_does_not_scroll_for_the_banner_of_the_demo(page: Page) -> None:
    sign_in(page, "jia.clerk")
    page.goto("/search/saved/")
    for scale in ("", "lg"):
        page.evaluate("scale => { document.documentElement.dataset.scale = scale }", scale)
        assert page.evaluate("document.documentElement.scrollHeight") <= page.viewport_size["height"], scale


def test_nothing_moves_for_whoever_asked_for_that(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("getComputedStyle(document.querySelector('.lx-brand')).transitionDuration") == "0s"


def test_the_browser_is_told_not_to_run_text(page: Page, watch: Watch) -> None:
    page.goto("/")
    page.evaluate("""() => {
        const script = document.createElement('script')
        script.textContent = 'window.ran = 1'
        document.body.append(script)
    }""")
    assert page.evaluate("window.ran") is None
    watch.expect("Content Security Policy")
    assert re.match(r"^/static/", page.evaluate("new URL(document.querySelector('script[src]').src).pathname"))
