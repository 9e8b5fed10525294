"""Signing in and out 登录与退出. Failed attempts are counted by axes and recorded in the audit."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.guards import lock_account
from lianxi.apps.accounts.middleware import SIGN_IN
from lianxi.apps.accounts.models import Account, EndReason, SignIn
from lianxi.apps.accounts.selectors import actor_of
from lianxi.apps.audit.services import record
from lianxi.kernel.access import PUBLIC, Actor, require
from lianxi.kernel.errors import Refused


def sign_in_account(*, request: HttpRequest, username: str, password: str, on: date) -> int:
    """Open a session, or refuse without telling whether the name or the password was wrong.

    Answers how many older sign-ins of the account had to end, so that the
    person can be told. The session key is new after signing in.
    """
    require(request.actor, acts.SIGN_IN_ACCOUNT)
    username = username.strip().lower()
    account = authenticate(request, username=username, password=password)
    if account is None:
        _record_failure(request, username, on)
        raise Refused("wrong_credentials", "账号或口令不对。", remedy=_REMEDY, source="")
    login(request, account)
    return _open(request, account, timezone.now(), on)


_REMEDY = "请核对后重试；忘记口令的，请本机构办公室主任重置。"


@transaction.atomic
def _open(request: HttpRequest, account: Account, now: datetime, on: date) -> int:
    """Write the sign-in, end those beyond the allowed number, forget sessions long expired."""
    lock_account(account.username)
    sign_in = SignIn.objects.create(account=account, started_at=now, seen_at=now)
    request.session[SIGN_IN] = sign_in.pk
    ended = _end_surplus(account, now)
    Session.objects.filter(expire_date__lt=now).delete()
    note = f"最早的 {ended} 处登录已退出" if ended else ""
    record(
        act=acts.SIGN_IN_ACCOUNT,
        actor=actor_of(account, on=on),
        target=account.permalink,
        title=f"{account.username} 登录",
        on=on,
        body=account.body_id or "",
        note=note,
    )
    return ended


def _end_surplus(account: Account, now: datetime) -> int:
    """Close sign-ins left idle, then the oldest beyond the number allowed at the same time."""
    still_open = SignIn.objects.filter(account=account, ended_at=None)
    idle = now - timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    still_open.filter(seen_at__lt=idle).update(ended_at=now, end_reason=EndReason.IDLE)
    surplus = list(
        still_open.order_by("-started_at", "-pk").values_list("pk", flat=True)[settings.SESSIONS_PER_ACCOUNT :]
    )
    return SignIn.objects.filter(pk__in=surplus).update(ended_at=now, end_reason=EndReason.ELSEWHERE)


@transaction.atomic
def _record_failure(request: HttpRequest, username: str, on: date) -> None:
    """Record a failed attempt once; further tries while the account is locked are only counted.

    An unknown name is not written down: it is often a password typed into the
    wrong field.
    """
    counted = getattr(request, "axes_failures_since_start", None)
    if counted is None:
        return
    account = Account.objects.filter(username=username).first()
    title = f"{account.username} 登录失败" if account else "登录失败：账号不存在"
    note = f"连续第 {counted} 次" + ("，账号已锁定" if request.axes_locked_out else "")
    record(
        act=acts.SIGN_IN_ACCOUNT,
        actor=PUBLIC,
        target=account.permalink if account else "/sign-in/",
        title=title,
        on=on,
        body=(account.body_id or "") if account else "",
        note=note,
    )


def sign_out_account(*, request: HttpRequest, on: date) -> None:
    """End this session."""
    actor: Actor = request.actor
    require(actor, acts.SIGN_OUT_ACCOUNT)
    account: Account = request.account
    with transaction.atomic():
        SignIn.objects.filter(pk=request.sign_in.pk, ended_at=None).update(
            ended_at=timezone.now(), end_reason=EndReason.SIGNED_OUT
        )
        title = f"{account.username} 退出登录"
        record(act=acts.SIGN_OUT_ACCOUNT, actor=actor, target=account.permalink, title=title, on=on, body=actor.body)
    logout(request)


def end_sign_ins(account: Account, reason: EndReason, *, keep: SignIn | None = None) -> int:
    """End every sign-in of an account but `keep`; each says why at its next click."""
    still_open = SignIn.objects.filter(account=account, ended_at=None)
    if keep is not None:
        still_open = still_open.exclude(pk=keep.pk)
    return still_open.update(ended_at=timezone.now(), end_reason=reason)
