"""Backup and restore as an operator runs them, on the database the tests run on."""

from __future__ import annotations

import io
import json
import shutil
import stat
import subprocess
from pathlib import Path
from zipfile import ZipFile

from lianxi.cli.archive.manifest import MANIFEST
from tests.cli.archive.conftest import PASSPHRASE
from tests.cli.archive.forging import members
from tests.cli.installs import Install

GO_ON = """
import os
from datetime import date
from django.db import transaction
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.services import store_file
from lianxi.apps.files.store import place_of
from lianxi.apps.jobs.services import cancel_job, enqueue
from lianxi.apps.jobs.models import Job
from lianxi.kernel.access import Actor, Role, RoleHeld
clerk = Actor(account="demo.clerk", person="示例", body="990100", roles=frozenset({RoleHeld(Role.CLERK, "990100")}))
day = date(2026, 3, 3)
place_of(StoredFile.objects.get(name="示例0.txt").sha256).unlink()
place_of(StoredFile.objects.get(name="示例1.txt").sha256).write_bytes(b"spoilt")
Job.objects.filter(title="示例任务0").delete()
job = enqueue(kind="x", arguments={}, actor=clerk, body="990100", title="后来的任务", on=day)
cancel_job(job=job, actor=clerk, on=day)
with transaction.atomic():
    later = store_file(content="后来的内容".encode(), name="后来.txt", content_type="text/plain", owner="/x/",
                       body="990100", visibility="body", actor=clerk, on=day)
print(later.sha256)
"""

KEEPER = """
from datetime import date
from django.utils import timezone
from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models import Body, Region
region = Region.objects.create(code="990100", name="示例甲市", short_name="示例甲市", level="county", kind="县")
Body.objects.create(code="990100", name="示例甲", short_name="示例甲", kind="standing_committee", region=region)
for name, body in (("demo.clerk", "990100"), ("keeper", None)):
    Account.objects.create(username=name, person_name="示例", body_id=body, is_operator=body is None, password="x",
                           password_changed_at=timezone.now(), created_on=date(2026, 3, 2), created_by="test")
"""


def look(install: Install) -> dict:
    """What an install holds, asked of database and disk directly."""
    files = install.query("SELECT name, sha256 FROM files_storedfile ORDER BY name")
    return {
        "jobs": install.query("SELECT title, state FROM jobs_job ORDER BY title"),
        "files": {name: place_of(install, sha256).read_text() for name, sha256 in files},
        "acts": [
            act for (act,) in install.query("SELECT act FROM audit_entry WHERE chain_id='system' ORDER BY number")
        ],
        "sessions": install.query("SELECT COUNT(*) FROM django_session")[0][0],
    }


def place_of(install: Install, sha256: str) -> Path:
    return install.folder / "files" / sha256[:2] / sha256[2:4] / sha256


def backup(install: Install, to: Path, *more: str) -> dict:
    return install.json("backup", "--to", str(to), *more)


def test_what_is_restored_is_what_was_backed_up(install, tmp_path):
    file = tmp_path / "backup.zip"
    said = backup(install, file)
    then = look(install)
    later = install.python(GO_ON).strip()
    done = install.json("restore", str(file), "--yes")
    now = look(install)
    assert (now["jobs"], now["files"]) == (then["jobs"], then["files"])
    assert now["files"] == {"示例0.txt": "示例内容0", "示例1.txt": "示例内容1"}
    assert now["acts"] == [*then["acts"], "backup.restore"]
    assert then["acts"][-1] == "backup.create"
    assert (then["sessions"], now["sessions"]) == (1, 0)
    assert done["sealed"]
    assert done["heads"] == said["heads"]
    assert {head["chain"]: head["number"] for head in done["old_heads"]}["990100"] == 6
    assert place_of(install, later).exists()


def test_the_audit_knows_of_the_restore_and_of_what_it_gave_up(install, tmp_path):
    file = tmp_path / "backup.zip"
    backup(install, file)
    install.python(GO_ON)
    install.json("restore", str(file), "--yes")
    report = install.json("audit", "verify")
    assert report["findings"] == []
    assert any("990100" in found["message"] for found in report["explained"] if found["kind"] == "restore")


def test_where_the_database_has_gone_the_heads_file_still_tells_what_was_lost(install, elsewhere, tmp_path):
    file = tmp_path / "backup.zip"
    backup(install, file)
    install.python(GO_ON)
    shutil.copy(install.folder / "audit-heads.jsonl", elsewhere.folder)
    done = elsewhere.json("restore", str(file), "--yes")
    assert {head["chain"]: head["number"] for head in done["old_heads"]}["990100"] == 6
    assert elsewhere.json("audit", "verify")["findings"] == []


def test_a_demo_never_takes_the_place_of_a_real_install(install, demo, tmp_path):
    file = tmp_path / "demo.zip"
    assert backup(demo, file)["demo"]
    install.python(KEEPER)
    answer = install.run("restore", str(file), "--yes")
    assert answer.returncode == 2
    assert "正式库" in answer.stderr
    assert demo.run("restore", str(file), "--yes").returncode == 0


def test_the_heads_of_a_backup_witness_against_a_later_rewriting(install, tmp_path):
    file, manifest = tmp_path / "backup.zip", tmp_path / "manifest.json"
    backup(install, file)
    with ZipFile(file) as archive:
        manifest.write_bytes(archive.read(MANIFEST))
    assert install.json("audit", "verify", "--head", str(manifest))["findings"] == []


def test_an_encrypted_backup_goes_to_another_machine_and_back(install, elsewhere, tmp_path, passphrase_file):
    file = tmp_path / "backup.zip"
    said = backup(install, file, "--passphrase-file", str(passphrase_file))
    assert said["encrypted"]
    assert "示例内容".encode() not in file.read_bytes()
    answer = elsewhere.run("restore", str(file), "--yes", "--passphrase-file", str(passphrase_file), "--json")
    assert answer.returncode == 0, answer.stderr
    assert "另一把签名密钥" in answer.stderr
    done = json.loads(answer.stdout)
    assert (done["sealed"], done["old_heads"]) == (False, [])
    then, now = look(install), look(elsewhere)
    assert now["files"] == then["files"]
    assert now["acts"] == [*then["acts"], "backup.restore"]
    assert elsewhere.json("audit", "verify")["findings"] == []


def test_the_standard_tool_could_open_it(install, tmp_path, passphrase_file):
    """Two plain age files: a key under the passphrase, and the content for that key."""
    import pyrage

    file = tmp_path / "backup.zip"
    backup(install, file, "--passphrase-file", str(passphrase_file))
    parts = dict(members(file.read_bytes()))
    key = pyrage.passphrase.decrypt(parts["key.age"], PASSPHRASE).decode()
    content = pyrage.decrypt(parts["content.zip.age"], [pyrage.x25519.Identity.from_str(key)])
    assert MANIFEST in ZipFile(io.BytesIO(content)).namelist()


def test_the_key_is_named_and_not_inside(install, tmp_path):
    file = tmp_path / "backup.zip"
    said = backup(install, file)
    key = (install.folder / "secret-key").read_bytes()
    assert said["secret_key"]["kept_in"] == str(install.folder / "secret-key")
    assert all(key not in data for _, data in members(file.read_bytes()))


def test_a_backup_is_its_owners_alone_even_where_another_file_stood(install, tmp_path):
    file = tmp_path / "backup.zip"
    file.write_text("old")
    file.chmod(0o644)
    backup(install, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.glob(".*")] == []
    assert not (install.folder / "backup-work").exists()


def test_uploads_that_are_not_there_or_spoilt_are_named_and_the_rest_is_saved(install, tmp_path):
    install.python(GO_ON)
    file = tmp_path / "backup.zip"
    answer = install.run("backup", "--to", str(file), "--json")
    assert answer.returncode == 0
    assert sorted(lost["why"] for lost in json.loads(answer.stdout)["missing"]) == ["内容已损坏", "磁盘上没有"]
    assert answer.stderr.count("没有备上") == 2
    assert install.run("restore", str(file), "--yes").stderr.count("备份里没有上传文件") == 2


def test_refusals_change_nothing(install, tmp_path, passphrase_file):
    file, damaged = tmp_path / "backup.zip", tmp_path / "damaged.zip"
    backup(install, file, "--passphrase-file", str(passphrase_file))
    damaged.write_bytes(file.read_bytes()[:-100])
    install.query("DELETE FROM jobs_job WHERE title = '示例任务0'")
    (tmp_path / "wrong").write_text("错误的口令错误的口令错误的口令")
    for arguments, said in (
        ((str(file), "--yes"), "--passphrase-file"),
        ((str(file), "--yes", "--passphrase-file", str(tmp_path / "wrong")), "口令不对"),
        ((str(damaged), "--yes"), "重新拷贝"),
        ((str(file), "--yes", "--as", "nobody"), "nobody"),
    ):
        answer = install.run("restore", *arguments)
        assert answer.returncode == 2, (arguments, answer.stderr)
        assert said in answer.stderr, (arguments, answer.stderr)
        assert "Traceback" not in answer.stderr
    assert install.query("SELECT title FROM jobs_job") == [("示例任务1",)]
    assert not (install.folder / "backup-work").exists()


def test_a_restore_goes_through_beside_a_running_worker(install, tmp_path):
    file = tmp_path / "backup.zip"
    backup(install, file)
    then = look(install)
    install.python(GO_ON)
    worker = install.start("worker", stderr=subprocess.PIPE)
    try:
        assert "已开始" in worker.stderr.readline()
        install.json("restore", str(file), "--yes")
        assert look(install)["jobs"] == then["jobs"]
        assert worker.poll() is None
    finally:
        worker.terminate()
        _, said = worker.communicate(timeout=20)
    assert worker.returncode == 0
    assert "Traceback" not in said


def test_only_an_operator_may(install, tmp_path):
    install.python(KEEPER)
    refused = install.run("backup", "--to", str(tmp_path / "a.zip"), "--as", "demo.clerk")
    assert refused.returncode == 2
    assert "须由运维办理" in refused.stderr
    assert not (tmp_path / "a.zip").exists()
    assert install.run("backup", "--to", str(tmp_path / "a.zip"), "--as", "keeper").returncode == 0
    (who,) = install.query("SELECT account, system_user FROM audit_entry WHERE act='backup.create'")
    assert who[0] == "keeper"
    assert who[1]
