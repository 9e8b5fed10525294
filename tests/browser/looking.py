"""What a browser test looks at: accessibility, sideways scrolling, signing in."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Locator, Page

from lianxi.config.environment import PROJECT
from tests.apps.accounts.people import PASSWORD

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@cache
def _axe_script() -> str:
    return (PROJECT / "build" / "test-vendor" / "axe.min.js").read_text(encoding="utf-8")


def follow(page: Page, target: Locator) -> None:
    """Press what leads to another page and go on when that is there whole; a press alone may be over before."""
    with page.expect_navigation():
        target.click()


def axe(page: Page) -> list[str]:
    """What axe-core finds wrong, one line each. Evaluated in the page: a script tag would break the content policy."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_script())
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
    )
    return [
        f"{fault['impact']} {fault['id']}：{fault['help']} → {[node['target'] for node in fault['nodes'][:3]]}"
        for fault in found["violations"]
    ]


def width(page: Page) -> int:
    """How wide the page is; wider than the screen means that it scrolls sideways."""
    return page.evaluate("document.documentElement.scrollWidth")


def in_order(page: Page) -> None:
    """Nothing wrong to axe, nothing wider than the screen."""
    faults = axe(page)
    assert faults == [], faults
    wide, screen = width(page), page.viewport_size["width"]
    assert wide <= screen, f"{wide} px on a screen of {screen}: {page.url}"


def in_order_at_any_size(page: Page) -> None:
    """The same, and nothing wider than the screen in large type either."""
    page.evaluate("document.documentElement.dataset.scale = 'lg'")
    wide, screen = width(page), page.viewport_size["width"]
    assert wide <= screen, f"{wide} px in large type on a screen of {screen}: {page.url}"
    page.evaluate("document.documentElement.dataset.scale = ''")
    in_order(page)


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    """Through the real form, as a person would."""
    page.goto("/sign-in/")
    page.fill("main input[name=username]", username)
    page.fill("main input[name=password]", password)
    page.click("main form button[type=submit]")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
