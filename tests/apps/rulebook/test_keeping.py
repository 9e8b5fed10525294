"""A text taken into the repository, and its next version."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.selectors import standing_of, version_on
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import Status
from tests.apps.bodies.world import CLERK, DAY, OTHER_CLERK, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("true_stretches")]
TEXT = """示例甲市示例管理办法

第一章　总则
第一条　为了示例，制定本办法。
第二条　本办法适用于下列情形：
（一）甲情形；
（二）乙情形。
第三条　本办法自2024年1月1日起施行，有效期五年。第二条自2024年7月1日起施行。
"""
SAID = Particulars(
    title="示例甲市示例管理办法",
    kind="guifan",
    issuer="示例甲市人民政府",
    day=date(2023, 12, 20),
    slug="shi-li-guan-li-ban-fa",
    document_number="示甲府规〔2023〕9号",
    commences=date(2024, 1, 1),
    last_day=date(2028, 12, 31),
)


@pytest.fixture
def bodies() -> dict[str, Body]:
    return make_world()


def kept(bodies: dict[str, Body]) -> Work:
    return keep_work(text=TEXT, particulars=SAID, source=Source(), body=bodies["990100"], actor=CLERK, on=DAY).work


def test_the_provisions_in_order_give_the_text_back_but_for_the_title_in_front(bodies: dict[str, Body]) -> None:
    version = kept(bodies).versions.get()
    rows = list(version.provisions.all())
    assert rows[0].kind == "title"
    assert "".join(row.text for row in sorted(rows, key=lambda row: row.start)) == TEXT
    assert all(row.wid == row.eid for row in rows)
    point = next(row for row in rows if row.kind == "point")
    assert point.parent is not None
    assert point.eid.startswith(point.parent.eid)


def test_the_standing_follows_from_what_was_kept(bodies: dict[str, Body]) -> None:
    work = kept(bodies)
    assert standing_of(work, date(2023, 12, 31)).status is Status.PENDING
    assert standing_of(work, date(2024, 1, 1)).status is Status.IN_FORCE
    assert standing_of(work, date(2024, 6, 30), "art_2").status is Status.PENDING
    assert standing_of(work, date(2024, 7, 1), "art_2").status is Status.IN_FORCE
    assert standing_of(work, date(2028, 12, 31)).status is Status.IN_FORCE
    assert standing_of(work, date(2029, 1, 1)).status is Status.EXPIRED


def test_the_next_version_carries_identities_across_new_numbers(bodies: dict[str, Body]) -> None:
    work = kept(bodies)
    text = TEXT.replace("第三条　本", "第四条　本").replace(
        "第二条　本办法适用", "第二条　本市建立示例名录，由主管部门公布。\n第三条　本办法适用"
    )
    said = Particulars(
        title=SAID.title, kind="guifan", issuer=SAID.issuer, day=SAID.day, slug=SAID.slug,
        instrument="示例甲市人民政府关于修改示例管理办法的决定", commences=date(2025, 3, 1),
    )  # fmt: skip
    newer = keep_version(work=work, text=text, particulars=said, source=Source(), actor=CLERK, on=DAY)
    identities = dict(newer.provisions.filter(kind="article").values_list("eid", "wid"))
    assert identities == {"art_1": "art_1", "art_2": "art_2@2", "art_3": "art_2", "art_4": "art_3"}
    assert standing_of(work, date(2025, 3, 1)).status is Status.AMENDED
    assert (version_on(work, date(2025, 2, 28)), version_on(work, date(2025, 3, 1))) == (
        work.versions.get(number=1),
        newer,
    )
    assert version_on(work, date(2023, 12, 31)) is None


def test_the_same_words_are_no_new_version(bodies: dict[str, Body]) -> None:
    work = kept(bodies)
    with pytest.raises(Refused, match="一字不差"):
        keep_version(work=work, text=TEXT, particulars=SAID, source=Source(), actor=CLERK, on=DAY)


def test_an_address_that_is_taken_is_refused_and_nothing_is_kept(bodies: dict[str, Body]) -> None:
    kept(bodies)
    with pytest.raises(Refused, match="登记为它的新版本"):
        kept(bodies)
    assert Work.objects.count() == 1


def test_another_body_keeps_nothing_here_and_the_act_stands_in_the_audit(bodies: dict[str, Body]) -> None:
    with pytest.raises(Refused, match="确认制度入库"):
        keep_work(text=TEXT, particulars=SAID, source=Source(), body=bodies["990100"], actor=OTHER_CLERK, on=DAY)
    work = kept(bodies)
    entry = Entry.objects.filter(target=work.get_absolute_url()).get()
    assert entry.body == "990100"
