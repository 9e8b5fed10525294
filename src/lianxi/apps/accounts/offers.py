"""What may be done with an account, offered as buttons, or the reason why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from lianxi.apps.accounts import acts, guards
from lianxi.apps.accounts.models import Account, RoleGrant
from lianxi.apps.bodies.acts import READ_CONTACT
from lianxi.apps.bodies.models import Person
from lianxi.kernel.access import Act, Actor, Role, allowed
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import mask_email


@dataclass(frozen=True)
class Offer:
    """One act: its button (`address`), what it does, whether it asks for a reason; or why it is refused."""

    act: Act
    address: str
    text: str
    reason: bool = False
    danger: bool = False
    refusal: Refused | None = None


def may_see(actor: Actor, account: Account) -> bool:
    """Whether an account's page is open to somebody: himself, the office of the own body, the operator."""
    return (
        actor.account == account.username
        or actor.operator
        or allowed(actor, acts.VIEW_ACCOUNTS, body=account.body_id or "")
    )


@dataclass(frozen=True)
class Letters:
    """Where the letters of an account go: to whom, the masked address, and what that means for reminders."""

    person: Person | None
    address: str
    text: str


def letters_of(actor: Actor, account: Account) -> Letters | None:
    """Shown to the office of the account's body and to its owner; an address is nobody else's business."""
    sees = actor.account == account.username or allowed(actor, READ_CONTACT, body=account.body_id or "")
    if account.is_operator or not sees:
        return None
    email = account.person.email if account.person else ""
    return Letters(account.person, mask_email(email) if email else "", _fate(account.person))


def _fate(person: Person | None) -> str:
    """What becomes of the letters to somebody."""
    if person is None:
        return "没有关联人员，提醒只在站内，不发邮件。"
    if not person.email:
        return "没有登记电子邮箱，提醒只在站内，不发邮件。"
    if not settings.EMAIL_CONFIGURED:
        return "系统没有配置邮件，提醒只在站内。"
    return "提醒同时发到这个邮箱。"


def offers_for(actor: Actor, account: Account, *, locked: bool) -> list[Offer]:
    """Acts the office head of the account's body may see; for everybody else none."""
    if account.is_operator or not allowed(actor, acts.RESET_PASSWORD, body=account.body_id or ""):
        return []
    offers = [_reset(actor, account)]
    if locked:
        offers.append(Offer(acts.UNLOCK_ACCOUNT, "unlock", "清除输错次数，本人可立即重新登录。"))
    offers.append(_deactivate(actor, account) if account.is_active else _reactivate())
    return offers


def _reset(actor: Actor, account: Account) -> Offer:
    refusal = why_not(guards.not_oneself, actor, acts.RESET_PASSWORD, account, "请在“更换口令”页办理。")
    text = "生成一次性临时口令，只显示一次；本人登录后须立即更换，原有登录全部退出。"
    return Offer(acts.RESET_PASSWORD, "reset-password", text, refusal=refusal)


def _deactivate(actor: Actor, account: Account) -> Offer:
    refusal = why_not(
        guards.not_oneself, actor, acts.DEACTIVATE_ACCOUNT, account, "请本机构另一位办公室主任办理。"
    ) or why_not(guards.leaves_an_office_head, account, account.body_id or "", acts.DEACTIVATE_ACCOUNT)
    text = "立即退出其全部登录，角色暂停；可以恢复。"
    return Offer(acts.DEACTIVATE_ACCOUNT, "deactivate", text, reason=True, danger=True, refusal=refusal)


def _reactivate() -> Offer:
    return Offer(acts.REACTIVATE_ACCOUNT, "reactivate", "重新启用账号，原有角色继续有效。")


@dataclass(frozen=True)
class Decision:
    """A request in the inbox: to be decided, or why the viewer cannot."""

    grant: RoleGrant
    refusal: Refused | None


def decisions(actor: Actor, requests: list[RoleGrant]) -> list[Decision]:
    """The inbox of an office head."""
    return [Decision(grant, why_not(guards.another_decides, actor, grant)) for grant in requests]


@dataclass(frozen=True)
class Held:
    """A role in force in the viewer's own body: to be ended, or why it cannot."""

    grant: RoleGrant
    refusal: Refused | None


def held_roles(grants: list[RoleGrant]) -> list[Held]:
    """Roles an office head may end."""
    return [
        Held(
            grant,
            why_not(guards.leaves_an_office_head, grant.account, grant.body_id, acts.END_ROLE)
            if grant.role == Role.OFFICE_HEAD
            else None,
        )
        for grant in grants
    ]


def why_not(guard: Callable[..., None], *args: object) -> Refused | None:
    """The refusal a guard would raise, None where it lets pass."""
    try:
        guard(*args)
    except Refused as refusal:
        return refusal
    return None
