"""Move the demo to a later day: the only act of the shell itself."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.composition.days import begin_day
from lianxi.kernel.access import Actor, require
from lianxi.web.acts import ADVANCE_DAY
from lianxi.web.day import advance_demo_day, demo_day


@transaction.atomic
def advance_day(*, to: date, actor: Actor) -> date:
    """Stand on day `to` from now on 推进演示日, and write it into the chain of the system."""
    require(actor, ADVANCE_DAY)
    before = demo_day()
    now = advance_demo_day(to)
    if before != now:
        begin_day(now)
        record(
            act=ADVANCE_DAY,
            actor=actor,
            target="/",
            title="演示日",
            on=now,
            before={"day": str(before)},
            after={"day": str(now)},
        )
    return now
