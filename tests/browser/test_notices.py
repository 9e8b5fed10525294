"""The inbox in a real browser: the bell, the list, one notice, at a desk and in a hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.accounts.models import Account
from lianxi.apps.notices.digest import build_digest
from lianxi.apps.notices.models import DIGEST, Notice
from lianxi.apps.notices.services import Recipients, read_notice
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from lianxi.web.due import DueItem
from tests.apps.accounts.people import TODAY, A, actor, make_account, make_bodies
from tests.apps.notices.telling import CLERKS, tell
from tests.browser.looking import axe, sign_in, width


@pytest.fixture(autouse=True)
def _house(transactional_db: None) -> None:
    """甲's clerk was told three things, has read one, and has today's digest."""
    make_bodies()
    set_demo_day(TODAY)
    make_account("jia.clerk", A, Role.CLERK)
    for title, kind in (
        ("示例三江联席会议：请确认承办", "host"),
        ("示例三江联席会议：征集议题", "topics"),
        ("请填报回执", "receipt"),
    ):
        tell(Recipients((A,), CLERKS), title=title, kind=kind, text="会议定于九月中旬召开，请在会前一周办理。")
    read_notice(notice=Notice.objects.filter(kind="topics").get().pk, actor=actor("jia.clerk"))
    late = DueItem(
        title="答复承办变更", why="", clause="示例办法第九条", href="/", due=TODAY.replace(day=1), field="示例圈"
    )
    build_digest(account=Account.objects.get(), items=[late], on=TODAY)


def bell(page: Page):
    return page.locator(".lx-bell")


def test_the_bell_leads_to_what_is_unread_and_a_button_marks_it_and_leads_on(page: Page) -> None:
    sign_in(page, "jia.clerk")
    expect(bell(page)).to_have_accessible_name("提醒，3 条未读")
    bell(page).click()
    rows = page.locator("#list tbody tr")
    expect(rows).to_have_count(3)
    assert axe(page) == []
    page.get_by_role("link", name="请填报回执").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("请填报回执")
    assert axe(page) == []
    page.get_by_role("button", name="标为已读，去办理").click()
    page.wait_for_url("**/circles/")
    expect(bell(page)).to_have_accessible_name("提醒，2 条未读")


def test_marking_all_as_read_quiets_the_bell(page: Page) -> None:
    sign_in(page, "jia.clerk")
    page.goto("/notices/")
    page.get_by_role("button", name="全部标为已读").click()
    expect(page.locator(".lx-messages")).to_contain_text("已把 3 条提醒标为已读。")
    expect(bell(page)).to_have_accessible_name("提醒，没有未读")
    expect(page.get_by_role("button", name="全部标为已读")).to_have_count(0)


@pytest.mark.parametrize("scale", ["", "lg"])
def test_inbox_and_notice_fit_a_hand(phone: Page, scale: str) -> None:
    sign_in(phone, "jia.clerk")
    digest = Notice.objects.get(kind=DIGEST)
    for address in ("/notices/", digest.get_absolute_url()):
        phone.goto(address)
        phone.evaluate("scale => { document.documentElement.dataset.scale = scale }", scale)
        assert width(phone) <= 390
        assert axe(phone) == []
        expect(bell(phone)).to_be_visible()
