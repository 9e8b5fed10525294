"""Role requests that wait for the actor."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.selectors import bodies_where, requests_in
from lianxi.kernel.access import Actor, Role
from lianxi.web.due import DueItem
from lianxi.web.wording import cn_date


def due_items(actor: Actor, on: date) -> list[DueItem]:
    """Requests of others in the bodies whose roles the actor confirms; nobody confirms his own."""
    waiting = requests_in(bodies_where(actor, acts.CONFIRM_ROLE)).exclude(account__username=actor.account)
    return [
        DueItem(
            title=f"确认{grant.account.person_name}的角色：{Role(grant.role).label}",
            why=f"{cn_date(grant.requested_on)}提出，经本机构办公室主任确认才生效。",
            clause=acts.CONFIRM_ROLE.source,
            href=reverse("accounts:roles"),
            action="去确认",
            field="账号与权限",
        )
        for grant in waiting
    ]
