"""`lianxi import`: tried first, taken whole, cut off and gone on with, by two at once, beside people who work."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.apps.rulebook.intake_files import bunch, packed, text_of
from tests.cli.installs import Install
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db
GOOD, MALFORMED = 60, 15
MAKE = """
from tests.apps.accounts.people import TODAY, make_account, make_bodies
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
make_bodies()
make_account("jia.clerk", "990100", Role.CLERK)
make_account("yi.clerk", "990200", Role.CLERK)
set_demo_day(TODAY)
"""
STATES = "SELECT state, count(*) FROM rulebook_item GROUP BY state"
SAVE = """
import threading
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.services.receiving import open_batch
from lianxi.web.day import today
from django.db import connection
body, actor, errors, saved = Body.objects.get(pk="990100"), actor_for("jia.clerk", on=today()), [], []
def clerk(number):
    for count in range(30):
        try:
            saved.append(open_batch(body=body, name=f"另一批{number}-{count}", actor=actor, on=today()).pk)
        except Exception as error:
            errors.append(repr(error))
    connection.close()
threads = [threading.Thread(target=clerk, args=(number,)) for number in range(5)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(saved), errors)
"""


@pytest.fixture
def place(migrated: Install, tmp_path: Path) -> Iterator[Install]:
    made = Install(tmp_path / "install", like=migrated)
    made.python(MAKE)
    yield made
    made.drop()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Good files and malformed ones of every sort."""
    path = tmp_path / "来文"
    path.mkdir()
    for name, content in bunch(GOOD, MALFORMED):
        (path / name).write_bytes(content)
    return path


def taking(folder: Path, *more: str) -> list[str]:
    return ["import", str(folder), "--as", "jia.clerk", "--kind", "行政规范性文件", *more]


def items(place: Install) -> list[tuple]:
    return place.query("SELECT path, state, problem, sha256, file FROM rulebook_item ORDER BY path, position")


def holds(place: Install, folder: Path) -> None:
    """Nothing lost, nothing double, each bad file explained, each original there byte for byte."""
    found = items(place)
    assert [row[0] for row in found] == sorted(f"来文/{file.name}" for file in folder.iterdir())
    kept = {file.name: file for file in (place.folder / "files").rglob("*") if len(file.name) == 64}
    for path, state, problem, sha256, _ in found:
        original = (folder / path.removeprefix("来文/")).read_bytes()
        assert hashlib.sha256(original).hexdigest() == sha256
        assert not original or kept[sha256].read_bytes() == original
        if path.startswith("来文/好"):
            assert (state, problem) == ("read", ""), path
        elif state == "failed":
            assert "请" in problem or "不用" in problem, path
        else:
            assert "改" in path, path  # a changed Word file may still be read


def count(place: Install, state: str) -> int:
    return dict(place.query(STATES)).get(state, 0)


def killed_when(place: Install, command: list[str], ready: object) -> None:
    """Start a command and kill it as soon as `ready` says so."""
    with place.start(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while not ready():  # type: ignore[operator]
            assert process.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)


def test_a_dry_run_says_of_each_file_what_would_become_of_it_and_stores_nothing(place: Install, tmp_path: Path) -> None:
    archive, table = tmp_path / "一批.zip", tmp_path / "表.xlsx"
    again = {"甲/一号.txt": text_of(1).encode(), "甲/又一份.txt": text_of(1).encode(), "坏.docx": b"PK\x03\x04no"}
    archive.write_bytes(packed(again, gbk=True))
    table.write_bytes(workbook([["文件", "责任单位", "施行日期"], ["甲/一号.txt", "民政局", "不是日期"]]))
    answer = place.json("import", str(archive), "--as", "jia.clerk", "--dry-run", "--table", str(table))
    assert answer["dry_run"] is True
    assert answer["counts"] == {"read": 1, "failed": 2}
    by_name = {one["file"]: one for one in answer["files"]}
    assert by_name["一批/甲/一号.txt"]["values"]["title"] == "示例甲市第1号事项管理办法"
    assert by_name["一批/甲/一号.txt"]["values"]["unit"] == "民政局"
    assert "同一个文件" in by_name["一批/甲/又一份.txt"]["problem"]
    assert "坏.docx" in by_name["一批/坏.docx"]["problem"]
    assert "第2行“施行日期”" in answer["table_faults"][0]
    assert items(place) == []
    assert not list((place.folder / "files").rglob("?" * 64))


def test_a_dry_run_says_in_words_why_a_person_has_to_look_each_on_a_line(place: Install, tmp_path: Path) -> None:
    file, table = tmp_path / "一号.txt", tmp_path / "表.xlsx"
    file.write_text(text_of(1), encoding="utf-8")
    table.write_bytes(
        workbook([["文件", "标题", "文号"], ["一号.txt", "另一办法", ""], ["二号.txt", "", "示〔24〕1号"]])
    )
    done = place.run("import", str(file), "--as", "jia.clerk", "--dry-run", "--table", str(table))
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("一号.txt")]
    assert "试读 1 一号.txt" in done.stderr.splitlines()
    assert "须人看过：" in line
    assert "表格里的标题是“另一办法”，文中是“示例甲市第1号事项管理办法”" in line
    assert "表格里写了“二号.txt”，没有收到这个文件，这一行没有用上。" in done.stderr.splitlines()


def test_what_was_given_otherwise_at_the_second_start_is_refused_and_what_was_lost_is_said(
    place: Install, tmp_path: Path
) -> None:
    folder, table = tmp_path / "来文", tmp_path / "表.xlsx"
    folder.mkdir()
    (folder / "一.txt").write_text(text_of(1), encoding="utf-8")
    table.write_bytes(workbook([["文件", "可见范围"], ["一.txt", "责任单位"], ["二.txt", "公开"]]))
    first = ("import", str(folder), "--as", "jia.clerk")
    assert place.run(*first).returncode == 0
    for other in (("--table", str(table)), ("--kind", "guifan")):
        refused = place.run(*first, *other)
        assert refused.returncode == 2
        assert "当时的种类、表格与这次的不同" in refused.stderr
        assert "--name" in refused.stderr
    again = place.json(*first, "--name", "另一批", "--table", str(table), "--kind", "guifan", "--admit")
    assert again["table_faults"] == ["表格里写了“二.txt”，没有收到这个文件，这一行没有用上。"]
    assert "还没有定责任单位，不能只给责任单位看" in again["not_admitted"]["来文/一.txt"]
    assert place.run(*first).returncode == 0, "as it was begun it goes on"


def test_what_is_clear_is_admitted_and_what_came_twice_is_said_to_be_there(place: Install, tmp_path: Path) -> None:
    folder = tmp_path / "来文"
    folder.mkdir()
    for number in range(1, 4):
        (folder / f"{number}.txt").write_text(text_of(number), encoding="utf-8")
    answer = place.json(*taking(folder, "--admit", "--name", "第一批"))
    assert answer["counts"] == {"admitted": 3}
    (folder / "4.txt").write_text(text_of(4), encoding="utf-8")
    answer = place.json(*taking(folder, "--admit", "--name", "第二批"))
    assert answer["counts"] == {"same": 3, "admitted": 1}
    assert place.query("SELECT count(*) FROM rulebook_work") == [(4,)]
    assert place.json("index", "check") == {"drift": [], "checked": 4}  # found at once, with no server about

    shutil.rmtree(place.folder / "index")
    (place.folder / "index").write_text("in the way of a folder")
    (folder / "5.txt").write_text(text_of(5), encoding="utf-8")
    done = place.run(*taking(folder, "--admit", "--name", "第三批"))
    assert done.returncode == 0, done.stderr
    assert "检索索引没有跟上" in done.stderr


def test_only_an_office_of_the_body_takes_files_in(place: Install, folder: Path) -> None:
    for more in ([], ["--as", "yi.clerk", "--body", "990100"]):
        done = place.run("import", str(folder), *more)
        assert done.returncode == 2
        assert "上传制度文件" in done.stderr
    assert items(place) == []


def test_killed_while_receiving_and_while_reading_and_run_again_nothing_is_lost_or_double(
    place: Install, folder: Path
) -> None:
    killed_when(place, taking(folder), lambda: len(items(place)) > 20)
    assert 0 < len(items(place)) < GOOD + MALFORMED
    killed_when(place, taking(folder), lambda: count(place, "read") > 5)
    killed_when(place, taking(folder), lambda: count(place, "read") > 30)
    assert count(place, "waiting") > 0
    answer = place.json(*taking(folder))
    assert sum(answer["counts"].values()) == GOOD + MALFORMED
    holds(place, folder)
    assert place.query("SELECT count(*) FROM rulebook_batch") == [(1,)]


def test_two_at_once_and_five_who_save_meanwhile_get_everything_once_and_no_error(place: Install, folder: Path) -> None:
    first = place.start(*taking(folder, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    while not place.query("SELECT 1 FROM rulebook_batch"):
        assert first.poll() is None
        time.sleep(0.02)
    second = place.start(*taking(folder, "--json"), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    saved = place.python(SAVE)
    for one in (first, second):
        out, err = one.communicate(timeout=300)
        assert one.returncode == 0, err
        assert "locked" not in err
        assert sum(json.loads(out)["counts"].values()) == GOOD + MALFORMED
    assert saved.strip() == "150 []"
    holds(place, folder)
