"""What must not have been handed in is erased: bytes, text and all that was read from it; name and SHA-256 stay."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms.models import model_to_dict
from django.test import Client

from lianxi.apps.audit.models import Entry
from lianxi.apps.files.models import StoredFile
from lianxi.apps.files.services import check_store
from lianxi.apps.files.store import place_of
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState, Work
from lianxi.kernel.access import Role
from tests.apps.rulebook.intake_files import packed, text_of
from tests.apps.rulebook.intake_room import DAMAGED, address, browser_of, filled, make_room, read, words
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = DAMAGED.replace("示例甲市", "示例密市")


@pytest.fixture(autouse=True)
def _room(settings: object, tmp_path: Path) -> None:
    make_room(settings, tmp_path)


@pytest.fixture
def head() -> Client:
    return browser_of("jia.head", "990100", Role.OFFICE_HEAD)


def erase(client: Client, item: Item, why: str = "误传") -> str:
    return words(client.post(address(item), {"step": "erase", "why_erase": why}, follow=True))


def lies(content: str | bytes) -> bool:
    raw = content if isinstance(content, bytes) else content.encode()
    return place_of(sha256(raw).hexdigest()).exists()


def test_nothing_of_it_is_left_but_name_digest_and_reason(head: Client) -> None:
    batch = read(head, {"密.txt": SECRET.encode(), "另.txt": text_of(2).encode()})
    item = batch.items.get(path="密.txt")
    assert item.report["findings"]
    assert "误传了涉密的" in words(head.get(address(item)))
    assert "内容已删去，只留" in erase(head, item, "内部资料，不得上传")
    item.refresh_from_db()
    assert (item.state, item.decided_why, item.file) == (ItemState.DECLINED, "内容已删去：内部资料，不得上传", None)
    assert (item.path, item.sha256) == ("密.txt", sha256(SECRET.encode()).hexdigest())
    assert not any("密市" in str(value) for value in model_to_dict(item).values())
    assert not lies(SECRET)
    assert check_store().sound
    assert [entry.act for entry in Entry.objects.order_by("-pk")[:2]] == ["item.erase", "file.erase"]
    assert not any("密市" in str(model_to_dict(entry)) for entry in Entry.objects.all())
    page = words(head.get(address(item)))
    assert "内容已删去：内部资料，不得上传" in page
    assert "下载原件" not in page
    assert head.get(f"{address(item)}file/").status_code == 404
    assert words(head.get(batch.get_absolute_url())).count("密市") == 0


def test_the_archive_it_came_in_goes_too_and_what_else_came_in_it_stays(head: Client) -> None:
    archive = packed({"内/密.txt": SECRET.encode(), "内/另.txt": text_of(2).encode()})
    batch = read(head, {"包.zip": archive, "包外.zip": packed({"三.txt": text_of(3).encode()})})
    erase(head, batch.items.get(path="包/内/密.txt"))
    assert (lies(archive), lies(SECRET), lies(text_of(2))) == (False, False, True)
    left = dict(batch.items.values_list("path", "file"))
    assert {path for path, file in left.items() if file is None} == {"包.zip", "包/内/密.txt"}
    assert "下载原件" in words(head.get(address(batch.items.get(path="包/内/另.txt"))))
    assert check_store().sound


def test_what_the_table_said_of_it_goes_too_and_it_is_no_file_that_could_not_be_read(head: Client) -> None:
    table = workbook([["文件", "标题"], ["密.txt", "绝密标题"], ["另.txt", "别的标题"]])
    files = {"密.txt": SECRET.encode(), "另.txt": text_of(2).encode()}
    batch = read(head, files, table=SimpleUploadedFile("表.xlsx", table))
    erase(head, batch.items.get(path="密.txt"))
    batch.refresh_from_db()
    assert batch.table == {"另.txt": {"title": "别的标题"}}
    page = head.get(batch.get_absolute_url())
    assert "没有收到这个文件" not in words(page)
    assert [row.failed for row in page.context["health"]] == [0]


def test_an_archive_says_that_it_was_opened_and_that_its_original_is_gone(head: Client) -> None:
    batch = read(head, {"包.zip": packed({"密.txt": SECRET.encode()})})
    archive = batch.items.get(path="包.zip")
    assert "里面的文件各列一行" in words(head.get(f"{batch.get_absolute_url()}?show=opened"))
    assert "请打开要删去的那一份" in erase(head, archive)
    erase(head, batch.items.get(path="包/密.txt"), "误传")
    assert "内容已删去：误传" in words(head.get(address(archive)))
    assert "内容已删去：误传" in words(head.get(f"{batch.get_absolute_url()}?show=opened"))


def test_bytes_that_another_row_shares_stay_and_are_named(head: Client) -> None:
    first, second = (read(head, {name: SECRET.encode()}) for name in ("甲.txt", "乙.txt"))
    said = erase(head, first.items.get())
    assert "同样的文件还在" in said
    assert "乙.txt" in said
    assert lies(SECRET)
    assert "同样的文件还在" not in erase(head, second.items.get())
    assert not lies(SECRET)


def test_a_reason_that_only_says_so_does_not_make_it_erased(head: Client) -> None:
    item = read(head, {"密.txt": SECRET.encode()}).items.get()
    head.post(address(item), {"step": "decline", "why_not": "内容已删去：其实没有"})
    item.refresh_from_db()
    assert not item.erased
    assert lies(SECRET)
    erase(head, item)
    item.refresh_from_db()
    assert item.erased
    assert not lies(SECRET)


@pytest.mark.parametrize("why", ["", "  ", "理" * 301])
def test_it_needs_a_reason(head: Client, why: str) -> None:
    item = read(head, {"密.txt": SECRET.encode()}).items.get()
    assert "须说明理由" in erase(head, item, why)
    assert lies(SECRET)
    item.refresh_from_db()
    assert item.text


def test_what_is_in_the_repository_has_to_come_out_first(head: Client) -> None:
    batch = read(head, {"一.txt": text_of(1).encode()}, kind="guifan")
    item = batch.items.get()
    head.post(address(item), filled(head, item))
    work = Work.objects.get()
    assert "误传了涉密的" not in words(head.get(address(item)))
    assert "请先在制度页" in erase(head, item)
    assert lies(text_of(1))
    page = f"{work.get_absolute_url()}take-out/"
    seen = words(head.get(page))
    assert "一.txt" in seen
    answer = head.post(page, {"what": "whole", "why": "误传", "sure": "on", "seen": "1"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/rules/"
    batch.refresh_from_db()
    assert batch.state == BatchState.READY
    erase(head, item)
    batch.refresh_from_db()
    assert (batch.state, lies(text_of(1))) == (BatchState.CLOSED, False)
    assert not StoredFile.objects.exists()


def test_the_same_item_is_erased_once_and_one_that_waits_not_yet(head: Client) -> None:
    item = read(head, {"密.txt": SECRET.encode()}).items.get()
    Item.objects.update(state=ItemState.WAITING)
    assert "还在读取" in erase(head, item)
    Item.objects.update(state=ItemState.READ)
    erase(head, item)
    assert "已经删去" in erase(head, item)
    assert Entry.objects.filter(act="item.erase").count() == 1


def test_one_that_could_not_be_read_and_one_declined_can_be_erased(head: Client) -> None:
    batch = read(head, {"坏.docx": b"PK\x03\x04no", "弃.txt": SECRET.encode()})
    head.post(address(batch.items.get(path="弃.txt")), {"step": "decline", "why_not": "不要"})
    for item in batch.items.all():
        assert "内容已删去" in erase(head, item)
    assert Batch.objects.get().state == BatchState.CLOSED
    assert not StoredFile.objects.exists()


def test_a_clerk_neither_sees_the_way_nor_may_go_it(head: Client) -> None:
    item = read(head, {"密.txt": SECRET.encode()}).items.get()
    clerk = browser_of("jia.clerk", "990100", Role.CLERK)
    assert "误传了涉密的" not in words(clerk.get(address(item)))
    assert clerk.post(address(item), {"step": "erase", "why_erase": "误传"}).status_code == 403
    assert lies(SECRET)
