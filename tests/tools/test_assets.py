"""Front-end files: what is served is what the manifest says, and nothing is fetched twice."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from lianxi.config.environment import PROJECT
from tools import assets

SHELVES = [PROJECT / "build" / name for name in assets.SHELVES]


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda path: path.name)
def test_every_file_is_the_one_the_manifest_names(shelf: Path) -> None:
    files = json.loads((shelf / "MANIFEST.json").read_text(encoding="utf-8"))["files"]
    assert set(files) == set(assets.SHELVES[shelf.name])
    for name, entry in files.items():
        content = (shelf / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == entry["sha256"]
        assert b"sourceMappingURL=" not in content


@pytest.mark.parametrize("shelf", SHELVES, ids=lambda path: path.name)
def test_every_package_brings_its_licence(shelf: Path) -> None:
    packages = {source.split("/")[0] for source in assets.SHELVES[shelf.name].values()}
    licences = {path.name for path in (shelf / "licenses").iterdir()}
    assert {f"{package}-LICENSE" for package in packages} <= licences


def test_what_only_tests_need_is_not_served() -> None:
    assert not (PROJECT / "build" / "vendor" / "axe.min.js").exists()


def test_a_filled_shelf_is_not_filled_again() -> None:
    assert all(assets.fresh(shelf, assets.fingerprint()) for shelf in SHELVES)


@pytest.mark.parametrize("damage", ["changed", "missing", "another lock"])
def test_a_shelf_that_is_not_as_it_should_be_is_noticed(tmp_path: Path, damage: str) -> None:
    shelf = tmp_path / "vendor"
    shutil.copytree(PROJECT / "build" / "vendor", shelf)
    lock = assets.fingerprint()
    assert assets.fresh(shelf, lock)
    if damage == "changed":
        (shelf / "htmx.min.js").write_text("alert(1)", encoding="utf-8")
    elif damage == "missing":
        (shelf / "htmx.min.js").unlink()
    else:
        lock = "another"
    assert not assets.fresh(shelf, lock)
