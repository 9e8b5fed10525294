"""The heads file: one line per entry, written after the commit, and what it means when a line is missing."""

import json
import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction

from lianxi.apps.audit.models import SYSTEM, Entry
from lianxi.apps.audit.services import known_heads, record, witness_heads
from lianxi.apps.audit.verification import current_heads, verify_chains
from lianxi.apps.audit.witness import last_heads
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused

from .conftest import ACT, CLERK, DAY

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = Actor(account="demo.operator", person="示例运维", operator=True)

KILLED_AFTER_COMMIT = """
import os, signal
from datetime import date
import django
django.setup()
from django.db import transaction
from lianxi.apps.audit.services import record
from lianxi.kernel.access import PUBLIC, Act, Scope
with transaction.atomic():
    transaction.on_commit(lambda: os.kill(os.getpid(), signal.SIGKILL))
    record(act=Act("demo.note", "示例行为", Scope.PUBLIC), actor=PUBLIC, target="/x/", title="t", on=date(2026, 3, 2),
           body="990100")
"""


def test_every_entry_leaves_one_line_that_only_the_owner_reads(note, journal):
    entries = note(3)
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    assert [(line["chain"], line["number"], line["hash"]) for line in lines] == [
        ("990100", entry.number, entry.hash) for entry in entries
    ]
    written = datetime.fromisoformat(lines[-1]["at"])
    assert datetime.now(UTC) - written < timedelta(minutes=1)
    assert journal.stat().st_mode & 0o777 == 0o600


def test_a_head_that_cannot_be_written_does_not_lose_the_act_and_is_told(note, settings, tmp_path, caplog, found):
    note(1)
    kept = settings.AUDIT_HEADS_FILE
    settings.AUDIT_HEADS_FILE = tmp_path / "no such folder" / "heads.jsonl"
    note(2)
    assert "链头文件写入失败" in caplog.text
    settings.AUDIT_HEADS_FILE = kept
    assert Entry.objects.count() == 3
    assert found() == [("unwitnessed", "990100", 2, 3)]
    message = verify_chains().findings[0].message
    assert "写入链头文件失败" in message


def test_a_heads_file_that_is_not_there_is_told(note, journal, found):
    note(2)
    journal.unlink()
    assert found() == [("unwitnessed", "990100", 1, 2)]
    assert "链头文件 audit-heads.jsonl 不存在" in verify_chains().findings[0].message


def test_a_process_killed_between_commit_and_head_leaves_the_act_and_a_finding_that_says_so(note, journal, found):
    note(1)
    name = str(connection.settings_dict["NAME"])
    server = "sqlite://" if connection.vendor == "sqlite" else os.environ["LIANXI_DATABASE_URL"].rpartition("/")[0]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        "PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src"),
        "LIANXI_DATABASE_URL": f"{server}/{name}",
        "LIANXI_VAR": str(journal.parent / "var"),
        "LIANXI_AUDIT_HEADS": str(journal),
    }
    run = subprocess.run([sys.executable, "-c", KILLED_AFTER_COMMIT], env=environment, check=False, timeout=60)
    assert run.returncode == -signal.SIGKILL
    assert Entry.objects.count() == 2
    assert found() == [("unwitnessed", "990100", 2, 2)]
    assert "进程在提交后被中断" in verify_chains().findings[0].message
    note(1)
    assert found() == [("unwitnessed", "990100", 2, 2)]


def test_a_torn_line_does_not_spoil_the_next_one(note, journal):
    note(2)
    journal.write_bytes(journal.read_bytes()[:-30])
    note(1)
    report = verify_chains()
    assert [(finding.kind, finding.first) for finding in report.findings] == [("unwitnessed", 2)]
    assert [(finding.kind, finding.first) for finding in report.explained] == [("torn_line", 2)]


@pytest.mark.parametrize(
    "line",
    [
        *("null", "[1]", '"text"', '{"chain":1}', '{"restore":1}', "[" * 100_000, "\x00", "文"),
        '{"chain":"990100","number":99999999999999999999,"hash":"f"}',
        '{"chain":"990100","number":0,"hash":"f"}',
        '{"chain":"990100","number":1,"from":2,"hash":"f"}',
    ],
)
def test_a_line_that_is_no_head_is_told_and_stops_nothing(note, journal, line):
    note(1)
    with journal.open("a") as file:
        file.write(line + "\n")
    note(1)
    report = verify_chains()
    assert report.findings == []
    assert [(finding.kind, finding.first) for finding in report.explained] == [("torn_line", 2)]


def test_lines_of_two_processes_may_stand_in_any_order(note, journal, found):
    note(4)
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[index] for index in (1, 0, 3, 2)))
    assert found() == []


def test_the_manifest_of_a_backup_serves_as_outside_head(note, attack, tmp_path, found):
    note(3)
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"made": "2026-03-02", "heads": [vars(head) for head in current_heads()]}, indent=1))
    assert found(manifest) == []
    attack("DELETE FROM audit_entry WHERE number = 3")
    assert ("rollback", "990100", 3, 3) in found(manifest)


def test_a_heads_file_that_cannot_be_read_is_refused_with_its_name(tmp_path):
    with pytest.raises(Refused, match=r"elsewhere\.jsonl"):
        verify_chains([tmp_path / "elsewhere.jsonl"])


def test_a_file_without_any_head_is_no_outside_head(note, tmp_path):
    note(1)
    wrong = tmp_path / "letter.txt"
    wrong.write_text("不是链头\n")
    with pytest.raises(Refused, match="没有链头"):
        verify_chains([wrong])


def test_missing_heads_are_written_late_by_the_operator_with_the_reason(note, journal, found):
    note(5)
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text(lines[0] + lines[3])
    assert found() == [("unwitnessed", "990100", 2, 3), ("unwitnessed", "990100", 5, 5)]
    entry = witness_heads(actor=OPERATOR, on=DAY, note="磁盘写满")
    assert (entry.chain_id, entry.act, entry.note) == (SYSTEM, "audit.witness", "磁盘写满")
    report = verify_chains()
    assert report.findings == []
    assert [(late.kind, late.first, late.last) for late in report.explained] == [("late", 2, 3), ("late", 5, 5)]
    assert "2026-03-02 补记" in report.explained[0].message


@pytest.mark.parametrize(
    ("actor", "reason", "guard"),
    [(CLERK, "x", "role_required"), (OPERATOR, " ", "reason_required"), (OPERATOR, "x", "nothing_missing")],
)
def test_writing_heads_late_takes_the_operator_a_reason_and_a_gap(note, actor, reason, guard):
    note(1)
    with pytest.raises(Refused) as refused:
        witness_heads(actor=actor, on=DAY, note=reason)
    assert refused.value.guard == guard
    assert Entry.objects.count() == 1


def test_late_heads_do_not_cover_a_rewritten_entry(note, journal, attack, rewrite, found):
    note(3)
    journal.write_text("".join(journal.read_text().splitlines(keepends=True)[:2]))
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    rewrite("990100")
    witness_heads(actor=OPERATOR, on=DAY, note="磁盘写满")
    assert found() == [("rewritten", "990100", 2, 2)]


def test_where_the_chains_stand_is_known_from_the_file_when_the_database_is_behind(note, attack, rewrite, journal):
    note(3)
    with transaction.atomic():
        record(act=ACT, actor=CLERK, target="/x/", title="t", on=DAY)
    before = current_heads()
    attack("DELETE FROM audit_entry WHERE number = 3")
    rewrite("990100")
    assert [(head.chain, head.number, head.hash) for head in known_heads()] == [
        (head.chain, head.number, head.hash) for head in before
    ]
    assert last_heads(journal) == known_heads()
