"""Questions about accounts and roles. Every answer about roles is for a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Sum

from lianxi.apps.accounts.acts import SURVEY_ACCOUNTS, VIEW_ACCOUNTS
from lianxi.apps.accounts.models import Account, GrantState, Invitation, RoleGrant
from lianxi.apps.bodies.models import Body, CircleMember, spans
from lianxi.kernel.access import Act, Actor, Role, RoleHeld, require
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


def bodies_where(actor: Actor, act: Act) -> list[str]:
    """Codes of the bodies in which an actor may do an act."""
    return sorted({held.body for held in actor.roles if not held.circle and held.role in act.roles})


def bodies_seen_by(actor: Actor) -> list[str]:
    """Bodies whose accounts an actor may see with their roles."""
    return bodies_where(actor, VIEW_ACCOUNTS)


def require_sight_of_accounts(actor: Actor) -> None:
    """Let pass who sees the accounts of a body, and the operator, who sees all without their roles."""
    if actor.operator:
        require(actor, SURVEY_ACCOUNTS)
    else:
        require(actor, VIEW_ACCOUNTS, body=next(iter(bodies_seen_by(actor)), actor.body))


def accounts_seen_by(actor: Actor) -> QuerySet[Account]:
    """Accounts of the actor's own bodies; all of them for an operator, who sees no roles."""
    rows = Account.objects.select_related("body")
    if actor.operator:
        return rows.order_by("-is_operator", "body", "username")
    return rows.filter(body__in=bodies_seen_by(actor)).order_by("body", "username")


def accounts_of_body(body: str, *, on: date) -> QuerySet[Account]:
    """Accounts in use that belong to a body, or hold a role in it on a day."""
    held = grants_in_force(on).filter(body=body, circle__isnull=True).values("account")
    return Account.objects.filter(Q(body=body) | Q(pk__in=held), is_active=True).order_by("username")


def role_labels(bodies: list[str], *, on: date) -> dict[int, list[str]]:
    """Roles in force of the accounts of some bodies, by account."""
    labels: dict[int, list[str]] = {}
    for grant in grants_in_force(on).filter(account__body__in=bodies).select_related("circle", "body", "account"):
        abroad = f"（{grant.body.short_name}）" if grant.body_id != grant.account.body_id else ""
        labels.setdefault(grant.account_id, []).append(grant.role_label + abroad)
    return labels


def grants_of(account: Account) -> QuerySet[RoleGrant]:
    """Every role an account has or had, the newest first."""
    return _with_names(RoleGrant.objects.filter(account=account))


def requests_in(bodies: list[str]) -> QuerySet[RoleGrant]:
    """Requests waiting for a decision, the oldest first."""
    return _with_names(RoleGrant.objects.filter(body__in=bodies, state=GrantState.REQUESTED)).order_by("requested_at")


def confirmed_in(bodies: list[str]) -> QuerySet[RoleGrant]:
    """Roles confirmed and not ended, by person."""
    confirmed = RoleGrant.objects.filter(body__in=bodies, state=GrantState.CONFIRMED)
    return _with_names(confirmed).order_by("account__username", "role")


def decided_in(bodies: list[str]) -> QuerySet[RoleGrant]:
    """What was decided about roles, the newest first."""
    decided = RoleGrant.objects.filter(body__in=bodies).exclude(state=GrantState.REQUESTED)
    return _with_names(decided).order_by("-decided_at", "-pk")


def _with_names(grants: QuerySet[RoleGrant]) -> QuerySet[RoleGrant]:
    return grants.select_related("account__body", "body", "circle", "requested_by", "decided_by", "ended_by")


def open_invitations(bodies: list[str] | None = None) -> QuerySet[Invitation]:
    """Codes neither used nor withdrawn, of some bodies or of all."""
    rows = Invitation.objects.filter(redeemed_on=None, withdrawn_on=None).select_related("body")
    return rows if bodies is None else rows.filter(body__in=bodies)


def bodies_with_heads(*, on: date) -> dict[str, list[Body]]:
    """Bodies, each with the number of its active office heads as `heads`: members of a circle first, then others."""
    head = Q(grants__role=Role.OFFICE_HEAD, grants__state=GrantState.CONFIRMED, grants__account__is_active=True)
    in_circles = CircleMember.objects.filter(spans(on), body=OuterRef("pk"))
    rows = Body.objects.filter(spans(on, "valid_from", "valid_to")).order_by("code")
    rows = rows.annotate(heads=Count("grants", filter=head), member=Exists(in_circles))
    return {"members": [body for body in rows if body.member], "others": [body for body in rows if not body.member]}


def office_head_of(body: str, *, on: date) -> Actor:
    """The longest serving office head of a body."""
    heads = grants_in_force(on).filter(body=body, role=Role.OFFICE_HEAD, account__is_active=True)
    first = heads.select_related("account").order_by("pk").first()
    if first is None:
        raise Refused("no_office_head", f"机构 {body} 还没有办公室主任。", remedy="请先签发一次性激活码。")
    return actor_of(first.account, on=on)
