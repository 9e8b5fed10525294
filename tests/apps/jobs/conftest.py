"""What the tests of background work share: people, and a clock that goes as it is told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.services import enqueue
from lianxi.kernel.access import Actor, Role, RoleHeld

DAY = date(2026, 3, 2)
OWN, OTHER = "990100", "990200"


def person(role: Role, body: str = OWN) -> Actor:
    """Somebody with one role in one body."""
    return Actor(account=f"{body}.{role}", person="示例", body=body, roles=frozenset({RoleHeld(role, body)}))


OPERATOR = Actor(account="operator", person="示例运维", operator=True)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC) + timedelta(seconds=1)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **amount: float) -> None:
        self.now += timedelta(**amount)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def ask(kind: str = "count", body: str = OWN, **more) -> Job:
    """A job as a service would ask for it."""
    arguments = more.pop("arguments", {})
    return enqueue(
        kind=kind, arguments=arguments, actor=person(Role.CLERK), body=body, title="示例任务", on=DAY, **more
    )
