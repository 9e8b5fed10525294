"""The audit verified in the background."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from lianxi.apps.audit import triggers
from lianxi.apps.audit.models import Entry
from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.runner import run_job
from lianxi.apps.jobs.services import cancel_job
from lianxi.apps.jobs.verification import verify_audit
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from lianxi.kernel.errors import Refused
from tests.apps.jobs.conftest import DAY, OPERATOR, ask, person


@pytest.mark.django_db
def test_verify_audit():
    with pytest.raises(Refused):
        verify_audit(actor=person(Role.OFFICE_HEAD), on=DAY)
    job = verify_audit(actor=OPERATOR, on=DAY)
    assert (job.kind, job.body) == ("audit.verify", "")
    assert verify_audit(actor=OPERATOR, on=DAY) == job
    assert (Job.objects.count(), Entry.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_a_sound_chain_is_said_to_be_sound(clock):
    verify_audit(actor=OPERATOR, on=DAY)
    assert run_job(claim_job("w", at=clock()), JOBS, clock=clock) == "done"
    result = Job.objects.get().result
    assert result["发现"] == "没有发现异常"
    assert result["条目"] == "1 条"


@pytest.mark.django_db(transaction=True)
def test_an_altered_entry_is_told_with_its_number(clock):
    cancel_job(job=ask(), actor=person(Role.CLERK), on=DAY)
    with transaction.atomic():
        triggers.remove(connection)
        Entry.objects.update(title="改过")
    verify_audit(actor=OPERATOR, on=DAY)
    run_job(claim_job("w", at=clock()), JOBS, clock=clock)
    job = Job.objects.get(kind="audit.verify")
    assert job.state == JobState.DONE
    assert "第 1 条" in job.result["发现 1"]


def test_every_listed_kind_is_listed_under_its_own_code():
    assert all(code == kind.code and kind.label and callable(kind.run) for code, kind in JOBS.items())
