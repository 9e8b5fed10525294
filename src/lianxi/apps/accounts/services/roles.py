"""Asking for a role 申请, its confirmation 确认 by the body's own office head, and its end 终止."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from lianxi.apps.accounts import acts, guards
from lianxi.apps.accounts.models import GrantState, RoleGrant
from lianxi.apps.accounts.selectors import account_of
from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Circle
from lianxi.kernel.access import Act, Actor, Role, require
from lianxi.kernel.errors import Refused


@transaction.atomic
def request_role(*, role: Role, body: str, actor: Actor, on: date, circle: str = "", note: str = "") -> RoleGrant:
    """Ask for a role for oneself; it counts only when the body's office head has confirmed it."""
    require(actor, acts.REQUEST_ROLE)
    wanted, account = guards.lock_body(body), guards.lock_account(actor.account)
    guards.may_hold(account, role, wanted, circle, on=on)
    guards.no_open_grant(account, role, wanted, circle)
    grant = RoleGrant.objects.create(
        account=account,
        role=role,
        body=wanted,
        circle=Circle.objects.filter(pk=circle).first(),
        requested_by=account,
        requested_on=on,
        note=note.strip(),
    )
    _record(grant, f"{account.username} 申请角色：{grant.role_label}", acts.REQUEST_ROLE, actor, on, note=note)
    return grant


@transaction.atomic
def confirm_role(*, grant: int, actor: Actor, on: date) -> RoleGrant:
    """Confirm a request of one's own body; of two who confirm at once, one is told that it is done."""
    asked = guards.lock_grant(grant)
    require(actor, acts.CONFIRM_ROLE, body=asked.body_id)
    guards.still_requested(asked)
    guards.another_decides(actor, asked)
    guards.account_is_active(asked.account)
    guards.may_hold(asked.account, Role(asked.role), asked.body, asked.circle_id or "", on=on)
    _decide(asked, GrantState.CONFIRMED, actor, on)
    asked.start = on
    asked.save()
    _record(
        asked, f"确认 {asked.account.username} 的角色：{asked.role_label}", acts.CONFIRM_ROLE, actor, on,
        before={"state": GrantState.REQUESTED}, after={"state": GrantState.CONFIRMED, "start": on},
    )  # fmt: skip
    return asked


@transaction.atomic
def refuse_role(*, grant: int, reason: str, actor: Actor, on: date) -> RoleGrant:
    """Decline a request of one's own body, with the reason the person will read."""
    asked = guards.lock_grant(grant)
    require(actor, acts.REFUSE_ROLE, body=asked.body_id)
    guards.still_requested(asked)
    guards.another_decides(actor, asked)
    _decide(asked, GrantState.REFUSED, actor, on)
    asked.reason = _reason(reason)
    asked.save()
    _record(
        asked, f"不予确认 {asked.account.username} 的角色：{asked.role_label}", acts.REFUSE_ROLE, actor, on,
        before={"state": GrantState.REQUESTED}, after={"state": GrantState.REFUSED}, note=reason,
    )  # fmt: skip
    return asked


@transaction.atomic
def end_role(*, grant: int, reason: str, actor: Actor, on: date) -> RoleGrant:
    """End a role in one's own body from this day on."""
    held = guards.lock_grant(grant)
    require(actor, acts.END_ROLE, body=held.body_id)
    if held.state != GrantState.CONFIRMED:
        raise Refused("not_in_force", f"{held.role_label}现为“{held.get_state_display()}”，无从终止。")
    if held.role == Role.OFFICE_HEAD:
        guards.leaves_an_office_head(held.account, held.body_id, acts.END_ROLE)
    held.state, held.end, held.end_reason = GrantState.ENDED, on, _reason(reason)
    held.ended_by = account_of(actor.account)
    held.save()
    _record(
        held, f"终止 {held.account.username} 的角色：{held.role_label}", acts.END_ROLE, actor, on, note=reason,
        before={"state": GrantState.CONFIRMED}, after={"state": GrantState.ENDED, "end": on},
    )  # fmt: skip
    return held


def _decide(grant: RoleGrant, state: GrantState, actor: Actor, on: date) -> None:
    grant.state, grant.decided_by = state, account_of(actor.account)
    grant.decided_at, grant.decided_on = timezone.now(), on


def _reason(text: str) -> str:
    if not text.strip():
        raise Refused("reason_needed", "没有写明理由。", remedy="请写明理由，本人看得到。")
    return text.strip()


def _record(
    grant: RoleGrant,
    title: str,
    act: Act,
    actor: Actor,
    on: date,
    *,
    note: str = "",
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
) -> None:
    record(
        act=act, actor=actor, target=grant.account.permalink, title=title, on=on, body=grant.body_id,
        before=before, after=after, note=note,
    )  # fmt: skip
