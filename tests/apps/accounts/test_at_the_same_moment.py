"""Two people act on the same thing at the same moment: one act, one answer for the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial

import pytest
from django.db import connections

from lianxi.apps.accounts.models import Account, GrantState, Invitation, RoleGrant
from lianxi.apps.accounts.services import (
    confirm_role,
    create_account,
    deactivate_account,
    end_role,
    invite_office_head,
    link_person,
    redeem_invitation,
    request_role,
)
from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Person
from lianxi.kernel.access import PUBLIC, Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import TODAY, A, C, actor, ask, make_account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("house")]


def both(*acts: Callable[[], object]) -> list[Refused]:
    """Let all act at the same moment, each with a connection of its own; the refusals among their answers."""
    start, refusals, failures = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except Refused as refusal:
            refusals.append(refusal)
        except Exception as error:  # noqa: BLE001 - a thread must not swallow what broke it
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert failures == []
    return refusals


def test_two_office_heads_confirm_one_request_and_exactly_one_wins() -> None:
    for turn in range(5):
        grant = ask(make_account(f"jia.new{turn}", A), Role.CLERK, A)
        heads = [actor("jia.head"), actor("jia.second")]
        refusals = both(*[partial(confirm_role, grant=grant.pk, actor=head, on=TODAY) for head in heads])
        grant.refresh_from_db()
        assert [refusal.guard for refusal in refusals] == ["already_decided"]
        assert f"已由{grant.decided_by.person_name}于2024-03-01确认" in refusals[0].reason
        assert Entry.objects.filter(act="role.confirm", target=f"/accounts/jia.new{turn}/").count() == 1


def test_the_last_two_office_heads_do_not_put_each_other_out() -> None:
    refusals = both(
        partial(deactivate_account, username="jia.head", reason="试", actor=actor("jia.second"), on=TODAY),
        partial(deactivate_account, username="jia.second", reason="试", actor=actor("jia.head"), on=TODAY),
    )
    assert [refusal.guard for refusal in refusals] == ["last_office_head"]
    assert Account.objects.filter(username__in=["jia.head", "jia.second"], is_active=True).count() == 1


def test_the_last_two_office_heads_do_not_both_resign() -> None:
    grants = RoleGrant.objects.filter(body=A, role=Role.OFFICE_HEAD).order_by("pk")
    first, second = grants[0].pk, grants[1].pk
    heads = {first: actor("jia.head"), second: actor("jia.second")}
    refusals = both(*[partial(end_role, grant=pk, reason="退休", actor=head, on=TODAY) for pk, head in heads.items()])
    assert [refusal.guard for refusal in refusals] == ["last_office_head"]
    assert grants.filter(state=GrantState.CONFIRMED).count() == 1


def test_the_same_role_asked_for_twice_at_once_is_one_request() -> None:
    make_account("jia.new", A)
    ask_once = partial(request_role, role=Role.CLERK, body=A, actor=actor("jia.new"), on=TODAY)
    assert [refusal.guard for refusal in both(ask_once, ask_once)] == ["already_open"]


def test_a_code_used_twice_at_once_makes_one_office_head() -> None:
    code = invite_office_head(body=C, actor=actor("operator"), on=TODAY)

    def use(username: str) -> None:
        redeem_invitation(
            code=code, actor=PUBLIC, on=TODAY, username=username, person_name="示例·林", password="Quite-a-long-1"
        )

    refusals = both(partial(use, "bing.one"), partial(use, "bing.two"))
    assert [refusal.guard for refusal in refusals] == ["code_used"]
    assert Account.objects.filter(username__startswith="bing.").count() == 1
    assert Invitation.objects.get().redeemed_by is not None


def test_a_name_taken_at_the_same_moment_is_refused_in_words() -> None:
    def make() -> None:
        create_account(username="jia.twin", person_name="示例·吴", body=A, actor=actor("operator"), on=TODAY)

    refusals = both(make, make)
    assert [refusal.guard for refusal in refusals] == ["bad_account"]
    assert "已有人用" in refusals[0].remedy


def test_two_accounts_linked_to_one_person_at_once_leave_one_link() -> None:
    person = Person.objects.create(body_id=A, name="示例·李岚")
    link = partial(link_person, person=person, on=TODAY)
    refusals = both(
        partial(link, username="jia.head", actor=actor("jia.second")),
        partial(link, username="jia.clerk", actor=actor("jia.head")),
    )
    assert [refusal.guard for refusal in refusals] == ["person_has_account"]
    assert person.accounts.count() == 1
