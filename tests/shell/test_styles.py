"""Style sheets and scripts keep to what the browsers of offices can do (Chromium 86 and later)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lianxi.config.environment import PROJECT

SOURCE = PROJECT / "src" / "lianxi"
SHEETS = sorted(SOURCE.glob("**/static/**/*.css"))
SCRIPTS = sorted(SOURCE.glob("**/static/**/*.js"))
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
TOO_NEW = (
    ":has(", "color-mix(", "oklch(", "oklab(", "lab(", "@container", "@layer", "@scope", "@property", "subgrid",
    "text-wrap", "dvh", "svh", ":where(", ":is(", "accent-color", "aspect-ratio", "inset:",
)  # fmt: skip


def test_there_is_something_to_look_at() -> None:
    assert {sheet.name for sheet in SHEETS} >= {"lx.css", "parts.css", "print.css"}
    assert {script.name for script in SCRIPTS} >= {"lx.js", "boot.js"}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_uses_nothing_too_new(sheet: Path) -> None:
    assert [word for word in TOO_NEW if word in sheet.read_text(encoding="utf-8")] == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_rules_are_not_nested(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL)
    open_blocks: list[str] = []
    for part in re.findall(r"[^{}]*[{}]", text):
        selector = part[:-1].strip()
        if part.endswith("}"):
            open_blocks.pop()
            continue
        assert not open_blocks or open_blocks[-1].startswith("@"), selector
        open_blocks.append(selector)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_uses_no_syntax_too_new_and_runs_no_text(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    for word in ("?.", "??=", "||=", "eval(", "new Function", "innerHTML", ".replaceAll(", ".at("):
        assert word not in text, word


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_brings_no_script_of_its_own_and_nothing_from_elsewhere(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r'\son[a-z]+\s*=\s*["\']', text)
    assert not re.search(r'(?:src|action)\s*=\s*["\']https?:', text)
    assert "hx-on" not in text
    assert "js:" not in text


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_template_marks_nothing_safe_and_every_posted_form_carries_its_token(template: Path) -> None:
    text = template.read_text(encoding="utf-8")
    assert "|safe" not in text
    assert "autoescape off" not in text
    for form in re.findall(r'<form[^>]*method="post".*?</form>', text, flags=re.DOTALL):
        assert "{% csrf_token %}" in form
