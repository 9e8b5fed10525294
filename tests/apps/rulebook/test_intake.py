"""Files handed in, read, and decided on."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.bodies.models import Body
from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.jobs.worker import Worker
from lianxi.apps.rulebook.intake.proposed import particulars, proposed
from lianxi.apps.rulebook.intake.trial import try_files
from lianxi.apps.rulebook.models import Batch, BatchState, Item, ItemState, Work
from lianxi.apps.rulebook.services.admitting import Accepted, admit_item, decline_item
from lianxi.apps.rulebook.services.receiving import open_batch, read_batch, receive_file
from lianxi.composition.jobs import JOBS
from lianxi.importers.folders import Incoming
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.findings import Damage
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world
from tests.apps.rulebook.intake_files import word

pytestmark = pytest.mark.django_db(transaction=True)
NOTICE = """示例甲市人民政府文件

示甲府规〔2024〕3号

示例甲市人民政府关于印发示例管理办法的通知

各有关单位：
现将《示例管理办法》印发给你们，请认真执行。

示例甲市人民政府
2024年2月20日

示例管理办法

第一条　为了示例，制定本办法。
第二条　示例管理区（qū）由主管部门划定，，并公布。
第三条　本办法自2024年4月1日起施行，有效期5年。
"""


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


def read(bodies: dict[str, Body], files: dict[str, bytes]) -> Batch:
    batch = open_batch(body=bodies["990100"], name="示例批次", actor=CLERK, on=DAY)
    for path, content in files.items():
        receive_file(batch=batch, path=path, content=content, actor=CLERK, on=DAY)
    read_batch(batch=batch, actor=CLERK, on=DAY)
    Worker(JOBS).drain()
    batch.refresh_from_db()
    return batch


def test_each_file_is_read_by_itself_and_a_bad_one_says_why(bodies: dict[str, Body]) -> None:
    batch = read(
        bodies,
        {"甲/办法.docx": word(NOTICE), "坏.docx": b"PK\x03\x04broken", "空.txt": b"", "附表.pdf": b"no pdf"},
    )
    assert batch.state == BatchState.READY
    states = dict(batch.items.values_list("path", "state"))
    assert states == {
        "甲/办法.docx": ItemState.READ,
        "坏.docx": ItemState.FAILED,
        "空.txt": ItemState.FAILED,
        "附表.pdf": ItemState.FAILED,
    }
    for item in batch.items.filter(state=ItemState.FAILED):
        assert "请" in item.problem


def test_the_original_is_kept_byte_for_byte(bodies: dict[str, Body]) -> None:
    content = word(NOTICE)
    (item,) = read(bodies, {"办法.docx": content}).items.all()
    with open_bytes_of(owned_file(item.file or "", item.batch.get_absolute_url())) as kept:
        assert kept.read() == content


def test_what_was_read_is_proposed_and_a_person_takes_it_with_what_is_sure(bodies: dict[str, Body]) -> None:
    (item,) = read(bodies, {"办法.docx": word(NOTICE)}).items.all()
    known = proposed(item)
    assert known.missing == ()
    assert known.values["number"] == "示甲府规〔2024〕3号"
    doubtful = [one["start"] for one in item.report["findings"] if one["class"] == "pinyin"]
    accepted = Accepted({Damage.PINYIN, Damage.DOUBLED_PUNCTUATION}, doubtful, why="明显的转换错误")
    version = admit_item(item=item, said=particulars(known.values), accepted=accepted, work=None, actor=CLERK, on=DAY)
    assert "区由主管部门划定，并公布" in version.text
    assert "区（qū）" in version.as_read
    assert {one["why"] for one in version.repairs} == {"明显的转换错误"}
    assert version.commences == date(2024, 4, 1)
    item.refresh_from_db()
    assert (item.state, item.version) == (ItemState.ADMITTED, version)
    assert Batch.objects.get().state == BatchState.CLOSED


def test_a_file_that_is_there_already_is_said_to_be_and_a_changed_one_nearly(bodies: dict[str, Body]) -> None:
    (item,) = read(bodies, {"办法.txt": NOTICE.encode()}).items.all()
    work = admit_item(
        item=item, said=particulars(proposed(item).values), accepted=Accepted(), work=None, actor=CLERK, on=DAY
    ).work
    changed = NOTICE.replace("示例管理区（qū）由主管部门划定，，并公布", "示例管理区由县级以上主管部门划定")
    batch = read(bodies, {"又一份.docx": word(NOTICE), "改过.txt": changed.encode(), "别的.txt": "别的文字。".encode()})
    same, near, other = batch.items.all()
    assert (same.state, near.state, other.state) == (ItemState.SAME, ItemState.READ, ItemState.READ)
    assert near.near[0]["work"] == work.pk
    assert 50 <= near.near[0]["likeness"] < 100
    assert other.near == []


def test_a_file_is_read_though_the_same_bytes_came_before_under_a_wrong_name(bodies: dict[str, Body]) -> None:
    content = NOTICE.encode()
    names = ("假.pdf", "真.txt", "又一份.txt")
    batch = read(bodies, dict.fromkeys(names, content))
    told = [(item.path, item.state, "同一个文件" in item.problem) for item in batch.items.order_by("position")]
    assert told == [
        ("假.pdf", ItemState.FAILED, False), ("真.txt", ItemState.READ, False), ("又一份.txt", ItemState.FAILED, True),
    ]  # fmt: skip
    tried = try_files([Incoming(name, lambda: content) for name in names], {}, bodies["990100"])
    assert [(item.path, item.state, "同一个文件" in item.problem) for item in tried] == told


def test_the_same_file_twice_is_one_and_other_bytes_under_its_name_are_refused(bodies: dict[str, Body]) -> None:
    batch = open_batch(body=bodies["990100"], name="示例批次", actor=CLERK, on=DAY)
    first = receive_file(batch=batch, path="办法.txt", content=NOTICE.encode(), actor=CLERK, on=DAY)
    assert receive_file(batch=batch, path="办法.txt", content=NOTICE.encode(), actor=CLERK, on=DAY) == first
    with pytest.raises(Refused, match="内容不同"):
        receive_file(batch=batch, path="办法.txt", content=b"else", actor=CLERK, on=DAY)


def test_a_second_decision_is_told_of_the_first(bodies: dict[str, Body]) -> None:
    (item,) = read(bodies, {"办法.txt": NOTICE.encode()}).items.all()
    decline_item(item=item, why="重复", actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="已由"):
        admit_item(
            item=item, said=particulars(proposed(item).values), accepted=Accepted(), work=None, actor=CLERK,
            on=DAY,
        )  # fmt: skip
    assert not Work.objects.exists()


def test_another_body_neither_hands_in_nor_decides(bodies: dict[str, Body]) -> None:
    with pytest.raises(Refused):
        open_batch(body=bodies["990100"], name="示例批次", actor=OTHER_CLERK, on=DAY)
    (item,) = read(bodies, {"办法.txt": NOTICE.encode()}).items.all()
    with pytest.raises(Refused):
        decline_item(item=item, why="重复", actor=OTHER_CLERK, on=DAY)
    assert Item.objects.get().state == ItemState.READ
