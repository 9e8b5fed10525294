"""入库 by page: files handed in, tried or taken, gone through one by one or by class."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import SignIn
from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Unit
from lianxi.apps.files.models import StoredFile
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState, Version, Visibility, Work
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, make_account, make_bodies
from tests.apps.rulebook.intake_files import packed, text_of, word
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/rules/intake/"
DAMAGED = text_of(1).replace("负责，", "（fù zé），，").replace("规范", "规（guī）范")


@pytest.fixture(autouse=True)
def _world(settings: object, tmp_path: Path) -> None:
    settings.FILES_FOLDER = tmp_path / "files"  # type: ignore[attr-defined]
    set_demo_day(TODAY)
    make_bodies()
    Unit.objects.create(body_id="990100", name="示例甲市民政局", short_name="民政局")


def browser_of(name: str, body: str, *roles: Role) -> Client:
    """A browser in which a new account has signed in."""
    now, client = timezone.now(), Client()
    session = client.session
    session[SIGN_IN] = SignIn.objects.create(account=make_account(name, body, *roles), started_at=now, seen_at=now).pk
    session.save()
    return client


@pytest.fixture
def clerk() -> Client:
    return browser_of("jia.clerk", "990100", Role.CLERK)


def uploads(files: dict[str, bytes]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, content) for name, content in files.items()]


def hand_in(client: Client, files: dict[str, bytes], step: str = "take", **more: object):
    said = {"body": "990100", "files": uploads(files), "visibility": "body", "no_secrets": "on", "step": step, **more}
    return client.post(PAGE, said)


def read(client: Client, files: dict[str, bytes], **more: object) -> Batch:
    answer = hand_in(client, files, **more)
    assert answer.status_code == 302, answer.content.decode()
    Worker(JOBS).drain()
    return Batch.objects.latest("created")


def words(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def address(item: Item) -> str:
    return f"{PAGE}{item.batch_id}/{item.position}/"


def filled(client: Client, item: Item, **more: str) -> dict[str, str]:
    """What the page of an item would send back as it stands."""
    form = client.get(address(item)).context["form"]
    said = {}
    for field in form.visible_fields():
        value = field.value()
        said[field.name] = "" if value is None else str(value)
    return {**said, "step": "admit", **more}


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
    assert "取自随附表格" in words(clerk.get(address(item)))


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


def test_a_proposal_leads_to_the_place_it_was_read_from(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    page = words(clerk.get(address(item)))
    for code in ("title", "number", "issuer", "commences"):
        assert f'href="#p-{code}"' in page
        assert f'id="p-{code}"' in page
    shown = "".join(piece.text for piece in clerk.get(address(item)).context["pieces"])
    assert shown == item.text


def test_what_a_person_corrects_is_kept_with_what_of_the_findings_they_took_and_left(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": DAMAGED.encode()}).items.get()
    findings = [one for one in item.report["findings"] if one["proposal"] is not None]
    taken, left = findings[0], findings[-1]
    assert taken != left
    said = filled(clerk, item, title="改过的标题", visibility=Visibility.PUBLIC, published="2024-02-01")
    said |= {f"place-{taken['start']}": "take", f"place-{left['start']}": "leave", "classes": left["class"]}
    answer = clerk.post(address(item), said)
    assert answer.status_code == 403
    assert "须说明理由" in words(answer)
    assert 'value="改过的标题"' in words(answer)
    assert not Work.objects.exists()
    answer = clerk.post(address(item), said | {"why": "与原件核对过"})
    assert answer.status_code == 302, words(answer)
    version = Version.objects.get()
    item.refresh_from_db()
    assert (version.title, version.work.visibility, item.version) == ("改过的标题", Visibility.PUBLIC, version)
    assert version.as_read == item.text != version.text
    assert taken["start"] in {one["start"] for one in version.repairs}
    assert left["start"] not in {one["start"] for one in version.repairs}
    assert left["original"] in version.text
    assert {one["why"] for one in version.repairs} == {"与原件核对过"}
    assert [(one["start"], one["why"]) for one in item.left] == [(left["start"], "与原件核对过")]
    assert version.work.get_absolute_url() in words(clerk.get(address(item)))


def test_bounds_that_need_a_unit_or_names_say_so_and_keep_what_was_filled_in(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    for visibility, label in (("unit", "责任单位"), ("circle", "联席圈"), ("persons", "指定的账号")):
        answer = clerk.post(address(item), filled(clerk, item, visibility=visibility, unit_key=""))
        assert f"须填“{label}”" in words(answer)
    assert not Work.objects.exists()
    clerk.post(address(item), filled(clerk, item, visibility="persons", readers="jia.leader\njia.other"))
    assert sorted(Work.objects.get().readers.values_list("account", flat=True)) == ["jia.leader", "jia.other"]


def test_a_text_nearly_alike_is_compared_and_becomes_the_next_version(clerk: Client) -> None:
    first = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    clerk.post(address(first), filled(clerk, first))
    work = Work.objects.get()
    changed = text_of(1).replace("拒不改正的", "逾期不改正的").replace("自2024年4月1日", "自2025年4月1日")
    item = read(clerk, {"新办法.txt": changed.encode()}).items.get()
    assert "逐条比对" in words(clerk.get(address(item)))
    redline = words(clerk.get(f"{address(item)}against/{work.pk}/"))
    assert "<del>拒</del>" in redline or "<del>拒不" in redline
    said = filled(clerk, item)
    assert said["as_version_of"] == str(work.pk)
    clerk.post(address(item), said)
    assert list(work.versions.values_list("number", flat=True)) == [1, 2]
    assert Work.objects.count() == 1


def test_of_two_clerks_at_one_file_the_second_is_told(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    other = browser_of("jia.head", "990100", Role.OFFICE_HEAD)
    said = filled(clerk, item)
    also = filled(other, item)
    clerk.post(address(item), said)
    answer = other.post(address(item), also)
    assert answer.status_code == 403
    assert "已由示例·jia.clerk办理" in words(answer)
    assert Version.objects.count() == 1


def test_leaving_out_wants_a_reason_and_keeps_the_original(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    assert "须说明理由" in words(clerk.post(address(item), {"step": "decline", "why_not": " "}))
    clerk.post(address(item), {"step": "decline", "why_not": "已经废止"})
    item.refresh_from_db()
    assert (item.state, item.decided_why) == (ItemState.DECLINED, "已经废止")
    assert StoredFile.objects.filter(pk=item.file).exists()
    assert item.batch.state == BatchState.CLOSED


def test_what_is_complete_and_without_doubt_goes_in_by_class_and_the_rest_waits(clerk: Client) -> None:
    files = {f"{number}.txt": text_of(number).encode() for number in range(1, 5)}
    files |= {"改.txt": text_of(1).replace("每年检查2次", "每年检查3次").encode(), "缺.txt": "没有标题。".encode()}
    files |= {"坏.docx": b"PK\x03\x04no", "再一份.docx": word(text_of(2))}
    batch = read(clerk, files, kind="guifan")
    page = words(clerk.get(batch.get_absolute_url()))
    assert "信息齐全、没有存疑的 6 份" in page
    clerk.post(batch.get_absolute_url(), {"step": "admit"})
    # 改.txt is nearly 1.txt, and 再一份.docx says the same as 2.txt: seen once those had come in
    assert dict(batch.items.values_list("path", "state")) == {
        **{f"{number}.txt": ItemState.ADMITTED for number in range(1, 5)},
        "改.txt": ItemState.READ,
        "缺.txt": ItemState.READ,
        "坏.docx": ItemState.FAILED,
        "再一份.docx": ItemState.SAME,
    }
    assert Work.objects.count() == 4
    clerk.post(batch.get_absolute_url(), {"step": "failed", "why": "文件损坏，已请单位重报"})
    assert batch.items.get(path="坏.docx").decided_why == "文件损坏，已请单位重报"


def test_the_findings_of_a_batch_stand_by_unit_the_worst_first(clerk: Client) -> None:
    files = {"一.txt": text_of(1, "水务局").encode(), "二.txt": DAMAGED.encode(), "坏.docx": b"PK\x03\x04no"}
    rows = clerk.get(read(clerk, files).get_absolute_url()).context["health"]
    assert [(row.name, row.files, row.failed) for row in rows][-1] == ("（没有读出单位）", 1, 1)
    worst, best = rows[0], rows[1]
    assert worst.mean is not None
    assert best.mean is not None
    assert worst.mean < best.mean
    assert worst.findings == sum(count for _, count in worst.classes.items()) > 0


def test_another_body_sees_neither_batch_nor_file(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    stranger = browser_of("yi.clerk", "990200", Role.CLERK)
    for place in (item.batch.get_absolute_url(), address(item), f"{address(item)}file/"):
        assert stranger.get(place).status_code == 404
    assert stranger.post(address(item), {"step": "decline", "why_not": "x"}).status_code == 404
    assert "办法" not in words(stranger.get(PAGE)).split('id="batches"')[1]
    item.refresh_from_db()
    assert item.state == ItemState.READ


def test_a_text_of_two_hundred_thousand_characters_is_shown_in_part_and_kept_whole(clerk: Client) -> None:
    long = text_of(1) + "".join(f"第{number}款　示例文字若干，说明情况若干。\n" for number in range(12_000))
    item = read(clerk, {"长.txt": long.encode()}).items.get()
    page = clerk.get(address(item))
    assert page.context["cut"] == len(item.text) - 200_000
    assert "入库的是全文" in words(page)
    assert item.text == long
