"""The inbox: everybody sees what they were told, and nobody what others were."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.audit.models import Entry
from lianxi.apps.notices.models import Notice
from lianxi.apps.notices.services import Recipients, read_all_notices, read_notice
from lianxi.composition.inbox import unread_count
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import Refused
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import TODAY, B, actor, make_account
from tests.apps.notices.telling import CLERKS, tell

SignedIn = Callable[[str], Client]
pytestmark = pytest.mark.usefixtures("house", "told")


@pytest.fixture
def told(house: None) -> None:
    """甲's clerk and office head are told one thing, 乙's clerk another."""
    set_demo_day(TODAY)
    tell()
    tell(Recipients((B,), CLERKS), title="乙县的事", kind="host", text="第一行\n第二行")


@pytest.fixture
def signed_in() -> SignedIn:
    def sign_in(username: str) -> Client:
        now, client = timezone.now(), Client()
        session = client.session
        account = Account.objects.get(username=username)
        session[SIGN_IN] = SignIn.objects.create(account=account, started_at=now, seen_at=now).pk
        session.save()
        return client

    return sign_in


def of(username: str) -> Notice:
    return Notice.objects.get(account__username=username)


def text(client: Client, path: str) -> str:
    return client.get(path).content.decode("utf-8-sig")


def test_the_list_shows_ones_own_notices_with_clause_kind_and_what_became_of_the_mail(signed_in: SignedIn) -> None:
    html = text(signed_in("jia.clerk"), "/notices/")
    for part in ("请填报回执", "会议九月召开。", "示例办法第三条", "回执", "未读", "未寄（系统没有配置邮件）"):
        assert part in html
    assert "乙县的事" not in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("unread=true", False), ("unread=false", True), ("kind=receipt", True), ("kind=host", False),
        ("on_from=2024-03-01&on_to=2024-03-01", True), ("on_from=2024-03-02", False), ("q=回执", True),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_words_kind_day_and_whether_it_was_read(
    signed_in: SignedIn, query: str, shown: bool
) -> None:
    read_notice(notice=of("jia.clerk").pk, actor=actor("jia.clerk"))
    table = text(signed_in("jia.clerk"), f"/notices/?format=csv&{query}")
    assert ("请填报回执" in table) is shown


def test_a_notice_in_full_changes_nothing_and_its_button_marks_it_and_leads_on(signed_in: SignedIn) -> None:
    client, notice = signed_in("yi.clerk"), of("yi.clerk")
    html = text(client, notice.get_absolute_url())
    assert "第一行" in html
    assert "第二行" in html
    assert not of("yi.clerk").is_read
    answer = client.post(f"/notices/{notice.pk}/open/")
    assert (answer.status_code, answer["Location"]) == (302, "/circles/")
    assert of("yi.clerk").is_read
    first = of("yi.clerk").read_at
    client.post(f"/notices/{notice.pk}/open/")
    assert of("yi.clerk").read_at == first
    assert client.get(f"/notices/{notice.pk}/open/").status_code == 405


def test_somebody_elses_notice_is_as_absent_as_one_that_never_was(signed_in: SignedIn) -> None:
    client, notice = signed_in("jia.clerk"), of("yi.clerk")
    for number in (notice.pk, notice.pk + 99):
        assert client.get(f"/notices/{number}/").status_code == 404
        assert client.post(f"/notices/{number}/open/").status_code == 404
    with pytest.raises(Notice.DoesNotExist):
        read_notice(notice=notice.pk, actor=actor("jia.clerk"))
    assert not of("yi.clerk").is_read


def test_marking_all_as_read_touches_only_ones_own(signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    assert "1</b> 条未读" in text(client, "/notices/")
    answer = client.post("/notices/read/", follow=True)
    assert "已把 1 条提醒标为已读。" in answer.content.decode()
    assert of("jia.clerk").is_read
    assert not of("jia.head").is_read
    assert "全部标为已读" not in text(client, "/notices/")


def test_reading_leaves_no_trace_in_the_audit() -> None:
    before = Entry.objects.count()
    read_notice(notice=of("jia.clerk").pk, actor=actor("jia.clerk"))
    read_all_notices(actor=actor("jia.head"))
    assert Entry.objects.count() == before


def test_a_visitor_has_no_inbox(client: Client) -> None:
    assert client.get("/notices/").status_code == 403
    assert client.get(of("jia.clerk").get_absolute_url()).status_code == 403
    for act in (lambda: read_all_notices(actor=PUBLIC), lambda: read_notice(notice=1, actor=PUBLIC)):
        with pytest.raises(Refused) as refusal:
            act()
        assert refusal.value.source == "提醒写给本人，只有本人看得到"
    assert unread_count(PUBLIC) == 0


def test_the_bell_counts_what_is_unread_and_is_not_shown_to_whoever_belongs_to_no_body(signed_in: SignedIn) -> None:
    client = signed_in("jia.clerk")
    assert "提醒，1 条未读" in text(client, "/")
    client.post("/notices/read/")
    assert "提醒，没有未读" in text(client, "/")
    make_account("operator", None)
    assert "lx-bell" not in text(signed_in("operator"), "/")


def test_a_thing_told_under_a_kind_nobody_named_is_shown_as_other(signed_in: SignedIn) -> None:
    Notice.objects.update(kind="unheard_of")
    assert "其他" in text(signed_in("jia.clerk"), "/notices/")


def test_somebody_who_changed_bodies_keeps_what_was_told_to_them() -> None:
    later = Actor(account="jia.clerk", person="示例", body=B)
    assert unread_count(later) == 1
    assert of("jia.clerk").created_at <= timezone.now() + timedelta(seconds=1)
