"""Roles count inside a body or a circle, and nowhere above them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.access import PUBLIC, Act, Actor, Role, RoleHeld, Scope, allowed, require
from lianxi.kernel.errors import Refused

BODIES, CIRCLES = ("A", "B"), ("", "ring")
ROLES = st.sampled_from([role for role in Role if role is not Role.OPERATOR])
HELD = st.builds(RoleHeld, ROLES, st.sampled_from(BODIES), st.sampled_from(CIRCLES))
ACTORS = st.builds(
    lambda roles, operator: Actor(account="x", person="某人", body="A", roles=frozenset(roles), operator=operator),
    st.lists(HELD, max_size=5),
    st.booleans(),
)
SIGN = Act("paper.sign", "签字", Scope.BODY, frozenset({Role.LEADER}))
CALL = Act("meeting.call", "召集", Scope.CIRCLE, frozenset({Role.JOINT_OFFICE}))
KEEP = Act("machine.keep", "维护", Scope.SYSTEM)


@given(ACTORS)
def test_a_role_in_one_body_never_counts_in_another(actor: Actor) -> None:
    only_b = all(held.body != "A" or held.circle for held in actor.roles)
    if only_b:
        assert not allowed(actor, SIGN, body="A")


@given(ACTORS)
def test_a_role_in_a_circle_gives_nothing_inside_a_body(actor: Actor) -> None:
    if all(held.circle for held in actor.roles):
        assert not allowed(actor, SIGN, body="A")
        assert not allowed(actor, SIGN, body="B")


@given(ACTORS)
def test_the_operator_decides_nothing_and_no_role_keeps_the_machine(actor: Actor) -> None:
    assert allowed(actor, KEEP) == actor.operator
    bare = Actor(account="x", person="运维", operator=True)
    assert not allowed(bare, SIGN, body="A")
    assert not allowed(bare, CALL, circle="ring")


@given(ACTORS, st.sampled_from([SIGN, CALL, KEEP]))
def test_require_refuses_exactly_what_is_not_allowed(actor: Actor, act: Act) -> None:
    if allowed(actor, act, body="A", circle="ring"):
        require(actor, act, body="A", circle="ring")
        return
    with pytest.raises(Refused) as caught:
        require(actor, act, body="A", circle="ring")
    assert act.label in caught.value.reason
    assert caught.value.remedy
    assert caught.value.source


def test_without_a_body_or_circle_named_the_answer_is_no() -> None:
    leader = Actor(account="x", person="某人", body="A", roles=frozenset({RoleHeld(Role.LEADER, "A")}))
    assert allowed(leader, SIGN, body="A")
    assert not allowed(leader, SIGN)
    assert not allowed(leader, CALL)


def test_a_visitor_is_told_to_sign_in() -> None:
    with pytest.raises(Refused, match="请先登录"):
        require(PUBLIC, SIGN, body="A")


def test_an_act_for_members_is_for_people_of_a_body_and_not_for_operators() -> None:
    ask = Act("role.ask", "申请", Scope.MEMBER)
    assert allowed(Actor(account="x", body="A"), ask)
    assert not allowed(Actor(account="x", operator=True), ask)
    assert not allowed(PUBLIC, ask)


def test_only_accounts_are_signed_in() -> None:
    inside = Act("page.read", "查看", Scope.SIGNED_IN)
    assert not allowed(PUBLIC, inside)
    assert allowed(Actor(account="x"), inside)
    assert allowed(PUBLIC, Act("page.see", "浏览", Scope.PUBLIC))
