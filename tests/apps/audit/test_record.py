"""An act and its entry stand or fall together."""

import hashlib
import json
from datetime import date

import pytest
from django.db import transaction

from lianxi.apps.audit.models import SYSTEM, Chain, Entry
from lianxi.apps.audit.services import record
from lianxi.kernel.access import PUBLIC, Actor, Role, RoleHeld

from .conftest import ACT, CLERK, DAY


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError, match="同一事务"):
        record(act=ACT, actor=CLERK, target="/x/", title="t", on=DAY)
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_each_body_has_a_chain_of_its_own_numbered_from_one(note):
    note(3, body="990100")
    note(2, body="990200")
    note(1, body="")
    assert list(Chain.objects.order_by("key").values_list("key", "last_number")) == [
        ("990100", 3),
        ("990200", 2),
        (SYSTEM, 1),
    ]
    assert list(Entry.objects.filter(chain="990100").order_by("id").values_list("number", flat=True)) == [1, 2, 3]


@pytest.mark.django_db
def test_an_entry_says_who_for_whom_what_on_what_and_by_which_clause():
    actor = Actor(
        account="demo.head",
        person="示例主任",
        body="990100",
        roles=frozenset({RoleHeld(Role.OFFICE_HEAD, "990100"), RoleHeld(Role.JOINT_OFFICE, "990100", "demo-river")}),
        system_user="keeper",
    )
    day = date(2026, 2, 27)
    entry = record(
        act=ACT, actor=actor, target="/x/1/", title="事由", on=day, body="990100", clause="三(二)", note="说明",
        before={"state": "a"}, after={"state": "b"}, backdated=True,
    )  # fmt: skip
    entry.refresh_from_db()
    assert (entry.account, entry.person, entry.system_user, entry.body) == (
        "demo.head",
        "示例主任",
        "keeper",
        "990100",
    )
    assert entry.roles == "办公室主任（990100）、联席办（990100，demo-river）"
    assert (entry.act, entry.act_label, entry.target, entry.title) == ("demo.note", "示例行为", "/x/1/", "事由")
    assert (entry.before, entry.after) == ({"state": "a"}, {"state": "b"})
    assert (entry.on, entry.backdated, entry.clause, entry.note) == (day, True, "三(二)", "说明")


@pytest.mark.django_db
def test_personal_fields_are_masked_before_they_are_kept():
    person = {"name": "张三丰", "phone": "13812345678"}
    entry = record(act=ACT, actor=PUBLIC, target="/x/", title="t", on=DAY, after=person)
    assert Entry.objects.get(pk=entry.pk).after == {"name": "张**", "phone": "138****5678"}


@pytest.mark.django_db
def test_whoever_has_the_fields_can_recompute_the_hash_with_a_json_library_alone(note):
    note()
    entry = Entry.objects.get()
    content = {
        "form": "v1", "chain": "990100", "number": 1, "at": entry.at.strftime("%Y-%m-%dT%H:%M:%S.%f+00:00"),
        "on": "2026-03-02", "backdated": False, "act": "demo.note", "act_label": "示例行为", "account": "demo.clerk",
        "person": "示例联络员", "system_user": "", "roles": "联络员（990100）", "body": "990100", "target": "/x/",
        "title": "第0件", "before": None, "after": {"turn": 0}, "clause": "", "note": "", "prev_hash": "0" * 64,
    }  # fmt: skip
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert entry.hash == hashlib.sha256(text.encode()).hexdigest() == entry.own_hash


@pytest.mark.django_db(transaction=True)
def test_an_act_rolled_back_leaves_no_entry_no_gap_and_no_head(note, journal, found):
    note(2)
    with transaction.atomic():
        record(act=ACT, actor=CLERK, target="/x/", title="作废", on=DAY, body="990100")
        transaction.set_rollback(True)
    note(1)
    assert list(Entry.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert len(journal.read_text().splitlines()) == 3
    assert found() == []


@pytest.mark.django_db(transaction=True)
def test_several_acts_in_one_transaction_all_get_their_heads(journal, found):
    with transaction.atomic():
        for _ in range(3):
            record(act=ACT, actor=CLERK, target="/x/", title="t", on=DAY, body="990100")
        assert not journal.exists()
    assert [json.loads(line)["number"] for line in journal.read_text().splitlines()] == [1, 2, 3]
    assert found() == []
