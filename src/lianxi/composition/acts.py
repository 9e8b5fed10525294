"""All acts of the house in one list, and the permission matrix made of it."""

from __future__ import annotations

from lianxi.apps.accounts.acts import ACTS as ACCOUNTS
from lianxi.apps.audit.acts import ACTS as AUDIT
from lianxi.apps.bodies.acts import ACTS as BODIES
from lianxi.apps.files.acts import ACTS as FILES
from lianxi.apps.jobs.acts import ACTS as JOBS
from lianxi.apps.mechanisms.acts import ACTS as MECHANISMS
from lianxi.apps.meetings.acts import ACTS as MEETINGS
from lianxi.apps.notices.acts import ACTS as NOTICES
from lianxi.apps.rulebook.acts import ACTS as RULEBOOK
from lianxi.kernel.access import PUBLIC, Act, Actor, Role, RoleHeld, Scope, allowed
from lianxi.web.acts import ACTS as WEB

ACTS: tuple[Act, ...] = (
    *ACCOUNTS, *BODIES, *MECHANISMS, *MEETINGS, *RULEBOOK, *AUDIT, *FILES, *JOBS, *NOTICES, *WEB,
)  # fmt: skip

YES, NO = "可", "不可"
SCOPES = {
    Scope.PUBLIC: "公开",
    Scope.SIGNED_IN: "登录即可",
    Scope.MEMBER: "机构人员",
    Scope.BODY: "本机构之内",
    Scope.CIRCLE: "本圈之内",
    Scope.SYSTEM: "机器与账号",
}
_OWN, _OTHER, _CIRCLE = "own", "other", "circle"


def _holder(role: Role) -> Actor:
    """Somebody who holds one role at home."""
    circle = _CIRCLE if role is Role.JOINT_OFFICE else ""
    return Actor(account=role.value, body=_OWN, roles=frozenset({RoleHeld(role, _OWN, circle)}))


# who is asked about, in the order of the columns
COLUMNS: tuple[tuple[str, Actor], ...] = (
    ("未登录", PUBLIC),
    ("无角色", Actor(account="nobody", body=_OWN)),
    *((role.label, _holder(role)) for role in Role if role is not Role.OPERATOR),
    (Role.OPERATOR.label, Actor(account="operator", operator=True)),
)


def matrix() -> list[list[str]]:
    """Header and one row per act: label, code, bounds, who may at home, who may elsewhere, source.

    Elsewhere is another body, or a circle of which the body is no member.
    """
    header = ["行为", "代码", "范围", *(label for label, _ in COLUMNS), "别的机构、别的圈", "依据"]
    return [header, *(_row(act) for act in sorted(ACTS, key=lambda act: list(Scope).index(act.scope)))]


def _row(act: Act) -> list[str]:
    at_home = [YES if allowed(actor, act, body=_OWN, circle=_CIRCLE) else NO for _, actor in COLUMNS]
    return [act.label, act.code, SCOPES[act.scope], *at_home, _elsewhere(act), act.source]


def _elsewhere(act: Act) -> str:
    """What the same people may do for another body or circle; bounds that name none have no elsewhere."""
    if act.scope not in {Scope.BODY, Scope.CIRCLE}:
        return "—"
    return YES if any(allowed(actor, act, body=_OTHER, circle=_OTHER) for _, actor in COLUMNS) else NO
