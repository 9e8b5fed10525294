"""Pages of background work, and who gets to see them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from lianxi.apps.accounts.models import Account, SignIn
from lianxi.apps.audit.models import Entry
from lianxi.apps.jobs.leases import claim_job, fail_job, finish_job, retry_job
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.selectors import visible_jobs
from lianxi.apps.jobs.services import cancel_job, cancel_system_job
from lianxi.kernel.access import PUBLIC, Role
from lianxi.kernel.errors import Refused
from tests.apps.accounts.people import A, B, make_account, make_bodies
from tests.apps.jobs.conftest import DAY, OPERATOR, ask, person

HTMX = {"HTTP_HX_REQUEST": "true"}
POLL = 'hx-trigger="every 2s"'


@pytest.fixture
def house(db: None) -> None:
    make_bodies()
    for role in (Role.CLERK, Role.OFFICE_HEAD, Role.LEADER, Role.DEPUTY, Role.OBSERVER):
        make_account(f"a.{role}".replace("_", "."), A, role)
    make_account("b.clerk", B, Role.CLERK)
    make_account("operator", None)


def browser(username: str) -> Client:
    """A browser in which somebody has signed in."""
    now = timezone.now()
    sign_in = SignIn.objects.create(account=Account.objects.get(username=username), started_at=now, seen_at=now)
    client = Client()
    session = client.session
    session["sign_in"] = sign_in.pk
    session.save()
    client.cookies["lianxi"] = session.session_key
    return client


def running(clock, **more) -> Job:
    ask(**more)
    return claim_job("w", at=clock())


@pytest.mark.django_db
def test_everybody_sees_the_jobs_of_their_own_body_and_the_operator_those_of_the_machine():
    mine, theirs, machines = ask(body=A), ask(body=B), ask(body="")
    for role in (Role.CLERK, Role.OFFICE_HEAD, Role.LEADER):
        assert set(visible_jobs(person(role, A))) == {mine}
    for role in (Role.DEPUTY, Role.OBSERVER):
        assert not visible_jobs(person(role, A)).exists()
    assert set(visible_jobs(person(Role.CLERK, B))) == {theirs}
    assert set(visible_jobs(OPERATOR)) == {machines}
    assert not visible_jobs(PUBLIC).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "may"), [(Role.CLERK, True), (Role.OFFICE_HEAD, True), (Role.LEADER, False)])
def test_cancel_job(role, may):
    job = ask(body=A)
    if not may:
        with pytest.raises(Refused):
            cancel_job(job=job, actor=person(role, A), on=DAY)
        assert Job.objects.get().state == JobState.WAITING
        assert not Entry.objects.exists()
        return
    assert cancel_job(job=job, actor=person(role, A), on=DAY).state == JobState.CANCELLED
    entry = Entry.objects.get()
    assert (entry.act, entry.chain_id, entry.target) == ("job.cancel", A, job.get_absolute_url())
    assert (entry.before, entry.after) == ({"state": "等待"}, {"state": "已取消"})


@pytest.mark.django_db
def test_nobody_cancels_the_job_of_another_body():
    job = ask(body=A)
    for actor in (person(Role.OFFICE_HEAD, B), OPERATOR, PUBLIC):
        with pytest.raises(Refused):
            cancel_job(job=job, actor=actor, on=DAY)
    with pytest.raises(Refused) as refusal:
        cancel_system_job(job=job, actor=OPERATOR, on=DAY)
    assert "该机构" in refusal.value.remedy
    assert Job.objects.get().is_open


@pytest.mark.django_db
def test_cancel_system_job():
    job = ask(body="")
    with pytest.raises(Refused):
        cancel_system_job(job=job, actor=person(Role.OFFICE_HEAD, A), on=DAY)
    assert cancel_system_job(job=job, actor=OPERATOR, on=DAY).state == JobState.CANCELLED
    assert Entry.objects.get().chain_id == "system"


@pytest.mark.django_db
def test_a_job_that_has_ended_cannot_be_cancelled(clock):
    job = running(clock, body=A)
    finish_job(job, at=clock(), result={})
    with pytest.raises(Refused) as refusal:
        cancel_job(job=job, actor=person(Role.CLERK, A), on=DAY)
    assert "已完成" in refusal.value.reason
    assert not Entry.objects.exists()


def test_the_list_shows_own_jobs_filters_and_exports(house, clock):
    ask(body=A, kind="a")
    ask(body=B, kind="b")
    client = browser("a.clerk")
    page = client.get("/jobs/").content.decode()
    assert page.count("示例任务") == 1
    assert "示例任务" not in client.get("/jobs/?state=done").content.decode()
    table = client.get("/jobs/?format=csv").content.decode("utf-8-sig")
    assert len(table.strip().splitlines()) == 2


def test_visitors_and_roles_without_jobs_are_told_why(house):
    for client in (Client(), browser("a.deputy")):
        answer = client.get("/jobs/")
        assert answer.status_code == 403
        assert "联络员" in answer.content.decode()


def test_the_page_asks_again_only_while_the_job_is_open(house, clock):
    job = running(clock, body=A)
    client = browser("a.clerk")
    Job.objects.update(done=3, total=12, note="第 3 行")
    page = client.get(job.get_absolute_url()).content.decode()
    assert POLL in page
    assert 'aria-valuenow="25"' in page
    fragment = client.get(job.get_absolute_url(), **HTMX).content.decode()
    assert POLL in fragment
    assert "<html" not in fragment
    finish_job(job, at=clock(), result={"导入": 12})
    fragment = client.get(job.get_absolute_url(), **HTMX).content.decode()
    assert POLL not in fragment
    assert "导入" in fragment
    assert "取消任务" not in fragment


def test_the_page_says_why_a_job_failed_or_waits(house, clock):
    job = running(clock, body=A)
    client = browser("a.clerk")
    retry_job(job, at=clock(), error="第 1 次执行出错。")
    page = client.get(job.get_absolute_url()).content.decode()
    assert "第 1 次执行出错" in page
    assert "以后再试" in page
    clock.move(hours=1)
    job = claim_job("w", at=clock())
    fail_job(job, at=clock(), error="<b>不行</b>")
    page = client.get(job.get_absolute_url()).content.decode()
    assert "&lt;b&gt;不行" in page


def test_a_job_of_another_body_is_refused_and_an_unknown_one_not_found(house):
    job = ask(body=A)
    client = browser("b.clerk")
    assert client.get(job.get_absolute_url()).status_code == 403
    assert client.post(f"{job.get_absolute_url()}cancel/").status_code == 403
    assert client.get(f"/jobs/{uuid4()}/").status_code == 404
    assert Job.objects.get().is_open


def test_the_button_cancels(house):
    job = ask(body=A)
    client = browser("a.clerk")
    assert "取消任务" in client.get(job.get_absolute_url()).content.decode()
    answer = client.post(f"{job.get_absolute_url()}cancel/", follow=True).content.decode()
    assert "已取消“示例任务”" in answer
    assert Job.objects.get().state == JobState.CANCELLED
    assert client.get(f"{job.get_absolute_url()}cancel/").status_code == 405


def test_who_may_look_but_not_cancel_sees_no_button(house):
    job = ask(body=A)
    assert "取消任务" not in browser("a.leader").get(job.get_absolute_url()).content.decode()


def test_the_operator_starts_a_verification_and_lands_on_its_page(house):
    operator = browser("operator")
    assert "现在核验" in operator.get("/jobs/").content.decode()
    assert "现在核验" not in browser("a.clerk").get("/jobs/").content.decode()
    answer = operator.post("/jobs/audit-verification/", follow=True)
    assert "核验审计链" in answer.content.decode()
    assert Job.objects.get().kind == "audit.verify"
    assert browser("a.clerk").post("/jobs/audit-verification/").status_code == 403
