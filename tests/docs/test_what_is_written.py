"""What README, CONTRIBUTING and docs/ name is there: files, settings, commands and their options."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from lianxi.cli.main import lianxi
from lianxi.config.environment import SETTINGS

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted([*PROJECT.glob("*.md"), *PROJECT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
QUOTED = re.compile(r"`([^`\n]+)`")
FENCED = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
KEPT = re.compile(r"(?:mechanisms|data|src|tests|docs|tools|benchmarks)/[\w./-]+")
SETTING = re.compile(r"LIANXI_[A-Z_]+")
FOR_TESTS_AND_DEV = {
    "LIANXI_TEST_POSTGRES", "LIANXI_REQUIRE", "LIANXI_TEST_NAME", "LIANXI_CHROMIUM", "LIANXI_HOLD_BACK",
}  # fmt: skip
CALL = re.compile(r"^(?:python3 dev\.py )?lianxi (?=[a-z])")
HELP = {"-h", "--help"}


def named(page: Path) -> list[str]:
    """What stands between backquotes, and the lines of fenced blocks."""
    text = page.read_text(encoding="utf-8")
    return [line.strip() for block in FENCED.findall(text) for line in block.splitlines()] + QUOTED.findall(
        FENCED.sub("", text)
    )


def command_of(words: list[str]) -> tuple[str, click.Command]:
    """The command that `words` begin with, and its name."""
    name, found = "lianxi", lianxi
    for word in words:
        if not isinstance(found, click.Group):
            break
        child = found.get_command(click.Context(found), word)
        if child is None:
            assert found.invoke_without_command or word in HELP or not word.isascii(), f"没有 {name} {word}"
            break
        name, found = f"{name} {word}", child
    return name, found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        assert "://" in target or (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_file_and_setting_named_is_there(page: Path) -> None:
    for words in named(page):
        for path in KEPT.findall(words) if KEPT.match(words) else ():
            assert (PROJECT / path.rstrip(".")).exists(), path
        for setting in SETTING.findall(words):
            assert setting in {one.name for one in SETTINGS} | FOR_TESTS_AND_DEV, setting


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_command_named_is_there_with_the_options_written(page: Path) -> None:
    for line in named(page):
        if not (begun := CALL.match(line)):
            continue
        words = shlex.split(line[begun.end() :].replace("[", " ").replace("]", " "), comments=True)
        name, command = command_of(words)
        known = HELP | {option for one in command.params for option in one.opts}
        for word in words:
            if word.startswith("--"):
                assert word.split("=")[0].rstrip("，。；、） ") in known, f"{name} {word}"
