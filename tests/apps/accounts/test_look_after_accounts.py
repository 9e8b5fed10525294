"""Making, deactivating, unlocking accounts; passwords; operators."""

from __future__ import annotations

import re

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import ValidationError
from django.utils import timezone

from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.accounts.passwords import CharacterClassesValidator, NoDemoPasswordValidator, temporary_password
from lianxi.apps.accounts.selectors import is_locked
from lianxi.apps.accounts.services import (
    change_password,
    create_account,
    create_operator,
    deactivate_account,
    deactivate_operator,
    reactivate_account,
    reset_operator,
    reset_password,
    unlock_account,
)
from lianxi.apps.audit.models import Entry
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo import load_demo_accounts
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import MACHINE, PASSWORD, TODAY, A, B, actor

pytestmark = pytest.mark.usefixtures("house")
NEW = "Another-long-7"


def test_the_operator_makes_an_account_without_any_role() -> None:
    account, password = create_account(
        username="jia.new", person_name="示例·吴", body=A, actor=actor("operator"), on=TODAY
    )
    assert account.check_password(password)
    assert account.must_change_password
    assert actor("jia.new").roles == frozenset()
    assert actor("jia.new").body == A


@pytest.mark.parametrize("username", ["jia.head", "JIA.HEAD", "x", "new", "陈海", "a b", "1abc"])
def test_a_name_taken_reserved_or_misspelt_is_refused(username: str) -> None:
    before = Account.objects.count()
    with pytest.raises(Refused, match="账号信息不合要求") as refusal:
        create_account(username=username, person_name="示例·吴", body=A, actor=actor("operator"), on=TODAY)
    assert refusal.value.remedy
    assert Account.objects.count() == before


def test_the_audit_masks_the_name_of_the_person() -> None:
    create_account(username="jia.new", person_name="示例·吴", body=A, actor=actor("operator"), on=TODAY)
    assert Entry.objects.get().after["person_name"] == "示例·*"


def test_a_deactivated_account_is_nobody_and_its_sign_ins_end() -> None:
    clerk = Account.objects.get(username="jia.clerk")
    SignIn.objects.create(account=clerk, started_at=timezone.now(), seen_at=timezone.now())
    deactivate_account(username="jia.clerk", reason="调离", actor=actor("jia.head"), on=TODAY)
    with pytest.raises(Refused):
        actor("jia.clerk")
    assert SignIn.objects.get().end_reason == "deactivated"
    reactivate_account(username="jia.clerk", actor=actor("jia.head"), on=TODAY)
    assert actor("jia.clerk").roles


@pytest.mark.parametrize("service", [deactivate_account, reset_password, unlock_account, reactivate_account])
@pytest.mark.parametrize("who", ["yi.head", "operator", "jia.clerk"])
def test_only_the_own_office_head_looks_after_an_account(service, who: str) -> None:
    reason = {"reason": "试"} if service is deactivate_account else {}
    with pytest.raises(Refused) as refusal:
        service(username="jia.clerk", actor=actor(who), on=TODAY, **reason)
    assert refusal.value.guard == "role_required"


def test_one_does_not_deactivate_oneself() -> None:
    with pytest.raises(Refused, match="不能对自己的账号"):
        deactivate_account(username="jia.head", reason="退休", actor=actor("jia.head"), on=TODAY)


def test_a_reset_password_is_told_once_and_must_be_changed() -> None:
    password = reset_password(username="jia.clerk", actor=actor("jia.head"), on=TODAY)
    account = Account.objects.get(username="jia.clerk")
    assert account.check_password(password)
    assert account.must_change_password
    assert password not in str(list(Entry.objects.values()))


def test_an_operator_account_is_not_for_office_heads() -> None:
    with pytest.raises(Refused, match="运维账号") as refusal:
        reset_password(username="operator", actor=actor("jia.head"), on=TODAY)
    assert "lianxi account reset-operator operator" in refusal.value.remedy


def test_changing_the_password_needs_the_present_one_and_ends_other_sign_ins() -> None:
    clerk = Account.objects.get(username="jia.clerk")
    here, there = (
        SignIn.objects.create(account=clerk, started_at=timezone.now(), seen_at=timezone.now()) for _ in range(2)
    )
    with pytest.raises(Refused, match="现用口令不对"):
        change_password(current="wrong", new=NEW, actor=actor("jia.clerk"), on=TODAY)
    change_password(current=PASSWORD, new=NEW, actor=actor("jia.clerk"), on=TODAY, keep=here)
    assert list(SignIn.objects.filter(ended_at=None)) == [here]
    assert SignIn.objects.get(pk=there.pk).end_reason == "password"


def test_neither_the_present_nor_the_last_password_is_taken_again() -> None:
    with pytest.raises(Refused, match="最近用过"):
        change_password(current=PASSWORD, new=PASSWORD, actor=actor("jia.clerk"), on=TODAY)
    change_password(current=PASSWORD, new=NEW, actor=actor("jia.clerk"), on=TODAY)
    with pytest.raises(Refused, match="最近用过"):
        change_password(current=NEW, new=PASSWORD, actor=actor("jia.clerk"), on=TODAY)


@pytest.mark.parametrize(
    "weak", ["Short-1", "alllowercase1", "password1234", "jia.clerk-A1", "9-Jia.Clerk-of-the-house", "Lianxi-demo-2024"]
)
def test_weak_passwords_are_refused_with_the_rule_they_break(weak: str) -> None:
    with pytest.raises(Refused, match="新口令不合要求") as refusal:
        change_password(current=PASSWORD, new=weak, actor=actor("jia.clerk"), on=TODAY)
    assert "口令" in refusal.value.remedy or "密码" in refusal.value.remedy


def test_demo_passwords_are_good_for_the_demo_only() -> None:
    public = load_demo_accounts().password
    with pytest.raises(ValidationError):
        NoDemoPasswordValidator().validate(f" {public.upper()} ")
    set_demo_day(TODAY)
    NoDemoPasswordValidator().validate(public)


def test_characters_of_three_kinds_are_enough() -> None:
    rule = CharacterClassesValidator()
    for good in ("abcDEF123", "abc123---", "口令abc123"):
        rule.validate(good)
    for bad in ("abcdef123", "ABCDEFGH", "123456789", "口令口令口令"):
        with pytest.raises(ValidationError):
            rule.validate(bad)


def test_temporary_passwords_meet_the_rules_and_have_no_look_alikes() -> None:
    for _ in range(50):
        password = temporary_password()
        CharacterClassesValidator().validate(password)
        assert re.fullmatch(r"([A-HJ-NP-Za-km-z2-9]{4}-){2}[A-HJ-NP-Za-km-z2-9]{4}", password)


def test_the_office_head_unlocks_before_the_time_is_over(settings) -> None:
    AccessAttempt.objects.create(
        username="jia.clerk", failures_since_start=settings.AXES_FAILURE_LIMIT, attempt_time=timezone.now()
    )
    assert is_locked("jia.clerk", now=timezone.now())
    unlock_account(username="jia.clerk", actor=actor("jia.head"), on=TODAY)
    assert not is_locked("jia.clerk", now=timezone.now())
    with pytest.raises(Refused, match="没有被锁定"):
        unlock_account(username="jia.clerk", actor=actor("jia.head"), on=TODAY)


def test_operators_are_made_and_reset_by_whoever_keeps_the_machine() -> None:
    create_operator(username="second.op", person_name="示例·运维二", password=NEW, actor=MACHINE, on=TODAY)
    password = reset_operator(username="second.op", actor=MACHINE, on=TODAY)
    assert Account.objects.get(username="second.op").check_password(password)
    with pytest.raises(Refused, match="不是运维账号"):
        reset_operator(username="jia.clerk", actor=MACHINE, on=TODAY)
    assert Entry.objects.filter(chain__key="system").count() == 2


def test_the_last_operator_stays() -> None:
    with pytest.raises(Refused, match="唯一的运维账号"):
        deactivate_operator(username="operator", actor=MACHINE, on=TODAY)
    create_operator(username="second.op", person_name="示例·运维二", password=NEW, actor=MACHINE, on=TODAY)
    deactivate_operator(username="operator", actor=actor("second.op"), on=TODAY)
    assert not Account.objects.get(username="operator").is_active


def test_an_account_of_a_body_belongs_to_that_body_only() -> None:
    with pytest.raises(Refused, match="没有代码为“000000”的机构"):
        create_account(username="x.new", person_name="示例·吴", body="000000", actor=actor("operator"), on=TODAY)
    account, _ = create_account(username="yi.new", person_name="示例·吴", body=B, actor=actor("operator"), on=TODAY)
    assert Entry.objects.get().chain_id == B == account.body_id
