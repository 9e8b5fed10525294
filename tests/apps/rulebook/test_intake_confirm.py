"""入库 by page: a file gone through beside its text, or many by class."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxi.apps.bodies.models import Unit
from lianxi.apps.files.models import StoredFile
from lianxi.apps.rulebook.intake.intake_views import batches
from lianxi.apps.rulebook.models import BatchState, Item, ItemState, Version, Visibility, Work
from lianxi.kernel.access import Role
from tests.apps.rulebook.intake_files import text_of, word
from tests.apps.rulebook.intake_room import DAMAGED, address, browser_of, filled, hand_in, make_room, read, words
from tests.importers.workbooks import workbook

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _room(settings: object, tmp_path: Path) -> None:
    make_room(settings, tmp_path)


@pytest.fixture
def clerk() -> Client:
    return browser_of("jia.clerk", "990100", Role.CLERK)


def test_a_proposal_leads_to_the_place_it_was_read_from(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    page = words(clerk.get(address(item)))
    for code in ("title", "number", "issuer", "commences"):
        assert f'href="#p-{code}"' in page
        assert f'id="p-{code}"' in page
    shown = "".join(piece.text for piece in clerk.get(address(item)).context["pieces"])
    assert shown == item.text


def test_a_finding_one_cannot_see_is_shown_by_its_sign(clerk: Client) -> None:
    broken = text_of(1).replace("负责，", "负\n责，", 1).replace("规范", "规\u200b范", 1)
    item = read(clerk, {"办法.txt": broken.encode()}).items.get()
    shown = {place["original"] for one in clerk.get(address(item)).context["findings"] for place in one.shown}
    assert {one["original"] for one in item.report["findings"]} >= {"\u200b"}
    assert "[U+200B]" in shown
    assert not any(not sign.isprintable() for original in shown for sign in original)


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
    after = words(clerk.get(address(item)))
    assert version.work.get_absolute_url() in after
    assert f'<a href="{item.batch.get_absolute_url()}">回到这一批</a>' in after


def test_bounds_that_need_a_unit_or_names_say_so_and_keep_what_was_filled_in(clerk: Client) -> None:
    item = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    for visibility, label in (("unit", "责任单位"), ("circle", "联席圈"), ("persons", "指定的账号")):
        answer = clerk.post(address(item), filled(clerk, item, visibility=visibility, unit_key=""))
        assert f"须填“{label}”" in words(answer)
    two = filled(clerk, item, visibility="persons", readers="jia.leader\njia.other")
    assert "没有账号“jia.leader”" in words(clerk.post(address(item), two))
    assert not Work.objects.exists()
    for name in ("jia.leader", "jia.other"):
        browser_of(name, "990100", Role.OFFICE_HEAD)
    clerk.post(address(item), two)
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
    after = clerk.post(f"{batch.get_absolute_url()}?show=clear", {"step": "admit"}, follow=True)
    assert [row["item"].path for row in after.context["page"]] == ["改.txt", "缺.txt"], (
        "nothing clear is left: the rest"
    )
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


def test_a_text_of_two_hundred_thousand_characters_is_shown_in_part_and_kept_whole(clerk: Client) -> None:
    long = text_of(1) + "".join(f"第{number}款　示例文字若干，说明情况若干。\n" for number in range(12_000))
    item = read(clerk, {"长.txt": long.encode()}).items.get()
    page = clerk.get(address(item))
    assert page.context["cut"] == len(item.text) - 200_000
    assert "入库的是全文" in words(page)
    assert item.text == long


def test_a_new_version_is_shown_as_the_rule_is_and_what_is_chosen_otherwise_is_not_lost(clerk: Client) -> None:
    first = read(clerk, {"办法.txt": text_of(1).encode()}).items.get()
    clerk.post(address(first), filled(clerk, first, visibility=Visibility.PUBLIC))
    changed = text_of(1).replace("拒不改正的", "逾期不改正的").replace("自2024年4月1日", "自2025年4月1日")
    item = read(clerk, {"新办法.txt": changed.encode()}).items.get()
    said = filled(clerk, item)
    assert (said["as_version_of"], said["visibility"]) == (str(Work.objects.get().pk), Visibility.PUBLIC)
    narrower = words(clerk.post(address(item), said | {"visibility": Visibility.BODY, "kind": "zhidu"}))
    assert "新版本沿用这件制度现在的可见范围（公开）" in narrower
    assert "新版本沿用这件制度现在的种类（" in narrower
    assert Version.objects.count() == 1
    clerk.post(address(item), said)
    assert Version.objects.count() == 2


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"可见范围": "责任单位"}, "还没有定责任单位"),
        ({"可见范围": "联席圈"}, "还没有选联席圈"),
        ({"可见范围": "指定的人"}, "还没有写明给哪些人看"),
        ({"施行日期": "2024-06-01", "有效期末日": "2020-01-01"}, "早于施行日期"),
    ],
)
def test_what_cannot_be_kept_so_waits_with_the_reason_and_holds_up_nobody(
    clerk: Client, columns: dict[str, str], why: str
) -> None:
    table = workbook([["文件", *columns], ["一.txt", *columns.values()]])
    files = {"一.txt": text_of(1).encode(), "二.txt": text_of(2).encode()}
    upload = SimpleUploadedFile("表.xlsx", table)
    batch = read(clerk, files, kind="guifan", table=upload)
    assert why in words(clerk.get(f"{batch.get_absolute_url()}?show=look"))
    said = words(clerk.post(batch.get_absolute_url(), {"step": "admit"}, follow=True))
    assert "已确认入库 1 份" in said
    assert dict(batch.items.values_list("path", "state")) == {"一.txt": ItemState.READ, "二.txt": ItemState.ADMITTED}


def test_what_is_refused_when_a_class_goes_in_is_named_with_the_reason(clerk: Client) -> None:
    """Two rules of one title and day, otherwise unlike: the second finds its address taken."""
    first = text_of(1)
    head, end = first.split("第一条", 1)[0], first.rsplit("第四条", 1)[1]
    body = "第一条　这件事由各乡镇自行掌握，不再统一规定。\n第二条　乡镇之间有争议的，先协商，再报县里裁定。\n"
    other = f"{head}{body}第三条　裁定以书面为准，送到之日起作数。\n第四条{end}"
    batch = read(clerk, {"一.txt": first.encode(), "另.txt": other.encode()}, kind="guifan")
    said = words(clerk.post(batch.get_absolute_url(), {"step": "admit"}, follow=True))
    assert "已确认入库 1 份" in said
    assert "“另.txt”没有入库：库中已有种类、日期和拼音名都相同的一件制度" in said


def test_a_row_of_the_table_without_its_file_is_told_before_and_after(clerk: Client) -> None:
    table = workbook([["文件", "文号"], ["一.txt", "示府〔2024〕1号"], ["没有这份.txt", "示府〔2024〕2号"]])
    files = {"一.txt": text_of(1).encode()}
    lost = "表格里写了“没有这份.txt”，没有收到这个文件"
    tried = hand_in(clerk, files, step="try", table=SimpleUploadedFile("表.xlsx", table))
    assert lost in words(tried)
    batch = read(clerk, files, table=SimpleUploadedFile("表.xlsx", table))
    assert lost in words(clerk.get(batch.get_absolute_url()))


def test_the_findings_stand_under_the_unit_somebody_chose(clerk: Client) -> None:
    batch = read(clerk, {"一.txt": text_of(1, "水务局").encode()})
    unit = Unit.objects.get()
    item = batch.items.get()
    item.chosen = {"values": {"unit_key": str(unit.pk)}, "by": "示例", "on": "2024-03-01"}
    item.save()
    assert [row.name for row in clerk.get(batch.get_absolute_url()).context["health"]] == [unit.name]


def test_a_file_somebody_decides_meanwhile_does_not_stop_the_others_of_its_class(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = read(clerk, {f"坏{number}.pdf": b"no pdf %d" % number for number in range(3)})
    decline = batches.decline_item

    def beside_another(*, item: Item, **more: object) -> Item:
        if item.position == 1:
            decline(item=batch.items.get(position=2), why="另有人办", actor=more["actor"], on=more["on"])
        return decline(item=item, **more)

    monkeypatch.setattr(batches, "decline_item", beside_another)
    answer = clerk.post(batch.get_absolute_url(), {"step": "failed", "why": "文件损坏"}, follow=True)
    reasons = dict(batch.items.values_list("position", "decided_why"))
    assert reasons == {1: "文件损坏", 2: "另有人办", 3: "文件损坏"}
    assert "已办理 2 份：不入库。" in words(answer)
    assert "“坏1.pdf”已由" in words(answer)


@pytest.mark.parametrize(("step", "said"), [("failed", "已办理 0 份：不入库。"), ("admit", "已确认入库 0 份。")])
def test_of_a_class_that_takes_too_long_the_rest_is_left_for_another_click(
    clerk: Client, monkeypatch: pytest.MonkeyPatch, step: str, said: str
) -> None:
    batch = read(clerk, {"坏.pdf": b"no pdf", "好.docx": word(text_of(1))})
    states = list(batch.items.values_list("state"))
    monkeypatch.setattr(batches, "SECONDS", -1)
    answer = clerk.post(batch.get_absolute_url(), {"step": step, "why": "文件损坏"}, follow=True)
    assert f"{said}还有 1 份，请再点一次。" in words(answer)
    assert list(batch.items.values_list("state")) == states
