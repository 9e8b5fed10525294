"""Lists and charts in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Region
from tests.browser.conftest import DESK, OpenPage, Watch
from tests.browser.looking import axe, width

pytestmark = pytest.mark.urls("tests.web.pages")


@pytest.fixture(autouse=True)
def _regions(transactional_db: None) -> None:
    Region.objects.bulk_create(
        Region(code=str(990001 + n), name=f"示例{n:03}县", short_name="示例", level="county", kind="县")
        for n in range(45)
    )


@pytest.mark.parametrize("address", ["/t/parts/", "/t/regions/", "/t/regions/?q=none", "/t/regions/?valid_from_from=x"])
def test_parts_have_no_accessibility_faults_and_fit_a_phone(page: Page, phone: Page, address: str) -> None:
    for screen in (page, phone):
        screen.goto(address)
        assert axe(screen) == []
    assert width(phone) <= 390


def test_a_chart_is_drawn_and_drawn_again_in_large_type(page: Page) -> None:
    page.goto("/t/parts/")
    expect(page.locator(".lx-chart svg")).to_be_visible()
    page.click("[data-lx-scale]")
    expect(page.locator(".lx-chart svg")).to_be_visible()
    expect(page.locator(".lx-chart svg")).to_have_count(1)


def test_pages_without_a_chart_do_not_fetch_the_library(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/t/regions/")
    assert [address for address in fetched if "echarts" in address] == []


def test_without_script_the_table_of_figures_takes_the_charts_place(open_page: OpenPage) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    page.goto("/t/parts/")
    expect(page.locator(".lx-chart")).to_be_hidden()
    page.get_by_text("数据表").click()
    expect(page.get_by_role("table", name="办理进度")).to_be_visible()


def test_typing_filters_the_table_and_the_address_becomes_its_permalink(page: Page) -> None:
    page.goto("/t/regions/")
    page.locator("main input[name=q]").press_sequentially("示例04")
    expect(page.locator(".lx-listhead")).to_contain_text("共 5 条")
    page.wait_for_url("**/t/regions/?q=*04")
    expect(page.locator("main input[name=q]")).to_be_focused()
    page.reload()
    expect(page.locator(".lx-listhead")).to_contain_text("共 5 条")
    expect(page.locator("main input[name=q]")).to_have_value("示例04")


def test_going_back_shows_the_whole_page_again(page: Page) -> None:
    page.goto("/t/regions/")
    page.fill("main input[name=q]", "示例04")
    page.wait_for_url("**/t/regions/?q=*04")
    page.go_back()
    expect(page.locator(".lx-listhead")).to_contain_text("共 45 条")
    expect(page.locator("h1")).to_have_text("行政区划")


def test_filters_work_without_script(open_page: OpenPage) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    page.goto("/t/regions/")
    page.fill("main input[name=q]", "示例04")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".lx-listhead")).to_contain_text("共 5 条")
    page.get_by_role("link", name="清除", exact=True).click()
    page.get_by_role("link", name="第 3 页").click()
    expect(page.locator(".lx-table tbody tr")).to_have_count(5)


def test_on_a_sheet_of_paper_a_list_is_a_table_though_the_sheet_is_narrow(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 680, "height": 960})
    page.goto("/t/regions/")
    expect(page.locator(".lx-table thead")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".lx-table thead")).to_be_visible()
    expect(page.locator(".lx-filter")).to_be_hidden()


def test_an_export_is_downloaded_under_a_chinese_name(page: Page) -> None:
    page.goto("/t/regions/?q=示例04")
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "行政区划.csv"


def test_a_list_is_a_table_for_screen_readers_on_a_phone_too(phone: Page) -> None:
    phone.goto("/t/regions/")
    expect(phone.get_by_role("table", name="行政区划")).to_be_visible()
    expect(phone.get_by_role("row")).to_have_count(20)


def test_in_a_hand_conditions_beyond_the_second_are_folded_until_asked_for_or_used(phone: Page) -> None:
    phone.goto("/t/regions/")
    above = phone.get_by_label("上级")
    expect(phone.get_by_label("级别")).to_be_visible()
    expect(above).to_be_hidden()
    phone.get_by_text("更多条件").click()
    expect(above).to_be_visible()
    expect(phone.get_by_text("更多条件")).to_be_hidden()
    assert axe(phone) == []
    assert width(phone) <= 390
    phone.get_by_role("checkbox", name="收起条件").press("Space")
    expect(above).to_be_hidden()
    phone.goto("/t/regions/?q=示例04")
    expect(above).to_be_visible()


def test_a_refused_filter_shows_its_box_and_the_next_one_works_again(page: Page, watches: dict[Page, Watch]) -> None:
    page.goto("/t/moody/")
    page.fill("main input[name=q]", "示例99")
    expect(page.get_by_role("alert")).to_contain_text("请换一个名称。")
    page.fill("main input[name=q]", "示例04")
    expect(page.locator(".lx-listhead")).to_contain_text("共 5 条")
    watches[page].expect("403")
