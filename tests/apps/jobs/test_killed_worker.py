"""Workers in processes of their own that are killed, frozen and asked to end in the middle of a job."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from lianxi.apps.jobs.models import Job, JobState
from tests.apps.jobs.conftest import ask

PROJECT = Path(__file__).resolve().parents[3]
LEASE = 1.5


def database_url() -> str:
    """The test's own database, as another process reaches it."""
    at = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{at['NAME']}"
    return f"postgres://{at['USER']}:{at['PASSWORD']}@{at['HOST']}:{at['PORT']}/{at['NAME']}"


@pytest.fixture
def start(tmp_path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Start a worker process; whatever is left of them at the end is killed."""
    environment = {
        **os.environ,
        "PYTHONPATH": f"{PROJECT / 'src'}:{PROJECT}",
        "DJANGO_SETTINGS_MODULE": "lianxi.config.settings.base",
        "LIANXI_DATABASE_URL": database_url(),
        "LIANXI_VAR": str(tmp_path),
    }
    started = []

    def begin(how: str, lease: float = LEASE) -> subprocess.Popen:
        command = [sys.executable, "-m", "tests.apps.jobs.worker_process", str(lease), how]
        started.append(subprocess.Popen(command, cwd=PROJECT, env=environment))
        return started[-1]

    yield begin
    for process in started:
        process.kill()
        process.wait()


def wait_for(condition: Callable[[], bool], seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, list(Job.objects.values())
        time.sleep(0.02)


def position() -> int:
    return Job.objects.get(kind="count").cursor.get("next", 0)


def marks() -> list[int]:
    return sorted(int(title) for title in Job.objects.filter(kind="mark").values_list("title", flat=True))


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_is_killed_goes_on_where_it_was(start):
    job = ask(arguments={"upto": 30})
    first = start("on")
    wait_for(lambda: position() >= 5)
    first.send_signal(signal.SIGKILL)
    first.wait()
    job.refresh_from_db()
    stood_at = position()
    assert (job.state, job.attempts) == (JobState.RUNNING, 1)
    assert 5 <= stood_at < 30
    assert marks() == list(range(stood_at))
    start("on")
    wait_for(lambda: Job.objects.get(kind="count").state == JobState.DONE)
    job.refresh_from_db()
    assert (job.attempts, job.failures, job.result) == (2, 1, {"counted": 30})
    assert marks() == list(range(30))


@pytest.mark.django_db(transaction=True)
def test_a_frozen_worker_that_wakes_up_neither_repeats_nor_overwrites(start):
    ask(arguments={"upto": 6, "pause": 0, "rest": 0.6})
    frozen = start("on", lease=30)
    # frozen while it rests between two steps: a lock it held would stop everybody else for as long
    wait_for(lambda: position() >= 3)
    frozen.send_signal(signal.SIGSTOP)
    Job.objects.filter(kind="count").update(lease_until=Job.objects.get(kind="count").created)
    start("on")
    wait_for(lambda: Job.objects.get(kind="count").state == JobState.DONE)
    frozen.send_signal(signal.SIGCONT)
    time.sleep(1)
    assert marks() == list(range(6))
    job = Job.objects.get(kind="count")
    assert (job.result, job.attempts) == ({"counted": 6}, 2)


@pytest.mark.django_db(transaction=True)
def test_a_worker_asked_to_end_finishes_its_step_and_hands_the_job_back(start):
    job = ask(arguments={"upto": 50})
    worker = start("on")
    wait_for(lambda: position() >= 2)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=10) == 0
    job.refresh_from_db()
    assert (job.state, job.failures) == (JobState.WAITING, 0)
    assert marks() == list(range(position()))
    start("once").wait(timeout=30)
    assert marks() == list(range(50))


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_work_without_doubling_it(start):
    for _ in range(6):
        ask(arguments={"upto": 5, "pause": 0.005})
    workers = [start("once"), start("once")]
    for worker in workers:
        assert worker.wait(timeout=60) == 0
    counts = Job.objects.filter(kind="count")
    assert set(counts.values_list("state", "attempts")) == {(JobState.DONE, 1)}
    assert marks() == sorted(list(range(5)) * 6)
