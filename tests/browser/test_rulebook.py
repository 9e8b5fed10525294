"""制度库 in a real browser: found by two words, read on another day, held to the version before, acted on."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.apps.rulebook.kept_works import amend, keep
from tests.apps.rulebook.work_looking import KEEPER
from tests.browser.conftest import Watch
from tests.browser.looking import follow, in_order_at_any_size, sign_in


@pytest.fixture(autouse=True)
def work(transactional_db: None) -> Iterator[Work]:
    """A public rule of two versions, and one that only its own body sees."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    body = Body.objects.get(pk=A)
    keep(body, KEEPER, TODAY, slug="nei-bu", title="示例甲市内部示例办法", kind="zhidu")
    yield amend(keep(body, KEEPER, TODAY, visibility="public"), KEEPER, TODAY)
    cache.clear()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_a_visitor_finds_a_rule_by_two_words_and_reads_what_it_said_on_another_day(
    kind: str, request: pytest.FixtureRequest
) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/")
    in_order_at_any_size(page)
    page.get_by_role("link", name=re.compile("全部.*公开的制度")).click()
    words = page.get_by_label("名称里的字")
    words.fill("名录 管理")
    expect(page.get_by_role("status")).to_contain_text("共 1 条")
    with page.expect_response("**/rules/?*"):
        words.blur()  # asks once more; left unanswered, the next page would break it off
    in_order_at_any_size(page)
    follow(page, page.get_by_role("link", name="示例甲市示例名录管理条例"))
    in_order_at_any_size(page)
    expect(page.locator("#art_4")).to_contain_text("名录每两年公布一次。 未生效")
    page.get_by_label("看哪一天的文本").fill("2025-04-01")
    page.get_by_role("button", name="看这一天").click()
    expect(page.locator(".wk-notice")).to_contain_text("2025年4月1日的文本")
    expect(page.locator("#art_5")).to_contain_text("名录每一年公布一次。")
    in_order_at_any_size(page)


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_versions_are_held_together_and_an_article_followed_through_them(
    kind: str, request: pytest.FixtureRequest, work: Work
) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto(work.get_absolute_url())
    page.get_by_role("link", name="与上一版对照").click()
    expect(page.locator(".cp-new ins", has_text="一年")).to_be_visible()
    page.get_by_role("button", name="下一处").click()
    expect(page.locator(".cp-row.is-here")).to_have_count(1)
    in_order_at_any_size(page)
    page.locator("#downloads summary").click()
    with page.expect_download(timeout=60_000) as saved:
        page.get_by_role("group", name="花脸稿", exact=True).get_by_role("button", name="Word").click()
    assert saved.value.suggested_filename == "示例甲市示例名录管理条例.花脸稿.docx"
    page.goto(f"{work.get_absolute_url()}?version=2")
    page.get_by_role("link", name="第五条的沿革").click()
    expect(page.get_by_role("heading", name="第五条的沿革")).to_be_visible()
    expect(page.locator("del", has_text="两年")).to_be_visible()
    in_order_at_any_size(page)


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_the_office_records_a_repeal_and_takes_it_back(
    kind: str, request: pytest.FixtureRequest, work: Work, watches: dict[Page, Watch]
) -> None:
    page: Page = request.getfixturevalue(kind)
    sign_in(page, "jia.head")
    page.goto(work.get_absolute_url())
    follow(page, page.get_by_role("link", name="登记效力事件"))
    in_order_at_any_size(page)
    page.get_by_label("发生了什么").select_option("repeal")
    page.get_by_label("从哪天起").fill("2024-02-01")
    page.get_by_role("button", name="登记").click()
    expect(page.get_by_role("alert")).to_contain_text("须写明依据的文件")
    watches[page].expect("403")
    page.get_by_label("依据的文件").fill("示例甲市关于废止示例条例的决定")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("h1")).to_contain_text("已废止")
    in_order_at_any_size(page)
    page.locator("a", has_text="：废止 2024年2月1日").click()
    page.get_by_label("为什么撤回").fill("登记到了另一件上")
    page.get_by_role("button", name="撤回").click()
    expect(page.locator("h1")).to_contain_text("有效")
    expect(page.get_by_text("登记到了另一件上")).to_be_visible()


def test_on_paper_a_rule_has_its_text_and_its_record_and_nothing_to_press(page: Page, work: Work) -> None:
    sign_in(page, "jia.head")
    page.goto(work.get_absolute_url())
    pressed = page.locator(".wk-happened td:last-child a, #upkeep td a, #upkeep > header a, .wk-history, .wk-files a")
    assert pressed.count() > 4
    page.emulate_media(media="print")
    assert not any(one.is_visible() for one in pressed.all())
    expect(page.locator("#art_1")).to_be_visible()
    expect(page.locator(".wk-happened").first).to_be_visible()


def test_the_articles_an_event_names_are_ticked_where_they_are_folded_away(phone: Page, work: Work) -> None:
    sign_in(phone, "jia.head")
    phone.goto(f"{work.get_absolute_url()}happenings/add/")
    article = phone.get_by_label("第四条", exact=False).first
    expect(article).to_be_hidden()
    phone.get_by_text("只涉及部分条文的").click()
    article.check()
    in_order_at_any_size(phone)
    phone.get_by_label("发生了什么").select_option("repeal")
    phone.get_by_label("从哪天起").fill("2024-02-01")
    phone.get_by_label("依据的文件").fill("示例甲市关于废止示例条例一条的决定")
    phone.get_by_role("button", name="登记").click()
    expect(phone.locator(".wk-happened tr", has_text="废止")).to_contain_text("第四条")


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_the_pages_of_the_repository_are_in_order(kind: str, request: pytest.FixtureRequest, work: Work) -> None:
    page: Page = request.getfixturevalue(kind)
    sign_in(page, "jia.head")
    for address in (
        "/rules/",
        "/rules/health/",
        f"{work.get_absolute_url()}visibility/",
        f"{work.get_absolute_url()}?version=2",
    ):
        page.goto(address)
        in_order_at_any_size(page)
