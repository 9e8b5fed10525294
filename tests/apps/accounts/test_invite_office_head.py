"""How a body comes to its first office head, and how it recovers one."""

from __future__ import annotations

from datetime import timedelta

import pytest

from lianxi.apps.accounts.models import Account, Invitation
from lianxi.apps.accounts.services import invite_office_head, redeem_invitation, withdraw_invitation
from lianxi.apps.accounts.services.invitations import RECOVERY_WAITS, VALID_DAYS
from lianxi.apps.audit.models import Entry
from lianxi.kernel.access import PUBLIC, Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, A, C, actor, make_account

pytestmark = pytest.mark.usefixtures("house")
NEW = {"username": "bing.head", "person_name": "示例·林", "password": "Quite-a-long-1"}


def invite(body: str = C, **options: bool) -> str:
    return invite_office_head(body=body, actor=actor("operator"), on=TODAY, **options)


def test_a_code_makes_the_first_office_head_with_a_password_the_operator_never_saw() -> None:
    account = redeem_invitation(code=invite(), actor=PUBLIC, on=TODAY, **NEW)
    assert account.check_password(NEW["password"])
    assert actor("bing.head").has_role(frozenset({Role.OFFICE_HEAD}), body=C)


def test_only_the_hash_of_a_code_is_kept() -> None:
    code = invite()
    kept = Invitation.objects.get()
    assert code not in str(vars(kept))
    assert len(kept.code_hash) == 64


def test_a_code_may_be_typed_in_small_letters_and_without_dashes() -> None:
    redeem_invitation(code=f" {invite().replace('-', '').lower()} ", actor=PUBLIC, on=TODAY, **NEW)


def test_a_signed_in_person_of_the_body_uses_the_code_with_the_own_account() -> None:
    make_account("bing.clerk", C)
    redeem_invitation(code=invite(), actor=actor("bing.clerk"), on=TODAY)
    assert actor("bing.clerk").has_role(frozenset({Role.OFFICE_HEAD}), body=C)


@pytest.mark.parametrize("who", ["jia.clerk", "operator"])
def test_a_code_is_of_no_use_to_people_of_other_bodies_and_to_operators(who: str) -> None:
    code = invite()
    with pytest.raises(Refused):
        redeem_invitation(code=code, actor=actor(who), on=TODAY)
    assert Invitation.objects.get().redeemed_on is None


def test_a_code_is_used_once() -> None:
    code = invite()
    redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **NEW)
    with pytest.raises(Refused, match="每个只能用一次"):
        redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **(NEW | {"username": "bing.other"}))


def test_a_code_expires() -> None:
    code = invite()
    with pytest.raises(Refused, match="到期"):
        redeem_invitation(code=code, actor=PUBLIC, on=TODAY + timedelta(days=VALID_DAYS + 1), **NEW)
    redeem_invitation(code=code, actor=PUBLIC, on=TODAY + timedelta(days=VALID_DAYS), **NEW)


def test_a_new_code_withdraws_the_one_before() -> None:
    first, second = invite(), invite()
    with pytest.raises(Refused, match="作废"):
        redeem_invitation(code=first, actor=PUBLIC, on=TODAY, **NEW)
    redeem_invitation(code=second, actor=PUBLIC, on=TODAY, **NEW)


def test_a_weak_password_does_not_use_the_code_up() -> None:
    code = invite()
    with pytest.raises(Refused, match="新口令不合要求"):
        redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **(NEW | {"password": "short"}))
    redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **NEW)


def test_a_wrong_code_tells_nothing_and_leaves_no_account() -> None:
    with pytest.raises(Refused, match="激活码不对"):
        redeem_invitation(code="AAAAA-AAAAA-AAAAA-AAAAA", actor=PUBLIC, on=TODAY, **NEW)
    assert not Account.objects.filter(username="bing.head").exists()


def test_no_code_is_issued_while_the_body_has_an_office_head() -> None:
    with pytest.raises(Refused, match="已有办公室主任"):
        invite(A)


def test_a_code_issued_before_is_dead_once_there_is_an_office_head() -> None:
    code = invite()
    make_account("bing.head", C, Role.OFFICE_HEAD)
    with pytest.raises(Refused, match="已有办公室主任"):
        redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **(NEW | {"username": "bing.late"}))


def test_a_recovery_waits_so_that_the_sitting_head_can_withdraw_it() -> None:
    code = invite(A, recover=True)
    with pytest.raises(Refused, match="起才能使用"):
        redeem_invitation(code=code, actor=PUBLIC, on=TODAY, **(NEW | {"username": "jia.third"}))
    withdraw_invitation(body=A, actor=actor("jia.head"), on=TODAY)
    with pytest.raises(Refused, match="作废"):
        redeem_invitation(
            code=code, actor=PUBLIC, on=TODAY + timedelta(days=RECOVERY_WAITS), **(NEW | {"username": "jia.third"})
        )


def test_a_recovery_nobody_withdrew_adds_an_office_head() -> None:
    code = invite(A, recover=True)
    day = TODAY + timedelta(days=RECOVERY_WAITS)
    redeem_invitation(code=code, actor=PUBLIC, on=day, **(NEW | {"username": "jia.third"}))
    assert actor("jia.third", day).has_role(frozenset({Role.OFFICE_HEAD}), body=A)
    assert actor("jia.head", day).has_role(frozenset({Role.OFFICE_HEAD}), body=A)


def test_issue_and_use_of_a_code_stand_in_the_chain_of_the_body() -> None:
    redeem_invitation(code=invite(), actor=PUBLIC, on=TODAY, **NEW)
    rows = Entry.objects.filter(chain__key=C).order_by("number").values_list("act", "account")
    assert list(rows) == [("office_head.invite", "operator"), ("invitation.redeem", "bing.head")]


@pytest.mark.parametrize("who", ["jia.head", "yi.clerk"])
def test_only_an_operator_issues_codes(who: str) -> None:
    with pytest.raises(Refused):
        invite_office_head(body=C, actor=actor(who), on=TODAY)
