"""Role requests that wait for the actor, and one-time codes the own body should know of."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.selectors import bodies_where, open_invitations, requests_in
from lianxi.kernel.access import Actor, Role
from lianxi.web.due import DueItem
from lianxi.web.wording import cn_date


def due_items(actor: Actor, on: date) -> list[DueItem]:
    """Requests of others in the bodies whose roles the actor confirms, and codes he may withdraw."""
    return [*_requests(actor), *_codes(actor)]


def _requests(actor: Actor) -> list[DueItem]:
    """Nobody confirms his own."""
    waiting = requests_in(bodies_where(actor, acts.CONFIRM_ROLE)).exclude(account__username=actor.account)
    return [
        DueItem(
            title=f"确认{grant.account.person_name}的角色：{Role(grant.role).label}",
            why=f"{cn_date(grant.requested_on)}提出，经本机构办公室主任确认才生效。",
            clause=acts.CONFIRM_ROLE.source,
            href=reverse("accounts:roles"),
            action="去确认",
            field="账号与权限",
            personal=True,
        )
        for grant in waiting
    ]


def _codes(actor: Actor) -> list[DueItem]:
    """A code makes somebody office head, so whoever is one already should know that it is out."""
    return [
        DueItem(
            title=f"核对一次性激活码：{code.body.short_name}",
            why=f"{code.issued_by}于{cn_date(code.issued_on)}签发，{cn_date(code.usable_from)}起可用一次；非本机构所要的请作废。",
            clause=acts.WITHDRAW_INVITATION.source,
            href=reverse("accounts:roles"),
            due=code.usable_from,
            action="去核对",
            field="账号与权限",
        )
        for code in open_invitations(bodies_where(actor, acts.WITHDRAW_INVITATION))
    ]
