"""A job's page in a real browser: it moves while the job runs, and rests when the job has ended."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lianxi.apps.jobs.leases import claim_job, finish_job
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.services import enqueue
from lianxi.kernel.access import Actor, Role
from lianxi.web.day import set_demo_day
from tests.apps.accounts.people import A, make_account, make_bodies
from tests.browser.looking import axe, sign_in, width


@pytest.fixture
def job(transactional_db: None) -> Job:
    """A job of 甲 that a worker has taken up."""
    make_bodies()
    make_account("jia.clerk", A, Role.CLERK)
    set_demo_day(date(2024, 9, 20))
    clerk = Actor(account="jia.clerk", person="示例", body=A)
    enqueue(kind="count", arguments={}, actor=clerk, body=A, title="示例任务", on=date(2024, 9, 20))
    job = claim_job("worker", at=timezone.now())
    assert job is not None
    return job


def test_the_bar_moves_by_itself_and_rests_at_the_end(page: Page, job: Job) -> None:
    sign_in(page, "jia.clerk")
    page.goto(job.get_absolute_url())
    bar = page.get_by_role("progressbar")
    expect(bar).not_to_have_attribute("aria-valuenow", "25")
    Job.objects.update(done=3, total=12, note="第 3 行")
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(page.locator("#job-state")).to_contain_text("3/12，第 3 行")
    assert axe(page) == []
    page.locator("#job-cancel").focus()
    finish_job(job, at=timezone.now(), result={"导入": "12 行"})
    expect(page.locator("#job-state")).to_contain_text("12 行")
    expect(page.locator("#job-state")).not_to_have_attribute("hx-trigger", "every 2s")
    expect(page.locator("#job-cancel")).to_have_count(0)


def test_the_button_keeps_the_focus_while_the_page_asks_again(page: Page, job: Job) -> None:
    sign_in(page, "jia.clerk")
    page.goto(job.get_absolute_url())
    page.locator("#job-cancel").focus()
    Job.objects.update(note="又一步")
    expect(page.locator("#job-state")).to_contain_text("又一步")
    expect(page.locator("#job-cancel")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#job-state")).to_contain_text("已取消")


def test_list_and_job_fit_a_hand(phone: Page, job: Job) -> None:
    sign_in(phone, "jia.clerk")
    for address in ("/jobs/", job.get_absolute_url()):
        phone.goto(address)
        assert width(phone) <= 390
        assert axe(phone) == []
