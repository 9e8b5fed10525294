"""Roles: asked for by the person, confirmed by the body's own office head."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from lianxi.apps.accounts.models import Account, GrantState, RoleGrant
from lianxi.apps.accounts.services import (
    confirm_role,
    deactivate_account,
    end_role,
    refuse_role,
    request_role,
)
from lianxi.apps.audit.models import Entry
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import CIRCLE, TODAY, A, B, C, actor, ask, grant_role, make_account

pytestmark = pytest.mark.usefixtures("house")
LATER = date(2025, 6, 1)


def test_a_role_counts_only_after_the_office_head_has_confirmed_it() -> None:
    make_account("jia.new", A)
    grant = request_role(role=Role.CLERK, body=A, actor=actor("jia.new"), on=TODAY, note="接手联络工作")
    assert actor("jia.new").roles == frozenset()
    confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)
    assert actor("jia.new").has_role(frozenset({Role.CLERK}), body=A)


def test_request_and_confirmation_stand_in_the_chain_of_the_body() -> None:
    make_account("jia.new", A)
    grant = request_role(role=Role.CLERK, body=A, actor=actor("jia.new"), on=TODAY)
    confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)
    rows = Entry.objects.filter(chain__key=A).order_by("number").values_list("act", "account", "target")
    assert list(rows) == [
        ("role.request", "jia.new", "/accounts/jia.new/"),
        ("role.confirm", "jia.head", "/accounts/jia.new/"),
    ]


@pytest.mark.parametrize("who", ["yi.head", "operator", "jia.clerk", "jia.new"])
def test_nobody_but_the_office_head_of_the_body_confirms(who: str) -> None:
    grant = ask(make_account("jia.new", A), Role.CLERK, A)
    with pytest.raises(Refused) as refusal:
        confirm_role(grant=grant.pk, actor=actor(who), on=TODAY)
    assert refusal.value.guard == "role_required"
    assert RoleGrant.objects.get(pk=grant.pk).state == GrantState.REQUESTED
    assert not Entry.objects.exists()


def test_an_office_head_does_not_confirm_his_own_request() -> None:
    grant = ask(Account.objects.get(username="jia.head"), Role.LEADER, A)
    with pytest.raises(Refused, match="不能确认或驳回自己的申请") as refusal:
        confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)
    assert "另一位办公室主任" in refusal.value.remedy
    confirm_role(grant=grant.pk, actor=actor("jia.second"), on=TODAY)


def test_the_only_office_head_is_told_to_confirm_a_second_one_first() -> None:
    grant = ask(Account.objects.get(username="yi.head"), Role.LEADER, B)
    with pytest.raises(Refused) as refusal:
        confirm_role(grant=grant.pk, actor=actor("yi.head"), on=TODAY)
    assert "先确认第二位办公室主任" in refusal.value.remedy


def test_who_comes_second_hears_who_decided_and_when() -> None:
    grant = ask(make_account("jia.new", A), Role.CLERK, A)
    confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)
    with pytest.raises(Refused, match=r"已由示例·jia\.head于2024-03-01确认") as refusal:
        confirm_role(grant=grant.pk, actor=actor("jia.second"), on=TODAY)
    assert refusal.value.guard == "already_decided"
    assert Entry.objects.filter(act="role.confirm").count() == 1


def test_a_refused_request_tells_its_reason_and_may_be_asked_again() -> None:
    person = make_account("jia.new", A)
    grant = ask(person, Role.LEADER, A)
    with pytest.raises(Refused, match="理由"):
        refuse_role(grant=grant.pk, reason=" ", actor=actor("jia.head"), on=TODAY)
    refuse_role(grant=grant.pk, reason="尚未任命", actor=actor("jia.head"), on=TODAY)
    grant.refresh_from_db()
    assert (grant.state, grant.reason, grant.start) == (GrantState.REFUSED, "尚未任命", None)
    request_role(role=Role.LEADER, body=A, actor=actor("jia.new"), on=TODAY)


def test_the_same_role_is_not_asked_for_twice() -> None:
    make_account("jia.new", A)
    request_role(role=Role.CLERK, body=A, actor=actor("jia.new"), on=TODAY)
    with pytest.raises(Refused, match="已于2024-03-01提出申请"):
        request_role(role=Role.CLERK, body=A, actor=actor("jia.new"), on=TODAY)


@pytest.mark.parametrize("role", [Role.CLERK, Role.JOINT_OFFICE])
def test_the_database_itself_keeps_a_role_from_being_open_twice(role: Role) -> None:
    person = make_account("jia.new", A)
    ask(person, role, A)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask(person, role, A)


def test_the_database_itself_ties_joint_office_to_a_circle() -> None:
    person = make_account("jia.new", A)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(
            account=person, role=Role.JOINT_OFFICE, body_id=A, requested_by=person, requested_on=TODAY
        )


def test_the_database_itself_keeps_operators_out_of_bodies() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Account.objects.filter(username="operator").update(body=A)


def test_an_operator_holds_no_role_in_any_body() -> None:
    with pytest.raises(Refused, match="运维账号不能在任何机构担任角色"):
        request_role(role=Role.OBSERVER, body=A, actor=actor("operator"), on=TODAY)


def test_operator_is_no_role_to_ask_for() -> None:
    with pytest.raises(Refused, match="不是机构内的角色"):
        request_role(role=Role.OPERATOR, body=A, actor=actor("jia.clerk"), on=TODAY)


def test_in_another_body_one_may_only_look_on() -> None:
    with pytest.raises(Refused, match="不能在示例乙县人大常委会担任联络员"):
        request_role(role=Role.CLERK, body=B, actor=actor("jia.clerk"), on=TODAY)
    grant = request_role(role=Role.OBSERVER, body=B, actor=actor("jia.clerk"), on=TODAY)
    confirm_role(grant=grant.pk, actor=actor("yi.head"), on=TODAY)
    assert actor("jia.clerk").has_role(frozenset({Role.OBSERVER}), body=B)


def test_joint_office_is_confirmed_by_the_head_of_the_body_it_is_held_for() -> None:
    grant = request_role(role=Role.JOINT_OFFICE, body=A, circle=CIRCLE, actor=actor("jia.clerk"), on=TODAY)
    with pytest.raises(Refused):
        confirm_role(grant=grant.pk, actor=actor("yi.head"), on=TODAY)
    confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)
    assert actor("jia.clerk").has_role(frozenset({Role.JOINT_OFFICE}), circle=CIRCLE)
    assert not actor("jia.clerk").has_role(frozenset({Role.JOINT_OFFICE}), body=A)


def test_joint_office_needs_a_circle_and_no_other_role_takes_one() -> None:
    with pytest.raises(Refused, match="须指明联席圈"):
        request_role(role=Role.JOINT_OFFICE, body=A, actor=actor("jia.clerk"), on=TODAY)
    with pytest.raises(Refused, match="须指明联席圈"):
        request_role(role=Role.LEADER, body=A, circle=CIRCLE, actor=actor("jia.clerk"), on=TODAY)


def test_only_a_member_of_the_circle_on_the_day_has_people_in_its_joint_office() -> None:
    make_account("bing.clerk", C, Role.CLERK)
    with pytest.raises(Refused, match="在2024-03-01不是该联席圈的成员"):
        request_role(role=Role.JOINT_OFFICE, body=C, circle=CIRCLE, actor=actor("bing.clerk"), on=TODAY)
    request_role(role=Role.JOINT_OFFICE, body=C, circle=CIRCLE, actor=actor("bing.clerk"), on=LATER)


def test_a_joint_office_role_rests_when_its_body_has_left_the_circle() -> None:
    person = Account.objects.get(username="jia.clerk")
    grant_role(person, Role.JOINT_OFFICE, A)
    assert actor("jia.clerk").has_role(frozenset({Role.JOINT_OFFICE}), circle=CIRCLE)
    person.body.memberships.update(end=TODAY)
    assert not actor("jia.clerk").has_role(frozenset({Role.JOINT_OFFICE}), circle=CIRCLE)


def test_a_role_ends_on_the_day_it_is_ended() -> None:
    grant = RoleGrant.objects.get(account__username="jia.clerk")
    end_role(grant=grant.pk, reason="岗位调整", actor=actor("jia.head"), on=TODAY)
    assert actor("jia.clerk").roles == frozenset()
    with pytest.raises(Refused, match="无从终止"):
        end_role(grant=grant.pk, reason="再来一次", actor=actor("jia.head"), on=TODAY)


def test_the_last_office_head_does_not_leave_without_a_successor() -> None:
    grant = RoleGrant.objects.get(account__username="yi.head")
    with pytest.raises(Refused, match="唯一的办公室主任") as refusal:
        end_role(grant=grant.pk, reason="退休", actor=actor("yi.head"), on=TODAY)
    assert "先确认一位接任" in refusal.value.remedy
    make_account("yi.second", B, Role.OFFICE_HEAD)
    end_role(grant=grant.pk, reason="退休", actor=actor("yi.head"), on=TODAY)
    assert actor("yi.head").roles == frozenset()


def test_a_head_whose_account_is_deactivated_is_no_successor() -> None:
    deactivate_account(username="jia.second", reason="离任", actor=actor("jia.head"), on=TODAY)
    grant = RoleGrant.objects.get(account__username="jia.head")
    with pytest.raises(Refused, match="唯一的办公室主任"):
        end_role(grant=grant.pk, reason="退休", actor=actor("jia.head"), on=TODAY)


def test_a_deactivated_account_gets_no_role() -> None:
    grant = ask(make_account("jia.new", A, active=False), Role.CLERK, A)
    with pytest.raises(Refused, match="已停用"):
        confirm_role(grant=grant.pk, actor=actor("jia.head"), on=TODAY)


def test_the_day_of_a_role_is_the_day_asked_about() -> None:
    grant = ask(make_account("jia.new", A), Role.CLERK, A)
    confirm_role(grant=grant.pk, actor=actor("jia.head"), on=date(2024, 5, 1))
    assert actor("jia.new", date(2024, 4, 30)).roles == frozenset()
    assert actor("jia.new", date(2024, 5, 1)).roles != frozenset()
