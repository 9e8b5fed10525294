"""A year's arrangement in a real browser: faults first, then a look, then loaded once; and a deadline that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.mechanisms.models import CalendarYear
from tests.apps.mechanisms.people import TABLE_2027
from tests.browser.conftest import OpenPage
from tests.browser.looking import axe, sign_in, width


def written(folder: Path, name: str, text: str) -> str:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_joint_office_looks_at_what_moves_and_then_loads_the_year(demo: str, page: Page, tmp_path: Path) -> None:
    sign_in(page, "jia.clerk", demo)
    page.goto("/calendars/")
    page.get_by_role("link", name="导入节假日安排").click()

    page.set_input_files("input[name=file]", written(tmp_path, "坏.toml", TABLE_2027.replace("中秋节", "月饼节")))
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_role("heading", name="这个文件还不能导入")).to_be_visible()
    expect(page.locator("main")).to_contain_text("缺少中秋节")
    assert axe(page) == []

    page.set_input_files("input[name=file]", written(tmp_path, "2027.toml", TABLE_2027))
    page.get_by_role("button", name="预览").click()
    moved = page.locator("tr", has_text="2027年3月9日")
    expect(moved).to_contain_text("2027年3月8日")
    expect(moved).to_contain_text("暂定")
    assert axe(page) == []
    assert not CalendarYear.objects.filter(year=2027).exists()

    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("heading", name="2027年工作日历")).to_be_visible()
    expect(page.locator("main")).to_contain_text("2027年3月8日 → 2027年3月9日")
    page.goto("/deadline/?start=2027-03-12&amount=1&unit=workday")
    expect(page.locator("main")).to_contain_text("2027年3月13日")

    page.goto("/calendars/load/")
    page.set_input_files("input[name=file]", written(tmp_path, "2027.toml", TABLE_2027))
    page.get_by_role("button", name="预览").click()
    page.get_by_role("button", name="确认导入").click()
    expect(page.get_by_role("alert")).to_contain_text("内容相同")
    assert CalendarYear.objects.filter(year=2027).count() == 1


@pytest.mark.parametrize("address", ["/calendars/2026/", "/deadline/?start=2026-02-10&amount=5&unit=workday"])
def test_calendars_and_deadlines_fit_a_hand(demo: str, open_page: OpenPage, phone: Page, address: str) -> None:
    phone.goto(address)
    assert width(phone) <= 390
    assert axe(phone) == []


def test_pages_of_a_clerk_are_not_kept_by_the_browser(demo: str, page: Page) -> None:
    sign_in(page, "jia.clerk", demo)
    answer = page.goto("/accounts/")
    assert answer is not None
    assert "no-store" in answer.headers["cache-control"]
