"""文本体检 in a real browser: files and pasted words in, what was accepted saved and opened, at desk and in hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.apps.rulebook.damaged import TEXT
from tests.browser.looking import in_order, width

PAGE = "/texts/check/"


@pytest.fixture(autouse=True)
def _open(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def hand_in(page: Page, folder: Path, content: bytes) -> None:
    file = folder / "来文.txt"
    file.write_bytes(content)
    page.goto(PAGE)
    page.set_input_files("input[name=file]", str(file))
    check_up(page)


def check_up(page: Page) -> None:
    """The answer waits for a process of its own, which a busy machine starts slowly."""
    page.get_by_role("button", name="开始体检").click(timeout=60_000)


def save(page: Page, button: str, folder: Path) -> Path:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name=button).click(timeout=60_000)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_a_visitor_checks_a_file_and_saves_the_copy_and_the_record(page: Page, tmp_path: Path) -> None:
    page.goto(PAGE)
    in_order(page)
    hand_in(page, tmp_path, TEXT.encode())
    expect(page.get_by_role("heading", name="来文.txt")).to_be_visible()
    in_order(page)
    for heading in ("按类别", "逐处对照", "结构", "题注", "任务", "数字"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    page.get_by_label("夹注拼音").check()
    copy = save(page, "下载修复稿", tmp_path).read_bytes().decode()
    assert "guān" not in copy
    assert copy.count("\r") == 0


def test_what_was_ticked_one_by_one_is_in_the_record(page: Page, tmp_path: Path) -> None:
    hand_in(page, tmp_path, TEXT.encode())
    doubts = page.locator("input[name=places]")
    ticked = doubts.first.get_attribute("value")
    doubts.first.check()
    sheet = load_workbook(save(page, "下载修复记录", tmp_path)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if isinstance(row[0], int)]
    assert [str(row[2]) for row in rows] == [ticked]


def test_pasted_words_are_checked_in_a_hand(phone: Page) -> None:
    phone.goto(PAGE)
    in_order(phone)
    phone.get_by_label("或者粘贴文字").fill(TEXT)
    check_up(phone)
    expect(phone.get_by_role("heading", name="粘贴的文字")).to_be_visible()
    in_order(phone)


def test_nothing_handed_in_is_said_beside_the_form(page: Page) -> None:
    page.goto(PAGE)
    page.get_by_role("button", name="开始体检").click()
    expect(page.get_by_role("alert")).to_contain_text("请选择文件")
    in_order(page)


def test_a_long_damaged_page_stays_in_order(page: Page, tmp_path: Path) -> None:
    hand_in(page, tmp_path, (TEXT * 60).encode())
    expect(page.get_by_role("heading", name="来文.txt")).to_be_visible()
    expect(page.locator("main")).to_contain_text("行没有列在这里")
    assert width(page) <= 1440
