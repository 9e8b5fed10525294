from __future__ import annotations

import pytest

from lianxi.apps.bodies.models import Body
from tests.apps.bodies.world import make_world


@pytest.fixture
def bodies(db: None) -> dict[str, Body]:
    return make_world()


@pytest.fixture
def body(bodies: dict[str, Body]) -> Body:
    """甲, for which most tests act."""
    return bodies["990100"]
