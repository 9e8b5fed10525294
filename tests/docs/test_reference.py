"""Reference pages and rules of the house that a reader relies on."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from lianxi.cli.main import COMMANDS
from lianxi.composition.acts import ACTS
from lianxi.config.environment import SETTINGS
from tools import reference

PROJECT = Path(__file__).resolve().parents[2]
REGIONS = tomllib.loads((PROJECT / "data" / "regions.toml").read_text(encoding="utf-8"))["regions"]


def tracked(*endings: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    return [PROJECT / name for name in listed.splitlines() if name.endswith(endings) and (PROJECT / name).is_file()]


@pytest.mark.parametrize("name", reference.PAGES)
def test_a_generated_page_is_what_would_be_generated_now(name: str) -> None:
    assert (PROJECT / name).read_text(encoding="utf-8") == reference.PAGES[name](), "python tools/reference.py"


def test_every_setting_command_and_act_is_documented() -> None:
    settings = (PROJECT / "docs/reference/settings.md").read_text(encoding="utf-8")
    commands = (PROJECT / "docs/reference/commands.md").read_text(encoding="utf-8")
    permissions = (PROJECT / "docs/reference/permissions.md").read_text(encoding="utf-8")
    assert all(setting.name in settings for setting in SETTINGS)
    assert all(f"`lianxi {name}" in commands for name in COMMANDS)
    assert all(act.label in permissions for act in ACTS)


def test_no_two_acts_share_a_name_and_every_name_is_thing_dot_verb() -> None:
    codes = [act.code for act in ACTS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"[a-z_]+\.[a-z_]+", code) for code in codes)


def test_the_source_names_no_region() -> None:
    names = {row["name"] for row in REGIONS} | {row["code"] for row in REGIONS}
    named = {
        f"{path.relative_to(PROJECT)}: {found[0]}"
        for path in tracked(".py", ".html", ".js", ".css")
        if path.is_relative_to(PROJECT / "src")
        and (found := [name for name in names if name in path.read_text(encoding="utf-8")])
    }
    assert named == set()


def test_no_file_names_an_address_of_a_package_registry_or_a_path_of_a_machine() -> None:
    # put together here so that this file does not name them itself
    hosts = ["pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "deb.debian" + ".org", "npm" + "mirror"]
    paths = ["/" + "root/", "/" + "home/", "/" + "work/"]
    wrong = {
        f"{path.relative_to(PROJECT)}: {word}"
        for path in tracked(".py", ".md", ".toml", ".in", ".lock", ".json", ".html", ".js", ".css", ".npmrc", "run")
        for word in (*hosts, *paths)
        if word in path.read_text(encoding="utf-8")
    }
    assert wrong == set()


def test_no_module_is_named_after_nothing() -> None:
    empty = {"utils", "common", "core", "helper", "helpers", "manager", "process", "data", "info", "handle", "misc"}
    named = {str(path.relative_to(PROJECT)) for path in tracked(".py") if path.stem in empty}
    assert named == set()
