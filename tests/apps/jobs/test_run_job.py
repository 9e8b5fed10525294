"""One attempt at one job: how it goes on, how it ends, and what it says."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

import pytest
from django.db import transaction

from lianxi.apps.jobs.kinds import JobKind
from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.runner import run_job
from lianxi.apps.jobs.services import cancel_job
from lianxi.apps.jobs.steps import NoLongerHeld, Step
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.jobs.conftest import DAY, ask, person


def kinds(run) -> dict[str, JobKind]:
    return {"count": JobKind("count", "数数", run)}


def claim(clock, **more) -> Job:
    ask(**more)
    return claim_job("w", at=clock())


@pytest.mark.django_db
def test_a_job_that_is_done_shows_its_result(clock):
    def run(step: Step):
        step.progress(2, 2, "数完")
        return {"counted": step.arguments["upto"]}

    assert run_job(claim(clock, arguments={"upto": 2}), kinds(run), clock=clock) == "done"
    job = Job.objects.get()
    assert (job.state, job.result, job.done, job.total, job.note) == (JobState.DONE, {"counted": 2}, 2, 2, "数完")
    assert job.finished == clock()


@pytest.mark.django_db
def test_an_error_is_logged_with_its_trace_and_told_without_it(clock, caplog):
    def run(step: Step):
        raise ValueError("secret inside")

    with caplog.at_level(logging.ERROR):
        assert run_job(claim(clock), kinds(run), clock=clock) == "retrying"
    job = Job.objects.get()
    assert job.state == JobState.WAITING
    assert "第 1 次执行出错" in job.error
    assert str(job.uuid) in job.error
    assert "secret" not in job.error
    assert "ValueError: secret inside" in caplog.text


@pytest.mark.django_db
def test_a_job_that_goes_wrong_every_time_ends_failed(clock):
    def run(step: Step):
        raise ValueError

    ask(max_attempts=3)
    outcomes = []
    while job := claim_job("w", at=clock()):
        outcomes.append(run_job(job, kinds(run), clock=clock))
        clock.move(hours=1)
    assert outcomes == ["retrying", "retrying", "failed"]
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "执行了 3 次都出错" in job.error


@pytest.mark.django_db
def test_a_refusal_is_not_tried_again_and_keeps_its_words(clock):
    def run(step: Step):
        raise Refused("column_missing", "第一行没有“姓名”列。", remedy="请用模板。")

    assert run_job(claim(clock), kinds(run), clock=clock) == "failed"
    assert Job.objects.get().error == "第一行没有“姓名”列。 怎么办：请用模板。"


@pytest.mark.django_db
def test_an_unknown_kind_fails_with_a_reason(clock):
    assert run_job(claim(clock, kind="of.tomorrow"), kinds(dict), clock=clock) == "failed"
    assert "of.tomorrow" in Job.objects.get().error


@pytest.mark.django_db
def test_the_next_attempt_goes_on_at_the_cursor(clock):
    seen = []

    def run(step: Step):
        for number in range(step.cursor.get("next", 0), 5):
            if number == 3 and step.job.attempts == 1:
                raise ValueError
            seen.append(number)
            step.save({"next": number + 1})

    run_job(claim(clock), kinds(run), clock=clock)
    clock.move(hours=1)
    assert run_job(claim_job("w", at=clock()), kinds(run), clock=clock) == "done"
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.django_db(transaction=True)
def test_work_and_cursor_stand_or_fall_together(clock):
    """The work of this test is a note at another job; what counts is that it is undone with the cursor."""
    other = ask(kind="other")

    def run(step: Step):
        with transaction.atomic():
            Job.objects.filter(pk=other.pk).update(note="written")
            step.save({"next": 1})
            raise ValueError

    claim_job("x", at=clock())
    run_job(claim(clock), kinds(run), clock=clock)
    other.refresh_from_db()
    assert (other.note, Job.objects.get(kind="count").cursor) == ("", {})


@pytest.mark.django_db(transaction=True)
def test_a_job_taken_over_undoes_the_work_of_the_stale_worker(clock):
    other = ask(kind="other")
    claim_job("x", at=clock())

    def run(step: Step):
        clock.move(minutes=1)
        Job.objects.filter(pk=other.pk).update(state=JobState.CANCELLED, finished=clock())
        assert claim_job("thief", at=clock()).pk == step.job.pk
        with transaction.atomic():
            Job.objects.filter(pk=other.pk).update(note="written")
            step.save({"next": 1})

    assert run_job(claim(clock), kinds(run), clock=clock) == "left"
    other.refresh_from_db()
    job = Job.objects.get(kind="count")
    assert (other.note, job.cursor, job.state, job.worker) == ("", {}, JobState.RUNNING, "thief")


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_job_stops_at_its_next_step(clock):
    reached = []

    def run(step: Step):
        assert not step.cancelled
        cancel_job(job=step.job, actor=person(Role.OFFICE_HEAD), on=DAY)
        assert step.cancelled
        try:
            step.save({"next": 1})
        except Exception:  # noqa: BLE001 - a function that forgives everything still has to leave
            reached.append("forgiven")
        reached.append("went on")

    assert run_job(claim(clock), kinds(run), clock=clock) == "left"
    assert reached == []
    assert Job.objects.get().state == JobState.CANCELLED


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_end_keeps_the_step_and_hands_the_job_back(clock):
    ending = threading.Event()

    def run(step: Step):
        for number in range(step.cursor.get("next", 0), 5):
            if number == 2:
                ending.set()
            with transaction.atomic():
                step.save({"next": number + 1})
        return {}

    assert run_job(claim(clock), kinds(run), clock=clock, ending=ending.is_set) == "handed_back"
    job = Job.objects.get()
    assert (job.state, job.cursor, job.failures) == (JobState.WAITING, {"next": 3}, 0)
    ending.clear()
    assert run_job(claim_job("w", at=clock()), kinds(run), clock=clock, ending=ending.is_set) == "done"


@pytest.mark.django_db(transaction=True)
def test_a_long_step_keeps_its_lease_by_the_heartbeat():
    ask()
    from_now = timedelta(seconds=0.6)
    seen = []

    def run(step: Step):
        threading.Event().wait(1.5)
        seen.append(step.cancelled)
        job = Job.objects.get()
        seen.append(job.lease_until > job.started + 2 * from_now)

    job = claim_job("w", at=Job.objects.get().created, lease=from_now)
    assert run_job(job, kinds(run), lease=from_now) == "done"
    assert seen == [False, True]


@pytest.mark.django_db
def test_progress_is_not_written_more_often_than_a_reader_can_follow(clock, django_assert_max_num_queries):
    def run(step: Step):
        with django_assert_max_num_queries(2):
            for number in range(1, 501):
                step.progress(number, 500)

    assert run_job(claim(clock), kinds(run), clock=clock) == "done"
    assert Job.objects.get().done == 500


@pytest.mark.django_db
def test_nobody_who_lost_the_job_can_report_progress(clock):
    job = claim(clock)
    step = Step(job, lease=timedelta(seconds=1), clock=clock, ending=lambda: False)
    Job.objects.update(attempts=7)
    with pytest.raises(NoLongerHeld):
        step.progress(1, 1)
