"""The letter of a notice: what it says, to whom, or why there is none."""

from __future__ import annotations

from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction

from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.notices.models import Letter, LetterState, Notice
from lianxi.kernel.access import Actor

KIND = "mail.send"
# Pauses grow up to ten minutes: a mail server may be away for about an hour and a quarter.
MOST_ATTEMPTS = 12
HOUSE = Actor(person="系统")
NOT_CONFIGURED = "系统没有配置邮件"
NO_ADDRESS = "没有登记电子邮箱"
FOOT = "这是联席自动发出的提醒，请勿回复；办理请登录系统。"


def letter_of(notice: Notice, *, said: str = "") -> Letter:
    """The letter of a notice, not yet saved; `said` stands in for the notice's own text."""
    person = notice.account.person
    address = person.email if person else ""
    reason = NOT_CONFIGURED if not settings.EMAIL_CONFIGURED else "" if address else NO_ADDRESS
    if reason:
        return Letter(notice=notice, on=notice.on, state=LetterState.SKIPPED, reason=reason)
    subject = f"【联席】{' '.join(notice.title.split())}"
    return Letter(notice=notice, on=notice.on, address=address, subject=subject, text=_text(notice, said))


@transaction.atomic
def ask_to_send(*, on: date) -> Job:
    """Have the letters sent that wait 发送邮件, after the caller's transaction has committed.

    A job that nobody has taken up yet is kept from being taken up until then,
    so that it sees these letters too. One key for all such jobs would make an
    act wait for another act's commit, and two could wait for each other.
    """
    standing = Job.objects.select_for_update(skip_locked=True).filter(kind=KIND, state=JobState.WAITING, failures=0)
    return standing.first() or enqueue(
        kind=KIND, arguments={}, actor=HOUSE, body="", title="发送邮件", on=on, max_attempts=MOST_ATTEMPTS
    )


def _text(notice: Notice, said: str) -> str:
    """Plain text; the link asks for signing in, so that whoever reads the mail sees no more than stands in it."""
    where = urljoin(settings.BASE_URL, notice.href) if settings.BASE_URL else ""
    parts = (
        notice.title,
        said or notice.text,
        f"依据：{notice.clause}" if notice.clause else "",
        f"办理：{where}" if where else "",
        FOOT,
    )
    return "\n\n".join(part for part in parts if part) + "\n"
