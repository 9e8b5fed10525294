"""Asking for background work."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from lianxi.apps.jobs.leases import claim_job, finish_job
from lianxi.apps.jobs.models import Job, JobState
from tests.apps.jobs.conftest import DAY, OWN, ask


@pytest.mark.django_db
def test_a_job_keeps_who_asked_for_which_body_and_on_which_day():
    job = ask(arguments={"rows": 3})
    job.refresh_from_db()
    assert (job.account, job.person, job.body, job.on) == (f"{OWN}.clerk", "示例", OWN, DAY)
    assert (job.state, job.arguments, job.cursor) == (JobState.WAITING, {"rows": 3}, {})


@pytest.mark.django_db(transaction=True)
def test_a_job_of_an_undone_transaction_never_was(clock):
    with transaction.atomic():
        ask()
        transaction.set_rollback(True)
    assert claim_job("w", at=clock()) is None


@pytest.mark.django_db
def test_two_clicks_make_one_job_while_it_is_open(clock):
    first = ask(once_key="chain:990100")
    assert ask(once_key="chain:990100") == first
    assert claim_job("w", at=clock()) == first
    assert ask(once_key="chain:990100") == first
    first.refresh_from_db()
    finish_job(first, at=clock(), result={})
    assert ask(once_key="chain:990100") != first
    assert Job.objects.count() == 2


@pytest.mark.django_db
def test_the_database_itself_refuses_a_running_job_without_lease():
    job = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state="lost")
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=JobState.DONE)


@pytest.mark.django_db
def test_progress_in_per_cent_is_unknown_until_the_total_is():
    job = ask()
    assert job.percent is None
    job.done, job.total = 1, 3
    assert job.percent == 33
    job.done = 9
    assert job.percent == 100
