"""Taking a record of upkeep back 撤回: with a reason, once, and it stays readable."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.models.kept_records import KeptRecord
from lianxi.kernel.access import Act, Actor
from lianxi.kernel.errors import Refused

LONGEST_REASON = 300
Row = TypeVar("Row", bound=KeptRecord)


def take_back(row: Row, work: Work, *, act: Act, why: str, actor: Actor, on: date) -> Row:
    """Mark a locked record as withdrawn, within the transaction and after the check of the act that does it."""
    why = why.strip()
    if row.withdrawn_on is not None:
        raise Refused("record_open", f"这一项已由{row.withdrawn_by}撤回。", remedy="请刷新页面。")
    if not 0 < len(why) <= LONGEST_REASON:
        raise Refused("reason_required", f"须说明理由，不超过 {LONGEST_REASON} 字。", remedy="请填写理由。")
    row.withdrawn_why, row.withdrawn_by, row.withdrawn_on = why, actor.person, on
    row.save(update_fields=["withdrawn_why", "withdrawn_by", "withdrawn_on"])
    record(
        act=act, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"撤回“{work.title}”的{row._meta.verbose_name}", before={"day": row.day.isoformat()}, note=why,
    )  # fmt: skip
    return row
