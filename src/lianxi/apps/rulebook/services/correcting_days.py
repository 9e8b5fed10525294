"""Days put right 更正日期: what happened on a wrong day is taken back and recorded for the right one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.apps.rulebook.models import Version, WorkHappening
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.validity import HappeningKind


def correct_days(
    version: Version, before: Mapping[str, Any], values: Mapping[str, Any], changed: Sequence[str], why: str,
    actor: Actor, on: date,
) -> None:  # fmt: skip
    """Let the happenings a version brought follow its days; others, and parts with a day of their own, stay."""
    now = {name: values.get(name, before[name]) for name in ("commences", "last_day")}
    if "commences" in changed:
        _move(version, before["commences"], now["commences"], why, actor, on)
    if {"commences", "last_day"} & set(changed):
        _take_back(version.happenings.filter(kind=HappeningKind.TERM.value), why, actor, on)
        if now["last_day"] and now["commences"]:
            _record(version, HappeningKind.TERM, now["commences"], actor, on, last_day=now["last_day"])


def _move(version: Version, old: date | None, new: date | None, why: str, actor: Actor, on: date) -> None:
    """What happened on the old day happens on the new one, amended provisions among it; what was not known begins."""
    kind = HappeningKind.COMMENCE if version.number == 1 else HappeningKind.AMEND
    rows = _take_back(version.happenings.filter(kind=kind.value, day=old), why, actor, on)
    if new is None:
        return
    for row in rows:
        _record(version, kind, new, actor, on, instrument=row.instrument, number=row.number, provisions=row.provisions)
    if not rows and not version.work.happenings.filter(kind=kind.value, day=new, withdrawn_on__isnull=True).exists():
        _record(version, kind, new, actor, on, instrument="" if version.number == 1 else version.instrument)


def _take_back(rows: QuerySet[WorkHappening], why: str, actor: Actor, on: date) -> list[WorkHappening]:
    """Withdraw those that count; answers them."""
    counting = list(rows.filter(withdrawn_on__isnull=True).order_by("pk"))
    for row in counting:
        row.withdrawn_on, row.withdrawn_by, row.withdrawn_why = on, actor.person, f"更正：{why}"[:300]
        row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_why"])
    return counting


def _record(version: Version, kind: HappeningKind, day: date, actor: Actor, on: date, **more: Any) -> None:
    WorkHappening.objects.create(
        work=version.work, version=version, kind=kind.value, day=day, source="更正登记", recorded_by=actor.person,
        recorded_on=on, **more,
    )  # fmt: skip
