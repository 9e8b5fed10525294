"""Who acts, and what an act asks for: plain values and predicates, no database.

The bodies of a circle are equals, so there is no role above them: every act is
allowed *inside* a body, *inside* a circle of which the body is a member, or to
the operator, who keeps the machine and decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from lianxi.kernel.errors import Refused


class Role(StrEnum):
    """What a person may be in a body or in a circle 角色."""

    CLERK = "clerk"
    OFFICE_HEAD = "office_head"
    LEADER = "leader"
    DEPUTY = "deputy"
    OBSERVER = "observer"
    JOINT_OFFICE = "joint_office"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """Chinese name as shown on screens."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    Role.CLERK: "联络员",
    Role.OFFICE_HEAD: "办公室主任",
    Role.LEADER: "领导",
    Role.DEPUTY: "代表",
    Role.OBSERVER: "列席查看",
    Role.JOINT_OFFICE: "联席办",
    Role.OPERATOR: "运维",
}


class Scope(StrEnum):
    """Within which bounds a role counts for an act 范围."""

    PUBLIC = "public"  # 任何人，不必登录
    SIGNED_IN = "signed_in"  # 任何已登录的人
    MEMBER = "member"  # 任何机构的人员；运维不属于任何机构
    BODY = "body"  # 角色须在该机构
    CIRCLE = "circle"  # 角色须在该联席圈
    SYSTEM = "system"  # 运维：只管机器与账号，不在任何机构之上


@dataclass(frozen=True)
class RoleHeld:
    """One role in force: in a body, or for a body in a circle 任一时点有效的角色."""

    role: Role
    body: str
    circle: str = ""

    def counts_for(self, *, body: str = "", circle: str = "") -> bool:
        """Whether it is a role in `circle`, or in `body` itself; one in a circle does not count in the body."""
        return bool((circle and self.circle == circle) or (body and self.body == body and not self.circle))


@dataclass(frozen=True)
class Actor:
    """Who acts: account, person and the roles in force on the day 行为人.

    account: user name, "" for the public.
    person:  name of the person as shown and written into the audit.
    body:    code of the home body, "" for the public and the operator.
    system_user: name of the operating system's user when acting from the command line.
    """

    account: str = ""
    person: str = ""
    body: str = ""
    roles: frozenset[RoleHeld] = field(default_factory=frozenset)
    operator: bool = False
    system_user: str = ""

    @property
    def signed_in(self) -> bool:
        """True for everybody but the public."""
        return bool(self.account)

    def has_role(self, roles: frozenset[Role], *, body: str = "", circle: str = "") -> bool:
        """Whether one of `roles` is held in `body` (or in `circle`)."""
        return any(held.role in roles and held.counts_for(body=body, circle=circle) for held in self.roles)


PUBLIC = Actor()


@dataclass(frozen=True)
class Act:
    """One act of the system: its name in code, audit, docs and tests 行为.

    code:   ``role.confirm``; the service is ``confirm_role``.
    label:  Chinese name.
    scope:  within which bounds `roles` count.
    roles:  who may; empty where the scope alone decides.
    source: the clause or house rule that says so.
    """

    code: str
    label: str
    scope: Scope
    roles: frozenset[Role] = frozenset()
    source: str = ""


def allowed(actor: Actor, act: Act, *, body: str = "", circle: str = "") -> bool:
    """Whether `actor` may do `act` for `body` or in `circle`. Default: no."""
    match act.scope:
        case Scope.PUBLIC:
            return True
        case Scope.SIGNED_IN:
            return actor.signed_in
        case Scope.MEMBER:
            return actor.signed_in and bool(actor.body)
        case Scope.SYSTEM:
            return actor.operator
        case Scope.BODY:
            return bool(body) and actor.has_role(act.roles, body=body)
        case Scope.CIRCLE:
            return bool(circle) and actor.has_role(act.roles, circle=circle)


def require(actor: Actor, act: Act, *, body: str = "", circle: str = "") -> None:
    """Let pass, or raise `Refused` naming the roles that may do `act` and within which bounds."""
    if allowed(actor, act, body=body, circle=circle):
        return
    who = "、".join(role.label for role in sorted(act.roles)) or {
        Scope.SIGNED_IN: "已登录的人",
        Scope.MEMBER: "机构的人员",
        Scope.SYSTEM: Role.OPERATOR.label,
    }.get(act.scope, "")
    where = {Scope.BODY: "本机构", Scope.CIRCLE: "本联席圈"}.get(act.scope, "")
    raise Refused(
        "role_required",
        f"{actor.person or '未登录的访客'}不能“{act.label}”。",
        remedy=f"须由{where}{who}办理" + ("；请先登录。" if not actor.signed_in else "。"),
        source=act.source or "各机构地位平等，权限只在本机构、本圈之内生效",
    )
