"""When things go wrong at a real screen: two clerks at one agenda, a notice twice or late, a hand that slips."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.meetings.models import Call, Conference
from lianxi.kernel.rules.conference_year import Stage
from lianxi.loaders.demo import load_demo_accounts
from lianxi.web.day import set_demo_day
from tests.apps.meetings.walking import ONE_DAY, REAL, RIVER, reach
from tests.browser.conftest import DESK, HAND, OpenPage, Watch
from tests.browser.looking import axe, sign_in, width

pytestmark = pytest.mark.usefixtures("demo")


def at(page: Page, account: str, address: str) -> Page:
    """Somebody at an address."""
    sign_in(page, account, load_demo_accounts().password)
    page.goto(address)
    return page


def test_two_clerks_at_one_agenda_lose_nothing(open_page: OpenPage, watches: dict[Page, Watch]) -> None:
    one = reach(REAL, Stage.OFFICE)
    address = f"/conferences/{one.slug}/agenda/"
    first, second = (at(open_page(**DESK), account, address) for account in ("sanya.clerk", "wuzhishan.clerk"))
    first.locator("input[name=title]").first.fill("示例：甲改的标题")
    second.locator("input[name=title]").first.fill("示例：乙改的标题")
    first.get_by_role("button", name="保存议程").click()
    expect(first.locator(".lx-message.is-success")).to_be_visible()
    second.get_by_role("button", name="保存议程").click()
    expect(second.locator(".lx-refusal")).to_contain_text("以免覆盖别人的改动")
    expect(second.locator("main")).to_contain_text("示例：甲改的标题")
    expect(second.locator("input[name=title]").first).to_have_value("示例：乙改的标题")
    assert axe(second) == []
    second.get_by_role("button", name="保存议程").click()
    expect(second.locator(".lx-message.is-success")).to_be_visible()
    assert one.items.order_by("number").first().title == "示例：乙改的标题"
    watches[second].expect("403")


def test_a_notice_is_published_once_though_two_press_at_the_same_moment(
    open_page: OpenPage, watches: dict[Page, Watch]
) -> None:
    one = reach(REAL, Stage.NOTICE)
    address = f"/conferences/{one.slug}/notice/publish/"
    pages = [at(open_page(**DESK), account, address) for account in ("sanya.clerk", "wuzhishan.clerk")]
    for page in pages:
        page.evaluate("document.querySelector('main form').submit()")
    texts = []
    for page in pages:
        page.wait_for_load_state("load")
        texts.append(page.locator("main").inner_text())
    assert Call.objects.filter(conference=one).count() == 1
    assert sum("会议通知已发出" in text for text in texts) == 1
    assert sum("没有重复发出" in text for text in texts) == 1
    watches[pages[0] if "没有重复发出" in texts[0] else pages[1]].expect("403")


def test_a_late_notice_is_warned_of_before_it_is_sent_and_goes_out_with_its_reason(page: Page, watch: Watch) -> None:
    one = reach(REAL, Stage.NOTICE)
    set_demo_day(REAL.latest + ONE_DAY)
    at(page, "sanya.clerk", f"/conferences/{one.slug}/notice/publish/")
    expect(page.locator(".lx-message.is-warning")).to_contain_text("已迟 1 天")
    page.get_by_role("button", name="发出通知").click()
    expect(page.locator(".lx-refusal")).to_contain_text("须写明原因")
    expect(page.locator(".lx-refusal")).to_contain_text("三(四)")
    expect(page.locator("input[name=how]")).to_have_value("平台通知、函")
    assert axe(page) == []
    page.locator("input[name=late_reason]").fill("示例：台风改期")
    page.get_by_role("button", name="发出通知").click()
    expect(page.locator("section[aria-labelledby=calls]")).to_contain_text("迟1天")
    assert Call.objects.get(conference=one).late_reason == "示例：台风改期"
    watch.expect("403")


def test_where_the_clause_binds_a_late_notice_is_not_sent_at_all(page: Page, watch: Watch) -> None:
    one = reach(RIVER, Stage.NOTICE)
    set_demo_day(RIVER.latest + ONE_DAY)
    at(page, "jia.clerk", f"/conferences/{one.slug}/notice/publish/")
    page.locator("input[name=late_reason]").fill("示例：忘了")
    page.get_by_role("button", name="发出通知").click()
    expect(page.locator(".lx-refusal")).to_contain_text("条款用语是“应当”，不能发出")
    assert not Call.objects.filter(conference=one).exists()
    assert Conference.objects.get(pk=one.pk).step is Stage.NOTICE
    watch.expect("403")


def test_a_leader_confirms_checks_in_and_signs_on_a_telephone(open_page: OpenPage) -> None:
    one = reach(REAL, Stage.MEETING)
    phone = at(open_page(**HAND), "lingshui.leader", f"/conferences/{one.slug}/mine/")
    for _ in range(5):
        phone.get_by_role("button", name="签到").first.click()
        expect(phone.locator(".lx-message.is-success")).to_contain_text("已签到")
    expect(phone.get_by_role("button", name="签到")).to_have_count(0)
    assert axe(phone) == []
    assert width(phone) <= 390
