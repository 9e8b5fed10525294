"""A worker begins every day it meets, once."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import OperationalError

from lianxi.apps.jobs.kinds import JobKind
from lianxi.apps.jobs.models import JobState
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.mechanisms.models import KeptDate
from lianxi.composition.days import begin_day
from lianxi.web.day import set_demo_day
from tests.apps.jobs.conftest import ask
from tests.apps.mechanisms.conftest import loaded

__all__ = ["loaded"]


@pytest.mark.django_db
def test_the_day_is_begun_when_the_worker_starts_and_when_another_day_has_come() -> None:
    begun: list[date] = []
    worker = Worker({}, begin_day=begun.append)
    for day in (date(2024, 3, 1), date(2024, 3, 1), date(2024, 3, 2)):
        set_demo_day(day)
        worker.drain()
    assert begun == [date(2024, 3, 1), date(2024, 3, 2)]


@pytest.mark.django_db
def test_a_day_that_cannot_be_begun_is_logged_once_and_the_jobs_go_on(caplog: pytest.LogCaptureFixture) -> None:
    def fail(day: date) -> None:
        raise ValueError(day)

    job = ask()
    worker = Worker({"count": JobKind("count", "数数", lambda step: {})}, begin_day=fail)
    worker.drain()
    worker.drain()
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert caplog.text.count("could not be begun") == 1


def test_a_new_year_brings_another_conference_into_view(loaded: date) -> None:
    set_demo_day(date(2025, 1, 2))
    Worker({}, begin_day=begin_day).drain()
    assert KeptDate.objects.filter(year=2028).exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_noted_once_and_the_day_begins_when_it_is_back(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answers = iter((OperationalError("away"), OperationalError("away"), None))

    def begin(_: date) -> None:
        if answer := next(answers):
            raise answer
        worker.end()

    worker = Worker({}, begin_day=begin, pause=0.01)
    worker.run()
    assert [record.getMessage() for record in caplog.records] == [
        "the database did not answer; trying again",
        "the database answers again",
    ]
