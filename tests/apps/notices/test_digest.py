"""The daily digest: what presses, late first, once per person and day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import OperationalError

from lianxi.apps.accounts import due as accounts
from lianxi.apps.accounts.models import Account
from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.runner import run_job
from lianxi.apps.notices.digest import build_digest
from lianxi.apps.notices.models import DIGEST, Letter, LetterState, Notice
from lianxi.apps.notices.services import Recipients
from lianxi.composition import due
from lianxi.composition.days import begin_day
from lianxi.composition.digests import KIND, ask_for_digests
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Actor, Role
from lianxi.web.due import DueItem
from tests.apps.accounts.people import TODAY, A, ask, make_account
from tests.apps.jobs.conftest import Clock, clock
from tests.apps.notices.telling import CLERKS, tell

__all__ = ["clock"]
pytestmark = pytest.mark.usefixtures("house")
WEEK = timedelta(days=7)


def item(title: str, days: int | None, **more: object) -> DueItem:
    fields = {"title": title, "why": "因为", "clause": "示例办法第九条", "href": "/", "field": "示例圈"}
    return DueItem(**fields | {"due": None if days is None else TODAY + timedelta(days=days)} | more)


def digest_of(*items: DueItem, username: str = "jia.clerk", on: date = TODAY) -> Notice | None:
    account = Account.objects.select_related("person").get(username=username)
    return Notice.objects.get(kind=DIGEST, on=on) if build_digest(account=account, items=items, on=on) else None


def titles(notice: Notice | None, *among: str) -> list[str]:
    """Those of the titles that the digest lists, in its order."""
    assert notice is not None
    return sorted((title for title in among if title in notice.text), key=notice.text.index)


def test_what_is_late_comes_first_then_by_day_then_what_has_none() -> None:
    notice = digest_of(
        item("今日事", 0),
        item("无期事", None, action="办理"),
        item("逾期事", -3),
        item("明日事", 1),
        item("已过事", -9, binding=False),
    )
    assert titles(notice, "今日事", "无期事", "逾期事", "明日事", "已过事") == [
        "逾期事",
        "已过事",
        "今日事",
        "明日事",
        "无期事",
    ]
    assert notice is not None
    assert notice.title == "2024年3月1日摘要：要办 5 件（逾期 1 件）"
    assert "2024年2月27日逾期：逾期事（依据 示例办法第九条）" in notice.text
    assert "2024年2月21日已过：已过事" in notice.text
    assert "今天到期：今日事" in notice.text


@pytest.mark.parametrize(("days", "told"), [(6, True), (7, True), (8, False)])
def test_a_day_presses_from_a_week_before(days: int, told: bool) -> None:
    assert (digest_of(item("一件事", days, action="办理")) is not None) is told


def test_what_is_only_to_be_known_and_has_no_day_does_not_press() -> None:
    assert digest_of(item("知道即可", None)) is None


def test_a_provisional_day_is_called_so_and_nobody_is_late_on_it() -> None:
    notice = digest_of(item("暂定事", -1, provisional=True))
    assert notice is not None
    assert "逾期" not in notice.title + notice.text
    assert "2024年2月29日已过（暂定）：暂定事" in notice.text


def test_unread_notices_are_listed_and_a_long_row_of_them_is_counted() -> None:
    for number in range(12):
        tell(Recipients((A,), CLERKS), title=f"第{number}件")
    notice = digest_of()
    assert notice is not None
    assert notice.title == "2024年3月1日摘要：未读提醒 12 条"
    assert titles(notice, "第11件", "第2件") == ["第11件", "第2件"]
    assert "第1件" not in notice.text
    assert "另有 2 条" in notice.text
    assert notice.href == "/notices/"


def test_nothing_due_and_nothing_unread_makes_no_digest() -> None:
    tell(Recipients((A,), CLERKS))
    Notice.objects.update(read_at=Notice.objects.get().created_at)
    assert digest_of() is None
    assert not Notice.objects.filter(kind=DIGEST).exists()


def test_a_day_has_one_digest_and_the_next_days_takes_its_place() -> None:
    first = digest_of(item("一件事", 1))
    assert digest_of(item("一件事", 1), item("另一件", 1)) is None
    assert digest_of(item("一件事", 1), on=TODAY + timedelta(days=1)) is not None
    assert first is not None
    first.refresh_from_db()
    assert first.is_read
    assert Notice.objects.filter(kind=DIGEST, read_at__isnull=True).count() == 1


@pytest.mark.usefixtures("mail")
def test_the_mail_lists_the_same_but_names_no_person() -> None:
    notice = digest_of(item("逾期事", -1), item("确认示例·某人的角色", None, action="去确认", personal=True))
    assert notice is not None
    letter = Letter.objects.get(notice=notice)
    assert letter.state == LetterState.WAITING
    assert "逾期事" in letter.text
    assert "某人" in notice.text
    assert "某人" not in letter.text
    assert "示例圈：有一件事等您办理，请登录查看" in letter.text


@pytest.fixture
def _only_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other fields of work find due is their own tests' business."""
    monkeypatch.setattr(due, "SOURCES", (accounts.due_items,))


def run(clock: Clock) -> str:
    job = claim_job("w", at=clock())
    return run_job(job, JOBS, clock=clock) if job else ""


@pytest.mark.usefixtures("_only_roles")
def test_begin_day_asks_for_the_digests_once_and_writes_none_itself(clock: Clock) -> None:
    begin_day(TODAY)
    begin_day(TODAY)
    assert not Notice.objects.exists()
    assert run(clock) == "done"
    begin_day(TODAY)
    assert Job.objects.filter(kind=KIND).count() == 1
    begin_day(TODAY + WEEK)
    assert Job.objects.filter(kind=KIND).count() == 2


@pytest.mark.usefixtures("_only_roles")
def test_everybody_who_works_for_a_body_gets_their_own(clock: Clock) -> None:
    ask(make_account("jia.new", A), Role.CLERK, A)
    make_account("operator", None)
    ask_for_digests(TODAY)
    assert run(clock) == "done"
    texts = dict(Notice.objects.filter(kind=DIGEST).values_list("account__username", "text"))
    assert set(texts) == {"jia.head"}
    assert "确认示例·jia.new的角色：联络员" in texts["jia.head"]
    assert Job.objects.get(kind=KIND).result == {"人员": 5, "写了摘要": 1}


def test_a_run_that_was_cut_off_goes_on_behind_the_last_person(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []

    def items(actor: Actor, on: date) -> list[DueItem]:
        seen.append(actor.account)
        if seen.count("yi.clerk") == 1 and actor.account == "yi.clerk":
            raise OperationalError
        return [item("一件事", 1)]

    monkeypatch.setattr(due, "items", items)
    ask_for_digests(TODAY)
    assert run(clock) == "retrying"
    clock.move(minutes=1)
    assert run(clock) == "done"
    assert seen == ["jia.clerk", "jia.head", "yi.clerk", "yi.clerk", "yi.joint"]
    assert Job.objects.get().state == JobState.DONE
    assert Notice.objects.filter(kind=DIGEST).count() == 4


def test_what_goes_wrong_with_one_persons_digest_keeps_nobody_else_from_theirs(
    clock: Clock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def items(actor: Actor, on: date) -> list[DueItem]:
        return [item("一件事", 1)] if actor.account != "jia.head" else [item("一件事", 1) / 0]

    monkeypatch.setattr(due, "items", items)
    ask_for_digests(TODAY)
    assert run(clock) == "done"
    assert Job.objects.get().result == {"人员": 4, "写了摘要": 3, "出错（见日志）": 1}
    assert "the digest of account" in caplog.text


def test_an_empty_house_asks_for_nothing() -> None:
    Account.objects.update(is_active=False)
    begin_day(TODAY)
    assert not Job.objects.exists()
