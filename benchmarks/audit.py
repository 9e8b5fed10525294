"""Appending to an audit chain and verifying it, per 100,000 entries, on SQLite and PostgreSQL.

    python benchmarks/audit.py [ENTRIES]        default 100000

The chain is filled in bulk; then acts are recorded on top
of it as the house records them: one transaction each, the head written and
synced to disk after every commit.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date

from databases import MEASURE, each_database

RECORDED = 3_000
AT_ONCE = 1_000
DAY = date(2026, 3, 2)
AFTER = {"state": "已确认", "phone": "138****0000"}


def main() -> None:
    """Measure both databases and print one table."""
    if len(sys.argv) == 3 and sys.argv[1] == MEASURE:
        print(json.dumps(measure(int(sys.argv[2]))))
        return
    entries = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"审计链：{entries:,} 条\n")
    print("| 数据库 | 记入 毫秒/条 | 其中链头文件 | 记入 10 万条 秒 | 核验 条/秒 | 核验 10 万条 秒 | 核验峰值 MiB |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, figures in each_database(__file__, entries):
        record, head, verify = figures["record"], figures["head"], figures["verify"]
        print(
            f"| {name} | {1000 * record:.2f} | {1000 * head:.2f} | {100_000 * record:.0f} "
            f"| {1 / verify:,.0f} | {100_000 * verify:.1f} | {figures['before']:.0f} → {figures['after']:.0f} |"
        )


def measure(entries: int) -> dict[str, float]:
    """Append and verify in the database the settings name."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from lianxi.apps.audit.verification import verify_chains

    recorded = min(RECORDED, entries)
    fill(entries - recorded)
    seconds = record_acts(recorded)
    head = write_heads(recorded)
    before = peak()
    report = verify_chains()
    assert not report.findings, report.findings
    return {
        "record": seconds / recorded,
        "head": head / recorded,
        "verify": report.seconds / entries,
        "before": before,
        "after": peak(),
    }


def fill(entries: int) -> None:
    """A chain of that length with its heads, written in bulk."""
    from django.utils import timezone

    from lianxi.apps.audit.canonical import FIELDS, FIRST, entry_hash
    from lianxi.apps.audit.journal import heads_file
    from lianxi.apps.audit.models import Chain, Entry

    texts = dict.fromkeys(FIELDS, "") | {"chain": "990100", "act": "demo.note", "act_label": "示例行为", "on": DAY}
    chain, digest = Chain.objects.create(key="990100"), FIRST
    for first in range(1, entries + 1, AT_ONCE):
        rows = []
        for number in range(first, min(first + AT_ONCE, entries + 1)):
            fields = texts | {
                "number": number, "at": timezone.now(), "prev_hash": digest, "backdated": False, "before": None,
                "after": AFTER, "title": f"示例事由第{number}件", "person": "示例联络员",
            }  # fmt: skip
            digest = entry_hash(fields)
            rows.append(Entry(hash=digest, **fields | {"chain": chain}))
        Entry.objects.bulk_create(rows)
        with heads_file().open("a") as journal:
            journal.writelines(f'{{"chain":"990100","hash":"{row.hash}","number":{row.number}}}\n' for row in rows)
    Chain.objects.update(last_number=entries, last_hash=digest)


def record_acts(acts: int) -> float:
    """Seconds it takes to record `acts`, each in a transaction of its own."""
    from django.db import transaction

    from lianxi.apps.audit.services import record
    from lianxi.kernel.access import Act, Actor, Role, RoleHeld, Scope

    act = Act("demo.note", "示例行为", Scope.PUBLIC)
    actor = Actor("demo.clerk", "示例联络员", "990100", frozenset({RoleHeld(Role.CLERK, "990100")}))
    began = time.perf_counter()
    for turn in range(acts):
        with transaction.atomic():
            record(
                act=act, actor=actor, target=f"/matters/{turn}/", title="示例事由", on=DAY, body="990100", after=AFTER
            )
    return time.perf_counter() - began


def write_heads(heads: int) -> float:
    """Seconds it takes to append that many heads to a file by themselves, each synced to the disk."""
    from django.test import override_settings

    from lianxi.apps.audit.journal import Head, heads_file, write_head

    with override_settings(AUDIT_HEADS_FILE=heads_file().with_suffix(".alone")):
        began = time.perf_counter()
        for number in range(1, heads + 1):
            write_head(Head("990100", number, "0" * 64))
        return time.perf_counter() - began


def peak() -> float:
    """Most memory this process has had at any one time, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
