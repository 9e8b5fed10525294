"""Who acts in these tests, and a table of 2027 made up for them."""

from __future__ import annotations

from lianxi.kernel.access import Actor, Role, RoleHeld

REAL, RIVER = "sanya-circle-joint-conference", "demo-river-joint-conference"
MACHINE = Actor(person="本机", operator=True, system_user="tester")


def joint_office(body: str = "990100", circle: str = "demo-river") -> Actor:
    """A clerk of a body who is also in the joint office of its circle."""
    held = frozenset({RoleHeld(Role.CLERK, body), RoleHeld(Role.JOINT_OFFICE, body, circle)})
    return Actor(account=f"{body}.joint", person="示例·联席办", body=body, roles=held)


def clerk(body: str = "990100") -> Actor:
    """A clerk with nothing but a role in one body."""
    return Actor(
        account=f"{body}.clerk", person="示例·联络员", body=body, roles=frozenset({RoleHeld(Role.CLERK, body)})
    )


TABLE_2027 = """
year = 2027
version = "2027-1"
source = "示例：为测试编写的安排"
published = 2026-11-01
holidays = [
  { name = "元旦", from = 2027-01-01, to = 2027-01-03 },
  { name = "春节", from = 2027-02-05, to = 2027-02-11 },
  { name = "清明节", from = 2027-04-03, to = 2027-04-05 },
  { name = "劳动节", from = 2027-05-01, to = 2027-05-05 },
  { name = "端午节", from = 2027-06-09, to = 2027-06-09 },
  { name = "中秋节", from = 2027-09-15, to = 2027-09-15 },
  { name = "国庆节", from = 2027-10-01, to = 2027-10-07 },
]
workdays = [{ name = "春节", day = 2027-03-13 }]
"""
