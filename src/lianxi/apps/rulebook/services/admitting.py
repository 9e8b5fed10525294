"""What was read is decided on 确认入库: taken as a new work or a new version, or declined, by a person.

Findings of the check-up are accepted by class, where they are sure, or place by
place; the text as read is kept beside the text as accepted, with who and why.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import ADMIT_RULE, DECLINE_RULE
from lianxi.apps.rulebook.intake.likeness import alike_works
from lianxi.apps.rulebook.intake.proposed import particulars, proposed, unclear
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState, Version, Work
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON, reason_given
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.damage.repair import Repaired, repair
from lianxi.kernel.texts.report import read_findings

_OPEN = (ItemState.READ, ItemState.SAME)


@dataclass(frozen=True)
class Accepted:
    """What of the check-up is taken: whole classes, where sure; single places; and why.

    refused: places somebody looked at and does not take, whatever becomes of their class.
    """

    classes: Collection[Damage] = ()
    places: Collection[int] = ()
    why: str = ""
    refused: Collection[int] = ()


def admit_item(
    *, item: Item, said: Particulars, accepted: Accepted, work: Work | None, actor: Actor, on: date
) -> Version:
    """Take a file that was read into the repository 确认入库: as a new work, or as the next version of `work`.

    Two people who confirm the same file at once: the second is told what became of it.
    """
    require(actor, ADMIT_RULE, body=item.batch.body_id)
    # Before the transaction: the text of a file that was read never changes, and others need not wait for this.
    item = Item.objects.select_related("batch").get(pk=item.pk)
    done = repaired(item, accepted)
    with transaction.atomic():
        item = _open_item(item)
        source = Source(
            as_read=item.text if done.changes else "", repairs=_record(done, accepted, actor, on), file=item.file,
            score=item.report["score"],
        )  # fmt: skip
        item.left = _left(item, accepted, actor, on)
        version = _kept(done.text, said, source, item, work, actor, on)
        decide(item, ItemState.ADMITTED, actor, on, accepted.why, version)
    return version


def _kept(
    text: str, said: Particulars, source: Source, item: Item, work: Work | None, actor: Actor, on: date
) -> Version:
    if work is not None:
        return keep_version(work=work, text=text, particulars=said, source=source, actor=actor, on=on)
    return keep_work(text=text, particulars=said, source=source, body=item.batch.body, actor=actor, on=on)


@transaction.atomic
def decline_item(*, item: Item, why: str, actor: Actor, on: date) -> Item:
    """Leave a file out 不予入库, with the reason; its bytes stay with the batch."""
    item = _open_item(item, failed=True)
    require(actor, DECLINE_RULE, body=item.batch.body_id)
    why = reason_given(why, "请填写不入库的理由。")
    record(
        act=DECLINE_RULE, actor=actor, body=item.batch.body_id, target=item.batch.get_absolute_url(), on=on,
        title=f"不予入库：{item.path}", after={"sha256": item.sha256}, note=why,
    )  # fmt: skip
    return decide(item, ItemState.DECLINED, actor, on, why, None)


def admit_what_is_clear(*, item: Item, actor: Actor, on: date) -> tuple[str, ...]:
    """Take a file in that needs no eye 直接确认: complete, nothing in doubt, sound, nothing alike in the repository.

    Looked at anew, since another file of the batch may have come in meanwhile. Answers (), or why it needs one;
    nothing is done then.
    """
    require(actor, ADMIT_RULE, body=item.batch.body_id)
    item = Item.objects.select_related("batch").get(pk=item.pk)
    if why := unclear(item):
        return why
    item.near = alike_works(item.text, item.batch.body_id)
    if item.near:
        Item.objects.filter(pk=item.pk, state=ItemState.READ).update(near=item.near, state=_state_of(item))
        return unclear(item)
    try:
        said = particulars(proposed(item).values)
        admit_item(item=item, said=said, accepted=Accepted(), work=None, actor=actor, on=on)
    except Refused as refusal:
        return (refusal.reason,)
    return ()


def _state_of(item: Item) -> ItemState:
    return ItemState.SAME if any(one["same"] for one in item.near) else ItemState.READ


def repaired(item: Item, accepted: Accepted) -> Repaired:
    """The text with what is accepted; `Refused` where something asked for cannot be taken unseen, or says no why."""
    findings = read_findings(item.report, item.text) if item.report else ()
    findings = tuple(one for one in findings if one.start not in accepted.refused)
    done = repair(item.text, findings, classes=accepted.classes, places=accepted.places)
    asked = {finding.start for finding, _ in done.left} & set(accepted.places)
    if asked:
        raise Refused(
            "proposal_there", "有一处勾选的没有修复建议。", remedy="请去掉这一处，或在原文件中改好后重新上传。"
        )
    if (done.changes or accepted.refused) and not 0 < len(accepted.why.strip()) <= LONGEST_REASON:
        said = f"采用或不采用修复建议，须说明理由，不超过 {LONGEST_REASON} 字。"
        raise Refused("reason_required", said, remedy="请在“理由”里写一句，如“与纸质原件核对过”。")
    return done


def _left(item: Item, accepted: Accepted, actor: Actor, on: date) -> list[dict[str, object]]:
    """What somebody looked at and did not take."""
    return [
        {
            "class": one["class"], "start": one["start"], "original": one["original"], "proposal": one["proposal"],
            "by": actor.person, "on": on.isoformat(), "why": accepted.why,
        }
        for one in item.report["findings"]
        if one["start"] in accepted.refused
    ]  # fmt: skip


def _open_item(item: Item, *, failed: bool = False) -> Item:
    """The row, locked; `Refused` where it is decided already or was never read."""
    Batch.objects.select_for_update().get(pk=item.batch_id)
    row = Item.objects.select_for_update(of=("self",)).select_related("batch__body").get(pk=item.pk)
    if row.state in (ItemState.ADMITTED, ItemState.DECLINED):
        said = f"“{row.path}”已由{row.decided_by}办理：{ItemState(row.state).label}。"
        raise Refused("item_open", said, remedy="请刷新页面，看它现在的样子。")
    if row.state not in (*_OPEN, *((ItemState.FAILED,) if failed else ())):
        raise Refused("item_read", f"“{row.path}”还没有读出文字，不能入库。", remedy="请等读取结束，或看读不出的原因。")
    return row


def _record(done: Repaired, accepted: Accepted, actor: Actor, on: date) -> list[dict[str, object]]:
    return [
        {
            "class": one.finding.kind.value, "start": one.start, "at": one.at, "original": one.original, "new": one.new,
            "note": one.finding.note, "by": actor.person, "on": on.isoformat(), "why": accepted.why,
        }
        for one in done.changes
    ]  # fmt: skip


def decide(item: Item, state: ItemState, actor: Actor, on: date, why: str, version: Version | None) -> Item:
    """Write what became of a file, within the act that decides it; a batch of which all is decided is closed."""
    item.state, item.version = state, version
    item.decided_by, item.decided_on, item.decided_why = actor.person, on, why
    item.save(update_fields=["state", "version", "left", "decided_by", "decided_on", "decided_why"])
    waiting = item.batch.items.exclude(state__in=[ItemState.ADMITTED, ItemState.DECLINED, ItemState.OPENED])
    if not waiting.exists():
        Batch.objects.filter(pk=item.batch_id).update(state=BatchState.CLOSED)
    return item
