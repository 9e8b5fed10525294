"""清理 and 备案 in a real browser: from the list to a conclusion, from an export back into the repository."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.services.filing import record_filing
from lianxi.apps.rulebook.services.reviewing import record_review
from lianxi.kernel.access import Role
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.apps.rulebook.citing_world import CITED, CITING, keep, keeper
from tests.browser.looking import in_order, sign_in


@pytest.fixture(autouse=True)
def kept(transactional_db: None) -> Iterator[Work]:
    """Two rules; one of them was to be repealed and is not, and was filed late."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    body, head = Body.objects.get(pk=A), keeper(A)
    work = keep(body, CITED, date(2020, 1, 1), issued=date(2019, 12, 20))
    keep(body, CITING, date(2021, 1, 1))
    record_review(
        work=work, conclusion=Conclusion.REPEAL, day=date(2024, 2, 1), reason="已由另一条例代替", actor=head, on=TODAY
    )
    record_filing(version=work.versions.get(), day=date(2020, 2, 1), recipient="示例省人大常委会", actor=head, on=TODAY)
    yield work
    cache.clear()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_a_clerk_goes_through_the_rules(kind: str, request: pytest.FixtureRequest, kept: Work, tmp_path: Path) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/")
    sign_in(page, "jia.head")
    page.goto("/rules/reviews/")
    in_order(page)
    page.get_by_label("结论", exact=True).select_option("repeal")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    expect(page.locator("#sums .lx-tile").first).to_contain_text("2")
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    table = tmp_path / "清理.csv"
    started.value.save_as(table)
    page.goto("/rules/reviews/table/")
    page.get_by_label("表格", exact=True).set_input_files(table)
    page.get_by_role("button", name="试读").click()
    expect(page.get_by_text("早已登记、不重复")).to_be_visible()
    in_order(page)
    page.goto("/rules/filings/?state=late")
    expect(page.locator("#list")).to_contain_text("迟13天")
    in_order(page)
    page.locator("#list").get_by_role("link", name="示例甲市示例条例").click()
    expect(page.locator("#upkeep")).to_contain_text("还没有登记废止它的文件")
    in_order(page)
    page.get_by_role("link", name="登记清理结论").click()
    page.get_by_role("radio", name="继续有效").check()
    page.locator("#id_reason").fill("核对后仍然适用")
    in_order(page)
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.locator("#upkeep")).to_contain_text("核对后仍然适用")


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_every_link_of_the_section_stands_whole_in_its_card_and_apart_from_the_words_before(
    kind: str, request: pytest.FixtureRequest, kept: Work
) -> None:
    page: Page = request.getfixturevalue(kind)
    page.goto("/")
    sign_in(page, "jia.head")
    page.goto(kept.get_absolute_url())
    expect(page.locator("#upkeep")).to_contain_text("按成文日期2019年12月20日起算")
    card, links = page.locator("#upkeep").bounding_box(), page.locator("#upkeep td a")
    assert card
    expect(links.filter(has_text="登记公布日期")).to_have_count(1)
    for link in links.all():
        box = link.bounding_box()
        assert box
        assert card["x"] <= box["x"]
        assert box["x"] + box["width"] <= card["x"] + card["width"]
        before = link.evaluate("a => (a.previousSibling || {textContent: ' '}).textContent.slice(-1)")
        assert before == " "
    in_order(page)
