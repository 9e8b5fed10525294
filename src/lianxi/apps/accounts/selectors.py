"""Questions about accounts and roles. Every answer about roles is for a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum

from lianxi.apps.accounts.models import Account, GrantState, RoleGrant
from lianxi.apps.bodies.models import CircleMember, spans
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused


def grants_in_force(on: date) -> QuerySet[RoleGrant]:
    """Roles that count on a day; one in a circle only while its body is a member of the circle."""
    membership = CircleMember.objects.filter(spans(on), circle=OuterRef("circle"), body=OuterRef("body"))
    return RoleGrant.objects.filter(
        Q(circle__isnull=True) | Exists(membership),
        Q(end__isnull=True) | Q(end__gt=on),
        state__in=(GrantState.CONFIRMED, GrantState.ENDED),
        start__lte=on,
    )


def actor_of(account: Account, *, on: date) -> Actor:
    """The account as a plain value with the roles of the day."""
    rows = grants_in_force(on).filter(account=account).values_list("role", "body_id", "circle_id")
    roles = frozenset(RoleHeld(Role(role), body, circle or "") for role, body, circle in rows)
    return Actor(
        account=account.username,
        person=account.person_name,
        body=account.body_id or "",
        roles=roles,
        operator=account.is_operator,
    )


def actor_for(username: str, *, on: date) -> Actor:
    """Actor of an account by name, or `Refused` when it is unknown or no longer active."""
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise Refused(
            "no_such_account", f"没有可用的账号“{username}”。", remedy="请核对账号；停用的账号由本机构办公室主任恢复。"
        )
    return actor_of(account, on=on)


def account_of(username: str) -> Account:
    """The account of that name, or `Refused`."""
    account = Account.objects.select_related("body").filter(username=username).first()
    if account is None:
        raise Refused("no_such_account", f"没有账号“{username}”。", remedy="请从账号列表进入。")
    return account


def locked_usernames(*, now: datetime) -> dict[str, datetime]:
    """Accounts locked after repeated failures, and until when."""
    cool_off = timedelta(minutes=round(settings.AXES_COOLOFF_TIME * 60))
    rows = AccessAttempt.objects.filter(attempt_time__gt=now - cool_off).values("username")
    rows = rows.annotate(failures=Sum("failures_since_start"), last=Max("attempt_time"))
    return {
        row["username"]: row["last"] + cool_off
        for row in rows
        if row["failures"] >= settings.AXES_FAILURE_LIMIT and row["username"]
    }


def is_locked(username: str, *, now: datetime) -> bool:
    """Whether an account is locked at a moment."""
    return username in locked_usernames(now=now)
