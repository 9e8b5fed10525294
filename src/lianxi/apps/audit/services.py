"""The only way an act gets into a chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from lianxi.apps.audit.canonical import clean_text, entry_hash, plain
from lianxi.apps.audit.journal import Head, write_head
from lianxi.apps.audit.models import SYSTEM, Chain, Entry
from lianxi.kernel.access import Act, Actor
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
    and `after` are masked.
    """
    texts = {"target": target, "title": title, "clause": clause, "note": note, "body": body, **_who(actor)}
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
    chain.last_number, chain.last_hash = entry.number, digest
    chain.save(update_fields=["last_number", "last_hash"])
    head = Head(key, entry.number, digest, entry.at.astimezone(UTC).isoformat(timespec="microseconds"))
    transaction.on_commit(partial(write_head, head))
    return entry
