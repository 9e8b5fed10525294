"""Making accounts, and looking after those of one's own body."""

from __future__ import annotations

from datetime import date
from typing import Any

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.guards import leaves_an_office_head, lock_body, lock_own, may_belong_to, not_oneself
from lianxi.apps.accounts.models import TAKEN, Account, EndReason
from lianxi.apps.accounts.passwords import temporary_password
from lianxi.apps.accounts.services.sign_ins import end_sign_ins
from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Person
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused


def by(actor: Actor) -> str:
    """Who acted, as text that stays when accounts go: the account, or the user of the machine."""
    return actor.account or f"本机用户 {actor.system_user}"


def create_account(
    *, username: str, person_name: str, body: str, actor: Actor, on: date, person: Person | None = None
) -> tuple[Account, str]:
    """Make an account without any role; the temporary password is told once and must be changed at once."""
    require(actor, acts.CREATE_ACCOUNT)
    password = temporary_password()
    account = new_account(username, person_name, make_password(password), actor, on, temporary=True)
    return _save_of_body(account, body, person, actor, on), password


@transaction.atomic
def _save_of_body(account: Account, body: str, person: Person | None, actor: Actor, on: date) -> Account:
    account.body, account.person = lock_body(body), person
    if person is not None:
        may_belong_to(account, person)
    save_new(account)
    title = f"建立账号 {account.username}"
    after = {"username": account.username, "person_name": account.person_name, "body": body}
    record(act=acts.CREATE_ACCOUNT, actor=actor, target=account.permalink, title=title, on=on, body=body, after=after)
    return account


def new_account(username: str, person_name: str, hashed: str, actor: Actor, on: date, *, temporary: bool) -> Account:
    """An account not yet saved, its password already hashed."""
    return Account(
        username=username.strip().lower(),
        person_name=person_name.strip(),
        password=hashed,
        must_change_password=temporary,
        password_changed_at=timezone.now(),
        created_on=on,
        created_by=by(actor),
    )


def save_new(account: Account) -> None:
    """Save a new account, or refuse with all that is wrong in it."""
    try:
        account.full_clean(exclude=["password"])
    except ValidationError as error:
        raise Refused("bad_account", "账号信息不合要求。", remedy=_say(error)) from None
    try:
        with transaction.atomic():
            account.save()
    except IntegrityError:
        raise Refused("bad_account", "账号信息不合要求。", remedy=TAKEN["unique"]) from None


def _say(error: ValidationError) -> str:
    """What is wrong, field by field."""
    said = [
        f"{Account._meta.get_field(name).verbose_name}：{'；'.join(messages)}"
        if name != NON_FIELD_ERRORS
        else "；".join(messages)
        for name, messages in error.message_dict.items()
    ]
    return " ".join(said)


@transaction.atomic
def deactivate_account(*, username: str, reason: str, actor: Actor, on: date) -> Account:
    """Take an account of one's own body out of use; its sign-ins end, its roles rest."""
    account = lock_own(username, acts.DEACTIVATE_ACCOUNT, actor)
    not_oneself(actor, acts.DEACTIVATE_ACCOUNT, account, "请本机构另一位办公室主任办理。")
    if not reason.strip():
        raise Refused("reason_needed", "没有写明停用的理由。", remedy="请写明理由，如调离、退休；记入本机构审计链。")
    if not account.is_active:
        raise Refused("already_inactive", f"账号“{username}”已经停用。", remedy="不必重复办理。")
    leaves_an_office_head(account, account.body_id or "", acts.DEACTIVATE_ACCOUNT)
    return _set_active(account, active=False, reason=reason, act=acts.DEACTIVATE_ACCOUNT, actor=actor, on=on)


@transaction.atomic
def reactivate_account(*, username: str, actor: Actor, on: date, reason: str = "") -> Account:
    """Put a deactivated account of one's own body back into use, with the roles it had."""
    account = lock_own(username, acts.REACTIVATE_ACCOUNT, actor)
    if account.is_active:
        raise Refused("already_active", f"账号“{username}”正在使用。", remedy="不必恢复。")
    return _set_active(account, active=True, reason=reason, act=acts.REACTIVATE_ACCOUNT, actor=actor, on=on)


@transaction.atomic
def unlock_account(*, username: str, actor: Actor, on: date) -> Account:
    """Forget failed attempts, so that the person need not wait."""
    account = lock_own(username, acts.UNLOCK_ACCOUNT, actor)
    if not reset(username=account.username):
        raise Refused("not_locked", f"账号“{username}”没有被锁定。", remedy="不必解锁；忘记口令的，请重置口令。")
    _record(account, f"解除 {username} 的登录锁定", acts.UNLOCK_ACCOUNT, actor, on)
    return account


@transaction.atomic
def link_person(*, username: str, person: Person | None, actor: Actor, on: date) -> Account:
    """Say whose account of one's own body it is 关联人员, so that letters reach that person; None says nobody's."""
    account = lock_own(username, acts.LINK_PERSON, actor)
    former = account.person
    if person == former:
        return account
    if person is not None:
        may_belong_to(account, person)
    account.person = person
    account.save(update_fields=["person"])
    title = f"账号 {username} 关联人员" if person else f"账号 {username} 取消关联人员"
    before, after = ({"person": str(one) if one else ""} for one in (former, person))
    _record(account, title, acts.LINK_PERSON, actor, on, before=before, after=after)
    return account


def _set_active(account: Account, *, active: bool, reason: str, act: Act, actor: Actor, on: date) -> Account:
    account.is_active = active
    account.save(update_fields=["is_active"])
    if not active:
        end_sign_ins(account, EndReason.DEACTIVATED)
    before, after = {"is_active": not active}, {"is_active": active}
    _record(account, f"{act.label} {account.username}", act, actor, on, note=reason, before=before, after=after)
    return account


def _record(account: Account, title: str, act: Act, actor: Actor, on: date, **more: Any) -> None:
    record(act=act, actor=actor, target=account.permalink, title=title, on=on, body=account.body_id or "", **more)
