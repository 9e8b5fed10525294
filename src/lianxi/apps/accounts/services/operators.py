"""Operator accounts 运维账号: they keep the machine, belong to no body and decide nothing in one."""

from __future__ import annotations

from datetime import date

from axes.utils import reset
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.guards import NO_SUPERIOR
from lianxi.apps.accounts.models import Account, EndReason
from lianxi.apps.accounts.passwords import temporary_password
from lianxi.apps.accounts.services.accounts import new_account, save_new
from lianxi.apps.accounts.services.passwords import check_new_password
from lianxi.apps.accounts.services.sign_ins import end_sign_ins
from lianxi.apps.audit.services import record
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused


def create_operator(*, username: str, person_name: str, password: str, actor: Actor, on: date) -> Account:
    """Make an operator account with a password of its own choice."""
    require(actor, acts.CREATE_OPERATOR)
    account = new_account(username, person_name, "", actor, on, temporary=False)
    check_new_password(password, account)
    account.password, account.is_operator = make_password(password), True
    with transaction.atomic():
        save_new(account)
        title = f"建立运维账号 {account.username}"
        record(act=acts.CREATE_OPERATOR, actor=actor, target=account.permalink, title=title, on=on)
    return account


def reset_operator(*, username: str, actor: Actor, on: date) -> str:
    """Give an operator a temporary password, unlock and reactivate the account."""
    require(actor, acts.RESET_OPERATOR)
    password = temporary_password()
    _reset(username, make_password(password), actor, on)
    return password


@transaction.atomic
def deactivate_operator(*, username: str, actor: Actor, on: date) -> Account:
    """Take an operator account out of use; one must remain to keep the machine."""
    require(actor, acts.DEACTIVATE_OPERATOR)
    account = _lock_operator(username)
    if not Account.objects.filter(is_operator=True, is_active=True).exclude(pk=account.pk).exists():
        raise Refused(
            "last_operator", "这是唯一的运维账号。", remedy="请先用 lianxi account create-operator 建立另一个。"
        )
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sign_ins(account, EndReason.DEACTIVATED)
    title = f"停用运维账号 {username}"
    record(act=acts.DEACTIVATE_OPERATOR, actor=actor, target=account.permalink, title=title, on=on)
    return account


def _lock_operator(username: str) -> Account:
    """An operator account, all operators locked so that two do not take each other out at once."""
    operators = list(Account.objects.select_for_update(no_key=True).filter(is_operator=True).order_by("pk"))
    found = next((account for account in operators if account.username == username), None)
    if found is None:
        raise Refused(
            "not_an_operator",
            f"“{username}”不是运维账号。",
            remedy="机构的账号由本机构办公室主任重置、停用。",
            source=NO_SUPERIOR,
        )
    return found


@transaction.atomic
def _reset(username: str, hashed: str, actor: Actor, on: date) -> None:
    account = _lock_operator(username)
    account.password, account.must_change_password, account.is_active = hashed, True, True
    account.password_changed_at = timezone.now()
    account.save(update_fields=["password", "must_change_password", "is_active", "password_changed_at"])
    reset(username=username)
    end_sign_ins(account, EndReason.PASSWORD)
    title = f"重置运维账号 {username}"
    record(act=acts.RESET_OPERATOR, actor=actor, target=account.permalink, title=title, on=on)
