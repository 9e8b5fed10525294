"""A clerk imports a table of people in a real browser, at a desk and in a hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Person
from lianxi.loaders.demo import load_demo_accounts
from tests.browser.conftest import Watch
from tests.browser.looking import axe, sign_in, width
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.usefixtures("demo")
HEADER = ["姓名", "职务", "任职起", "任职止", "手机", "备注"]
RIGHT = ["示例·王一", "委员", "2021-09-01", "", "13812345678", ""]
FAULTY = ["示例·张三", "局长", "2021-13-01", "", "12345", "一句很长的备注" * 20]
NEW = "示例·王一"


def upload(page: Page, *rows: list[str]) -> None:
    page.goto("/people/import/")
    table = {"name": "人员.xlsx", "mimeType": "application/octet-stream", "buffer": workbook([HEADER, *rows])}
    page.set_input_files("input[type=file]", table)
    page.get_by_role("button", name="预览").click()
    page.wait_for_url("**/people/import/*/")


def faults_of(page: Page) -> list[str]:
    """What is wrong with the page one stands on."""
    found = axe(page)
    if width(page) > page.viewport_size["width"]:
        found.append(f"scrolls sideways, {width(page)} px")
    return found


def walk(page: Page) -> None:
    """Upload, look at the faults, take the right rows, and look at the new person whole for a reason."""
    sign_in(page, "sanya.clerk", load_demo_accounts().password)
    upload(page, RIGHT, FAULTY)
    expect(page.get_by_text("1 行有错；在您选择之前")).to_be_visible()
    expect(page.get_by_text("没有 13 月")).to_be_visible()
    assert faults_of(page) == []
    page.get_by_role("link", name="新增 1", exact=True).click()
    expect(page.get_by_text("手机、任委员")).to_be_visible()
    assert faults_of(page) == []
    assert not Person.objects.filter(name=NEW).exists()
    page.get_by_role("button", name="只导入正确的行").click()
    expect(page.get_by_text("已导入。", exact=True)).to_be_visible()
    assert faults_of(page) == []
    page.goto(f"/people/{Person.objects.get(name=NEW).pk}/")
    expect(page.get_by_text("138****5678")).to_be_visible()
    page.fill("input[name=reason]", "联席会议报到联系")
    page.get_by_role("button", name="查看完整联系方式").click()
    expect(page.get_by_text("13812345678")).to_be_visible()
    assert faults_of(page) == []


def test_a_clerk_imports_people_at_a_desk(page: Page) -> None:
    walk(page)


def test_a_clerk_imports_people_in_a_hand(phone: Page) -> None:
    walk(phone)


def test_a_file_that_is_no_table_is_refused_in_order(page: Page, watch: Watch) -> None:
    sign_in(page, "sanya.clerk", load_demo_accounts().password)
    page.goto("/people/import/")
    page.set_input_files("input[type=file]", {"name": "x.xls", "mimeType": "x/y", "buffer": b"hello"})
    page.get_by_role("button", name="预览").click()
    expect(page.get_by_text("这不是 xlsx 表格")).to_be_visible()
    assert faults_of(page) == []
    watch.expect("403")
