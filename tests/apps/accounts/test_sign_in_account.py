"""Signing in and out, lock-out, sessions that end, passwords that must be changed."""

from __future__ import annotations

import time
from datetime import timedelta
from statistics import median

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.accounts.services import deactivate_account, reset_password
from lianxi.apps.audit.models import Entry
from tests.apps.accounts.people import PASSWORD, TODAY, A, actor, make_account

pytestmark = pytest.mark.usefixtures("house")


def sign_in(client: Client, username: str = "jia.clerk", password: str = PASSWORD, **extra: str):
    return client.post("/sign-in/", {"username": username, "password": password, **extra})


def test_after_signing_in_one_comes_to_the_page_one_wanted(client: Client) -> None:
    answer = sign_in(client, next="/roles/")
    assert (answer.status_code, answer["Location"]) == (302, "/roles/")
    assert client.get("/roles/").status_code == 200


@pytest.mark.parametrize("foreign", ["https://example.org/", "//example.org", "javascript:alert(1)", "/\\example.org"])
def test_nobody_is_led_to_a_foreign_address(client: Client, foreign: str) -> None:
    assert sign_in(client, next=foreign)["Location"] == "/"


def test_a_name_may_be_typed_in_capitals_and_with_spaces(client: Client) -> None:
    assert sign_in(client, username=" Jia.Clerk ").status_code == 302


def test_the_session_gets_a_new_key_and_the_sign_in_stands_in_the_chain(client: Client) -> None:
    client.get("/sign-in/")
    client.session["before"] = 1
    before = client.session.session_key
    sign_in(client)
    assert client.session.session_key != before
    entry = Entry.objects.get(act="account.sign_in")
    assert (entry.chain_id, entry.account, entry.title) == (A, "jia.clerk", "jia.clerk 登录")


def test_an_unknown_name_and_a_wrong_password_look_the_same(client: Client) -> None:
    wrong, unknown = sign_in(client, password="wrong"), sign_in(client, username="nobody.here", password="wrong")
    assert wrong.status_code == unknown.status_code == 403
    said = [
        answer.content.decode().replace("nobody.here", "X").replace("jia.clerk", "X") for answer in (wrong, unknown)
    ]
    assert _without_token(said[0]) == _without_token(said[1])


def _without_token(page: str) -> str:
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_an_unknown_name_and_a_wrong_password_take_the_same_time(client: Client, settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    settings.AXES_FAILURE_LIMIT = 1000
    Account.objects.filter(username="jia.clerk").update(password=make_password(PASSWORD))

    def taken(username: str) -> float:
        begun = time.process_time()
        sign_in(client, username=username, password="wrong")
        return time.process_time() - begun

    pairs = [(taken("jia.clerk"), taken("nobody.here")) for _ in range(7)]
    known, unknown = (median(times) for times in zip(*pairs, strict=True))
    assert 0.5 < known / unknown < 2


def test_a_failed_attempt_is_recorded_without_what_was_typed_for_a_name(client: Client) -> None:
    sign_in(client, password="wrong")
    sign_in(client, username="my-secret-password", password="wrong")
    known, unknown = Entry.objects.order_by("at")
    assert (known.chain_id, known.title, known.note) == (A, "jia.clerk 登录失败", "连续第 1 次")
    assert (unknown.chain_id, unknown.title) == ("system", "登录失败：账号不存在")
    assert "my-secret-password" not in str(list(Entry.objects.values()))


def test_five_wrong_passwords_lock_the_account_and_only_that(client: Client) -> None:
    answers = [sign_in(client, password="wrong") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 429]
    assert "已锁定 30 分钟" in answers[-1].content.decode()
    assert sign_in(client).status_code == 429
    assert sign_in(client, username="jia.head").status_code == 302


def test_locking_looks_the_same_for_a_name_that_does_not_exist(client: Client) -> None:
    assert [sign_in(client, username="nobody.here").status_code for _ in range(5)][-1] == 429


def test_knocking_at_a_locked_account_neither_prolongs_the_lock_nor_fills_the_chain(client: Client) -> None:
    for _ in range(9):
        sign_in(client, password="wrong")
    assert Entry.objects.filter(title="jia.clerk 登录失败").count() == 5
    assert Entry.objects.filter(note="连续第 5 次，账号已锁定").count() == 1


def test_the_lock_ends_by_itself(client: Client, settings) -> None:
    for _ in range(5):
        sign_in(client, password="wrong")
    settings.AXES_COOLOFF_TIME = timedelta(0)
    assert sign_in(client).status_code == 302


def test_a_right_password_forgets_the_wrong_ones_before(client: Client) -> None:
    for _ in range(4):
        sign_in(client, password="wrong")
    sign_in(client)
    client.post("/sign-out/")
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 403


def test_signing_out_ends_the_session(client: Client) -> None:
    sign_in(client)
    client.post("/sign-out/")
    assert client.get("/roles/").status_code == 403
    assert SignIn.objects.get().end_reason == "signed_out"
    assert Entry.objects.filter(act="account.sign_out", account="jia.clerk").count() == 1


def test_signing_out_needs_a_post(client: Client) -> None:
    sign_in(client)
    assert client.get("/sign-out/").status_code == 405


def test_one_place_too_many_ends_the_oldest_and_says_so(settings) -> None:
    places = [Client() for _ in range(settings.SESSIONS_PER_ACCOUNT + 1)]
    for place in places:
        sign_in(place)
    assert "最早的 1 处已退出" in places[-1].get("/roles/").content.decode()
    assert places[0].get("/roles/").status_code == 403
    assert places[1].get("/roles/").status_code == 200
    assert SignIn.objects.filter(end_reason="elsewhere").count() == 1


def test_the_one_who_was_ended_hears_why() -> None:
    first = Client()
    sign_in(first)
    SignIn.objects.update(ended_at=timezone.now(), end_reason="elsewhere")
    assert "又在别处登录" in first.get("/sign-in/").content.decode()


def test_an_idle_session_ends(client: Client, settings) -> None:
    sign_in(client)
    SignIn.objects.update(seen_at=timezone.now() - timedelta(minutes=settings.SESSION_IDLE_MINUTES))
    assert client.get("/roles/").status_code == 403
    assert SignIn.objects.get().end_reason == "idle"


def test_a_session_ends_after_its_longest_time(client: Client, settings) -> None:
    sign_in(client)
    SignIn.objects.update(started_at=timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE))
    assert client.get("/roles/").status_code == 403
    assert SignIn.objects.get().end_reason == "too_long"


def test_a_post_from_an_ended_session_does_nothing(client: Client) -> None:
    sign_in(client)
    SignIn.objects.update(ended_at=timezone.now(), end_reason="idle")
    answer = client.post("/roles/ask/", {"wanted": f"leader|{A}|", "note": ""})
    assert answer["Location"] == "/sign-in/"
    assert not Account.objects.get(username="jia.clerk").grants.filter(role="leader").exists()


def test_deactivation_ends_the_session_at_once(client: Client) -> None:
    sign_in(client)
    deactivate_account(username="jia.clerk", reason="调离", actor=actor("jia.head"), on=TODAY)
    assert client.get("/roles/").status_code == 403
    assert sign_in(client).status_code == 403


def test_a_session_without_a_sign_in_row_is_nobody(client: Client) -> None:
    sign_in(client)
    SignIn.objects.all().delete()
    assert client.get("/roles/").status_code == 403


def test_a_page_asks_the_session_the_account_and_the_roles_and_writes_nothing(
    client: Client, django_assert_num_queries
) -> None:
    sign_in(client)
    client.get("/permissions/")
    with django_assert_num_queries(5) as asked:  # session · account · demo day · roles · (frame) unread
        client.get("/permissions/")
    assert not [query["sql"] for query in asked if not query["sql"].startswith("SELECT")]


def test_the_last_use_is_written_once_a_minute(client: Client) -> None:
    sign_in(client)
    seen = timezone.now() - timedelta(seconds=59)
    SignIn.objects.update(seen_at=seen)
    client.get("/roles/")
    assert SignIn.objects.get().seen_at == seen
    SignIn.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    client.get("/roles/")
    assert timezone.now() - SignIn.objects.get().seen_at < timedelta(seconds=30)


def test_a_page_that_asks_again_by_itself_keeps_nobody_signed_in(client: Client) -> None:
    sign_in(client)
    seen = timezone.now() - timedelta(minutes=5)
    SignIn.objects.update(seen_at=seen)
    client.get("/roles/", headers={"X-Lianxi-Poll": "1"})
    assert SignIn.objects.get().seen_at == seen


def test_a_temporary_password_lets_one_do_nothing_but_change_it(client: Client) -> None:
    password = reset_password(username="jia.clerk", actor=actor("jia.head"), on=TODAY)
    sign_in(client, password=password)
    assert client.get("/roles/")["Location"] == "/password/"
    assert "临时口令" in client.get("/password/").content.decode()
    changed = {"current": password, "new": "Freshly-made-5", "again": "Freshly-made-5"}
    assert client.post("/password/", changed)["Location"] == "/"
    assert client.get("/roles/").status_code == 200


def test_a_password_too_old_must_be_changed(client: Client, settings) -> None:
    Account.objects.update(password_changed_at=timezone.now() - timedelta(days=settings.PASSWORD_DAYS))
    sign_in(client)
    assert client.get("/roles/")["Location"] == "/password/"
    settings.PASSWORD_DAYS = 0
    assert client.get("/roles/").status_code == 200


def test_changing_the_password_keeps_this_session_and_ends_the_others() -> None:
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    here.post("/password/", {"current": PASSWORD, "new": "Freshly-made-5", "again": "Freshly-made-5"})
    assert here.get("/roles/").status_code == 200
    assert there.get("/roles/").status_code == 403


def test_expired_sessions_are_swept_when_somebody_signs_in(client: Client) -> None:
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - timedelta(days=1))
    sign_in(client)
    assert not Session.objects.filter(session_key="old").exists()


def test_an_account_without_a_usable_password_cannot_sign_in(client: Client) -> None:
    Account.objects.filter(username="jia.clerk").update(password=make_password(None))
    assert sign_in(client, password="").status_code == 200
    assert sign_in(client, password="!").status_code == 403


@pytest.mark.parametrize("name", ["x" * 33, "jia\0clerk", ""])
def test_a_name_that_cannot_be_one_is_turned_away_by_the_form(client: Client, name: str) -> None:
    assert sign_in(client, username=name).status_code == 200
    assert not Entry.objects.exists()


def test_the_answer_is_not_kept_by_browsers(client: Client) -> None:
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]


def test_the_only_role_counts_from_the_next_click_on(client: Client) -> None:
    make_account("jia.new", A)
    sign_in(client, username="jia.new")
    assert client.get("/accounts/").status_code == 403
    Account.objects.get(username="jia.new").grants.create(
        role="clerk", body_id=A, requested_by=Account.objects.get(username="jia.new"), requested_on=TODAY,
        state="confirmed", decided_on=TODAY, start=TODAY,
    )  # fmt: skip
    assert client.get("/accounts/").status_code == 200
