"""Bytes are kept once, whole or not at all, and never given out changed."""

import fcntl
import hashlib
import os
from io import BytesIO

import pytest
from django.db import transaction

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.selectors import files_of, open_file, stored_hashes
from lianxi.apps.files.services import check_store, store_file
from lianxi.apps.files.store import place_of, put_bytes
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused

from .conftest import CLERK, DAY, OWN

pytestmark = pytest.mark.django_db


def files_on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_lies_under_its_hash_readable_by_the_owner_only(store, folder):
    file = store(b"some bytes")
    digest = hashlib.sha256(b"some bytes").hexdigest()
    place = folder / digest[:2] / digest[2:4] / digest
    assert (file.sha256, file.size) == (digest, 10)
    assert place.read_bytes() == b"some bytes"
    assert place.stat().st_mode & 0o777 == 0o600
    assert files_on_disk(folder) == [place]


def test_the_same_bytes_are_stored_once_and_named_as_often_as_handed_in(store, folder):
    one, other = store(b"same", name="甲.txt"), store(b"same", name="乙.txt", owner="/x/2/")
    assert one.pk != other.pk
    assert len(files_on_disk(folder)) == 1
    assert stored_hashes() == [one.sha256]
    assert [file.name for file in files_of("/x/2/", CLERK)] == ["乙.txt"]


def test_a_file_may_come_as_a_stream(store, folder):
    content = os.urandom(700_000)
    file = store(BytesIO(content))
    with open_file(file, CLERK) as found:
        assert found.read() == content


def test_an_upload_is_recorded_with_what_came_and_what_was_claimed(store):
    file = store(b"%PDF-1.7 ...", name="报告.pdf", content_type="text/html")
    entry = Entry.objects.get()
    assert (entry.act, entry.chain_id, entry.target, entry.title) == (
        "file.upload",
        OWN,
        file.get_absolute_url(),
        "上传文件“报告.pdf”",
    )
    assert entry.after["sha256"] == file.sha256
    assert entry.after["claimed_type"] == "text/html"
    assert file.content_type == "application/pdf"


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_leaves_bytes_that_harm_nothing(store, folder):
    with transaction.atomic():
        store(b"some bytes")
        transaction.set_rollback(True)
    assert not StoredFile.objects.exists()
    assert not Entry.objects.exists()
    report = check_store()
    assert report.sound
    assert [path.name for path in report.orphans] == [hashlib.sha256(b"some bytes").hexdigest()]


@pytest.mark.django_db(transaction=True)
def test_a_file_is_kept_inside_a_transaction_only():
    with pytest.raises(transaction.TransactionManagementError):
        store_file(
            content=b"x", name="a", content_type="", owner="/x/", body=OWN, visibility="body", actor=CLERK, on=DAY
        )


def test_a_file_too_large_is_refused_with_the_limit_and_leaves_nothing(store, folder):
    with pytest.raises(Refused, match=r"太大，最多 1 KB") as refused:
        store(b"x" * 1025, limit=1024)
    assert refused.value.guard == "file_size"
    assert files_on_disk(folder) == []
    assert store(b"x" * 1024, limit=1024).size == 1024


def test_an_empty_file_is_refused_and_leaves_nothing(store, folder):
    with pytest.raises(Refused, match="是空的"):
        store(b"")
    assert files_on_disk(folder) == []
    assert not StoredFile.objects.exists()


def test_the_public_hands_in_nothing(store):
    with pytest.raises(Refused):
        store(actor=PUBLIC)


@pytest.mark.parametrize("fields", [{"visibility": "everyone"}, {"visibility": "circle"}])
def test_a_visibility_without_meaning_is_an_error_of_the_caller(store, fields):
    with pytest.raises(ValueError, match="visibility"):
        store(**fields)


def damage(file):
    place = place_of(file.sha256)
    place.write_bytes(b"other bytes")


def test_damaged_bytes_are_not_given_out(store):
    file = store()
    damage(file)
    with pytest.raises(Refused, match="已损坏") as refused:
        open_file(file, CLERK)
    assert refused.value.guard == "file_intact"
    assert "备份" in refused.value.remedy


def test_missing_bytes_are_not_given_out(store):
    file = store()
    place_of(file.sha256).unlink()
    with pytest.raises(Refused, match="缺失"):
        open_file(file, CLERK)


def test_handing_the_same_file_in_again_heals_it(store):
    file = store()
    damage(file)
    store()
    with open_file(file, CLERK) as content:
        assert content.read() == b"some bytes"


def test_a_check_lists_what_is_missing_damaged_and_left_over(store, folder):
    sound, gone, broken = store(b"one"), store(b"two"), store(b"three")
    place_of(gone.sha256).unlink()
    damage(broken)
    left = folder / "incoming" / "cut-off"
    left.write_bytes(b"half")
    (folder / sound.sha256).write_bytes(b"one")
    report = check_store()
    assert not report.sound
    assert report.checked == 3
    assert report.missing == [gone.sha256]
    assert report.damaged == [broken.sha256]
    assert sorted(map(str, report.orphans)) == sorted([sound.sha256, "incoming/cut-off"])


def test_a_check_of_an_empty_store_is_sound(folder):
    assert check_store().sound
    assert check_store().orphans == []


def test_what_a_killed_writer_left_goes_with_the_next_file_and_what_is_being_written_stays(folder):
    incoming = folder / "incoming"
    incoming.mkdir(parents=True)
    (incoming / "cut-off").write_bytes(b"half")
    with (incoming / "being-written").open("wb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        put_bytes(b"whole", 100)
        assert [path.name for path in incoming.iterdir()] == ["being-written"]
