"""Bodies, accounts and roles for tests: 甲 and 乙 are members of a circle, 丙 joins later."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lianxi.apps.accounts.models import Account, GrantState, RoleGrant
from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.bodies.models import Body, BodyKind, Circle, CircleMember, Region, RegionLevel
from lianxi.kernel.access import Actor, Role

TODAY = date(2024, 3, 1)
PASSWORD = "Correct-horse-9"
A, B, C = "990100", "990200", "990300"
CIRCLE = "demo-river"
MACHINE = Actor(person="本机", operator=True, system_user="root")


def make_bodies() -> None:
    """Three bodies; 丙 becomes a member of the circle only in 2025."""
    circle = Circle.objects.create(slug=CIRCLE, name="示例三江联席圈", sample=True)
    starts = {A: date(2023, 1, 1), B: date(2023, 1, 1), C: date(2025, 1, 1)}
    for order, (code, name) in enumerate([(A, "示例甲市"), (B, "示例乙县"), (C, "示例丙县")]):
        region = Region.objects.create(code=code, name=name, short_name=name, level=RegionLevel.COUNTY, kind="县")
        body = Body.objects.create(
            code=code, name=f"{name}人大常委会", short_name=name, kind=BodyKind.STANDING_COMMITTEE, region=region
        )
        CircleMember.objects.create(circle=circle, body=body, start=starts[code], order=order)


def make_account(username: str, body: str | None, *roles: Role, active: bool = True) -> Account:
    """An active account with confirmed roles and the test password."""
    account = Account.objects.create(
        username=username,
        person_name=f"示例·{username}",
        body_id=body,
        is_operator=body is None,
        is_active=active,
        password=make_password(PASSWORD),
        password_changed_at=timezone.now(),
        created_on=TODAY,
        created_by="test",
    )
    for role in roles:
        grant_role(account, role, body or "")
    return account


def grant_role(account: Account, role: Role, body: str, state: str = GrantState.CONFIRMED) -> RoleGrant:
    """A role written as it stands after confirmation, or still waiting."""
    decided = None if state == GrantState.REQUESTED else TODAY
    return RoleGrant.objects.create(
        account=account,
        role=role,
        body_id=body,
        circle_id=CIRCLE if role is Role.JOINT_OFFICE else None,
        state=state,
        requested_by=account,
        requested_on=TODAY,
        decided_on=decided,
        start=TODAY if state == GrantState.CONFIRMED else None,
    )


def ask(account: Account, role: Role, body: str) -> RoleGrant:
    """A request still waiting."""
    return grant_role(account, role, body, GrantState.REQUESTED)


def actor(username: str, on: date = TODAY) -> Actor:
    """The account as the services see it."""
    return actor_for(username, on=on)
