"""A real Chromium against the real ASGI application on this machine; nothing else can be reached.

Chromium comes from LIANXI_CHROMIUM or the PATH and is never downloaded.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest
import uvicorn
from django.core.asgi import get_asgi_application
from django.test import override_settings
from django.urls import get_resolver
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from lianxi.loaders.demo import load_demo_accounts
from tests.browser.kept_demo import KeptDemo

# the browser's event loop stands in the test's thread, where Django would refuse plain queries
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
DESK = {"viewport": {"width": 1440, "height": 900}}
HAND = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
NO_CHROMIUM = "没有 Chromium：请执行 apt-get install chromium fonts-noto-cjk，或设 LIANXI_CHROMIUM。"
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = shutil.which(os.environ.get("LIANXI_CHROMIUM") or "chromium")
    if found is None:
        (pytest.fail if os.environ.get("LIANXI_REQUIRE") == "all" else pytest.skip)(NO_CHROMIUM)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, headless=True, args=ARGUMENTS)
        yield chromium
        chromium.close()


def held_back(application: Callable) -> Callable:
    """The application with each answer to a page or a form held back by LIANXI_HOLD_BACK seconds.

    A slow machine does the same by chance: a test that passes only at 0 looks before it has waited.
    """
    seconds = float(os.environ.get("LIANXI_HOLD_BACK", "0"))

    async def answer(scope: dict, receive: Callable, send: Callable) -> None:
        if not scope["path"].startswith("/static/"):
            await asyncio.sleep(seconds)
        await application(scope, receive, send)

    return answer if seconds else application


@pytest.fixture(scope="session")
def server(django_db_setup: None) -> Iterator[str]:
    """Where the server answers; it shares the test database, which therefore is a file.

    Static files are looked up once and kept by the browser, as in real use; other
    tests make an application each and would look them all up every time.
    """
    with override_settings(WHITENOISE_AUTOREFRESH=False, WHITENOISE_MAX_AGE=3600):
        application = held_back(get_asgi_application())
    # what the pages are made of is read now, not while the first of them is waited for
    assert get_resolver().url_patterns
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = uvicorn.Config(
        application, host="127.0.0.1", port=port, log_level="warning", lifespan="off", timeout_graceful_shutdown=1
    )
    running = uvicorn.Server(config)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    running.should_exit = True
    thread.join(5)


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory) -> KeptDemo:
    return KeptDemo(tmp_path_factory.mktemp("kept-demo"))


@pytest.fixture
def demo(transactional_db: None, kept_demo: KeptDemo) -> str:
    """The demo with its people, on its first day, for one test alone; answers the password of all."""
    kept_demo.put_in_place()
    return load_demo_accounts().password


class Watch:
    """Keeps what a page complained about; a test that expects a complaint takes it with `expect`."""

    def __init__(self, page: Page, server: str) -> None:
        self.complaints: list[str] = []
        self._server = server
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("console", self._console)
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"console: {message.text}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self._server, "data:", "blob:")):
            self.complaints.append(f"foreign request: {request.url}")

    def expect(self, words: str) -> None:
        """Take away the complaints that hold `words`; there must be one."""
        kept = [complaint for complaint in self.complaints if words not in complaint]
        assert len(kept) < len(self.complaints), f"no complaint about {words}"
        self.complaints[:] = kept


@pytest.fixture
def watches() -> dict[Page, Watch]:
    return {}


@pytest.fixture
def open_page(browser: Browser, server: str, transactional_db: None, watches: dict[Page, Watch]) -> Iterator[OpenPage]:
    """Open browsers side by side, each with cookies of its own; afterwards none may have complained."""
    contexts: list[BrowserContext] = []

    def opened(**options: Any) -> Page:
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "reduced_motion": "reduce", **options}
        context = browser.new_context(base_url=server, **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watches[page] = Watch(page, server)
        return page

    yield opened
    for context in contexts:
        with suppress(Exception):
            context.close()
    complaints = [complaint for watch in watches.values() for complaint in watch.complaints]
    assert complaints == []


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page(**DESK)


@pytest.fixture
def phone(open_page: OpenPage) -> Page:
    return open_page(**HAND)


@pytest.fixture
def watch(page: Page, watches: dict[Page, Watch]) -> Watch:
    return watches[page]
