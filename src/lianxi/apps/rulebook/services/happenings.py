"""What happens to a work later 效力事件: recorded with its instrument, withdrawn with a reason, never changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import RECORD_HAPPENING, SHOW_RULE, WITHDRAW_HAPPENING
from lianxi.apps.rulebook.models import Provision, Visibility, Work, WorkHappening
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.services.brought import history
from lianxi.apps.rulebook.services.days import plausible_days
from lianxi.apps.rulebook.services.having_effect import require_effect
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.shown_to import check_shown, circle_of
from lianxi.apps.rulebook.services.withdrawing import reason_given, withdraw
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Happening, HappeningKind

_BY_INSTRUMENT = frozenset({HappeningKind.REPEAL, HappeningKind.VOID, HappeningKind.REVIVE, HappeningKind.AMEND})


@transaction.atomic
def record_happening(
    *,
    work: Work,
    kind: HappeningKind,
    day: date,
    actor: Actor,
    on: date,
    instrument: str = "",
    number: str = "",
    provisions: Sequence[str] = (),
    last_day: date | None = None,
    source: str = "",
) -> WorkHappening:
    """Record that a work commenced, was amended, repealed, declared void, renewed or revived 登记效力事件.

    provisions: identities (wid) it concerns; none for the whole work. last_day: of a term, and only of a term; a
    term without one is lifted 取消有效期. `Refused` where the standing would be the same as before on every day.
    """
    require(actor, RECORD_HAPPENING, body=work.body_id)
    work = still_there(Work.objects.select_for_update(), work.pk)
    instrument = instrument.strip()
    _check(work, kind, day, instrument, provisions, last_day)
    row = WorkHappening.objects.create(
        work=work, kind=kind.value, day=day, instrument=instrument, number=number.strip(),
        provisions=list(provisions), last_day=last_day, source=source.strip(), recorded_by=actor.person,
        recorded_on=on,
    )  # fmt: skip
    note_rule(work)
    record(
        act=RECORD_HAPPENING, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"“{work.title}”{row.label}", after=_plain(row),
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_happening(*, happening: WorkHappening, why: str, actor: Actor, on: date) -> WorkHappening:
    """Take back a happening that was recorded wrongly 撤回; it stays readable with the reason."""
    work = still_there(Work.objects.select_for_update(), happening.work_id)
    row = still_there(WorkHappening.objects.select_for_update(), happening.pk)
    require(actor, WITHDRAW_HAPPENING, body=work.body_id)
    withdraw(row, why, actor, on)
    note_rule(work)
    record(
        act=WITHDRAW_HAPPENING, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"撤回“{work.title}”{row.label}", before=_plain(row), note=row.withdrawn_why,
    )  # fmt: skip
    return row


@transaction.atomic
def show_rule(
    *, work: Work, visibility: str, why: str, actor: Actor, on: date, circle: str = "", readers: Collection[str] = ()
) -> Work:
    """Change who may see a work 改变可见范围, with the reason. `readers`: all accounts named, where only they may."""
    require(actor, SHOW_RULE, body=work.body_id)
    work = still_there(Work.objects.select_for_update(of=("self",)).select_related("body"), work.pk)
    check_shown(visibility, work.unit_id, circle, readers)
    before = _shown_to(work)
    _name_readers(work, readers if visibility == Visibility.PERSONS else ())
    work.visibility, work.circle = visibility, circle_of(visibility, circle, work.body, on)
    work.save(update_fields=["visibility", "circle"])
    note_rule(work)
    record(
        act=SHOW_RULE, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"改变“{work.title}”的可见范围", before=before,
        after=_shown_to(work), note=reason_given(why),
    )  # fmt: skip
    return work


def _shown_to(work: Work) -> dict[str, object]:
    readers = sorted(work.readers.values_list("account", flat=True))
    return {"visibility": work.visibility, "circle": work.circle_id or "", **({"readers": readers} if readers else {})}


def _name_readers(work: Work, accounts: Collection[str]) -> None:
    work.readers.all().delete()
    for account in sorted(set(accounts)):
        work.readers.create(account=account)


def _check(
    work: Work, kind: HappeningKind, day: date, instrument: str, provisions: Sequence[str], last_day: date | None
) -> None:
    plausible_days({"从哪天起": day, "有效期末日": last_day})
    if kind in _BY_INSTRUMENT and not instrument:
        raise Refused("instrument_named", "须写明依据的文件。", remedy="请填写修改、废止它的决定或者通知的名称。")
    if kind is not HappeningKind.TERM and last_day is not None:
        raise Refused("term_last_day", "只有登记有效期才写末日，其他事件没有末日。", remedy="请核对。")
    if last_day is not None and last_day < day:
        raise Refused("term_in_order", f"末日（{last_day}）早于起算日（{day}）。", remedy="请核对两个日期。")
    rows = Provision.objects.filter(version__work=work, wid__in=provisions).order_by("version__number")
    numbers = {wid: number or wid for wid, number in rows.values_list("wid", "number")}
    if unknown := [wid for wid in provisions if wid not in numbers]:
        raise Refused("provision_there", f"这件制度没有条文“{unknown[0]}”。", remedy="请在它的条文里选。")
    new = Happening(kind, day, instrument, frozenset(provisions), last_day)
    require_effect(new, history(work), numbers)


def _plain(row: WorkHappening) -> dict[str, object]:
    said = {
        "kind": row.kind, "day": row.day.isoformat(), "instrument": row.instrument, "number": row.number,
        "provisions": row.provisions, "last_day": row.last_day.isoformat() if row.last_day else "",
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}
