"""A worker begins every day it meets, once."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.jobs.worker import Worker
from lianxi.apps.mechanisms.models import KeptDate
from lianxi.composition.days import begin_day
from lianxi.web.day import set_demo_day
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


def test_a_new_year_brings_another_conference_into_view(loaded: date) -> None:
    set_demo_day(date(2025, 1, 2))
    Worker({}, begin_day=begin_day).drain()
    assert KeptDate.objects.filter(year=2028).exists()
