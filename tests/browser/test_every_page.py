"""Every page that can be reached from the home page, in the demo, at a desk and in a hand."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page

from lianxi.loaders.demo import load_demo_accounts
from tests.browser.conftest import DESK, OpenPage
from tests.browser.looking import axe, sign_in, width

pytestmark = pytest.mark.usefixtures("demo")
FILES = (".xlsx", ".csv")


def rooms(page: Page, seen: set[str]) -> Iterator[str]:
    """Walk from the home page over links and stand once in every view that is reached and not yet seen."""
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        parts = urlsplit(address)
        view = resolve(parts.path).view_name
        if view in seen or "format=" in parts.query or parts.path.endswith(FILES):
            continue
        seen.add(view)
        answer = page.goto(address)
        yield f"{view} {address}"
        assert answer is not None
        assert answer.status == 200, address
        waiting += page.eval_on_selector_all(
            "a[href^='/']:not([download])", "links => links.map(link => link.getAttribute('href'))"
        )


def test_visitors_and_operators_find_every_page_in_order_at_a_desk(open_page: OpenPage) -> None:
    seen: set[str] = set()
    _walk(open_page(**DESK), "", seen)
    _walk(open_page(**DESK), "operator", seen - {"shell:home"})


def test_an_office_head_finds_every_page_in_order_at_a_desk(page: Page) -> None:
    _walk(page, "sanya.head", set())


def test_an_office_head_finds_every_page_in_order_in_a_hand(phone: Page) -> None:
    _walk(phone, "sanya.head", set())


def _walk(page: Page, account: str, seen: set[str]) -> None:
    """Stand on every page and say at the end everything that is wrong anywhere."""
    if account:
        sign_in(page, account, load_demo_accounts().password)
    faults = [f"{room}：{fault}" for room in rooms(page, seen) for fault in _faults_of(page)]
    assert not faults, "\n".join(faults)


def _faults_of(page: Page) -> list[str]:
    """What is wrong with the page one stands on, in normal and in large type."""
    found = axe(page)
    if (headings := page.locator("h1").count()) != 1:
        found.append(f"{headings} headings of the first rank")
    for scale in ("", "lg"):
        page.evaluate("scale => { document.documentElement.dataset.scale = scale }", scale)
        if width(page) > page.viewport_size["width"]:
            found.append(f"scrolls sideways, {width(page)} px wide, scale {scale or 'normal'}")
    return found
