"""Taking a record back 撤回: with a reason, once, and it stays readable."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.models.kept_records import KeptRecord, RecordOfDay
from lianxi.kernel.access import Act, Actor
from lianxi.kernel.errors import Refused

LONGEST_REASON = 300
Row = TypeVar("Row", bound=RecordOfDay)


def reason_given(why: str, remedy: str = "请填写理由。", longest: int = LONGEST_REASON) -> str:
    """The reason, or `Refused` where there is none or it is too long."""
    why = why.strip()
    if not 0 < len(why) <= longest:
        raise Refused("reason_required", f"须说明理由，不超过 {longest} 字。", remedy=remedy)
    return why


def withdraw(row: KeptRecord, why: str, actor: Actor, on: date) -> None:
    """Mark a locked record as withdrawn, within the transaction and after the check of the act that does it."""
    if row.withdrawn_on is not None:
        raise Refused("record_open", f"这一项已由{row.withdrawn_by}撤回。", remedy="请刷新页面。")
    row.withdrawn_why, row.withdrawn_by, row.withdrawn_on = reason_given(why), actor.person, on
    row.save(update_fields=["withdrawn_why", "withdrawn_by", "withdrawn_on"])


def take_back(row: Row, work: Work, *, act: Act, why: str, actor: Actor, on: date) -> Row:
    """Withdraw a record of upkeep, and write it into the audit."""
    withdraw(row, why, actor, on)
    record(
        act=act, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"撤回“{work.title}”的{row._meta.verbose_name}", before={"day": row.on_day.isoformat()},
        note=row.withdrawn_why,
    )  # fmt: skip
    return row
