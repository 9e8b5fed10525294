"""What every test with a database needs to know about the audit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from lianxi.apps.audit import triggers


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
