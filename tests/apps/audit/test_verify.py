"""Every way of tampering we know of, done with SQL, and what the verification says of it."""

import pytest
from django.db import connection

from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.verification import NEVER_KNOWABLE, NO_OUTSIDE_HEAD, ONLY_OWN_JOURNAL, verify_chains

pytestmark = pytest.mark.django_db(transaction=True)


def test_untouched_chains_have_no_findings(note):
    note(5)
    note(2, body="")
    report = verify_chains()
    assert report.findings == []
    assert report.explained == []
    assert [(seen.chain, seen.entries, seen.number) for seen in report.chains] == [("990100", 5, 5), ("system", 2, 2)]
    assert report.entries == 7


def test_an_empty_database_has_no_findings(found):
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        "title = '另一件'",
        "after = '{\"turn\": 9}'",
        "account = 'demo.other'",
        "\"on\" = '2026-03-03'",
        "at = '2026-03-02 00:00:00'",
        "backdated = NOT backdated",
        "act_label = '别的行为'",
        "form = 'v0'",
    ],
)
def test_an_altered_entry_is_found(note, attack, found, change):
    note(5)
    attack(f"UPDATE audit_entry SET {change} WHERE number = 3")
    assert found() == [("altered", "990100", 3, 3)]


def test_an_altered_entry_with_its_own_hash_recomputed_is_found(note, attack, found):
    note(5)
    entry = Entry.objects.get(number=3)
    entry.title = "另一件"
    attack(f"UPDATE audit_entry SET title = '另一件', hash = '{entry.own_hash}' WHERE number = 3")
    assert found() == [("link", "990100", 4, 4), ("rewritten", "990100", 3, 3)]


def test_a_removed_entry_is_found(note, attack, found):
    note(6)
    attack("DELETE FROM audit_entry WHERE number IN (3, 4)")
    assert ("removed", "990100", 3, 4) in found()


def test_a_removed_entry_is_found_after_the_rest_is_renumbered(note, attack, found):
    note(5)
    attack(
        "DELETE FROM audit_entry WHERE number = 3",
        "UPDATE audit_entry SET number = number - 1 WHERE number = 4",
        "UPDATE audit_entry SET number = number - 1 WHERE number = 5",
    )
    kinds = {kind for kind, *_ in found()}
    assert {"altered", "link", "tail", "rewritten"} <= kinds


def test_reordered_entries_are_found(note, attack, found):
    note(5)
    attack(
        "UPDATE audit_entry SET number = 99 WHERE number = 3",
        "UPDATE audit_entry SET number = 3 WHERE number = 4",
        "UPDATE audit_entry SET number = 4 WHERE number = 99",
    )
    assert {("altered", "990100", 3, 3), ("altered", "990100", 4, 4), ("link", "990100", 3, 3)} <= set(found())


def test_a_second_entry_of_the_same_number_is_found(note, attack, found):
    note(4)
    copied = (
        'form, at, "on", backdated, act, act_label, account, person, system_user, roles, body, target, title, '
        "before, after, clause, note, prev_hash, hash, chain_id"
    )
    attack(
        "ALTER TABLE audit_entry RENAME TO audit_entry_kept",
        "CREATE TABLE audit_entry AS SELECT * FROM audit_entry_kept",  # a copy without constraints
        f"INSERT INTO audit_entry (id, number, {copied}) SELECT 99, 2, {copied} FROM audit_entry WHERE number = 3",
    )
    try:
        assert ("duplicate", "990100", 2, 2) in found()
    finally:
        attack("DROP TABLE audit_entry", "ALTER TABLE audit_entry_kept RENAME TO audit_entry")
    assert found() == []


def test_an_entry_inserted_in_the_middle_is_found_however_well_it_is_forged(note, attack, rewrite, found):
    note(4)
    note(1, body="990200")
    attack(
        "UPDATE audit_entry SET number = number + 1 WHERE chain_id = '990100' AND number = 4",
        "UPDATE audit_entry SET number = number + 1 WHERE chain_id = '990100' AND number = 3",
        "UPDATE audit_entry SET chain_id = '990100', number = 3, body = '990100' WHERE chain_id = '990200'",
        "UPDATE audit_chain SET last_number = 0 WHERE key = '990200'",
    )
    assert ("link", "990100", 3, 3) in found()
    rewrite("990100")
    assert ("rewritten", "990100", 3, 4) in found()


def test_an_entry_added_at_the_end_past_the_house_is_found(note, attack, rewrite, found):
    note(3)
    note(1, body="990200")
    attack("UPDATE audit_entry SET chain_id = '990100', number = 4 WHERE chain_id = '990200'")
    assert ("head_row", "990100", 3, 3) in found()
    attack("DELETE FROM audit_chain WHERE key = '990200'")
    rewrite("990100")
    assert ("unwitnessed", "990100", 4, 4) in found()
    note(1)
    assert ("unwitnessed", "990100", 4, 4) in found(), "the next act does not cover it up"


def test_a_cut_tail_is_found(note, attack, found):
    note(5)
    attack("DELETE FROM audit_entry WHERE number > 3")
    assert found() == [("rollback", "990100", 4, 5), ("tail", "990100", 4, 5)]


def test_a_cut_tail_with_the_head_row_moved_back_is_found_by_the_heads_file(note, attack, rewrite, found):
    note(5)
    attack("DELETE FROM audit_entry WHERE number > 3")
    rewrite("990100")
    assert found() == [("rollback", "990100", 4, 5)]


def test_a_whole_chain_taken_away_is_found_by_the_heads_file(note, attack, found):
    note(3)
    attack("DELETE FROM audit_entry", "DELETE FROM audit_chain")
    assert found() == [("rollback", "990100", 1, 3)]


def test_a_chain_rewritten_as_a_whole_is_found_by_the_heads_file(note, attack, rewrite, found):
    note(5)
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    rewrite("990100")
    assert ("rewritten", "990100", 2, 5) in found()


def test_a_head_row_that_disagrees_is_found(note, attack, found, head_of):
    note(3)
    attack("UPDATE audit_chain SET last_hash = 'f'")
    assert found() == [("head_row", "990100", 3, 3)]
    second = Entry.objects.get(number=2).hash
    attack(f"UPDATE audit_chain SET last_number = 2, last_hash = '{second}'")
    assert found() == [("head_row", "990100", 2, 2)]
    assert head_of("990100") == (2, second)


def test_a_head_row_that_has_gone_is_found(note, attack, found):
    note(3)
    attack("DELETE FROM audit_chain")
    assert found() == [("head_row", "990100", 3, 3)]


def test_what_the_database_cannot_read_any_more_is_found_and_does_not_stop_the_walk(note, attack, found):
    note(4)
    if connection.vendor == "sqlite":
        attack(
            "PRAGMA ignore_check_constraints = ON",
            "UPDATE audit_entry SET after = '{' WHERE number = 2",
            "UPDATE audit_entry SET at = '2026-13-45 00:00:00' WHERE number = 3",
            "PRAGMA ignore_check_constraints = OFF",
        )
        assert found() == [("altered", "990100", 2, 2), ("unreadable", "990100", 3, 3)]
    else:
        attack("UPDATE audit_entry SET after = '[[1e400]]', note = U&'\\FFFE' WHERE number = 2")
        assert found() == [("altered", "990100", 2, 2)]


def test_without_any_outside_head_it_says_what_it_cannot_know(note, attack, rewrite, journal):
    note(3)
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    rewrite("990100")
    journal.write_text("")
    report = verify_chains()
    assert {finding.kind for finding in report.findings} == {"unwitnessed"}
    assert report.unknowable == [NO_OUTSIDE_HEAD, NEVER_KNOWABLE]


def test_with_the_heads_of_this_machine_alone_it_says_what_that_is_worth(note):
    note(3)
    assert verify_chains().unknowable == [ONLY_OWN_JOURNAL, NEVER_KNOWABLE]


def test_with_heads_kept_elsewhere_it_says_how_far_they_reach(note, journal, tmp_path):
    note(3)
    note(1, body="990200")
    kept = tmp_path / "elsewhere.jsonl"
    kept.write_text("".join(journal.read_text().splitlines(keepends=True)[:2]))
    assert verify_chains([kept]).unknowable == [
        "990100 链：抄存在别处的链头到第 2 条为止，其后 1 条只有本机链头文件为证。",
        "990200 链：抄存在别处的链头里没有这条链，其后 1 条只有本机链头文件为证。",
        NEVER_KNOWABLE,
    ]


def test_heads_kept_elsewhere_find_a_rewriting_of_database_and_heads_file_together(
    note, attack, rewrite, journal, tmp_path, found
):
    note(4)
    kept = tmp_path / "elsewhere.jsonl"
    kept.write_bytes(journal.read_bytes())
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    rewrite("990100")
    forged = Entry.objects.order_by("number").values_list("number", "hash")
    journal.write_text("".join(f'{{"chain":"990100","hash":"{digest}","number":{n}}}\n' for n, digest in forged))
    assert found() == []
    assert found(kept) == [("rewritten", "990100", 2, 4)]
