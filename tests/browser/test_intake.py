"""入库 in a real browser: files handed in, watched while read, one confirmed beside its text, at desk and in hand."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from playwright.sync_api import Page, expect

from lianxi.apps.jobs.worker import Worker
from lianxi.apps.rulebook.models import Item, ItemState
from lianxi.composition.jobs import JOBS
from lianxi.loaders.demo import load_demo_accounts
from tests.apps.rulebook.intake_files import packed, text_of, word
from tests.browser.conftest import Watch
from tests.browser.looking import in_order, sign_in

pytestmark = pytest.mark.usefixtures("demo")
DAMAGED = text_of(1).replace("规范", "规（guī）范")
SLOW = 90_000


@contextmanager
def worker() -> Iterator[None]:
    """A worker beside the server, as `lianxi serve` has one."""

    def work() -> None:
        Worker(JOBS).drain()
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()
    yield
    thread.join()


def hand_in(page: Page, button: str) -> None:
    page.goto("/rules/intake/")
    archive = packed({"一号办法.docx": word(DAMAGED), "二号办法.txt": text_of(2).encode()}, gbk=True)
    kind = "application/octet-stream"
    page.set_input_files(
        "input[name=files]",
        [
            {"name": "来文.zip", "mimeType": kind, "buffer": archive},
            {"name": "坏.docx", "mimeType": kind, "buffer": b"PK\x03\x04no"},
        ],
    )
    page.get_by_label("我已确认").check()
    page.get_by_role("button", name=button).click(timeout=SLOW)


def walk(page: Page) -> None:
    """From the first upload to the page of the rule."""
    sign_in(page, "sanya.clerk", load_demo_accounts().password)
    page.goto("/rules/intake/")
    in_order(page)
    hand_in(page, "只试读，不存")
    expect(page.get_by_text("来文/一号办法.docx")).to_be_visible(timeout=SLOW)
    in_order(page)
    hand_in(page, "上传并读取")
    page.wait_for_url("**/rules/intake/*/")
    expect(page.get_by_role("progressbar")).to_be_visible()
    in_order(page)
    with worker():
        expect(page.get_by_role("link", name="须人看过")).to_be_visible(timeout=SLOW)
    in_order(page)
    page.get_by_role("link", name="须人看过").click()
    page.get_by_role("link", name="来文/一号办法.docx").click()
    expect(page.get_by_label("标题")).to_have_value("示例甲市第1号事项管理办法")
    in_order(page)
    page.locator("a[href='#p-commences']").click()
    expect(page.locator("#p-commences")).to_be_in_viewport()
    page.get_by_label("夹注拼音").first.select_option("take")
    page.get_by_label("采用或不采用的理由").fill("与纸质原件核对过")
    page.get_by_role("button", name="确认入库").click()
    expect(page.get_by_text("确认入库：")).to_be_visible()
    in_order(page)
    item = Item.objects.get(path="来文/一号办法.docx")
    assert item.state == ItemState.ADMITTED
    assert item.version is not None
    assert "（guī）" not in item.version.text
    page.get_by_role("link", name="示例甲市第1号事项管理办法").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("示例甲市第1号事项管理办法")


def test_a_clerk_takes_a_rule_in_at_a_desk(page: Page) -> None:
    walk(page)


def test_a_clerk_takes_a_rule_in_in_a_hand(phone: Page) -> None:
    walk(phone)


def test_a_bad_file_says_why_and_is_left_out_with_a_reason(page: Page, watch: Watch) -> None:
    sign_in(page, "sanya.clerk", load_demo_accounts().password)
    hand_in(page, "上传并读取")
    page.wait_for_url("**/rules/intake/*/")
    with worker():
        page.get_by_role("link", name="读不出 1").click(timeout=SLOW)
    page.get_by_role("link", name="坏.docx").click()
    expect(page.get_by_text("已损坏").first).to_be_visible()
    page.get_by_role("button", name="不入库").click()
    expect(page.get_by_text("须说明理由")).to_be_visible()
    in_order(page)
    watch.expect("403")
    page.get_by_label("理由").fill("请单位重报")
    page.get_by_role("button", name="不入库").click()
    expect(page.get_by_text("决定不入库：请单位重报")).to_be_visible()
