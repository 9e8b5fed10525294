"""The audit on screen: only one's own, filtered, exported on record, and honest about itself."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.audit.models import Entry
from lianxi.kernel.access import Role
from tests.apps.accounts.people import A, B, make_account, make_bodies

pytestmark = pytest.mark.django_db


@pytest.fixture
def signed_in() -> Callable[[str], Client]:
    """A browser in which that account has signed in."""
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    make_account("yi.deputy", B, Role.DEPUTY)
    make_account("operator", None)

    def sign_in(username: str) -> Client:
        now = timezone.now()
        client = Client()
        session = client.session
        account = Account.objects.get(username=username)
        session[SIGN_IN] = SignIn.objects.create(account=account, started_at=now, seen_at=now).pk
        session.save()
        return client

    return sign_in


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_ones_own_chain_and_no_other(signed_in, note):
    note(1, body=A, title="甲的事")
    note(1, body=B, title="乙的事")
    note(1, body="", title="机器的事")
    page = text(signed_in("jia.clerk").get("/audit/"))
    assert "甲的事" in page
    assert "乙的事" not in page
    assert "机器的事" not in page
    assert "机器的事" in text(signed_in("operator").get("/audit/"))


def test_without_a_role_that_reads_the_page_says_who_may(signed_in, note):
    note(1, body=B)
    response = signed_in("yi.deputy").get("/audit/")
    assert response.status_code == 403
    assert "办公室主任" in response.content.decode()
    assert "请先登录" in Client().get("/audit/").content.decode()


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("act=示例", [4, 3, 2, 1]),
        ("act=demo.note", [4, 3, 2, 1]),
        ("act=别的", []),
        ("account=demo.clerk", [4, 3, 2, 1]),
        ("account=别人", []),
        ("on_from=2026-03-02", [4, 3, 1]),
        ("on_to=2026-03-01", [2]),
        ("on_from=2026-02-01&on_to=2026-02-28", [2]),
        ("q=河道 通报", [3]),
        ("q=三(二)", [4]),
        ("backdated=on", [2]),
        (f"chain={A}", [4, 3, 2, 1]),
    ],
)
def test_the_list_is_filtered(signed_in, note, query, numbers):
    note(1, body=A)
    note(1, body=A, on=date(2026, 2, 3), backdated=True)
    note(1, body=A, title="河道巡查情况通报")
    note(1, body=A, clause="三(二)")
    response = signed_in("jia.clerk").get(f"/audit/?{query}")
    assert [row.number for row in response.context["listing"].page] == numbers


@pytest.mark.parametrize("query", [f"chain={B}", "chain=system", "on_from=yesterday"])
def test_a_filter_that_makes_no_sense_here_shows_nothing(signed_in, note, query):
    note(1, body=A, title="甲的事")
    note(1, body=B, title="乙的事")
    page = text(signed_in("jia.clerk").get(f"/audit/?{query}"))
    assert "乙的事" not in page
    assert "甲的事" not in page


def test_an_export_holds_what_is_shown_and_is_recorded(signed_in, note):
    note(2, body=A, title="=SUM(1)")
    note(1, body=B, title="乙的事")
    client = signed_in("jia.clerk")
    content = client.get("/audit/?format=csv&act=示例").content.decode("utf-8-sig")
    assert content.count("示例行为") == 2
    assert "'=SUM(1)" in content
    assert "乙的事" not in content
    sheet = load_workbook(BytesIO(client.get("/audit/?format=xlsx").content)).active
    assert "审计" in str(sheet["A1"].value)
    exported = Entry.objects.filter(act="audit.export").order_by("number")
    assert [(entry.chain_id, entry.account, entry.after) for entry in exported] == [
        (A, "jia.clerk", {"query": "format=csv&act=%E7%A4%BA%E4%BE%8B"}),
        (A, "jia.clerk", {"query": "format=xlsx"}),
    ]


def test_an_act_done_later_is_marked(signed_in, note):
    note(1, body=A, on=date(2026, 2, 3), backdated=True)
    client = signed_in("jia.clerk")
    assert '<span class="lx-badge t-gold">补录</span>' in text(client.get("/audit/"))
    assert '<span class="lx-badge t-gold">补录</span>' in text(client.get(f"/audit/{A}/1/"))


def test_an_entry_shows_before_after_clause_and_neighbours(signed_in, note):
    note(1, body=A)
    note(1, body=A, before={"state": "待确认", "same": "x"}, after={"state": "已确认", "same": "x"}, clause="三(二)")
    note(1, body=A)
    page = text(signed_in("jia.clerk").get(f"/audit/{A}/2/"))
    assert "<del>待确认</del>" in page
    assert "<ins>已确认</ins>" in page
    assert "<ins>x</ins>" not in page
    assert "三(二)" in page
    assert f'href="/audit/{A}/1/"' in page
    assert f'href="/audit/{A}/3/"' in page
    assert page.count("相符") == 3
    assert Entry.objects.get(number=2).hash in page


@pytest.mark.parametrize(
    "address", [f"/audit/{B}/1/", "/audit/system/1/", f"/audit/{A}/99/", "/audit/none/1/", f"/audit/{A}/{10**30}/"]
)
def test_an_entry_one_may_not_read_looks_like_one_that_is_not_there(signed_in, note, address):
    for key in (A, B, ""):
        note(1, body=key)
    response = signed_in("jia.clerk").get(address)
    assert response.status_code == 404


@pytest.mark.parametrize("target", ["//elsewhere.example/", "/\\elsewhere.example/", "javascript:alert(1)"])
def test_a_target_outside_the_house_is_no_link(signed_in, note, target):
    note(1, body=A, target=target)
    assert 'href="' + target not in text(signed_in("jia.clerk").get(f"/audit/{A}/1/"))


@pytest.mark.django_db(transaction=True)
def test_a_heads_file_left_behind_is_told_on_the_page(signed_in, note, settings, journal, tmp_path):
    note(2, body=A)
    client = signed_in("jia.clerk")
    assert "链头文件写入失败" not in text(client.get("/audit/"))
    settings.AUDIT_HEADS_FILE = tmp_path / "no such folder" / "heads.jsonl"
    note(1, body=A)
    settings.AUDIT_HEADS_FILE = journal
    assert "链头文件写入失败" in text(client.get("/audit/"))
    assert "只到第 2 条" in text(client.get("/audit/"))
    note(1, body=A)
    assert "链头文件写入失败" not in text(client.get("/audit/"))
    journal.unlink()
    assert "里没有这条链" in text(client.get("/audit/"))


@pytest.mark.django_db(transaction=True)
def test_an_altered_entry_is_shown_as_altered(signed_in, note, attack):
    note(3, body=A)
    attack("UPDATE audit_entry SET title = '另一件' WHERE number = 2")
    page = text(signed_in("jia.clerk").get(f"/audit/{A}/2/"))
    assert page.count("不符") == 1
    assert page.count("相符") == 2
