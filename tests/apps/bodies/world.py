"""A small world: two bodies of one circle, a third outside it, and who acts for them."""

from __future__ import annotations

from datetime import date

from lianxi.apps.bodies.models import Body, BodyKind, Circle, CircleMember, Post, Region
from lianxi.kernel.access import Actor, Role, RoleHeld
from lianxi.web.day import set_demo_day

DAY = date(2024, 3, 1)
OPERATOR = Actor(account="operator", person="示例·运维", operator=True)


def actor(role: Role, body: str = "990100", name: str = "示例·某某") -> Actor:
    """Somebody with one role in one body."""
    return Actor(account=f"{role}.{body}", person=name, body=body, roles=frozenset({RoleHeld(role, body)}))


CLERK = actor(Role.CLERK)
HEAD = actor(Role.OFFICE_HEAD)
OTHER_CLERK = actor(Role.CLERK, "990200")
OUTSIDER = actor(Role.CLERK, "990300")


def make_world() -> dict[str, Body]:
    """甲 and 乙 share a circle, 丙 stands outside; 甲 also has its congress; the demo stands on `DAY`."""
    set_demo_day(DAY)
    made: dict[str, Body] = {}
    for code, name in (("990100", "示例甲"), ("990200", "示例乙"), ("990300", "示例丙")):
        region = Region.objects.create(
            code=code, name=f"{name}市", short_name=name, level="prefecture", kind="地级市", sample=True
        )
        made[code] = Body.objects.create(
            code=code,
            name=f"{name}市人民代表大会常务委员会",
            short_name=f"{name}市人大常委会",
            kind=BodyKind.STANDING_COMMITTEE,
            region=region,
        )
    made["990100-congress"] = Body.objects.create(
        code="990100-congress",
        name="示例甲市人民代表大会",
        short_name="示例甲市人大",
        kind=BodyKind.CONGRESS,
        region_id="990100",
    )
    circle = Circle.objects.create(slug="demo-river", name="示例联席圈", sample=True)
    for order, code in enumerate(("990100", "990200"), start=1):
        CircleMember.objects.create(circle=circle, body=made[code], start=date(2020, 1, 1), order=order)
    for order, (name, single) in enumerate((("主任", True), ("副主任", False), ("委员", False)), start=1):
        Post.objects.create(name=name, kinds=["standing_committee"], single=single, order=order)
    Post.objects.create(name="代表", kinds=["congress"], order=9)
    return made
