"""文本比对 in a real browser: files put in order, changes walked through, documents saved, at desk and in hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from docx import Document
from playwright.sync_api import Page, expect

from tests.apps.rulebook.versions import CURRENT, ORIGINAL, PROPOSED, copies
from tests.browser.conftest import DESK, OpenPage
from tests.browser.looking import in_order

PAGE = "/texts/compare/"


@pytest.fixture(autouse=True)
def _open(transactional_db: None) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def files(folder: Path, *texts: str) -> list[str]:
    paths = [folder / f"第{count}稿.txt" for count in range(1, len(texts) + 1)]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return [str(path) for path in paths]


def compare(page: Page) -> None:
    """The answer waits for a process of its own, which a busy machine starts slowly."""
    page.get_by_role("button", name="开始比对").click(timeout=60_000)


def two(page: Page, folder: Path, old: str = ORIGINAL, new: str = CURRENT) -> None:
    page.goto(PAGE)
    page.set_input_files("input[name=files]", files(folder, old, new))
    compare(page)
    expect(page.get_by_role("heading", name="两稿对照")).to_be_visible()


def shown(page: Page, selector: str) -> list[str]:
    return [one.inner_text() for one in page.locator(selector).all() if one.is_visible()]


def test_files_chosen_one_by_one_are_put_in_order_and_compared(page: Page, tmp_path: Path) -> None:
    page.goto(PAGE)
    in_order(page)
    new, old = files(tmp_path, CURRENT, ORIGINAL)
    page.set_input_files("input[name=files]", new)
    page.set_input_files("input[name=files]", old)
    chosen = page.locator(".cp-chosen li")
    expect(chosen).to_have_count(2)
    expect(chosen.first).to_contain_text("旧第1稿.txt")
    page.get_by_role("button", name="上移：第2稿.txt").click()
    expect(chosen.first).to_contain_text("旧第2稿.txt")
    in_order(page)
    compare(page)
    expect(page.locator(".cp-texts li").first).to_contain_text("第2稿.txt")
    expect(page.locator(".cp-new ins", has_text="批准后公布")).to_be_visible()
    in_order(page)


def test_a_file_is_taken_away_again_before_anything_is_sent(page: Page, tmp_path: Path) -> None:
    page.goto(PAGE)
    page.set_input_files("input[name=files]", files(tmp_path, ORIGINAL, CURRENT))
    page.get_by_role("button", name="去掉：第2稿.txt").click()
    expect(page.locator(".cp-chosen li")).to_have_count(1)
    assert page.evaluate("document.querySelector('input[name=files]').files.length") == 1


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_changes_are_walked_through_by_buttons_and_keys(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    page: Page = request.getfixturevalue(kind)
    two(page, tmp_path)
    in_order(page)
    where, rows = page.locator("[data-cp-where]"), page.locator(".cp-row")
    count = rows.count()
    page.get_by_role("button", name="下一处").click()
    expect(where).to_have_text(f"第 1 处，共 {count} 处")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(where).to_have_text(f"第 3 处，共 {count} 处")
    expect(rows.nth(2)).to_be_in_viewport()
    page.keyboard.press("k")
    expect(where).to_have_text(f"第 2 处，共 {count} 处")
    page.locator(".cp-jump summary").click()
    page.get_by_role("navigation", name="改动一览").get_by_role("link", name="第七条").click()
    expect(page.locator(".cp-row.is-here")).to_contain_text("半月至少")
    expect(page.locator(".cp-row.is-here")).to_be_in_viewport()
    in_order(page)


def test_one_column_shows_both_marks_and_only_changes_hides_the_rest(page: Page, tmp_path: Path) -> None:
    two(page, tmp_path)
    fourth = page.locator("[id='r-4~5']")
    expect(fourth.locator(".cp-new del", has_text="备案")).to_be_hidden()
    page.get_by_text("合并一栏").click()
    expect(fourth.locator(".cp-new del", has_text="备案")).to_be_visible()
    expect(fourth.locator(".cp-old")).to_be_hidden()
    in_order(page)
    assert page.locator(".cp-fold").first.is_visible()
    page.get_by_text("只看改动").click()
    assert shown(page, ".cp-fold") == []
    page.get_by_role("button", name="按此重新比对").click(timeout=60_000)
    page.wait_for_load_state()
    assert page.locator("#v-inline").is_checked()
    assert page.locator("#v-only").is_checked()


def test_unchanged_articles_open_from_their_line(phone: Page, tmp_path: Path) -> None:
    two(phone, tmp_path)
    fold = phone.locator(".cp-fold").filter(has_text="第一条至第二条")
    expect(fold.get_by_text("为了加强河湖保护")).to_be_hidden()
    fold.locator("summary").click()
    expect(fold.get_by_text("为了加强河湖保护")).to_be_visible()
    in_order(phone)


def test_the_reader_stays_at_the_same_article_when_a_switch_changes(page: Page, tmp_path: Path) -> None:
    two(page, tmp_path)
    page.locator(".cp-jump summary").click()
    page.get_by_role("navigation", name="改动一览").get_by_role("link", name="第七条").click()
    page.get_by_label("忽略标点和宽度").check()
    page.get_by_role("button", name="按此重新比对").click(timeout=60_000)
    page.wait_for_load_state()
    assert page.url.endswith("#r-7~7")
    expect(page.locator("[id='r-7~7']")).to_be_in_viewport()
    assert page.get_by_label("忽略标点和宽度").is_checked()


def test_old_and_new_change_places(phone: Page, tmp_path: Path) -> None:
    two(phone, tmp_path)
    phone.get_by_role("button", name="交换新旧").click(timeout=60_000)
    expect(phone.locator(".cp-texts li").first).to_contain_text("第2稿.txt")


def test_without_script_the_page_still_compares_and_switches_its_view(open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(**DESK, java_script_enabled=False)
    two(page, tmp_path)
    expect(page.get_by_role("button", name="下一处")).to_be_hidden()
    page.locator("label[for=v-inline]").click()
    expect(page.locator("[id='r-4~5'] .cp-old")).to_be_hidden()
    page.locator(".cp-jump summary").click()
    page.get_by_role("navigation", name="改动一览").get_by_role("link", name="第七条").click()
    expect(page.locator("[id='r-7~7']")).to_be_in_viewport()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_many_copies_are_held_together(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto(PAGE)
    page.set_input_files("input[name=files]", files(tmp_path, *copies()))
    compare(page)
    expect(page.get_by_role("heading", name="2 份相同，2 份不同")).to_be_visible()
    expect(page.locator("#place-1")).to_contain_text("三十日二十日")
    in_order(page)
    page.get_by_role("link", name="2 处不同").click()
    page.locator("#copy-4 summary").click()
    expect(page.locator("#copy-4 ins", has_text="三千元")).to_be_visible()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_three_versions_stand_side_by_side(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto(PAGE)
    page.set_input_files("input[name=files]", files(tmp_path, ORIGINAL, CURRENT, PROPOSED))
    compare(page)
    expect(page.get_by_role("heading", name="三稿并列")).to_be_visible()
    seventh = page.locator(".cp-row", has_text="检查水质监测设施").locator(".cp-text")
    expect(seventh).to_have_count(3)
    expect(seventh.nth(1).locator("ins").first).to_have_text("半月至少")
    expect(seventh.nth(1).locator("del").first).to_be_hidden()
    expect(seventh.nth(2).locator("del")).to_be_visible()
    in_order(page)


def test_documents_are_saved_one_after_the_other_and_open_again(page: Page, tmp_path: Path) -> None:
    two(page, tmp_path)
    page.locator("#downloads summary").click()
    in_order(page)
    table = Document(str(save(page, "条文对照表", "Word", tmp_path))).tables[0]
    assert "批准后公布" in "".join(cell.text for row in table.rows for cell in row.cells)
    page.wait_for_timeout(1600)  # a second press at once would count as a double click
    assert "批准后公布" in save(page, "花脸稿", "网页", tmp_path).read_text(encoding="utf-8")


def save(page: Page, group: str, button: str, folder: Path) -> Path:
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("group", name=group).get_by_role("button", name=button).click(timeout=60_000)
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


def test_nothing_handed_in_is_said_beside_the_form(phone: Page) -> None:
    phone.goto(PAGE)
    in_order(phone)
    compare(phone)
    expect(phone.get_by_role("alert")).to_contain_text("请选择两份以上文件")
    in_order(phone)


def test_hostile_words_and_long_names_do_no_harm(phone: Page, tmp_path: Path) -> None:
    old, new = tmp_path / f"{'很长的文件名' * 12}.txt", tmp_path / "新.txt"
    old.write_text("第一条　<script>document.title='坏了'</script>甲。\n", encoding="utf-8")
    new.write_text(
        f"第一条　<img src=x onerror=\"document.title='坏了'\">乙。\n第二条　{'A' * 20_000}\n", encoding="utf-8"
    )
    phone.goto(PAGE)
    phone.set_input_files("input[name=files]", [str(old), str(new)])
    compare(phone)
    expect(phone.locator(".cp-row").first).to_be_visible()
    assert "坏了" not in phone.title()
    in_order(phone)
