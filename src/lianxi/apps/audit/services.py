"""The only ways an act gets into a chain, and a head into the file outside the database."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from lianxi.apps.audit.acts import EXPORT_CHAIN, RESTORE_BACKUP, WITNESS_HEADS
from lianxi.apps.audit.canonical import clean_text, entry_hash, plain
from lianxi.apps.audit.journal import Head, heads_file, write_head, write_line
from lianxi.apps.audit.models import SYSTEM, Chain, Entry
from lianxi.apps.audit.restores import recorded_restores
from lianxi.apps.audit.selectors import visible_chains
from lianxi.apps.audit.verification import compare_journal, current_heads
from lianxi.apps.audit.witness import last_heads
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import mask_fields


def record(
    *,
    act: Act,
    actor: Actor,
    target: str,
    title: str,
    on: date,
    body: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    clause: str = "",
    note: str = "",
    backdated: bool = False,
) -> Entry:
    """Append an act to the chain of `body`, or of the system where `body` is empty 记入审计.

    Runs inside the caller's transaction, so that act and entry stand or fall
    together; raises `TransactionManagementError` where none is open. The head
    row stays locked until that transaction ends. Personal fields of `before`
    and `after` are masked. Where no `clause` is given, the act's own source is
    what it rests on.
    """
    texts = {
        "target": target,
        "title": title,
        "clause": clause or act.source,
        "note": note,
        "body": body,
        **_who(actor),
    }
    fields = {name: clean_text(text) for name, text in texts.items()} | {
        "act": act.code,
        "act_label": act.label,
        "on": on,
        "backdated": backdated,
        "before": _kept(before),
        "after": _kept(after),
    }
    return _append(body or SYSTEM, fields)


def _who(actor: Actor) -> dict[str, str]:
    """The actor as text, the roles in force among it."""
    held = sorted(
        f"{role.role.label}（{role.body}{'，' + role.circle if role.circle else ''}）" for role in actor.roles
    )
    return {
        "account": actor.account,
        "person": actor.person,
        "system_user": actor.system_user,
        "roles": "、".join((["运维"] if actor.operator else []) + held),
    }


def _kept(fields: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Before or after as it is kept: masked, in plain JSON."""
    return None if fields is None else plain(mask_fields(fields))


def _append(key: str, fields: dict[str, Any]) -> Entry:
    """Lock the head, write the entry after it, move the head; the outside head is written once all is committed."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("审计条目须与所记的行为在同一事务中写入：请先打开事务。")
    chain, _ = Chain.objects.select_for_update().get_or_create(key=key)
    fields |= {"number": chain.last_number + 1, "at": timezone.now(), "prev_hash": chain.last_hash}
    digest = entry_hash(fields | {"chain": key})
    entry = Entry.objects.create(chain=chain, hash=digest, **fields)
    Chain.objects.filter(key=key).update(last_number=entry.number, last_hash=digest)
    transaction.on_commit(partial(write_head, Head(key, entry.number, digest, _instant(entry.at))))
    return entry


def _instant(at: datetime) -> str:
    """An instant as it stands in the heads file."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


@transaction.atomic
def record_export(*, actor: Actor, query: str, on: date) -> list[Entry]:
    """Record that entries left the house as a file 导出审计, in every chain they came from."""
    require(actor, EXPORT_CHAIN)
    return [
        record(
            act=EXPORT_CHAIN,
            actor=actor,
            target="/audit/",
            title="导出审计",
            on=on,
            body="" if key == SYSTEM else key,
            after={"query": query},
        )
        for key in sorted(visible_chains(actor))
    ]


def known_heads() -> list[Head]:
    """Where the chains stand, by the database or by the heads file, whichever is further 恢复之前的链头."""
    heads = {head.chain: head for head in last_heads(heads_file())}
    for head in current_heads():
        if head.number >= heads.get(head.chain, head).number:
            heads[head.chain] = head
    return sorted(heads.values())


@transaction.atomic
def mark_restore(*, actor: Actor, on: date, old: list[Head], backup: str, note: str = "") -> Entry:
    """Record that the database was just restored 恢复备份, and mark it in the heads file.

    `old` is what `known_heads` said before the restore; the heads the restored
    database has now are kept beside it. May the actor restore: the caller asks.
    """
    restore = {"restore": uuid4().hex, "on": on.isoformat(), "old": _listed(old), "new": _listed(current_heads())}
    entry = record(
        act=RESTORE_BACKUP,
        actor=actor,
        target="/audit/",
        title=f"恢复备份 {backup}",
        on=on,
        before={"heads": restore["old"]},
        after={**restore, "backup": backup},
        note=note,
    )
    append_restore_marker(restore | {"entry": entry.number, "at": _instant(entry.at)})
    return entry


def append_restore_marker(marker: dict[str, Any]) -> None:
    """Put the marker of a restore into the heads file, once all is committed."""
    transaction.on_commit(partial(write_line, marker, "恢复备份的标记"))


@transaction.atomic
def witness_heads(*, actor: Actor, on: date, note: str) -> Entry:
    """Write the heads that are missing from the heads file 补记链头, marked as late, with the reason in the audit."""
    require(actor, WITNESS_HEADS)
    if not note.strip():
        raise Refused("reason_required", "补记链头须说明缺失的原因。", remedy="请写明原因，如“磁盘写满”。")
    heads = current_heads()
    gaps = list(compare_journal(heads_file(), heads, recorded_restores()).gaps(heads))
    if not gaps:
        raise Refused("nothing_missing", "链头文件里没有缺失的链头。")
    spans = [f"{chain} 第 {first}–{last} 条" for chain, first, last in gaps]
    entry = record(
        act=WITNESS_HEADS, actor=actor, target="/audit/", title="补记链头", on=on, after={"spans": spans}, note=note
    )
    for chain, first, last in gaps:
        digest = Entry.objects.values_list("hash", flat=True).get(chain=chain, number=last)
        late = {
            "chain": chain,
            "from": first,
            "number": last,
            "hash": digest,
            "at": _instant(entry.at),
            "late": str(on),
        }
        transaction.on_commit(partial(write_line, late, f"{chain} 链第 {last} 条补记的链头"))
    return entry


def _listed(heads: list[Head]) -> list[dict[str, Any]]:
    return [{"chain": head.chain, "number": head.number, "hash": head.hash} for head in heads]
