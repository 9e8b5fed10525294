"""The day 日期: the one place that knows which day it is (Asia/Shanghai, a day ends at 24:00).

Everything below the pages is told the day as `on`. The demo has a day of its
own, kept in the database and moved forward only. In real use an act asks "on
which day": today by default, never in the future; an earlier day makes it 补录.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from lianxi.kernel.errors import Refused
from lianxi.web.models import DemoDay

LONGEST_STEP = timedelta(days=366)
LAST_DEMO_DAY = date(2099, 12, 31)


def day_of(moment: datetime) -> date:
    """Calendar day in Shanghai on which an aware `moment` lies."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def demo_day() -> date | None:
    """Day of the demo 演示日, None in real use."""
    return DemoDay.objects.values_list("day", flat=True).first()


def is_demo() -> bool:
    """Whether this install is a demo."""
    return demo_day() is not None


def today() -> date:
    """The demo's day if there is one, else the day in Shanghai."""
    return demo_day() or day_of(timezone.now())


def set_demo_day(day: date) -> None:
    """Make this install a demo that stands on `day`; only building a demo may call this."""
    DemoDay.objects.update_or_create(pk=1, defaults={"day": day})


@transaction.atomic
def advance_demo_day(to: date) -> date:
    """Move the demo forward 推进演示日 to `to`; staying is no error, so that a second click does no harm."""
    standing = DemoDay.objects.select_for_update().first()
    if standing is None:
        raise Refused("demo_only", "这里不是演示环境，日期不能改动。", source="演示日只在演示环境中存在")
    if to < standing.day:
        raise Refused(
            "forward_only",
            f"演示日现为{standing.day:%Y-%m-%d}，不能倒回{to:%Y-%m-%d}。",
            remedy="请选更晚的一天；要从头再来，请重置演示环境。",
            source="演示日只能向前推进：已经作出的判断不因改日期而反悔",
        )
    if to > min(standing.day + LONGEST_STEP, LAST_DEMO_DAY):
        raise Refused("step_too_long", "演示日一次最多推进一年。", remedy="请选一年以内的一天，分几次推进。")
    standing.day = to
    standing.save(update_fields=["day"])
    return to


@dataclass(frozen=True)
class ActDay:
    """The day on which an act counts 办理日; `backdated` where it was entered later 补录."""

    on: date
    backdated: bool


def act_day(on: date | None = None) -> ActDay:
    """Day of an act: today unless `on` says otherwise; a later day than today is refused."""
    now = today()
    if on is None or on == now:
        return ActDay(now, backdated=False)
    if on > now:
        raise Refused(
            "future_day",
            f"办理日{on:%Y-%m-%d}晚于今天（{now:%Y-%m-%d}）。",
            remedy="请填今天；事后登记的填实际办理的那一天，系统会标明“补录”。",
            source="办理日不得晚于当天",
        )
    return ActDay(on, backdated=True)
