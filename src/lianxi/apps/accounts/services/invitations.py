"""One-time codes 一次性激活码: how a body comes to its first office head without anybody above it.

The operator issues a code and hands it over; whoever uses it becomes office
head. Issue and use stand in the body's own audit chain. While a body has an
office head, a code can only be issued as a recovery that starts after some
days, so that the sitting office head can withdraw it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lianxi.apps.accounts import acts, guards
from lianxi.apps.accounts.models import OPEN, Account, GrantState, Invitation, RoleGrant
from lianxi.apps.accounts.services.accounts import by, new_account, save_new
from lianxi.apps.accounts.services.passwords import check_new_password
from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.kernel.access import Act, Actor, Role, require
from lianxi.kernel.errors import Refused

VALID_DAYS = 7
RECOVERY_WAITS = 3
_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 20


@transaction.atomic
def invite_office_head(*, body: str, actor: Actor, on: date, recover: bool = False) -> str:
    """Issue a code for a body, valid once and for some days; the answer is the only time it can be read."""
    require(actor, acts.INVITE_OFFICE_HEAD)
    invited = guards.lock_body(body)
    has_head = guards.office_heads(body).exists()
    if has_head and not recover:
        raise Refused(
            "has_office_head",
            f"{invited}已有办公室主任，角色由其确认，不能再签发激活码。",
            remedy=f"现任确实无法登录的，可签发恢复用的激活码：{RECOVERY_WAITS} 天后才能使用，其间现任可以作废。",
            source=guards.EQUALS,
        )
    _open_of(body).update(withdrawn_on=on, withdrawn_by=by(actor))
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    starts = on + timedelta(days=RECOVERY_WAITS if has_head else 0)
    expires = starts + timedelta(days=VALID_DAYS)
    Invitation.objects.create(
        body=invited, code_hash=_hash(code), issued_by=by(actor), issued_on=on, usable_from=starts, expires_on=expires
    )
    title = f"签发{'恢复用的' if has_head else ''}一次性激活码，{starts:%Y-%m-%d} 至 {expires:%Y-%m-%d} 有效"
    _record(invited, title, acts.INVITE_OFFICE_HEAD, actor, on)
    return "-".join(code[i : i + 5] for i in range(0, _LENGTH, 5))


@transaction.atomic
def withdraw_invitation(*, body: str, actor: Actor, on: date) -> None:
    """The sitting office head withdraws a code issued for the body."""
    require(actor, acts.WITHDRAW_INVITATION, body=body)
    locked = guards.lock_body(body)
    if not _open_of(body).update(withdrawn_on=on, withdrawn_by=by(actor)):
        raise Refused("no_open_code", "本机构没有待用的激活码。", remedy="不必作废。")
    _record(locked, "作废一次性激活码", acts.WITHDRAW_INVITATION, actor, on)


def redeem_invitation(
    *, code: str, actor: Actor, on: date, username: str = "", person_name: str = "", password: str = ""
) -> Account:
    """Become office head by a code: with one's own account when signed in, else with a new one."""
    require(actor, acts.REDEEM_INVITATION)
    if actor.signed_in:
        return _redeem(code, None, actor, on)
    _usable(Invitation.objects.filter(code_hash=_hash(code)).select_related("body").first(), on)
    account = new_account(username, person_name, "", Actor(account="一次性激活码"), on, temporary=False)
    check_new_password(password, account)
    account.password = make_password(password)
    return _redeem(code, account, actor, on)


@transaction.atomic
def _redeem(code: str, fresh: Account | None, actor: Actor, on: date) -> Account:
    """Use the code up; of two who try at once, one finds it used."""
    codes = Invitation.objects.filter(code_hash=_hash(code))
    body = guards.lock_body(_usable(codes.first(), on).body_id)
    invitation = _usable(codes.select_for_update(no_key=True).first(), on)
    if invitation.usable_from == invitation.issued_on and guards.office_heads(body.pk).exists():
        raise Refused("has_office_head", f"{body}已有办公室主任。", remedy="请由其确认您的角色。", source=guards.EQUALS)
    account = guards.lock_account(actor.account) if fresh is None else fresh
    if fresh is not None:
        fresh.body = body
        save_new(fresh)
    guards.may_hold(account, Role.OFFICE_HEAD, body, "", on=on)
    _grant(account, body, invitation, on)
    invitation.redeemed_by, invitation.redeemed_on = account, on
    invitation.save(update_fields=["redeemed_by", "redeemed_on"])
    acted = actor if fresh is None else Actor(account=account.username, person=account.person_name, body=body.pk)
    title = f"{account.username} 凭一次性激活码成为办公室主任"
    _record(body, title, acts.REDEEM_INVITATION, acted, on, target=account.permalink)
    return account


def _grant(account: Account, body: Body, invitation: Invitation, on: date) -> None:
    """The role of office head, decided by the code; a pending request for it is thereby met."""
    grant = RoleGrant.objects.filter(account=account, role=Role.OFFICE_HEAD, body=body, state__in=OPEN).first()
    if grant is not None and grant.state == GrantState.CONFIRMED:
        raise Refused("already_open", "您已是本机构的办公室主任。", remedy="不必使用激活码。")
    grant = grant or RoleGrant(account=account, role=Role.OFFICE_HEAD, body=body, requested_by=account, requested_on=on)
    grant.state, grant.start, grant.decided_on, grant.decided_at = GrantState.CONFIRMED, on, on, timezone.now()
    grant.reason = f"凭一次性激活码（{invitation.issued_by} 于 {invitation.issued_on:%Y-%m-%d} 签发）"
    grant.save()


def _usable(invitation: Invitation | None, on: date) -> Invitation:
    """The code if it can be used today; a wrong one tells nothing."""
    again = "请运维重新签发。"
    if invitation is None:
        raise Refused("wrong_code", "激活码不对。", remedy="请核对后重新输入，不分大小写，横线可省。")
    if invitation.redeemed_on:
        raise Refused("code_used", f"激活码已于{invitation.redeemed_on:%Y-%m-%d}用过，每个只能用一次。", remedy=again)
    if invitation.withdrawn_on:
        raise Refused("code_withdrawn", f"激活码已于{invitation.withdrawn_on:%Y-%m-%d}作废。", remedy=again)
    if on > invitation.expires_on:
        raise Refused("code_expired", f"激活码已于{invitation.expires_on:%Y-%m-%d}到期。", remedy=again)
    if on < invitation.usable_from:
        reason = f"恢复用的激活码自{invitation.usable_from:%Y-%m-%d}起才能使用，其间现任办公室主任可以作废。"
        raise Refused("code_too_early", reason, remedy="请到时再来。", source=guards.EQUALS)
    return invitation


def _open_of(body: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(body=body, redeemed_on=None, withdrawn_on=None)


def _hash(code: str) -> str:
    """A code has a hundred random bits, so a plain digest keeps it."""
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


def _record(body: Body, title: str, act: Act, actor: Actor, on: date, *, target: str = "") -> None:
    record(act=act, actor=actor, target=target or f"/bodies/{body.pk}/", title=title, on=on, body=body.pk)
