"""The search box and the search page in a real browser, at a desk, in a hand, by keyboard and without script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.search.replica import replica
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, make_bodies
from tests.browser.conftest import DESK, HAND, OpenPage, Watch
from tests.browser.looking import follow, in_order
from tests.shell.test_search_page import SAID, index, keep

MANY = tuple(f"加强海潮预算监督之{number}。" for number in "甲乙丙丁戊")


@pytest.fixture(autouse=True)
def _house(transactional_db: None, settings, tmp_path: Path) -> Iterator[None]:
    settings.INDEX_FOLDER = tmp_path / "index"
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    keep(SAID)
    for number in range(12):
        keep(
            replace(SAID, title=f"预算{number}号办法（示例）", slug=f"yu-suan-{number}", issuer=f"示例机关{number}"),
            MANY,
        )
    index()
    yield
    cache.clear()


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_two_keywords_typed_in_the_top_bar_lead_to_the_article(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("审计机关 海潮")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.get_by_role("heading", name="共 1 条，见于 1 件")).to_be_visible()
    in_order(page)
    page.get_by_role("link", name="第二条").click()
    page.wait_for_url("**#art_2")
    expect(page.locator("#art_2")).to_contain_text("审计机关依法开展")


def test_titles_come_while_one_types_and_are_chosen_by_keys(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("combobox", name="关键词")
    box.press_sequentially("海潮 办法")
    option = page.get_by_role("option")
    expect(option).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    in_order(page)
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    box.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")
    box.press("Escape")
    expect(page.locator("#find-sheet")).to_be_hidden()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text(SAID.title)


def test_a_title_is_opened_by_a_click(page: Page) -> None:
    page.goto("/search/")
    page.get_by_role("combobox", name="关键词").press_sequentially("海潮")
    page.locator("#find-sheet").get_by_role("option").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(SAID.title)


def test_the_form_beside_the_box_writes_the_signs_and_the_address_keeps_it_all(page: Page) -> None:
    page.goto("/search/")
    page.get_by_label("再加：这些词都要有").fill("海潮 监督")
    page.get_by_label("再加：不要有").fill("审计")
    page.get_by_label("几个词要在").select_option(label="同一件里")
    page.locator(".lx-conditions").get_by_role("button", name="检索").click()
    page.wait_for_url("**/search/?*q=*")
    assert query_of(page) == {"q": ["海潮 监督 -审计"], "scope": ["document"]}
    expect(page.get_by_role("combobox", name="关键词")).to_have_value("海潮 监督 -审计")
    in_order(page)
    page.get_by_role("link", name="几个词要在：同一件里").click()
    page.wait_for_url(lambda address: "scope" not in address)


@pytest.mark.parametrize("screen", [DESK, HAND], ids=["desk", "hand"])
def test_a_facet_narrows_and_pages_turn(open_page: OpenPage, screen: dict) -> None:
    page = open_page(**screen)
    page.goto("/search/?q=海潮 监督")
    expect(page.get_by_role("heading", name="共 63 条，见于 13 件")).to_be_visible()
    in_order(page)
    page.get_by_role("link", name="第 4 页").click()
    expect(page.locator(".lx-works > li")).to_have_count(2)
    expect(page.locator(".lx-works")).to_contain_text("列在别的页上")
    in_order(page)
    page.locator(".lx-facets").get_by_role("link", name="示例机关3", exact=False).first.click()
    expect(page.get_by_role("heading", name="共 5 条，见于 1 件")).to_be_visible()
    in_order(page)


def test_in_a_hand_one_comes_to_the_search_by_the_top_bar(phone: Page) -> None:
    phone.goto("/")
    follow(phone, phone.get_by_role("banner").get_by_role("link", name="检索"))
    in_order(phone)
    phone.get_by_role("combobox", name="关键词").fill("没有的词 海潮")
    phone.get_by_role("button", name="检索").first.click()
    expect(phone.get_by_text("没有找到")).to_be_visible()
    in_order(phone)
    phone.get_by_role("link", name="只找“海潮”").click()
    expect(phone.get_by_role("heading", name="共 63 条，见于 13 件")).to_be_visible()
    phone.get_by_role("link", name="缩小范围").click()
    expect(phone.locator("#narrow")).to_be_in_viewport()


def test_without_script_the_box_is_a_plain_form(open_page: OpenPage) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    page.goto("/")
    page.get_by_label("关键词").fill("海潮预算监督")
    page.get_by_label("关键词").press("Enter")
    expect(page.get_by_role("heading", name="共 61 条，见于 13 件")).to_be_visible()


def test_what_cannot_be_asked_is_said_beside_the_box_and_a_lost_index_too(page: Page, watch: Watch) -> None:
    page.goto("/search/?q=、")
    expect(page.get_by_role("alert")).to_contain_text("没有可检索的字")
    in_order(page)
    replica().discard()
    page.goto("/search/?q=海潮")
    expect(page.get_by_role("heading", name="检索索引正在重建")).to_be_visible()
    in_order(page)
    watch.expect("503")
