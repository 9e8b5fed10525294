"""A restore takes entries out of the database: recorded it explains itself, unrecorded it is found."""

import json

import pytest

from lianxi.apps.audit.models import SYSTEM, Entry
from lianxi.apps.audit.services import known_heads, mark_restore
from lianxi.apps.audit.verification import verify_chains
from lianxi.kernel.access import Actor

from .conftest import DAY

pytestmark = pytest.mark.django_db(transaction=True)
OPERATOR = Actor(account="demo.operator", person="示例运维", operator=True)


@pytest.fixture
def go_back(attack):
    """Set chains back to an older state, as putting an old backup in place does."""

    def back(**to: int) -> None:
        for key, number in to.items():
            key = key.removeprefix("c")
            kept = Entry.objects.filter(chain=key, number=number).values_list("hash", flat=True).first() or "0" * 64
            attack(
                f"DELETE FROM audit_entry WHERE chain_id = '{key}' AND number > {number}",
                f"UPDATE audit_chain SET last_number = {number}, last_hash = '{kept}' WHERE key = '{key}'",
            )

    return back


def restore(go_back, **to):
    """Restore as the command does: the heads before, the old state, the record."""
    old = known_heads()
    go_back(**to)
    return mark_restore(actor=OPERATOR, on=DAY, old=old, backup="示例备份")


def told(report):
    return [finding.message for finding in report.explained if finding.kind == "restore"]


def test_a_recorded_restore_is_explained_and_still_listed(note, go_back):
    note(5)
    note(2, body="990200")
    entry = restore(go_back, c990100=3)
    assert entry.chain_id == SYSTEM
    assert {head["chain"]: head["number"] for head in entry.before["heads"]} == {"990100": 5, "990200": 2}
    report = verify_chains()
    assert report.findings == []
    assert told(report) == ["2026-03-02 恢复过备份（系统链第 1 条）：990100 链由第 5 条退回第 3 条。请核对确有其事。"]


def test_work_goes_on_after_a_restore_under_the_same_numbers(note, go_back, found):
    note(5)
    restore(go_back, c990100=3)
    note(4)
    assert found() == []


def test_an_unrecorded_restore_is_found(note, go_back, found):
    note(5)
    go_back(c990100=3)
    assert found() == [("rollback", "990100", 4, 5)]
    note(4)
    assert found() == [("rewritten", "990100", 4, 5)]


def test_a_later_tampering_is_not_explained_by_an_earlier_restore(note, go_back, attack, rewrite, found):
    note(5)
    restore(go_back, c990100=3)
    note(4)
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 5 AND chain_id = '990100'")
    rewrite("990100")
    assert found() == [("rewritten", "990100", 5, 7)]


def test_what_stood_before_the_backup_is_not_explained_by_a_restore(note, go_back, attack, rewrite, found):
    note(5)
    restore(go_back, c990100=3)
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2 AND chain_id = '990100'")
    rewrite("990100")
    assert found() == [("rewritten", "990100", 2, 3)]


def test_a_restore_to_before_an_earlier_restore_explains_both(note, go_back):
    note(6)
    note(2, body="")
    restore(go_back, c990100=4)
    note(1)
    restore(go_back, c990100=3, system=2)
    note(2)
    report = verify_chains()
    assert report.findings == []
    assert len(told(report)) == 2


def test_a_marker_that_nobody_recorded_is_found(note, go_back, journal, found):
    note(3)
    digest = Entry.objects.get(number=2).hash
    go_back(c990100=2)
    new = [{"chain": "990100", "number": 2, "hash": digest}]
    old = [{"chain": "990100", "number": 3, "hash": "0" * 64}]
    marker = {"restore": "x", "on": "2026-03-02", "old": old, "new": new, "entry": 1}
    with journal.open("a") as file:
        file.write(json.dumps(marker) + "\n")
    assert found() == [("rollback", "990100", 3, 3), ("unrecorded_restore", "system", 1, 1)]


def test_a_copy_of_the_heads_kept_elsewhere_from_before_the_restore_is_explained_too(
    note, go_back, journal, tmp_path, found
):
    note(5)
    kept = tmp_path / "elsewhere.jsonl"
    kept.write_bytes(journal.read_bytes())
    restore(go_back, c990100=3)
    note(4)
    assert found(kept) == []


def test_on_a_new_machine_the_marker_vouches_for_what_the_backup_brought(note, journal, found):
    note(5)
    note(2, body="")
    journal.unlink()
    mark_restore(actor=OPERATOR, on=DAY, old=known_heads(), backup="示例备份")
    assert found() == []
    note(1)
    assert found() == []


def test_a_damaged_record_of_a_restore_explains_nothing(note, go_back, attack, found):
    note(3)
    restore(go_back, c990100=2)
    attack("UPDATE audit_entry SET after = '{}' WHERE chain_id = 'system'")
    assert found() == [
        ("altered", "system", 1, 1),
        ("rollback", "990100", 3, 3),
        ("unrecorded_restore", "system", 1, 1),
    ]
