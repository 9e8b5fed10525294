"""Days put right 更正日期: what happened on a wrong day is taken back and recorded for the right one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import QuerySet

from lianxi.apps.rulebook.models import Version, WorkHappening
from lianxi.apps.rulebook.services.brought import history, lifted_term, make_way, parts_of_version
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON, withdraw
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import HappeningKind

_CHANGES = (HappeningKind.COMMENCE.value, HappeningKind.AMEND.value)


def correct_days(
    version: Version, before: Mapping[str, Any], values: Mapping[str, Any], changed: list[str], why: str,
    actor: Actor, on: date,
) -> None:  # fmt: skip
    """Let the happenings a version brought follow its days; others, and parts with a day of their own, stay."""
    if not {"commences", "last_day"} & set(changed):
        return
    now = {name: values.get(name, before[name]) for name in ("commences", "last_day")}
    stood = history(version.work)
    if "commences" in changed:
        _keep_order(version, before["commences"], now["commences"])
        _move(version, before["commences"], now["commences"], why, actor, on)
    _take_back(version.happenings.filter(kind=HappeningKind.TERM.value), why, actor, on)
    if now["last_day"] and now["commences"]:
        _record(version, HappeningKind.TERM, now["commences"], actor, on, last_day=now["last_day"])
    elif lifted := lifted_term(version, history(version.work), actor, on):
        lifted.save(force_insert=True)
    make_way(version, f"更正：{why}"[:LONGEST_REASON], stood, actor, on)


def _keep_order(version: Version, old: date | None, new: date | None) -> None:
    """`Refused` where another version would come before this one instead of behind it, or the other way about."""
    if old is None or new is None:
        return
    for one in version.work.versions.exclude(pk=version.pk).defer("text", "as_read"):
        if one.commences and min(old, new) < one.commences < max(old, new):
            raise Refused(
                "version_order", f"第{one.number}版自{one.commences}起施行，更正以后两版的先后会倒过来。",
                remedy="请核对日期；先后确实登记反了的，请撤出这一版，按正确的日期重新入库。",
            )  # fmt: skip


def _move(version: Version, old: date | None, new: date | None, why: str, actor: Actor, on: date) -> None:
    """What happened on the old day happens on the new one, amended provisions among it; what was not known begins."""
    moving = version.happenings.filter(kind__in=_CHANGES, last_day=None, day=old)
    rows = _take_back(moving, why, actor, on)
    waiting = _take_back(version.happenings.filter(kind__in=_CHANGES, last_day__isnull=False), why, actor, on)
    if new is None:
        return
    for row in rows:
        kind = HappeningKind(row.kind)
        _record(version, kind, new, actor, on, instrument=row.instrument, number=row.number, provisions=row.provisions)
    if not rows:
        first = by_day(version.work.versions.defer("text", "as_read"))[0] == version
        kind = HappeningKind.COMMENCE if first else HappeningKind.AMEND
        if not version.work.happenings.filter(kind=kind.value, day=new, withdrawn_on=None, provisions=[]).exists():
            _record(version, kind, new, actor, on, instrument="" if first else version.instrument)
    if waiting:
        parts = parts_of_version(version, actor, on, first=False)
        WorkHappening.objects.bulk_create(row for row in parts if row.last_day is not None)


def _take_back(rows: QuerySet[WorkHappening], why: str, actor: Actor, on: date) -> list[WorkHappening]:
    """Withdraw those that count; answers them."""
    counting = list(rows.filter(withdrawn_on__isnull=True).order_by("pk"))
    for row in counting:
        withdraw(row, f"更正：{why}"[:LONGEST_REASON], actor, on)
    return counting


def _record(version: Version, kind: HappeningKind, day: date, actor: Actor, on: date, **more: Any) -> None:
    WorkHappening.objects.create(
        work=version.work, version=version, kind=kind.value, day=day, source="更正登记", recorded_by=actor.person,
        recorded_on=on, **more,
    )  # fmt: skip
