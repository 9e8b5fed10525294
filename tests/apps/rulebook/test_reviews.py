"""Conclusions of reviews: recorded, withdrawn, listed since a day with sums that add up, and taken in from a table."""

from __future__ import annotations

import io
import re
from datetime import date
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import Workbook, load_workbook

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.rulebook.keeping_up.review_list import Since, conclusions_since, reviewed_rules
from lianxi.apps.rulebook.models import Review, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.reviewing import record_review, withdraw_review
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.kernel.texts.validity import HappeningKind
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, A, B, actor
from tests.apps.rulebook.citing_world import keeper
from tests.apps.rulebook.kept_works import amend, keep
from tests.apps.rulebook.work_looking import KEEPER, SignedIn, main, said, text

pytestmark = pytest.mark.usefixtures("rule_house")
PAGE = "/rules/reviews/"
TABLE = f"{PAGE}table/"
DAY = date(2024, 2, 1)


def kept(slug: str, **more: object) -> Work:
    return keep(Body.objects.get(pk=A), KEEPER, TODAY, visibility=more.pop("visibility", "body"), slug=slug, **more)


def concluded(work: Work, conclusion: Conclusion, day: date = DAY, **more: object) -> Review:
    return record_review(work=work, conclusion=conclusion, day=day, reason="示例理由", actor=KEEPER, on=TODAY, **more)


def test_a_conclusion_is_recorded_with_its_text_and_unit_and_marked_as_entered_later(signed_in: SignedIn) -> None:
    unit = Unit.objects.create(body_id=A, name="示例司法局")
    work = amend(kept("yi", unit=unit.pk), KEEPER, TODAY)
    page = f"{work.get_absolute_url()}reviews/add/"
    given = {"conclusion": "amend", "reason": "依据已修改", "day": "2024-02-01"}
    assert signed_in("jia.clerk").post(page, given).status_code == 302
    row = Review.objects.get()
    assert (row.version.number, row.unit, row.backdated) == (1, unit, True)
    entry = Entry.objects.get(act="review.record")
    assert (entry.on, entry.backdated, entry.after["conclusion"]) == (DAY, True, "amend")
    html = said(main(signed_in("jia.deputy"), work.get_absolute_url()))
    assert "2024年2月1日依据已修改示例司法局" in html
    assert "补录" in html


@pytest.mark.parametrize(
    ("more", "guard"),
    [
        ({"day": date(2024, 3, 2)}, "day_not_future"),
        ({"day": date(2023, 12, 31)}, "review_after_making"),
        ({"reason": " "}, "reason_required"),
        ({"reason": "长" * 501}, "reason_required"),
        ({"day": DAY}, "one_conclusion_a_day"),
        ({"actor": keeper(B)}, "role_required"),
    ],
)
def test_what_cannot_be_concluded_is_refused_and_changes_nothing(more: dict[str, object], guard: str) -> None:
    work = kept("yi")
    concluded(work, Conclusion.KEEP)
    given = {"day": date(2024, 1, 1), "reason": "示例", "actor": KEEPER, **more}
    with pytest.raises(Refused) as refused:
        record_review(work=work, conclusion=Conclusion.VOID, on=TODAY, **given)
    assert refused.value.guard == guard
    assert Review.objects.count() == 1


def test_one_conclusion_a_day_also_for_the_database() -> None:
    row = concluded(kept("yi"), Conclusion.KEEP)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(
            work=row.work, on_day=DAY, conclusion="keep", reason="又", recorded_by="示例", recorded_on=TODAY
        )


def test_a_withdrawn_conclusion_stays_readable_and_makes_room(signed_in: SignedIn) -> None:
    work = kept("yi")
    row = concluded(work, Conclusion.REPEAL)
    page = f"{work.get_absolute_url()}records/review/{row.pk}/withdraw/"
    assert signed_in("jia.clerk").post(page, {"why": " "}).status_code == 200
    signed_in("jia.clerk").post(page, {"why": "登记到另一件上了"})
    assert "登记到另一件上了" in main(signed_in("jia.clerk"), work.get_absolute_url())
    assert signed_in("jia.clerk").get(page).status_code == 404
    with pytest.raises(Refused, match="已由"):
        withdraw_review(review=row, why="再撤一次", actor=KEEPER, on=TODAY)
    concluded(work, Conclusion.KEEP)


def test_the_work_says_when_a_conclusion_was_not_followed_until_it_is(signed_in: SignedIn) -> None:
    work, client = kept("yi"), signed_in("jia.deputy")
    concluded(work, Conclusion.REPEAL)
    notice = "2024年2月1日的清理结论是“废止”，还没有登记废止它的文件"
    html = main(client, work.get_absolute_url())
    assert notice in html
    assert 'lx-badge t-green">有效' in html
    record_happening(work=work, kind=HappeningKind.REPEAL, day=TODAY, instrument="示例废止决定", actor=KEEPER, on=TODAY)
    assert notice not in main(client, work.get_absolute_url())


@pytest.mark.parametrize("conclusion", [Conclusion.REPEAL, Conclusion.AMEND])
def test_a_conclusion_stood_open_on_the_days_before_what_followed_it_was_on_record(conclusion: Conclusion) -> None:
    work, end = kept("yi"), date(2024, 6, 1)
    concluded(work, conclusion)
    kind = HappeningKind(conclusion.value)
    record_happening(work=work, kind=kind, day=end, instrument="示例决定", actor=KEEPER, on=date(2024, 5, 10))
    left_open = {
        day: row.open
        for day in (date(2024, 5, 9), date(2024, 5, 10), end)
        for row in reviewed_rules(actor("jia.clerk"), day)
    }
    assert left_open == {date(2024, 5, 9): True, date(2024, 5, 10): False, end: False}


def test_a_rule_that_lapsed_by_its_own_term_is_dealt_with(signed_in: SignedIn) -> None:
    work, client = kept("yi", last_day=TODAY), signed_in("jia.deputy")
    concluded(work, Conclusion.REPEAL)
    html = main(client, work.get_absolute_url())
    assert "还没有登记废止它的文件；在那以前，到2024年3月1日有效期届满为止，效力不变" in html
    assert [row.open for row in reviewed_rules(actor("jia.clerk"), TODAY)] == [True]
    set_demo_day(date(2024, 3, 2))
    assert "还没有登记" not in main(client, work.get_absolute_url())
    assert [row.open for row in reviewed_rules(actor("jia.clerk"), date(2024, 3, 2))] == [False]


INTERVALS = [
    ("guizhang", date(2019, 2, 28), False), ("guizhang", date(2019, 3, 1), True), ("guizhang", date(2019, 3, 2), True),
    ("guifan", date(2022, 2, 28), False), ("guifan", date(2022, 3, 1), True), ("guifan", date(2022, 3, 2), True),
    ("zhidu", date(2009, 1, 1), True),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "day", "counts"), INTERVALS)
def test_how_long_a_review_counts_depends_on_the_kind_of_the_rule(
    signed_in: SignedIn, kind: str, day: date, counts: bool
) -> None:
    old = date(2008, 1, 1)
    work, client = kept("yi", kind=kind, day=old, commences=old), signed_in("jia.clerk")
    concluded(work, Conclusion.KEEP, day)
    (row,) = reviewed_rules(actor("jia.clerk"), TODAY)
    assert (row.state, row.current is not None) == (("keep", True) if counts else ("none", False))
    assert ("超过一般的间隔" in main(client, work.get_absolute_url())) is not counts
    assert f"conclusion={row.state}" in main(client, f"{PAGE}?conclusion={row.state}")
    assert set(conclusions_since(actor("jia.clerk"), Since(TODAY))) == ({work.pk} if counts else set())


def test_the_list_names_the_interval_of_each_kind_and_where_it_stands(signed_in: SignedIn) -> None:
    html = main(signed_in("jia.clerk"), PAGE)
    assert "政府规章近60个月，行政规范性文件近24个月，其他种类没有规定间隔" in html
    assert "国发〔2010〕33号" in html
    assert "自2020年1月1日以来" in main(signed_in("jia.clerk"), f"{PAGE}?since=2020-01-01")


def test_a_visitor_sees_neither_conclusions_nor_lists(client: Client) -> None:
    work = kept("yi", visibility="public")
    concluded(work, Conclusion.REPEAL)
    assert "清理" not in main(client, work.get_absolute_url())
    for page in (PAGE, TABLE, f"{PAGE}conclusions/", "/rules/filings/"):
        assert client.get(page).status_code == 403


def stand() -> dict[str, Work]:
    """Rules in every state: concluded on, never, long ago, ended by the conclusion, ended without one, unseen."""
    near, names = date(2024, 5, 20), ("keep", "amend", "repeal", "void", "never", "old", "ended")
    works = {name: kept(name, last_day=near) for name in names}
    for name in ("keep", "amend", "repeal", "void"):
        concluded(works[name], Conclusion(name))
    for name in ("repeal", "ended"):
        record_happening(
            work=works[name], kind=HappeningKind.REPEAL, day=DAY, instrument="示例决定", actor=KEEPER, on=TODAY
        )
    concluded(works["old"], Conclusion.KEEP, date(2024, 1, 5))
    works["unseen"] = keep(Body.objects.get(pk=B), keeper(B), TODAY, slug="unseen")
    return works


@pytest.mark.parametrize(("since", "old"), [("2024-01-04", "keep"), ("2024-01-05", "keep"), ("2024-01-06", "none")])
def test_the_sums_always_add_up_and_open_their_rows(signed_in: SignedIn, since: str, old: str) -> None:
    works, client = stand(), signed_in("jia.clerk")
    rows = reviewed_rules(actor("jia.clerk"), TODAY, date.fromisoformat(since))
    states = {row.work.pk: row.state for row in rows}
    assert states == {
        works[name].pk: state
        for name, state in (
            ("keep", "keep"), ("amend", "amend"), ("repeal", "repeal"), ("void", "void"), ("never", "none"),
            ("old", old),
        )
    }  # fmt: skip
    assert {row.work.pk for row in rows if row.open} == {works["amend"].pk, works["void"].pk}
    html = text(client, f"{PAGE}?since={since}")
    tiles = re.findall(r'<a href="([^"]+)" class="lx-tile[^>]*><span[^>]*>([^<]*)</span><span[^>]*>(\d+)', html)
    counts = {label: int(many) for _, label, many in tiles}
    assert counts["共"] == 6 == sum(many for label, many in counts.items() if label != "共")
    for link, label, many in tiles:
        assert f'<b class="num">{many}</b>' in main(client, unescape(link)), label


def test_the_sums_follow_the_filters_where_the_table_is_fetched_alone(signed_in: SignedIn) -> None:
    stand()
    answer = signed_in("jia.clerk").get(f"{PAGE}?since=2024-01-06&conclusion=keep", headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert 'id="sums" hx-swap-oob="true"' in html
    assert html.count('id="list"') == 1
    assert "共" in said(html)


def test_who_may_not_see_a_rule_is_told_nothing_of_its_conclusions() -> None:
    work = keep(Body.objects.get(pk=B), keeper(B), TODAY, slug="unseen")
    record_review(work=work, conclusion=Conclusion.KEEP, day=DAY, reason="内部", actor=keeper(B), on=TODAY)
    assert reviewed_rules(actor("jia.clerk"), TODAY, DAY) == reviewed_rules(PUBLIC, TODAY, DAY) == []
    assert len(reviewed_rules(actor("yi.clerk"), TODAY, DAY)) == 1


def filled(content: bytes, *, conclusion: str = "废止", reason: str = "已有新规定") -> bytes:
    """The export with a conclusion written into every row without one."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    at = next(row for row in sheet.iter_rows() if any(cell.value == "地址" for cell in row))
    column = {cell.value: cell.column for cell in at}
    for row in range(at[0].row + 1, sheet.max_row + 1):
        if not sheet.cell(row, column["结论"]).value:
            sheet.cell(row, column["结论"], conclusion)
            sheet.cell(row, column["理由"], reason)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in (("地址", "结论", "日期", "理由"), *rows):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def handed(client: Client, content: bytes, step: str, name: str = "结论.xlsx", **more: str) -> str:
    answer = client.post(TABLE, {"file": SimpleUploadedFile(name, content), "step": step, **more}, follow=True)
    return answer.content.decode()


@pytest.mark.parametrize("page", [f"{PAGE}?since=2024-01-06", "/rules/watch/?list=soon"])
def test_what_was_exported_comes_back_in_once_it_is_filled_in(signed_in: SignedIn, page: str) -> None:
    works, client = stand(), signed_in("jia.clerk")
    content = filled(client.get(f"{page}&format=xlsx").content)
    before = Review.objects.count()
    html = handed(client, content, "try")
    assert "没有发现问题" in html, said(html.split("<main")[1])[:400]
    assert Review.objects.count() == before
    carried = re.search(r'name="carried" value="([^"]+)"', html)
    assert carried
    answer = client.post(TABLE, {"carried": carried[1], "step": "take"}, follow=True).content.decode()
    fresh = Review.objects.count() - before
    assert fresh > 0
    assert f"已登记清理结论{fresh}件" in answer
    assert works["never"].reviews.get().conclusion == "repeal"
    assert Entry.objects.filter(act="review.record").count() == before + fresh
    assert "早已登记" in handed(client, content, "take")
    assert Review.objects.count() == before + fresh


def test_every_wrong_line_is_said_and_nothing_is_recorded(signed_in: SignedIn) -> None:
    right, other = kept("yi"), kept("er")
    unseen = keep(Body.objects.get(pk=B), keeper(B), TODAY, slug="unseen")
    shared = keep(Body.objects.get(pk=B), keeper(B), TODAY, slug="shared", visibility="bodies")
    concluded(other, Conclusion.KEEP)
    content = sheet_of(
        (right.address, "继续有效", TODAY, "'=1+1"),
        (right.address, "废止", "2024年3月1日", "同一件"),
        (other.address, "废止", DAY, "已有结论"),
        (other.address, "取消", "明天", None),
        (unseen.address, "废止", None, "看不到的"),
        ("/akn/cn-99/act/wu", "废止", None, "没有的"),
        (shared.address, "废止", None, "别家的"),
        (right.address, None, None, "没有填"),
        (None, "废止", date(2030, 1, 1), "没有地址"),
    )
    client, before = signed_in("jia.clerk"), Review.objects.count()
    html = handed(client, content, "take")
    for words in (
        "与第2行是同一件、同一天", "已登记过结论“继续有效”", "结论“取消”不在可选之列", "日期“明天”看不懂",
        "没有写“理由”",
        "不能“登记清理结论”", "没有写“地址”", "7 行有问题", "1 行没有填",
    ):  # fmt: skip
        assert words in html, words
    assert html.count("没有这个地址的制度，或者您不能查看") == 2
    assert 'name="carried" value=' not in html
    assert Review.objects.count() == before


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "a.xlsx", "空"),
        (b"not a sheet", "a.xlsx", "这不是 xlsx 表格"),
        ("名称,结论\n甲,废止\n".encode(), "a.csv", "没有“地址”和“结论”这两列"),
        ("地址,结论\n/akn/cn/act/a,\n".encode(), "a.csv", "没有一行填了结论"),
        (b"\xff\xff\xff", "a.csv", "读不出"),
    ],
)
def test_what_is_no_table_of_conclusions_is_said(signed_in: SignedIn, content: bytes, name: str, words: str) -> None:
    assert words in handed(signed_in("jia.clerk"), content, "try", name)


def test_a_csv_file_as_a_spreadsheet_saves_it_comes_in_with_the_day_for_all(signed_in: SignedIn) -> None:
    work = kept("yi")
    content = f"地址,标题,结论,日期,理由\r\n{work.address},甲,保留,,'-1 处不当，已改\r\n".encode("gb18030")
    handed(signed_in("jia.clerk"), content, "take", "a.csv", day="2024-02-10")
    row = Review.objects.get()
    assert (row.conclusion, row.on_day, row.reason) == ("keep", date(2024, 2, 10), "-1 处不当，已改")


@pytest.mark.parametrize("name", ["jia.deputy", "operator"])
def test_only_who_keeps_rules_hands_tables_in(signed_in: SignedIn, name: str) -> None:
    assert signed_in(name).get(TABLE).status_code == 403
    assert signed_in(name).post(TABLE, {"carried": "x", "step": "take"}).status_code == 403


def test_a_table_lost_on_the_way_is_said(signed_in: SignedIn) -> None:
    answer = signed_in("jia.clerk").post(TABLE, {"carried": "eJw=", "step": "take"})
    assert "丢失或损坏" in answer.content.decode()


def test_conclusions_are_listed_by_year_and_exported(signed_in: SignedIn) -> None:
    stand()
    client = signed_in("jia.deputy")
    html = main(client, f"{PAGE}conclusions/?year=2024&conclusion=keep")
    assert '<b class="num">2</b>' in html
    assert "示例理由" in text(client, f"{PAGE}conclusions/?format=csv")
    assert '<b class="num">1</b>' in main(client, f"{PAGE}conclusions/?conclusion=keep&on=2024-01-31")
