"""Who sees which chain, and what a page shows of it. The one place that decides it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from lianxi.apps.audit.acts import READ_CHAIN, READ_OWN_CHAIN, READ_SYSTEM_CHAIN
from lianxi.apps.audit.journal import Head, numbers_written
from lianxi.apps.audit.labels import field_label
from lianxi.apps.audit.models import SYSTEM, Chain, Entry
from lianxi.kernel.access import Actor, RoleHeld, allowed
from lianxi.kernel.errors import Refused


def visible_chains(actor: Actor) -> frozenset[str]:
    """Chains `actor` may read: of the bodies a role lets read, and the system's for the operator.

    The joint office reads the chain of its own body and no other: bodies are equals.
    """
    bodies = {held.body for held in actor.roles if _reads(actor, held)}
    return frozenset(bodies | ({SYSTEM} if allowed(actor, READ_SYSTEM_CHAIN) else set()))


def _reads(actor: Actor, held: RoleHeld) -> bool:
    """Whether a role in a body, or for it in a circle, opens the chain of that body."""
    if held.circle:
        return allowed(actor, READ_OWN_CHAIN, circle=held.circle)
    return allowed(actor, READ_CHAIN, body=held.body)


def visible_entries(actor: Actor) -> QuerySet[Entry]:
    """Entries `actor` may read; to show what they say, ask for `told.told_entries`."""
    return Entry.objects.filter(chain__in=visible_chains(actor))


def require_reader(actor: Actor) -> None:
    """Let pass whoever sees any chain, or raise `Refused` naming who does."""
    if visible_chains(actor):
        return
    raise Refused(
        "role_required",
        f"{actor.person or '未登录的访客'}没有可以查看的审计链。",
        remedy="本机构的审计由本机构的办公室主任、领导、联络员和联席办人员查看，系统审计由运维查看"
        + ("。" if actor.signed_in else "；请先登录。"),
        source=READ_CHAIN.source,
    )


def chain_label(key: str) -> str:
    """系统 or the code of the body."""
    return "系统" if key == SYSTEM else key


def heads_behind(keys: frozenset[str]) -> list[tuple[Head, int]]:
    """Chains whose last entries have no line in the heads file, each with the last number that has one."""
    behind = []
    for chain in Chain.objects.filter(key__in=keys, last_number__gt=0).order_by("key"):
        written = numbers_written(chain.key)
        if chain.last_number not in written:
            behind.append((Head(chain.key, chain.last_number, chain.last_hash), max(written, default=0)))
    return behind


@dataclass(frozen=True)
class Change:
    """One field before and after 前后."""

    field: str
    before: str
    after: str

    @property
    def label(self) -> str:
        """Chinese name of the field."""
        return field_label(self.field)

    @property
    def changed(self) -> bool:
        """Whether the two differ."""
        return self.before != self.after


def changes(was: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> list[Change]:
    """Before and after side by side, field by field."""
    before, after = dict(_flat(was or {})), dict(_flat(now or {}))
    return [Change(field, before.get(field, ""), after.get(field, "")) for field in sorted({*before, *after})]


def _flat(fields: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Nested fields with dotted names; lists stay one text."""
    for key, value in fields.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{above}{key}.")
        elif isinstance(value, list):
            yield f"{above}{key}", "、".join(item if isinstance(item, str) else _text(item) for item in value)
        else:
            yield f"{above}{key}", value if isinstance(value, str) else _text(value)


def _text(value: object) -> str:
    """A value that is no text, as a reader expects it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Check:
    """One thing compared on the page of an entry 核对."""

    label: str
    holds: bool
    note: str


def neighbours_of(entry: Entry) -> QuerySet[Entry]:
    """The entries before and after it on its chain."""
    return Entry.objects.filter(chain=entry.chain_id, number__in=(entry.number - 1, entry.number + 1))


def checks(entry: Entry, earlier: Entry | None, later: Entry | None) -> list[Check]:
    """Whether the entry is what it was, and whether its neighbours know it."""
    found = [Check("本条内容", entry.own_hash == entry.hash, "按现在的内容重新计算，摘要应与所记相同")]
    if entry.number > 1:
        joined = earlier is not None and earlier.hash == entry.prev_hash
        found.append(Check("与上一条", joined, "本条记着上一条的摘要，二者应当相同"))
    if later is not None:
        found.append(Check("与下一条", later.prev_hash == entry.hash, "下一条记着本条的摘要，二者应当相同"))
    return found
