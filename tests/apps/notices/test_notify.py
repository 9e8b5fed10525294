"""Telling people by the roles they hold."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from lianxi.apps.accounts.models import GrantState, RoleGrant
from lianxi.apps.bodies.models import CircleMember
from lianxi.apps.jobs.models import Job
from lianxi.apps.notices.models import Letter, LetterState, Notice
from lianxi.apps.notices.services import Recipients
from lianxi.kernel.access import Role
from tests.apps.accounts.people import CIRCLE, TODAY, A, B, grant_role, make_account
from tests.apps.notices.telling import CLERKS, OFFICE, names, tell

JOINT = Recipients((), frozenset({Role.JOINT_OFFICE}), CIRCLE)


@pytest.mark.usefixtures("house")
def test_holders_of_the_roles_in_the_bodies_are_told_and_nobody_else() -> None:
    assert tell() == 2
    assert names() == ["jia.clerk", "jia.head"]
    notice = Notice.objects.get(account__username="jia.clerk")
    assert (notice.title, notice.clause, notice.href, notice.body) == ("请填报回执", "示例办法第三条", "/circles/", A)
    assert not notice.is_read


@pytest.mark.usefixtures("house")
def test_an_account_out_of_use_is_not_told() -> None:
    assert tell(Recipients((B,), CLERKS)) == 1
    assert names() == ["yi.clerk"]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("days", "told"), [(-1, 1), (0, 0), (1, 0)])
def test_a_role_counts_up_to_the_day_before_it_ends(days: int, told: int) -> None:
    end = TODAY + timedelta(days=5)
    grant = RoleGrant.objects.filter(account__username="jia.clerk")
    grant.update(state=GrantState.ENDED, end=end)
    assert tell(Recipients((A,), CLERKS), on=end + timedelta(days=days)) == told


@pytest.mark.usefixtures("house")
def test_a_role_not_yet_confirmed_does_not_count() -> None:
    grant_role(make_account("jia.new", A), Role.CLERK, A, GrantState.REQUESTED)
    assert tell(Recipients((A,), CLERKS)) == 1


@pytest.mark.usefixtures("house")
def test_the_joint_office_of_a_circle_is_told_while_its_body_is_a_member() -> None:
    assert tell(JOINT) == 1
    notice = Notice.objects.get()
    assert (notice.account.username, notice.body, notice.circle) == ("yi.joint", B, CIRCLE)
    CircleMember.objects.filter(body=B).update(end=date(2024, 6, 1))
    assert tell(JOINT, on=date(2024, 6, 1)) == 0


@pytest.mark.usefixtures("house")
def test_bodies_and_circle_together_reach_both_and_each_person_once() -> None:
    both = Recipients((A, B), OFFICE | {Role.JOINT_OFFICE}, CIRCLE)
    assert tell(both) == 4
    assert names() == ["jia.clerk", "jia.head", "yi.clerk", "yi.joint"]


@pytest.mark.usefixtures("house")
def test_the_same_thing_is_not_told_twice_but_a_newcomer_hears_of_it() -> None:
    assert tell(once_key="conference-7-call") == 2
    make_account("jia.second", A, Role.CLERK)
    assert tell(once_key="conference-7-call") == 1
    assert tell() == 3
    assert Letter.objects.count() == Notice.objects.count() == 6


@pytest.mark.usefixtures("house")
def test_notices_of_an_undone_act_never_were() -> None:
    with transaction.atomic():
        tell()
        transaction.set_rollback(True)
    assert (Notice.objects.count(), Letter.objects.count(), Job.objects.count()) == (0, 0, 0)


@pytest.mark.usefixtures("house")
def test_a_notice_leads_nowhere_but_into_the_house() -> None:
    for href in ("https://example.org/", "//example.org/", "circles/"):
        with pytest.raises(ValueError):
            tell(href=href, once_key="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            account_id=RoleGrant.objects.first().account_id, kind="x", title="x", href="//x", on=TODAY
        )


@pytest.mark.usefixtures("house")
def test_without_a_mail_server_no_letter_waits_and_each_says_why() -> None:
    tell()
    assert {letter.said for letter in Letter.objects.all()} == {"未寄（系统没有配置邮件）"}
    assert not Job.objects.exists()


@pytest.mark.usefixtures("house", "mail")
def test_whoever_has_an_address_gets_a_letter_and_one_job_sends_them_all() -> None:
    tell()
    tell(title="请\n确认承办")
    clerk = Letter.objects.filter(notice__account__username="jia.clerk")
    assert [letter.state for letter in clerk] == [LetterState.WAITING] * 2
    assert clerk[0].address == "clerk@example.org"
    assert [letter.subject for letter in clerk] == ["【联席】请填报回执", "【联席】请 确认承办"]
    assert "办理：https://lianxi.example.org/circles/" in clerk[0].text
    assert "依据：示例办法第三条" in clerk[0].text
    head = Letter.objects.filter(notice__account__username="jia.head")
    assert {letter.said for letter in head} == {"未寄（没有登记电子邮箱）"}
    job = Job.objects.get()
    assert (job.kind, job.body, job.person) == ("mail.send", "", "系统")
