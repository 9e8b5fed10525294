"""Restores as the system chain records them 恢复: what explains heads beyond the database, and how it is told."""

from __future__ import annotations

import json

from django.db.models import TextField
from django.db.models.functions import Cast

from lianxi.apps.audit.acts import RESTORE_BACKUP
from lianxi.apps.audit.models import SYSTEM, Entry
from lianxi.apps.audit.report import Finding, Restore
from lianxi.apps.audit.witness import restore_from


def recorded_restores() -> list[Restore]:
    """All restores the system chain knows of, in order; an entry too damaged to read explains nothing."""
    entries = Entry.objects.filter(chain=SYSTEM, act=RESTORE_BACKUP.code).order_by("number")
    found = []
    for number, after in entries.values_list("number", Cast("after", TextField())):
        try:
            found.append(restore_from(json.loads(after) | {"entry": number}))
        except (KeyError, TypeError, ValueError, AttributeError):
            continue
    return found


def told(restore: Restore) -> Finding:
    """A restore in words, chain by chain."""
    kept = {chain: head.number for chain, head in restore.new.items()}
    back = [
        f"{chain} 链由第 {number} 条退回第 {kept.get(chain, 0)} 条"
        for chain, number in sorted(restore.old.items())
        if number > kept.get(chain, 0)
    ]
    what = "；".join(back) or "没有条目因此不在库内"
    message = f"{restore.on} 恢复过备份（系统链第 {restore.entry} 条）：{what}。请核对确有其事。"
    return Finding("restore", SYSTEM, restore.entry, restore.entry, message)
