"""Telling people, and what they do with what they were told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from lianxi.apps.accounts.models import Account
from lianxi.apps.notices.acts import READ_ALL
from lianxi.apps.notices.letters import ask_to_send, letter_of
from lianxi.apps.notices.models import CLAUSE, TITLE, Letter, LetterState, Notice
from lianxi.apps.notices.recipients import Recipients, accounts_reached
from lianxi.apps.notices.selectors import find_notice, notices_of
from lianxi.kernel.access import Actor, require

__all__ = ["Recipients", "notify", "read_all_notices", "read_notice", "write_notices"]


@transaction.atomic
def notify(
    *, to: Recipients, title: str, text: str, href: str, on: date, kind: str, clause: str = "", once_key: str = ""
) -> int:
    """Tell everybody who holds one of the roles 提醒, inside the caller's transaction; answers how many were told.

    `href` is a permalink of the house. `title` and `text` go out by e-mail as
    well: keep names and numbers of people out of them. With `once_key` those
    who were told already are left alone. No mail server is spoken to here.
    """
    told = accounts_reached(to, on=on)
    draft = Notice(
        kind=kind, title=title, text=text, href=href, on=on, clause=clause, circle=to.circle, once_key=once_key
    )
    return len(write_notices(told, draft))


@transaction.atomic
def write_notices(told: Mapping[Account, str], draft: Notice, *, letter: str = "") -> list[Notice]:
    """One notice like `draft`, with its letter, for each account and the body in which it is told.

    `letter` is what the mail says where that differs from the notice's text.
    """
    if (
        not draft.title.strip()
        or not draft.href.startswith("/")
        or not url_has_allowed_host_and_scheme(draft.href, None)
    ):
        # the database says so too, but not where rows that are there already are passed over
        raise ValueError(f"a notice needs a title and a permalink: {draft.title!r} {draft.href!r}")
    rows = [_copy(draft, account, body) for account, body in told.items()]
    if draft.once_key:
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        new = Notice.objects.filter(account__in=list(told), once_key=draft.once_key, letter__isnull=True)
        rows = list(new.select_related("account__person"))
    else:
        Notice.objects.bulk_create(rows)
    letters = Letter.objects.bulk_create([letter_of(notice, said=letter) for notice in rows])
    if any(one.state == LetterState.WAITING for one in letters):
        ask_to_send(on=draft.on)
    return rows


def _copy(draft: Notice, account: Account, body: str) -> Notice:
    return Notice(
        account=account, body=body, circle=draft.circle, kind=draft.kind, title=draft.title[:TITLE], text=draft.text,
        clause=draft.clause[:CLAUSE], href=draft.href, on=draft.on, once_key=draft.once_key, links=draft.links,
    )  # fmt: skip


def read_notice(*, notice: int, actor: Actor) -> Notice:
    """Mark one's own notice as read 标为已读; twice changes nothing. `Notice.DoesNotExist` where it is somebody else's.

    Not written into the audit: what one has read of what one was told is nobody's business.
    """
    found = find_notice(notice, actor)
    if not found.is_read:
        found.read_at = timezone.now()
        found.save(update_fields=["read_at"])
    return found


def read_all_notices(*, actor: Actor) -> int:
    """Mark all one's own notices as read 全部标为已读; answers how many were not."""
    require(actor, READ_ALL)
    return notices_of(actor).filter(read_at__isnull=True).update(read_at=timezone.now())
