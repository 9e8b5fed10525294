"""What every test with a database needs to know about the audit, and which tests those are."""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import TransactionTestCase

from lianxi.apps.audit import triggers
from lianxi.web import limits
from tests.emptying import empty_tables
from tests.kept_tables import KeptTables


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a database, so that only those run a second time on PostgreSQL: `-m database`.

    A test that is meaningful on one database only has to say so itself.
    """
    for item in items:
        if item.get_closest_marker("django_db") or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker("database")


def pytest_collection_finish() -> None:
    """Leave what stays to the end, the tests themselves first, out of every search for rubbish."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_keepdb(
    request: pytest.FixtureRequest, django_db_modify_db_settings: None, django_db_blocker: pytest.FixtureRequest
) -> bool:
    """Whether the tests' database is there already: a copy of kept tables, or one that is to be used again."""
    if request.config.getvalue("reuse_db") or request.config.getvalue("create_db"):
        return bool(request.config.getvalue("reuse_db"))
    with django_db_blocker.unblock():
        return KeptTables().put_in_place()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_keepdb: bool, django_db_blocker: pytest.FixtureRequest,
    django_db_setup: None,
) -> Iterator[None]:  # fmt: skip
    """The tests' database, as pytest-django makes it; its tables are kept for the next run."""
    with django_db_blocker.unblock():
        if not django_db_keepdb:
            KeptTables().keep()
    yield
    if django_db_keepdb and not request.config.getvalue("reuse_db"):
        with django_db_blocker.unblock():
            KeptTables().drop_copy()


@pytest.fixture(scope="session", autouse=True)
def _only_what_was_written_is_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty_tables)
        yield


@pytest.fixture(autouse=True)
def _audit_makes_way_for_the_next_test(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real commits is cleaned up by emptying all tables, which the audit's triggers refuse.

    So such a test gets them at its start and loses them at its end, before the
    tables are emptied; it also gets a heads file of its own.
    """
    mark = request.node.get_closest_marker("django_db")
    if not ("transactional_db" in request.fixturenames or (mark and mark.kwargs.get("transaction"))):
        yield
        return
    request.getfixturevalue("transactional_db")
    settings = request.getfixturevalue("settings")
    settings.AUDIT_HEADS_FILE = request.getfixturevalue("tmp_path") / "audit-heads.jsonl"
    triggers.install(connection)
    yield
    triggers.remove(connection)


@pytest.fixture
def same_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """One window of the rate limits for the whole test; in the next minute it might ask once more."""
    now = time.time()
    monkeypatch.setattr(limits, "time", SimpleNamespace(time=lambda: now))
