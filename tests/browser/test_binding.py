"""An original imported, altered and confirmed in a real browser, at a desk and in a hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lianxi.apps.mechanisms.models import BoundProvision, TextBinding
from lianxi.apps.rulebook.models import Work
from lianxi.web.day import today
from tests.apps.mechanisms.people import RIVER
from tests.apps.mechanisms.river_original import CHANGED, FIFTH, FIFTH_CHANGED, TEXT
from tests.apps.mechanisms.river_work import kept, revised
from tests.browser.conftest import Watch
from tests.browser.looking import follow, in_order, sign_in

PAGE = f"/mechanisms/{RIVER}/2023-01-01/"


@pytest.fixture
def demo(demo: str, settings, tmp_path: Path) -> str:
    """The demo without the text of the mechanism, with a folder of its own for what is handed in."""
    BoundProvision.objects.all().delete()
    TextBinding.objects.all().delete()
    Work.objects.filter(title="示例三江联席会议工作规则").delete()
    settings.FILES_FOLDER = tmp_path / "store"
    return demo


def hand_in(page: Page, folder: Path, text: str) -> None:
    file = folder / "原文.txt"
    file.write_text(text, encoding="utf-8")
    page.set_input_files("input[name=file]", str(file))
    page.get_by_role("button", name="导入并核对").click()


def test_the_joint_office_binds_a_version_and_confirms_what_changed(
    demo: str, page: Page, watches: dict[Page, Watch], tmp_path: Path
) -> None:
    sign_in(page, "jia.clerk", demo)
    page.goto(PAGE)
    expect(page.get_by_text("未绑定")).to_be_visible()
    follow(page, page.get_by_role("link", name="导入与核对原文"))
    in_order(page)

    hand_in(page, tmp_path, "会议纪要")
    expect(page.get_by_role("alert")).to_contain_text("标题须独占一行")
    watches[page].expect("403 (Forbidden)")
    hand_in(page, tmp_path, TEXT)
    expect(page.locator("main")).to_contain_text("没有规则待核")
    in_order(page)

    hand_in(page, tmp_path, CHANGED)
    expect(page.get_by_role("heading", name="文字有变动，待确认")).to_be_visible()
    row = page.get_by_role("group", name="有变动的条款").locator("tr", has_text="五")
    expect(row).to_contain_text(FIFTH)
    expect(row).to_contain_text(FIFTH_CHANGED)
    in_order(page)

    page.goto(PAGE)
    expect(page.locator("#agenda")).to_contain_text("待核")
    expect(page.locator("#clause-五")).to_contain_text(FIFTH_CHANGED)
    in_order(page)

    follow(page, page.get_by_role("link", name="导入与核对原文"))
    page.get_by_label("核对说明").fill("已与各方核对，规则不变")
    page.get_by_role("button", name="确认这 1 条").click()
    expect(page.locator("main")).to_contain_text("已确认，没有规则待核。")
    page.goto(PAGE)
    expect(page.locator("#agenda")).not_to_contain_text("待核")


def test_the_original_beside_the_gist_fits_a_hand(demo: str, phone: Page, tmp_path: Path) -> None:
    sign_in(phone, "jia.clerk", demo)
    for text in (TEXT, CHANGED):
        phone.goto(f"{PAGE}original/")
        hand_in(phone, tmp_path, text)
        expect(phone.get_by_role("heading", name="核对结果")).to_be_visible()
        in_order(phone)
    phone.goto(PAGE)
    expect(phone.locator("#clause-五")).to_contain_text(FIFTH_CHANGED)
    in_order(phone)


@pytest.mark.parametrize("seat", ["page", "phone"])
def test_a_work_of_the_repository_is_chosen_and_followed(demo: str, seat: str, request: pytest.FixtureRequest) -> None:
    browser: Page = request.getfixturevalue(seat)
    made = kept(today())
    sign_in(browser, "jia.clerk", demo)
    browser.goto(f"{PAGE}original/")
    expect(browser.get_by_text("每一条都在")).to_be_visible()
    in_order(browser)
    browser.get_by_role("button", name=re.compile("^绑定")).click()
    expect(browser.locator("main")).to_contain_text("没有规则待核")
    revised(made, CHANGED, today(), today())
    browser.goto(f"{PAGE}binding/")
    expect(browser.locator("#clause-五 ins")).to_have_text("商各方后")
    in_order(browser)
    browser.locator("#clause-五").get_by_role("link", name="五", exact=True).click()
    expect(browser.locator("#lvl_5")).to_contain_text(FIFTH_CHANGED)
