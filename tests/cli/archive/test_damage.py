"""Backups that are not what was written: each is refused with a reason, before anything is touched."""

from __future__ import annotations

import io
import random
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection

from lianxi.cli.archive import crypt
from lianxi.cli.archive.check import Judged, judge
from lianxi.cli.archive.container import open_container
from lianxi.cli.archive.manifest import DATABASES, MANIFEST, SEAL
from lianxi.kernel.errors import Refused
from tests.cli.archive.conftest import PASSPHRASE
from tests.cli.archive.forging import members, rebuilt, with_manifest, with_member

pytestmark = pytest.mark.django_db
DATABASE = DATABASES[connection.vendor]


@pytest.fixture
def plain(made_backups) -> bytes:
    return made_backups["plain"]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "backup.zip"


def judged(file: Path, content: bytes) -> Judged:
    """What restoring `content` would find before it touches anything."""
    file.write_bytes(content)
    with open_container(file) as outer:
        if not crypt.is_encrypted(outer):
            return judge(outer, file.name)
        target = file.with_suffix(".plain")
        target.unlink(missing_ok=True)
        crypt.decrypt(outer, PASSPHRASE, target, file.name)
    with ZipFile(target) as archive:
        return judge(archive, file.name)


def refusal_of(file: Path, content: bytes) -> Refused:
    with pytest.raises(Refused) as refusal:
        judged(file, content)
    assert refusal.value.remedy
    assert "什么都没有恢复" in refusal.value.reason
    return refusal.value


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_an_untouched_backup_passes_with_its_seal(made_backups, file, kind):
    found = judged(file, made_backups[kind])
    assert found.sealed
    assert len(found.manifest.files) == 3
    assert {head.chain for head in found.manifest.heads} == {"990100", "system"}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_one_flipped_bit_anywhere_is_found(made_backups, file, kind):
    whole = made_backups[kind]
    edges = [*range(40), *range(len(whole) - 120, len(whole))]
    for place in edges + random.Random(7).sample(range(len(whole)), 60):
        broken = bytearray(whole)
        broken[place] ^= 1 << (place % 8)
        assert refusal_of(file, bytes(broken)).guard in {"backup_sound", "backup_format"}


@pytest.mark.parametrize("kind", ["plain", "encrypted"])
def test_a_cut_or_lengthened_file_is_found(made_backups, file, kind):
    whole = made_backups[kind]
    for length in (0, 1, 85, len(whole) // 2, len(whole) - 64, len(whole) - 1):
        assert refusal_of(file, whole[:length]).guard == "backup_format"
    assert refusal_of(file, whole + b"x").guard == "backup_format"
    assert refusal_of(file, whole[: len(whole) // 2] + whole[len(whole) // 2 + 1 :]).guard == "backup_sound"


def test_other_files_are_refused_as_what_they_are(file, plain):
    other = io.BytesIO()
    with ZipFile(other, "w") as archive:
        archive.writestr("a.txt", "示例")
    assert refusal_of(file, other.getvalue()).guard == "backup_format"
    assert refusal_of(file, "我不是备份".encode() * 50).guard == "backup_format"
    assert refusal_of(file, rebuilt([("a.txt", b"x")])).guard == "backup_format"
    assert refusal_of(file, rebuilt([])).guard == "backup_format"


def test_paths_that_are_no_backup_are_refused_with_what_to_do(tmp_path):
    for path in (tmp_path, tmp_path / "nowhere.zip"):
        with pytest.raises(Refused) as refusal, open_container(path):
            pass
        assert refusal.value.guard == "backup_found"


def test_members_that_changed_places_are_found(file, plain):
    (first, one), (second, two) = [member for member in members(plain) if member[0].startswith("uploads/")]
    content = dict(members(plain)) | {first: two, second: one}
    assert "与清单不符" in refusal_of(file, rebuilt(list(content.items()))).reason


@pytest.mark.parametrize("member", [DATABASE, MANIFEST, SEAL])
def test_a_member_left_out_is_found(file, plain, member):
    refusal_of(file, rebuilt([kept for kept in members(plain) if kept[0] != member]))


def test_a_member_too_many_or_twice_is_found(file, plain):
    more = rebuilt([*members(plain), ("more.txt", b"x")])
    assert "多余" in refusal_of(file, more).reason
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = rebuilt([*members(plain), (DATABASE, b"x")])
    assert "重复" in refusal_of(file, twice).reason


@pytest.mark.parametrize(
    "name",
    ["../../evil", "/etc/evil", "uploads/../evil", "uploads/" + "g" * 64, "uploads/" + "0" * 64 + "\n", "C:\\evil"],
)
def test_names_that_lead_elsewhere_are_refused_even_when_listed_and_sealed(file, plain, name):
    assert refusal_of(file, with_member(plain, name, b"x")).guard == "backup_sound"


def test_an_upload_under_the_name_of_other_bytes_is_refused(file, plain):
    assert "名字与其内容不符" in refusal_of(file, with_member(plain, "uploads/" + "0" * 64, b"x")).reason


def test_a_changed_manifest_does_not_pass_for_ours(file, plain):
    changed = with_manifest(plain, lambda manifest: manifest["heads"].pop(), seal=False)
    assert "封印" in refusal_of(file, changed).reason


def test_a_seal_of_another_key_cannot_be_checked_and_is_said_to_be_so(file, plain, settings):
    settings.SECRET_KEY = "另一台机器的密钥"
    assert not judged(file, plain).sealed


@pytest.mark.parametrize(
    "change",
    [
        lambda manifest: manifest.pop("heads"),
        lambda manifest: manifest.update(more=1),
        lambda manifest: manifest.update(product="other"),
        lambda manifest: manifest.update(made_at="昨天"),
        lambda manifest: manifest["files"][0].update(size=-1),
        lambda manifest: manifest["files"][0].update(sha256="x"),
    ],
)
def test_a_manifest_of_another_shape_is_refused(file, plain, change):
    assert "清单不合格式" in refusal_of(file, with_manifest(plain, change)).reason


def test_a_newer_format_is_refused_before_it_is_understood(file, plain):
    refusal = refusal_of(file, with_manifest(plain, lambda manifest: manifest.update(format=2, shape="new")))
    assert refusal.guard == "backup_version"
    assert "更新" in refusal.remedy


def test_tables_of_a_newer_program_are_refused(file, plain):
    newer = with_manifest(plain, lambda manifest: manifest["migrations"].append("jobs.0999_of_tomorrow"))
    refusal = refusal_of(file, newer)
    assert refusal.guard == "backup_version"
    assert "jobs.0999_of_tomorrow" in refusal.reason


def test_a_backup_of_the_other_database_is_refused_with_why(file, plain):
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]

    def move(manifest: dict) -> None:
        manifest["vendor"] = other

    file.write_bytes(with_manifest(plain, move))
    with pytest.raises(Refused) as refusal, open_container(file) as archive:
        judge(archive, file.name)
    assert refusal.value.guard == "same_vendor"
    assert "SQLite" in refusal.value.reason
    assert "PostgreSQL" in refusal.value.reason


def test_a_member_that_unpacks_to_more_than_it_says_is_not_read_to_its_end(file, plain):
    def shrink(manifest: dict) -> None:
        manifest["files"][0]["size"] = 10

    content = dict(members(with_manifest(plain, shrink))) | {DATABASE: b"\0" * 50_000_000}
    assert "与清单不符" in refusal_of(file, rebuilt(list(content.items()))).reason


def test_more_than_the_disk_holds_is_refused(file, plain):
    def swell(manifest: dict) -> None:
        manifest["files"][0]["size"] = 10**15

    assert refusal_of(file, with_manifest(plain, swell)).guard == "disk_space"


def test_an_encrypted_backup_put_together_from_two_is_refused(file, made_backups, tmp_path):
    content = dict(members(made_backups["encrypted"]))
    for changed in (
        {"key.age": b"x"},
        {"content.zip.age": content["content.zip.age"][:-1]},
        {"key.age": b"x" * 70_000},
    ):
        refusal_of(file, rebuilt(list((content | changed).items())))
    refusal_of(file, rebuilt([("key.age", content["key.age"])]))
