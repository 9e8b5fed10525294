"""Two acts at the same moment: the one that does not get its turn is told, and may be done again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import date
from threading import Barrier

import pytest
from django.db import IntegrityError, OperationalError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from lianxi.apps.bodies.models import Region
from lianxi.cli.usage import database_in_words
from lianxi.config.urls import urlpatterns as house
from lianxi.web.contention import others_first

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls(__name__)]


def region() -> Region:
    return Region(code="990100", name="示例县", kind="县", level="county", valid_from=date(2024, 9, 20))


@contextmanager
def somebody_writes() -> Iterator[None]:
    """Somebody holds the database of SQLite, and nobody waits."""
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as other, connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 0")
        other.execute("BEGIN IMMEDIATE")
        yield
        other.rollback()


def each_waits_for_the_other() -> None:
    """Two transactions of PostgreSQL that lock crosswise; raises what the one that lost was told."""
    both_hold_one = Barrier(2)

    def lock(first: int, second: int) -> None:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [first])
                both_hold_one.wait(20)
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [second])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        for one in [threads.submit(lock, 1, 2), threads.submit(lock, 2, 1)]:
            one.result()


def meet(request: HttpRequest) -> HttpResponse:
    if connection.vendor == "postgresql":
        each_waits_for_the_other()
    else:
        with somebody_writes():
            region().save()
    return HttpResponse("nobody met")


urlpatterns = [*house, path("t/meet/", meet)]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "box"])
def test_who_does_not_get_a_turn_is_told_that_nothing_was_changed_and_how_to_do_it_again(
    client: Client, headers: dict[str, str]
) -> None:
    answer = client.get("/t/meet/", headers=headers)
    html = answer.content.decode()
    assert answer.status_code == 503
    assert 'data-guard="others_first"' in html
    assert "没有办理，也没有改动" in html
    assert "重新提交" in html
    assert ("<html" in html) is (headers == {})


def test_the_command_line_does_not_take_it_for_a_database_that_is_away() -> None:
    with pytest.raises(OperationalError) as raised:
        meet(HttpRequest())
    assert "请再执行一次" in database_in_words(raised.value)


def test_other_errors_of_the_database_stay_errors() -> None:
    twice = [region(), region()]
    with pytest.raises(IntegrityError) as raised:
        Region.objects.bulk_create(twice)
    assert others_first(raised.value) is None
