"""Changing one's own password 修改口令, and a temporary one from the office head 重置口令."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.guards import lock_account, not_oneself, require_own_body
from lianxi.apps.accounts.models import Account, EndReason, SignIn
from lianxi.apps.accounts.passwords import temporary_password
from lianxi.apps.accounts.selectors import account_of
from lianxi.apps.accounts.services.sign_ins import end_sign_ins
from lianxi.apps.audit.services import record
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused


def check_new_password(password: str, account: Account) -> None:
    """Every rule a new password breaks, at once."""
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused("weak_password", "新口令不合要求。", remedy=" ".join(error.messages), source="口令规则") from None


def change_password(*, current: str, new: str, actor: Actor, on: date, keep: SignIn | None = None) -> Account:
    """Change one's own password; all other sign-ins of the account end.

    Hashing is slow on purpose, so it is done before the transaction opens.
    """
    require(actor, acts.CHANGE_PASSWORD)
    account = account_of(actor.account)
    if not check_password(current, account.password):
        raise Refused("wrong_password", "现用口令不对。", remedy="请重新输入；想不起来的，请本机构办公室主任重置。")
    check_new_password(new, account)
    if any(old and check_password(new, old) for old in (account.password, account.previous_password)):
        raise Refused("password_used_before", "新口令与最近用过的口令相同。", remedy="请换一个没有用过的口令。")
    return _write_own(account, make_password(new), actor, on, keep)


@transaction.atomic
def _write_own(account: Account, hashed: str, actor: Actor, on: date, keep: SignIn | None) -> Account:
    """Write the new hash, unless the password was changed elsewhere in the meantime."""
    locked = lock_account(account.username)
    if locked.password != account.password:
        raise Refused("changed_meanwhile", "口令刚刚已在别处更换。", remedy="请用新口令重新登录。")
    locked.previous_password, locked.password = locked.password, hashed
    locked.must_change_password, locked.password_changed_at = False, timezone.now()
    locked.save(update_fields=["password", "previous_password", "must_change_password", "password_changed_at"])
    end_sign_ins(locked, EndReason.PASSWORD, keep=keep)
    title = f"{locked.username} 修改了自己的口令"
    record(
        act=acts.CHANGE_PASSWORD, actor=actor, target=locked.permalink, title=title, on=on, body=locked.body_id or ""
    )
    return locked


def reset_password(*, username: str, actor: Actor, on: date) -> str:
    """Give an account of one's own body a temporary password, told once, to be changed at the next sign-in."""
    account = account_of(username)
    require_own_body(actor, acts.RESET_PASSWORD, account)
    not_oneself(actor, acts.RESET_PASSWORD, account, "请在“修改口令”页用现用口令更换。")
    password = temporary_password()
    _write_temporary(username, make_password(password), actor, on)
    return password


@transaction.atomic
def _write_temporary(username: str, hashed: str, actor: Actor, on: date) -> None:
    """Write a temporary hash and end every sign-in of the account."""
    account = lock_account(username)
    account.password, account.must_change_password, account.password_changed_at = hashed, True, timezone.now()
    account.save(update_fields=["password", "must_change_password", "password_changed_at"])
    end_sign_ins(account, EndReason.PASSWORD)
    title = f"重置 {username} 的口令，下次登录须更换"
    record(
        act=acts.RESET_PASSWORD, actor=actor, target=account.permalink, title=title, on=on, body=account.body_id or ""
    )
