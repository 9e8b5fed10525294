"""入库 by page: files handed in, tried or taken, read in the background, seen by their own body alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Unit
from lianxi.apps.files.models import StoredFile
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.rulebook.intake.intake_views.receiving import FAULTS_TOLD
from lianxi.apps.rulebook.models import Batch, BatchState, ItemState
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from tests.apps.rulebook.intake_files import packed, text_of, word
from tests.apps.rulebook.intake_room import PAGE, address, browser_of, filled, hand_in, make_room, read, words
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _room(settings: object, tmp_path: Path) -> None:
    make_room(settings, tmp_path)


@pytest.fixture
def clerk() -> Client:
    return browser_of("jia.clerk", "990100", Role.CLERK)


def test_a_visitor_and_who_has_no_office_role_are_told_who_may(clerk: Client) -> None:
    deputy = browser_of("jia.deputy", "990100", Role.DEPUTY)
    for client in (Client(), deputy):
        answer = client.get(PAGE)
        assert answer.status_code == 403
        assert "联络员" in words(answer)
    assert "入库</a>" not in words(deputy.get("/")).replace("\n", "")


def test_without_the_tick_about_secrets_nothing_comes_in(clerk: Client) -> None:
    answer = hand_in(clerk, {"办法.txt": text_of(1).encode()}, no_secrets="")
    assert "涉密文件不得入库" in words(answer)
    assert not Batch.objects.exists()
    read(clerk, {"办法.txt": text_of(1).encode()})
    entry = Entry.objects.filter(act="rules.receive").get()
    assert entry.after["no_secrets"] is True
    assert "不含涉密内容" in entry.note


def test_a_trial_says_what_would_come_in_and_keeps_nothing(clerk: Client) -> None:
    files = {
        "办法.docx": word(text_of(1)),
        "坏.docx": b"PK\x03\x04no",
        "包.zip": packed({"内/办法.txt": text_of(2).encode()}),
    }
    answer = hand_in(clerk, files, step="try")
    said = words(answer)
    assert "示例甲市第1号事项管理办法" in said
    assert "包/内/办法.txt" in said
    assert "坏.docx" in said
    assert "什么也没有存" in said
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not Job.objects.exists()


def test_files_and_archives_come_in_whole_and_names_in_gbk_are_read(clerk: Client) -> None:
    inner = {"规定/一号办法.docx": word(text_of(1)), "规定/二号.txt": text_of(2).encode("gb18030"), "坏.pdf": b"no pdf"}
    batch = read(clerk, {"一批.zip": packed(inner, gbk=True), "三号.txt": text_of(3).encode()})
    states = dict(batch.items.values_list("path", "state"))
    assert states == {
        "一批.zip": ItemState.OPENED,
        "三号.txt": ItemState.READ,
        "一批/规定/一号办法.docx": ItemState.READ,
        "一批/规定/二号.txt": ItemState.READ,
        "一批/坏.pdf": ItemState.FAILED,
    }
    assert batch.state == BatchState.READY
    item = batch.items.get(path="一批/规定/一号办法.docx")
    answer = clerk.get(f"{address(item)}file/")
    assert b"".join(answer) if answer.streaming else answer.content == inner["规定/一号办法.docx"]


def test_a_table_beside_the_files_goes_before_what_the_text_says(clerk: Client) -> None:
    rows = [["文件", "标题", "责任单位", "施行日期", "多余"], ["办法.txt", "表格里的标题", "民政局", "2024-05-01", "x"]]
    table = SimpleUploadedFile("表.xlsx", workbook(rows))
    batch = read(clerk, {"包.zip": packed({"办法.txt": text_of(1).encode()})}, table=table)
    item = batch.items.get(path="包/办法.txt")
    said = filled(clerk, item)
    assert (said["title"], said["commences"]) == ("表格里的标题", "2024-05-01")
    assert said["unit_key"] == str(Unit.objects.get().pk)
    page = words(clerk.get(address(item)))
    assert "取自随附表格；文中是“示例甲市第1号事项管理办法”" in page
    assert 'href="#p-title"' in page


def test_of_many_faults_of_a_table_the_first_are_told_and_the_rest_are_counted(clerk: Client) -> None:
    rows = [["文件", "成文日期"], *([f"{number}.txt", "三月"] for number in range(FAULTS_TOLD + 3))]
    table = SimpleUploadedFile("表.xlsx", workbook(rows))
    hand_in(clerk, {"0.txt": text_of(1).encode()}, table=table)
    said = words(clerk.get(Batch.objects.get().get_absolute_url()))
    assert said.count("“三月”不是日期") == FAULTS_TOLD
    assert "随附表格另有 3 处没有用上" in said


def test_a_table_that_is_none_is_said_beside_its_field(clerk: Client) -> None:
    table = SimpleUploadedFile("表.xlsx", b"no table")
    answer = hand_in(clerk, {"办法.txt": text_of(1).encode()}, table=table)
    assert answer.status_code == 200
    assert "xlsx" in words(answer)
    assert not Batch.objects.exists()


def test_progress_is_shown_while_reading_and_the_page_asked_for_anew_at_the_end(clerk: Client) -> None:
    hand_in(clerk, {f"{number}.txt": text_of(number).encode() for number in range(3)})
    batch = Batch.objects.get()
    page = words(clerk.get(batch.get_absolute_url()))
    assert 'hx-trigger="every 2s"' in page
    state = clerk.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert '读了 <b class="num">0</b> 份，共 <b class="num">3</b> 份' in words(state)
    assert "HX-Refresh" not in state
    Worker(JOBS).drain()
    state = clerk.get(batch.get_absolute_url(), headers={"HX-Request": "true"})
    assert state["HX-Refresh"] == "true"


def test_of_a_file_that_waits_nothing_is_said_that_only_reading_can_tell(clerk: Client) -> None:
    hand_in(clerk, {"办法.txt": text_of(1).encode()})
    batch = Batch.objects.get()
    page = words(clerk.get(batch.get_absolute_url()))
    assert "还没有读取" in page
    assert "信息齐全，没有存疑" not in page
    page = words(clerk.get(address(batch.items.get())))
    assert "还没有读取" in page
    assert "没有读出文字" not in page


def test_reading_is_stopped_and_goes_on_where_it_was(clerk: Client) -> None:
    hand_in(clerk, {f"{number}.txt": text_of(number).encode() for number in range(3)})
    batch = Batch.objects.get()
    clerk.post(batch.get_absolute_url(), {"step": "stop"})
    assert Job.objects.get().state == JobState.CANCELLED
    Worker(JOBS).drain()
    assert batch.items.filter(state=ItemState.WAITING).count() == 3
    assert "接着读" in words(clerk.get(batch.get_absolute_url()))
    clerk.post(batch.get_absolute_url(), {"step": "read"})
    Worker(JOBS).drain()
    assert batch.items.filter(state=ItemState.READ).count() == 3


def test_another_body_sees_neither_batch_nor_file(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    stranger = browser_of("yi.clerk", "990200", Role.CLERK)
    for place in (item.batch.get_absolute_url(), address(item), f"{address(item)}file/"):
        assert stranger.get(place).status_code == 404
    assert stranger.post(address(item), {"step": "decline", "why_not": "x"}).status_code == 404
    assert "办法" not in words(stranger.get(PAGE)).split('id="batches"')[1]
    item.refresh_from_db()
    assert item.state == ItemState.READ


def test_an_original_is_handed_out_by_its_batch_alone(clerk: Client) -> None:
    """A rule may be hidden from leaders of the body, to whom files of the body are open."""
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    leader = browser_of("jia.leader", "990100", Role.LEADER)
    assert clerk.get(f"{address(item)}file/").content == text_of(1).encode()
    for client in (clerk, leader, Client()):
        assert client.get(f"/files/{item.file}/").status_code == 404
    assert leader.get(f"{address(item)}file/").status_code == 404
