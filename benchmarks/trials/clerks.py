"""What a clerk does on the pages: hand a file in, wait until it is read, confirm it, look for it."""

from __future__ import annotations

import re
import time
from urllib.parse import quote

from browsers import Answer, Browser
from installs import Install

_LINK = re.compile(r'href="(/rules/cn[^"#?]*)')


def clerks(made: Install) -> list[tuple[str, str]]:
    """Account and body of the demo's clerks."""
    rows = made.json("demo", "accounts")
    return [(row["username"], row["body"]) for row in rows if row["roles"][:1] == ["clerk"]]


def hand_in(browser: Browser, files: list[tuple[str, bytes]]) -> str:
    """Hand files in; the address of their batch."""
    said = browser.filled("/rules/intake/", "no_secrets", no_secrets="on", step="take")
    answer = browser.post("/rules/intake/", said, [("files", name, content) for name, content in files])
    if "/rules/intake/" not in answer.url or answer.url.endswith("/rules/intake/"):
        raise RuntimeError(f"not taken: {answer.status} {answer.text[:300]}")
    return answer.url.removeprefix(browser.url)


def until_read(browser: Browser, item: str, seconds: float = 120) -> None:
    """Wait until a file can be confirmed."""
    until = time.monotonic() + seconds
    while 'name="as_version_of"' not in browser.get(item).text:
        if time.monotonic() > until:
            raise RuntimeError(f"not read within {seconds} s: {item}")
        time.sleep(0.2)


def admit(browser: Browser, item: str, **more: str) -> Answer:
    """Confirm a file as the page proposes it."""
    said = browser.filled(item, "as_version_of", step="admit", **more)
    said.setdefault("as_version_of", "new")
    answer = browser.post(item, said)
    if answer.status != 200 or "已入库（第" not in answer.text:
        raise RuntimeError(f"not admitted: {answer.status} {answer.text[:2000]}")
    return answer


def found(browser: Browser, words: str) -> str:
    """Address of the first rule found; "" where none is."""
    answer = browser.get(f"/search/?q={quote(words)}")
    links = _LINK.findall(answer.text)
    return links[0] if links else ""


def until_found(browser: Browser, words: str, seconds: float = 60) -> tuple[str, float]:
    """Ask until it is found: its address, and after how many seconds."""
    began = time.monotonic()
    while not (link := found(browser, words)):
        if time.monotonic() - began > seconds:
            raise RuntimeError(f"not found within {seconds} s: {words}")
        time.sleep(0.02)
    return link, time.monotonic() - began
