"""Letters reach a real mail server through a job; a server that is away, or says no, holds up nobody."""

from __future__ import annotations

import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.header import decode_header, make_header
from email.message import Message

import pytest

from lianxi.apps.jobs.leases import claim_job
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.runner import run_job
from lianxi.apps.notices.letters import KIND, MOST_ATTEMPTS
from lianxi.apps.notices.models import Letter, LetterState, Notice
from lianxi.apps.notices.services import Recipients
from lianxi.composition.jobs import JOBS
from lianxi.kernel.access import Role
from tests.apps.accounts.people import A, make_account
from tests.apps.jobs.conftest import Clock, clock
from tests.apps.notices.conftest import at_home
from tests.apps.notices.mail_sink import Sink, running_sink
from tests.apps.notices.telling import CLERKS, tell

__all__ = ["clock"]
pytestmark = [pytest.mark.usefixtures("house", "mail")]
TO_CLERKS = Recipients((A,), CLERKS)


@pytest.fixture(autouse=True)
def _configured(settings) -> None:
    """The real backend; nobody listens at the port yet."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        settings.EMAIL_PORT = probe.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.DEFAULT_FROM_EMAIL = "127.0.0.1", "联席 <lianxi@example.org>"


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    with running_sink() as one:
        settings.EMAIL_PORT = one.port
        yield one


def run(clock: Clock) -> str:
    """One attempt of the next job that is ready; "" when none is."""
    job = claim_job("w", at=clock())
    return run_job(job, JOBS, clock=clock) if job else ""


def taken(sink: Sink) -> list[Message]:
    return [email.message_from_bytes(text) for text in sink.letters]


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


def test_a_letter_arrives_as_plain_text_with_the_reason_the_clause_and_the_link(sink: Sink, clock: Clock) -> None:
    tell(TO_CLERKS)
    assert run(clock) == "done"
    (message,) = taken(sink)
    text = message.get_payload(decode=True).decode()
    assert message.get_content_type() == "text/plain"
    assert str(make_header(decode_header(message["Subject"]))) == "【联席】请填报回执"
    assert (message["To"], message["Auto-Submitted"]) == ("clerk@example.org", "auto-generated")
    for part in ("会议九月召开。", "依据：示例办法第三条", "https://lianxi.example.org/circles/"):
        assert part in text
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts, letter.said) == (LetterState.SENT, 1, "已发")
    assert letter.sent_at is not None
    assert Job.objects.get().result == {"已发": 1, "未发出": 0}


def test_a_sent_letter_is_not_sent_again(sink: Sink, clock: Clock) -> None:
    tell(TO_CLERKS)
    run(clock)
    tell(TO_CLERKS, title="又一件")
    run(clock)
    assert len(sink.letters) == 2
    assert len({message["Message-ID"] for message in taken(sink)}) == 2


def test_a_server_that_is_away_is_tried_again_and_the_notice_is_there_meanwhile(
    settings, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    tell(TO_CLERKS)
    assert run(clock) == "retrying"
    letter = Letter.objects.get()
    assert (letter.state, letter.attempts) == (LetterState.WAITING, 1)
    assert "ConnectionRefused" in letter.last_error
    assert Notice.objects.count() == 1
    with running_sink(settings.EMAIL_PORT) as late:
        clock.move(seconds=11)
        assert run(clock) == "done"
        assert len(late.letters) == 1
    letter.refresh_from_db()
    assert (letter.state, letter.last_error) == (LetterState.SENT, "")


def test_a_server_that_stays_away_fails_the_letter_with_the_reason(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    tell(TO_CLERKS)
    outcomes = []
    while outcome := run(clock):
        outcomes.append(outcome)
        clock.move(minutes=11)
    assert outcomes == ["retrying"] * (MOST_ATTEMPTS - 1) + ["failed"]
    assert Letter.objects.get().said == "未发出（多次试发，邮件服务器都没有收下）"
    job = Job.objects.get()
    assert job.state == JobState.FAILED
    assert "仍有 1 封邮件没有发出" in job.error
    assert "LIANXI_EMAIL_URL" in job.error


def test_a_letter_written_while_the_server_is_away_has_its_own_attempts(
    clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    tell(TO_CLERKS)
    run(clock)
    Job.objects.update(failures=MOST_ATTEMPTS - 1)
    clock.move(minutes=11)
    tell(TO_CLERKS, title="后来的一件")
    Letter.objects.filter(notice__title="后来的一件").update(created_at=clock() + timedelta(seconds=1))
    assert Job.objects.filter(kind=KIND).count() == 2
    assert run(clock) in {"failed", "retrying"}
    assert run(clock) in {"failed", "retrying"}
    assert states() == [LetterState.FAILED, LetterState.WAITING]


def test_an_address_refused_for_good_fails_at_once_and_the_others_go_out(sink: Sink, clock: Clock) -> None:
    at_home(make_account("jia.second", A, Role.CLERK), "second@example.org")
    sink.answers = {"clerk@": "550 no such user"}
    tell(TO_CLERKS)
    assert run(clock) == "done"
    assert states() == [LetterState.FAILED, LetterState.SENT]
    assert Letter.objects.first().said == "未发出（邮件服务器不收这个地址）"
    assert Job.objects.get().result == {"已发": 1, "未发出": 1}


def test_an_address_refused_for_now_comes_again_alone(
    sink: Sink, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    at_home(make_account("jia.second", A, Role.CLERK), "second@example.org")
    sink.answers = {"clerk@": "450 later"}
    tell(TO_CLERKS)
    assert run(clock) == "retrying"
    assert states() == [LetterState.WAITING, LetterState.SENT]
    sink.answers = {}
    clock.move(seconds=11)
    assert run(clock) == "done"
    assert [message["To"] for message in taken(sink)] == ["second@example.org", "clerk@example.org"]
    assert Job.objects.get().result == {"已发": 2, "未发出": 0}


def test_a_letter_in_another_workers_hands_is_left_to_it(
    sink: Sink, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    tell(TO_CLERKS)
    Letter.objects.update(taken_until=clock() + timedelta(minutes=3))
    assert run(clock) == "retrying"
    assert sink.letters == []
    Letter.objects.update(taken_until=clock() - timedelta(minutes=3))
    clock.move(seconds=11)
    assert run(clock) == "done"
    assert len(sink.letters) == 1


def test_letters_that_wait_when_mail_is_switched_off_say_so(settings, clock: Clock) -> None:
    tell(TO_CLERKS)
    settings.EMAIL_CONFIGURED = False
    assert run(clock) == "done"
    assert Letter.objects.get().said == "未寄（系统没有配置邮件）"
