"""Sending letters as background work: a mail server that is away never holds up what people do."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPDataError, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from lianxi.apps.jobs.steps import Step
from lianxi.apps.notices.letters import NOT_CONFIGURED
from lianxi.apps.notices.models import Letter, LetterState
from lianxi.kernel.errors import Refused

# Longer than a mail server may take over one letter (EMAIL_TIMEOUT for each answer).
HELD_FOR = timedelta(minutes=3)
REFUSED = "邮件服务器不收这个地址"
AWAY = "多次试发，邮件服务器都没有收下"


class LettersLeft(Exception):  # noqa: N818 - the job is to come again, which any exception tells the runner
    """Some letters could not be sent now; later they may be."""


def run_mailing(step: Step) -> dict[str, int]:
    """Send what waits 发送邮件, one letter after another; each is marked as soon as the server has taken it.

    A worker killed between the two sends that letter again, under the same
    Message-ID. What is refused for good fails at once; what the server cannot
    take now comes again with the job, and fails with it.
    """
    if not settings.EMAIL_CONFIGURED:
        return {"未寄": _waiting().update(state=LetterState.SKIPPED, reason=NOT_CONFIGURED)}
    tally = {"已发": 0, "未发出": 0} | step.cursor
    try:
        _send_all(step, tally)
    except OSError as error:  # what smtplib raises is one, too
        _waiting().update(attempts=F("attempts") + 1, last_error=_said(error))
        _again(step, error)
    if _mine(step).exists():
        _again(step, None)
    return tally


def _send_all(step: Step, tally: dict[str, int]) -> None:
    """Every letter that waits, once, over one connection; raises what the server says of itself."""
    numbers = list(_waiting().values_list("pk", flat=True))
    if not numbers:
        return
    with get_connection() as line:
        for done, number in enumerate(numbers, 1):
            if _take(number) and (outcome := _send(Letter.objects.select_related("notice").get(pk=number), line)):
                tally[outcome] += 1
            step.save(tally)
            step.progress(done, len(numbers))


def _take(number: int) -> bool:
    """Keep other workers off one letter."""
    now = timezone.now()
    free = _waiting().filter(Q(taken_until__isnull=True) | Q(taken_until__lt=now), pk=number)
    return bool(free.update(taken_until=now + HELD_FOR, attempts=F("attempts") + 1))


def _send(letter: Letter, line: BaseEmailBackend) -> str:
    """Hand one letter in; "" where it has to come again."""
    try:
        _message(letter, line).send()
    except (SMTPRecipientsRefused, SMTPDataError, ValueError) as error:
        if _is_final(error):
            _close(letter, state=LetterState.FAILED, reason=REFUSED, last_error=_said(error))
            return "未发出"
        _close(letter, state=LetterState.WAITING, last_error=_said(error))
        return ""
    except OSError:
        _close(letter, state=LetterState.WAITING, attempts=letter.attempts - 1)  # counted with all that wait
        raise
    _close(letter, state=LetterState.SENT, sent_at=timezone.now(), last_error="")
    return "已发"


def _message(letter: Letter, line: BaseEmailBackend) -> EmailMessage:
    """Plain text, marked as written by a machine so that no absence notice answers it."""
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ")
    headers = {
        "Message-ID": f"<{letter.created_at:%Y%m%d%H%M%S%f}.{letter.pk}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(letter.subject, letter.text, to=[letter.address], headers=headers, connection=line)


def _close(letter: Letter, **fields: object) -> None:
    Letter.objects.filter(pk=letter.pk, state=LetterState.WAITING).update(taken_until=None, **fields)


def _is_final(error: Exception) -> bool:
    """Whether the server will never take the letter: 5xx about the letter itself, or an address that is none."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    return not isinstance(error, SMTPDataError) or error.smtp_code >= 500


def _again(step: Step, error: Exception | None) -> None:
    """Come again with the job; at its last attempt the letters that waited for it fail, and say why."""
    if step.job.failures + 1 < step.job.max_attempts:
        raise LettersLeft from error
    failed = _mine(step).update(state=LetterState.FAILED, reason=AWAY, taken_until=None)
    raise Refused(
        "mail_server",
        f"试发 {step.job.max_attempts} 次，仍有 {failed} 封邮件没有发出{f'：{_said(error)}' if error else ''}。",
        remedy="请运维检查 LIANXI_EMAIL_URL 和邮件服务器；提醒在系统内都看得到，不再补发。",
    )


def _waiting() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.WAITING)


def _mine(step: Step) -> QuerySet[Letter]:
    """Letters that were there when the job was first taken up; later ones have asked for a job of their own."""
    return _waiting().filter(created_at__lte=step.job.started)


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]
