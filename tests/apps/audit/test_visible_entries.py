"""Who sees which chain: one's own body's by role, the system's as operator, and nobody another body's."""

import pytest

from lianxi.apps.audit.selectors import require_reader, visible_chains, visible_entries
from lianxi.kernel.access import PUBLIC, Actor, Role, RoleHeld
from lianxi.kernel.errors import Refused

OWN, OTHER, CIRCLE = "990100", "990200", "demo-river"


def holding(role: Role, body: str = OWN) -> Actor:
    circle = CIRCLE if role is Role.JOINT_OFFICE else ""
    return Actor(account="a", person="示例", body=body, roles=frozenset({RoleHeld(role, body, circle)}))


@pytest.mark.parametrize(
    ("actor", "chains"),
    [
        (holding(Role.CLERK), {OWN}),
        (holding(Role.OFFICE_HEAD), {OWN}),
        (holding(Role.LEADER), {OWN}),
        (holding(Role.JOINT_OFFICE), {OWN}),
        (holding(Role.DEPUTY), set()),
        (holding(Role.OBSERVER), set()),
        (holding(Role.CLERK, OTHER), {OTHER}),
        (Actor(account="o", person="示例", operator=True), {"system"}),
        (Actor(account="n", person="示例", body=OWN), set()),
        (PUBLIC, set()),
    ],
)
@pytest.mark.django_db
def test_a_chain_is_read_in_its_own_body_only(note, actor, chains):
    for key in (OWN, OTHER, ""):
        note(2, body=key)
    assert visible_chains(actor) == chains
    assert set(visible_entries(actor).values_list("chain_id", flat=True)) == chains


def test_whoever_sees_no_chain_is_told_who_does():
    with pytest.raises(Refused) as refused:
        require_reader(holding(Role.DEPUTY))
    assert refused.value.guard == "role_required"
    assert "办公室主任" in refused.value.remedy
    with pytest.raises(Refused, match="请先登录"):
        require_reader(PUBLIC)
