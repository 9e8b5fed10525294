"""Accounts and roles in real browsers: two office heads at one request, pages in the hand, the demo's one click."""

from __future__ import annotations

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.accounts.models import Account, GrantState, RoleGrant
from lianxi.apps.accounts.services.demo import build_demo_accounts
from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.services import load_definitions
from lianxi.kernel.access import Role
from lianxi.loaders.demo import load_demo_accounts
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import MACHINE, A, ask, make_account, make_bodies
from tests.browser.conftest import DESK, HAND, OpenPage, Watch
from tests.browser.looking import axe, sign_in, width

DAY = date(2024, 3, 1)
PAGES = ["/accounts/", "/accounts/jia.clerk/", "/accounts/jia.head/", "/roles/", "/permissions/", "/password/"]
OPERATOR_PAGES = ["/accounts/", "/accounts/new/", "/accounts/invite/", "/accounts/jia.clerk/", "/roles/"]


@pytest.fixture
def house(transactional_db: None) -> RoleGrant:
    """甲 with two office heads and a clerk; somebody new asks to be a clerk."""
    make_bodies()
    set_demo_day(DAY)
    for head in ("jia.head", "jia.second"):
        make_account(head, A, Role.OFFICE_HEAD)
    make_account("jia.clerk", A, Role.CLERK)
    make_account("operator", None)
    return ask(make_account("jia.new", A), Role.CLERK, A)


def test_two_office_heads_in_two_browsers_confirm_one_request_once(
    house: RoleGrant, open_page: OpenPage, watches: dict[Page, Watch]
) -> None:
    first, second = open_page(**DESK), open_page(**DESK)
    sign_in(first, "jia.head")
    sign_in(second, "jia.second")
    for page in (first, second):
        page.goto("/roles/")
        expect(page.get_by_role("heading", name="待我确认")).to_be_visible()
    # both have the button before them; the clicks go out without waiting for an answer
    for page in (first, second):
        page.evaluate("document.querySelector('form[action$=\"/confirm/\"]').submit()")
    texts = []
    for page in (first, second):
        page.wait_for_load_state("load")
        texts.append(page.locator("main").inner_text())
    won = [text for text in texts if "已确认：示例·jia.new，联络员" in text]
    lost = [text for text in texts if "没有重复办理" in text]
    assert (len(won), len(lost)) == (1, 1)
    assert re.search(r"已由示例·jia\.(head|second)于2024-03-01确认", lost[0])
    house.refresh_from_db()
    assert house.state == GrantState.CONFIRMED
    assert Entry.objects.filter(act="role.confirm").count() == 1
    watches[first if "没有重复办理" in texts[0] else second].expect("403")


def test_pages_of_accounts_have_no_accessibility_faults(house: RoleGrant, page: Page) -> None:
    sign_in(page, "jia.head")
    for address in PAGES:
        page.goto(address)
        assert axe(page) == [], address


def test_pages_of_the_operator_have_no_accessibility_faults(house: RoleGrant, page: Page) -> None:
    sign_in(page, "operator")
    for address in OPERATOR_PAGES:
        page.goto(address)
        assert axe(page) == [], address


def test_pages_for_visitors_have_no_accessibility_faults(house: RoleGrant, page: Page) -> None:
    for address in ("/sign-in/", "/activate/"):
        page.goto(address)
        assert axe(page) == [], address


def test_no_page_scrolls_sideways_on_a_phone(house: RoleGrant, phone: Page) -> None:
    sign_in(phone, "jia.head")
    for address in PAGES:
        phone.goto(address)
        assert width(phone) <= 390, address
    sign_out_and_in(phone, "operator")
    for address in OPERATOR_PAGES:
        phone.goto(address)
        assert width(phone) <= 390, address


def sign_out_and_in(page: Page, username: str) -> None:
    page.context.clear_cookies()
    sign_in(page, username)


def test_a_request_is_refused_with_a_reason_by_keyboard_alone(house: RoleGrant, page: Page) -> None:
    sign_in(page, "jia.head")
    page.goto("/roles/")
    page.locator("summary", has_text="不予确认").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("尚未到岗")
    page.keyboard.press("Enter")
    expect(page.locator(".lx-message.is-success")).to_contain_text("已驳回")
    house.refresh_from_db()
    assert (house.state, house.reason) == (GrantState.REFUSED, "尚未到岗")


def test_one_click_fills_in_a_demo_account_and_signing_in_stays_a_click_of_ones_own(
    transactional_db: None, page: Page
) -> None:
    set_demo_day(DAY)
    load_definitions(actor=MACHINE)
    build_demo_accounts(load_demo_accounts(), actor=MACHINE, on=DAY)
    page.goto("/sign-in/?next=/roles/")
    assert axe(page) == []
    page.get_by_role("link", name="示例·吴桐").click()
    expect(page.locator("input[name=username]").last).to_have_value("sanya.new")
    assert not Account.objects.get(username="sanya.new").sign_ins.exists()
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page).to_have_url(re.compile("/roles/$"))
    expect(page.locator("main")).to_contain_text("待确认")


def test_wrong_passwords_end_in_a_lock_that_says_what_to_do(house: RoleGrant, page: Page, watch: Watch) -> None:
    page.goto("/sign-in/")
    for _ in range(5):
        page.fill("main input[name=username]", "jia.clerk")
        page.fill("main input[name=password]", "wrong")
        page.click("main form button[type=submit]")
        page.wait_for_load_state("load")
    refusal = page.locator(".lx-refusal")
    expect(refusal).to_contain_text("已锁定 30 分钟")
    expect(refusal).to_contain_text("请本机构办公室主任解除锁定")
    expect(page.locator("main input[name=username]")).to_have_value("jia.clerk")
    assert axe(page) == []
    watch.expect("Failed to load resource")


def test_a_role_ended_in_one_browser_closes_the_page_in_the_other_at_the_next_click(
    house: RoleGrant, open_page: OpenPage, watches: dict[Page, Watch]
) -> None:
    head, clerk = open_page(**DESK), open_page(**HAND)
    sign_in(head, "jia.head")
    sign_in(clerk, "jia.clerk")
    clerk.goto("/accounts/")
    expect(clerk.locator("h1")).to_have_text("账号")
    head.goto("/roles/")
    row = head.locator("li", has_text="示例·jia.clerk").filter(has=head.locator("summary", has_text="终止"))
    row.locator("summary").click()
    row.locator("input[name=reason]").fill("岗位调整")
    row.locator("button", has_text="终止角色").click()
    expect(head.locator(".lx-message.is-success")).to_contain_text("已终止")
    clerk.goto("/accounts/")
    expect(clerk.locator(".lx-refusal")).to_be_visible()
    watches[clerk].expect("403")
