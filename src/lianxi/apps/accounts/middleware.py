"""Makes `request.actor` out of the session, and ends sessions whose time is over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from lianxi.apps.accounts.models import Account, EndReason, SignIn
from lianxi.apps.accounts.selectors import actor_of
from lianxi.kernel.access import PUBLIC
from lianxi.web.day import day_of, demo_day

SIGN_IN = "sign_in"
SEEN_EVERY = timedelta(minutes=1)
POLL = "X-Lianxi-Poll"  # sent by pages that ask again by themselves: nobody sits at them for that


class ActorMiddleware:
    """Who acts in this request: two queries when signed in, none for the public."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set `request.actor` and `request.account`, or send the person to where a password can be given."""
        request.actor, request.account, request.sign_in = PUBLIC, None, None
        number = request.session.get(SIGN_IN)
        if number is None:
            return self.get_response(request)
        now = timezone.now()
        sign_in = SignIn.objects.select_related("account__body").filter(pk=number).first()
        ended = why_ended(sign_in, now)
        if sign_in is None or ended:
            return self._turn_away(request, sign_in, ended, now)
        if POLL not in request.headers and now - sign_in.seen_at >= _seen_every():
            SignIn.objects.filter(pk=number).update(seen_at=now)
        request.sign_in, request.account, request.user = sign_in, sign_in.account, sign_in.account
        request.demo_day = demo_day()
        request.actor = actor_of(sign_in.account, on=request.demo_day or day_of(now))
        if must_change(sign_in.account, now) and request.path not in (
            reverse("accounts:password"),
            reverse("accounts:sign_out"),
        ):
            return redirect("accounts:password")
        response = self.get_response(request)
        patch_cache_control(response, private=True, no_store=True)  # the next person at this machine must not go back
        return response

    def _turn_away(self, request: HttpRequest, sign_in: SignIn | None, reason: str, now: datetime) -> HttpResponse:
        """Forget the session, say why, and go on as the public."""
        if sign_in is not None and sign_in.ended_at is None:
            SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(ended_at=now, end_reason=reason)
        request.session.flush()
        if reason and reason != EndReason.SIGNED_OUT:
            messages.warning(request, EndReason(reason).label)
        return self.get_response(request) if request.method == "GET" else redirect("accounts:sign_in")


def _seen_every() -> timedelta:
    """How often a sign-in is noted as in use: once a minute, more often where idling is measured in seconds."""
    return min(SEEN_EVERY, timedelta(minutes=settings.SESSION_IDLE_MINUTES) / 2)


def why_ended(sign_in: SignIn | None, now: datetime) -> str:
    """Reason for which a sign-in is over, "" while it lasts."""
    if sign_in is None:
        return ""
    if sign_in.ended_at is not None:
        return sign_in.end_reason
    if not sign_in.account.is_active:
        return EndReason.DEACTIVATED
    if now - sign_in.started_at >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return EndReason.TOO_LONG
    if now - sign_in.seen_at >= timedelta(minutes=settings.SESSION_IDLE_MINUTES):
        return EndReason.IDLE
    return ""


def must_change(account: Account, now: datetime) -> bool:
    """Whether the account may do nothing before its password is changed: it is temporary, or too old."""
    if account.must_change_password or account.password_changed_at is None:
        return True
    days = settings.PASSWORD_DAYS
    return bool(days) and now - account.password_changed_at >= timedelta(days=days)
