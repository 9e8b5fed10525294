"""Installs to copy, for tests that use one and do not look at how it is made. test_init.py looks at the making."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.installs import Install


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, django_db_blocker, tmp_path_factory) -> Iterator[Install]:
    """Tables up to date and nothing in them."""
    with django_db_blocker.unblock():
        made = Install(tmp_path_factory.mktemp("migrated") / "install")
    yield made
    made.drop()


@pytest.fixture(scope="session")
def built_demo(migrated: Install, tmp_path_factory) -> Iterator[Install]:
    """What `lianxi demo` makes."""
    made = Install(tmp_path_factory.mktemp("built-demo") / "install", like=migrated)
    try:
        done = made.run("demo")
        assert done.returncode == 0, done.stderr
        yield made
    finally:
        made.drop()


@pytest.fixture
def demo(built_demo: Install, tmp_path: Path) -> Iterator[Install]:
    """A demo for one test alone."""
    made = Install(tmp_path / "demo", like=built_demo)
    yield made
    made.drop()
