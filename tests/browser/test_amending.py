"""套用修改决定 in a real browser: chosen, tried, confirmed, proven; and two texts of the repository held together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.rulebook.models import Work
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.apps.rulebook.amending.amending_world import PRINTED, UNFIT, keep_decision
from tests.apps.rulebook.work_looking import kept
from tests.browser.conftest import Watch
from tests.browser.looking import follow, in_order, sign_in


@pytest.fixture(autouse=True)
def work(transactional_db: None) -> Iterator[Work]:
    """A public rule and a decision on it, of which one instruction does not fit."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    made = kept()
    keep_decision(UNFIT)
    yield made
    cache.clear()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_a_clerk_carries_out_a_decision_and_leaves_out_what_does_not_fit(
    kind: str, request: pytest.FixtureRequest, work: Work, watches: dict[Page, Watch]
) -> None:
    page: Page = request.getfixturevalue(kind)
    sign_in(page, "jia.clerk")
    page.goto(work.get_absolute_url())
    follow(page, page.get_by_role("link", name="套用修改决定"))
    in_order(page)
    page.get_by_role("link", name="试着套用").click()
    expect(page.locator(".am-row.is-unfit")).to_contain_text("原文没有第九条")
    in_order(page)
    page.get_by_label("能套用的全部确认").check()
    page.get_by_label("上传印出的文本").check()
    page.get_by_label("印出的文件").set_input_files(
        {"name": "印发稿.txt", "mimeType": "text/plain", "buffer": PRINTED.encode()}
    )
    page.get_by_role("button", name="套用并保存").click()
    expect(page.get_by_role("alert")).to_contain_text("没有套用，也没有写明理由")
    watches[page].expect("403")
    expect(page.get_by_text("已读入“印发稿.txt”")).to_be_visible()
    in_order(page)
    page.locator(".is-unfit").get_by_label("理由").fill("已去函询问")
    page.get_by_role("button", name="套用并保存").click()
    expect(page.locator("h1")).to_contain_text("未证，决定没有全部套用")
    in_order(page)
    page.goto(work.get_absolute_url())
    page.get_by_role("link", name="7 项修改").click()
    expect(page.locator("#told")).to_be_visible()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_two_texts_are_found_and_held_together(kind: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/rules/compare/")
    in_order(page)
    for slot in ("旧", "新"):
        page.get_by_role("textbox", name="名称里的字或者文号").fill("名录 管理条例")
        follow(page, page.get_by_role("button", name="找", exact=True))
        in_order(page)
        follow(page, page.get_by_role("link", name=f"放到“{slot}”").first)
    expect(page.locator("#rows")).to_be_visible()
    in_order(page)
