"""Both circles with their real definitions, loaded once for a file of tests, on 1 March 2024."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.db import transaction

from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.mechanisms.services import load_mechanisms
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.day import set_demo_day
from tests.apps.mechanisms.people import MACHINE
from tests.apps.meetings.walking import RINGS, reach

DAY = date(2024, 3, 1)


@pytest.fixture(scope="module")
def _circles(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Circles, mechanisms and calendars in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_circles()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def walk(_circles: None, django_db_blocker: pytest.FixtureRequest) -> Callable[[Stage], None]:
    """Takes the conferences of both circles as far as a step, once for a file of tests."""

    def both(stage: Stage) -> None:
        with django_db_blocker.unblock():
            for ring in RINGS:
                set_demo_day(DAY)
                reach(ring, stage)

    return both


@pytest.fixture
def circles(_circles: None, db: None) -> date:
    """What every test of a file finds and is undone afterwards; answers the day the demo stands on."""
    return DAY


@pytest.fixture
def committed_circles(transactional_db: None) -> date:
    """The same where threads have to see it."""
    load_circles()
    return DAY


def load_circles() -> None:
    """Both circles as the demo has them."""
    set_demo_day(DAY)
    load_definitions(actor=MACHINE, samples=True)
    load_mechanisms(actor=MACHINE, on=DAY, samples=True)
