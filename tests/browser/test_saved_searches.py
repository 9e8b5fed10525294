"""Keeping a search, being told and looking, in a real browser at a desk and in a hand; and waiting for the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.jobs.worker import Worker
from lianxi.apps.search import progress
from lianxi.apps.search.replica import replica
from lianxi.composition import saved_searches as watching
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.browser.conftest import DESK, HAND, OpenPage, Watch
from tests.browser.looking import follow, in_order, sign_in
from tests.shell.test_search_page import SAID, index, keep

LATER = replace(SAID, title="海潮监督新规，关于很长很长的名称怎样折行的规定（示例）", slug="xin-gui")


@pytest.fixture(autouse=True)
def _house(transactional_db: None, settings, tmp_path: Path) -> Iterator[None]:
    settings.INDEX_FOLDER = tmp_path / "index"
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    keep(SAID)
    index()
    yield
    cache.clear()


@pytest.mark.parametrize("screen", [DESK, HAND], ids=["desk", "hand"])
def test_a_search_is_kept_new_hits_are_told_and_looked_at(open_page: OpenPage, screen: dict) -> None:
    page = open_page(**screen)
    sign_in(page, "jia.clerk")
    page.goto("/search/saved/")
    in_order(page)
    page.goto("/search/?q=海潮 监督")
    follow(page, page.get_by_role("link", name="收藏这个检索"))
    in_order(page)
    page.get_by_role("button", name="收藏", exact=True).click()
    expect(page.get_by_role("link", name="已收藏")).to_be_visible()
    in_order(page)
    keep(LATER)
    watching.ask_to_watch(TODAY, at_once=True)
    Worker({watching.KIND: JOBS[watching.KIND]}).drain()
    page.goto("/notices/")
    page.get_by_role("link", name="“海潮 监督”新找到 1 件").click()
    expect(page.get_by_role("link", name=LATER.title)).to_be_visible()
    in_order(page)
    page.get_by_role("button", name="标为已读，去办理").click()
    expect(page.get_by_role("heading", name="新找到 1 件")).to_be_visible()
    in_order(page)
    if screen is DESK:
        acts = page.locator(".lx-saved-acts .btn")
        assert acts.count() == 3
        assert len({round(acts.nth(number).bounding_box()["y"]) for number in range(3)}) == 1, "in one line"
    page.goto("/search/saved/")
    in_order(page)
    page.get_by_role("button", name="看结果").click()
    expect(page.get_by_role("heading", name="见于 2 件")).to_be_visible()


def test_a_page_that_waits_for_the_index_says_how_far_it_is_and_shows_the_answer_by_itself(
    page: Page, watch: Watch, settings
) -> None:
    replica().discard()
    progress.tell(Path(settings.INDEX_FOLDER), 200, 318)
    page.goto("/search/?q=海潮")
    watch.expect("503")
    expect(page.locator("#wait-state")).to_contain_text("已读入 200 / 318 件")
    in_order(page)
    index()
    expect(page.get_by_role("heading", name="见于 1 件")).to_be_visible()


def test_nothing_is_asked_while_an_input_method_composes(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: "/search/titles/" in request.url and asked.append(request.url))
    page.goto("/search/")
    page.get_by_role("combobox", name="关键词").focus()
    keys = page.context.new_cdp_session(page)
    for typed in ("h", "ha", "hai"):
        keys.send("Input.imeSetComposition", {"text": typed, "selectionStart": 1, "selectionEnd": len(typed)})
        page.wait_for_timeout(250)
    assert asked == []
    keys.send("Input.insertText", {"text": "海潮"})
    expect(page.locator("#find-sheet [role=option]")).to_have_count(1)
    assert len(asked) == 1


def test_a_number_half_typed_leads_to_its_rule(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox", name="关键词").press_sequentially("示发[20")
    expect(page.locator("#find-sheet [role=option]")).to_contain_text("示发〔20")
    in_order(page)
