from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.mechanisms.services import load_mechanisms
from lianxi.web.day import set_demo_day
from tests.apps.mechanisms.people import MACHINE

DAY = date(2024, 3, 1)


@pytest.fixture
def loaded(db: None) -> date:
    """Both circles, their mechanisms and the calendars, as the demo has them; answers the day it stands on."""
    set_demo_day(DAY)
    load_definitions(actor=MACHINE, samples=True)
    load_mechanisms(actor=MACHINE, on=DAY, samples=True)
    return DAY
