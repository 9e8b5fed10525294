"""Putting rules right in a real browser: a correction, a unit's rules, a citation, many files of a batch at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.models import Citation, Work
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, make_account, make_bodies
from tests.apps.rulebook.citing_world import CITED, CITING, keep, renew
from tests.apps.rulebook.test_setting import make_batch
from tests.browser.looking import follow, in_order, sign_in


@pytest.fixture(autouse=True)
def citing(transactional_db: None) -> Iterator[Work]:
    """A rule that cites one by a name the repository does not have."""
    cache.clear()
    set_demo_day(TODAY)
    make_bodies()
    make_account("jia.head", A, Role.OFFICE_HEAD)
    body = Body.objects.get(pk=A)
    for name in ("示例甲市民政局", "示例甲市水务局"):
        Unit.objects.create(body=body, name=name)
    keep(body, CITED.replace("示例甲市示例条例", "示例甲市示例管理条例"), date(2020, 1, 1))
    yield keep(body, CITING, date(2021, 1, 1), unit=Unit.objects.get(name="示例甲市民政局").pk)
    cache.clear()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_an_office_head_puts_right_what_is_kept(kind: str, request: pytest.FixtureRequest, citing: Work) -> None:
    page: Page = request.getfixturevalue(kind)
    sign_in(page, "jia.head")
    row = Citation.objects.filter(version__work=citing, own=False).order_by("order")[0]
    page.goto(f"/rules/citations/{row.pk}/")
    in_order(page)
    page.get_by_role("radio", name="示例甲市示例管理条例").check()
    page.get_by_label("理由").fill("名称写得不全")
    page.get_by_role("button", name="指定", exact=True).click()
    expect(page.get_by_text("3 处照此认")).to_be_visible()
    in_order(page)
    page.goto(citing.get_absolute_url())
    page.get_by_text("按条看，3 处条文").click()
    expect(page.locator(".ci-group").get_by_role("link", name="示例甲市示例管理条例").first).to_be_visible()
    in_order(page)
    page.get_by_role("link", name="更正").click()
    page.get_by_label("制定机关").fill("示例甲市水务局")
    page.get_by_label("为什么更正").fill("录入有误")
    in_order(page)
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_text("已更正")).to_be_visible()
    page.goto(f"{citing.get_absolute_url()}correct/")
    expect(page.locator(".co-list ins")).to_have_text("示例甲市水务局")
    in_order(page)
    page.get_by_role("link", name="一次改给另一个单位").click()
    page.get_by_label("原责任单位").select_option(label="示例甲市民政局")
    page.get_by_label("改为").select_option(label="示例甲市水务局")
    follow(page, page.get_by_role("button", name="看清单"))
    in_order(page)
    page.get_by_label("为什么改").fill("机构改革")
    page.get_by_role("button", name="把这 1 件改为").click()
    expect(page.get_by_text("1 件的责任单位已改为")).to_be_visible()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_many_files_are_filled_in_at_once(kind: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(kind)
    batch = make_batch(4)
    sign_in(page, "jia.head")
    page.goto(batch.get_absolute_url())
    follow(page, page.get_by_role("link", name="成批填写"))
    in_order(page)
    page.get_by_role("checkbox", name="2.txt").check()
    page.get_by_role("checkbox", name="3.txt").check()
    expect(page.locator("#pick-count")).to_have_text("选了 2 份")
    page.locator("#set-form").get_by_label("种类").select_option(label="行政规范性文件")
    page.get_by_role("button", name="看会改什么").click()
    expect(page.locator(".st-change")).to_have_count(2)
    in_order(page)
    page.get_by_role("button", name="填写这 2 份").click()
    expect(page.get_by_text("已填写 2 份")).to_be_visible()
    in_order(page)


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_a_version_then_the_whole_is_taken_out(kind: str, request: pytest.FixtureRequest, citing: Work) -> None:
    page: Page = request.getfixturevalue(kind)
    renew(citing, CITING.replace("不予受理", "退回"), date(2022, 1, 1))
    sign_in(page, "jia.head")
    page.goto(f"{citing.get_absolute_url()}correct/")
    page.get_by_role("link", name="撤出").click()
    expect(page.get_by_role("radio", name="只撤出最新的第2版")).to_be_checked()
    in_order(page)
    page.get_by_label("为什么撤出").fill("其实没有修改")
    page.get_by_label("我看过了").check()
    page.get_by_role("button", name="撤出").click()
    expect(page.get_by_text("第2版。")).to_be_visible()
    expect(page.get_by_text("不予受理")).to_be_visible()
    page.goto(f"{citing.get_absolute_url()}take-out/")
    page.get_by_label("为什么撤出").fill("重复")
    page.get_by_label("我看过了").check()
    page.get_by_role("button", name="撤出").dblclick()
    page.wait_for_url("**/rules/")
    expect(page.get_by_text("已撤出“")).to_be_visible()
    assert not Work.objects.filter(pk=citing.pk).exists()


@pytest.mark.parametrize("kind", ["page", "phone"])
def test_enter_in_a_reason_does_what_stands_beside_it(kind: str, request: pytest.FixtureRequest) -> None:
    page: Page = request.getfixturevalue(kind)
    batch = make_batch(2)
    sign_in(page, "jia.head")
    page.goto(f"{batch.get_absolute_url()}1/")
    in_order(page)
    reasons = page.get_by_label("理由", exact=True)
    reasons.first.fill("另有正本")
    reasons.first.press("Enter")
    expect(page.get_by_text("决定不入库：另有正本")).to_be_visible()
    page.get_by_label("理由", exact=True).fill("误传")
    page.get_by_label("理由", exact=True).press("Enter")
    expect(page.get_by_text("决定不入库：内容已删去：误传")).to_be_visible()
    in_order(page)
    assert not Work.objects.filter(versions__items__batch=batch).exists()
