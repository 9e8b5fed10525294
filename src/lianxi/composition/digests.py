"""The daily digest for everybody: only composition knows what all fields of work have due."""

from __future__ import annotations

import logging
from datetime import date

from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from lianxi.apps.accounts.models import Account
from lianxi.apps.accounts.selectors import actor_of
from lianxi.apps.jobs.models import Job
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.jobs.steps import Step
from lianxi.apps.notices.digest import build_digest
from lianxi.apps.notices.letters import HOUSE
from lianxi.composition import due

logger = logging.getLogger(__name__)

KIND = "digest.daily"


def ask_for_digests(on: date) -> None:
    """Have the digests of a day written in the background, once, even if its job has ended long ago."""
    key = f"digest-{on}"
    if _readers().exists() and not Job.objects.filter(once_key=key).exists():
        enqueue(kind=KIND, arguments={}, actor=HOUSE, body="", title="每日摘要", on=on, once_key=key)


def run_digests(step: Step) -> dict[str, int]:
    """One account after another, each in a transaction of its own; goes on behind the last one done.

    What goes wrong with one person's is logged and counted, and keeps nobody else from theirs.
    """
    on, at = step.job.on, {"after": 0, "told": 0, "wrong": 0, "done": 0} | step.cursor
    total = _readers().count()
    for account in _readers().filter(pk__gt=at["after"]).order_by("pk"):
        with transaction.atomic():
            outcome = _digest_of(account, on)
            at = at | {"after": account.pk, "done": at["done"] + 1} | ({outcome: at[outcome] + 1} if outcome else {})
            step.save(at)
        step.progress(at["done"], max(total, at["done"]))
    return {"人员": at["done"], "写了摘要": at["told"]} | ({"出错（见日志）": at["wrong"]} if at["wrong"] else {})


def _digest_of(account: Account, on: date) -> str:
    """Write one person's: ``told``, ``wrong``, or "" where there was nothing to say."""
    try:
        with transaction.atomic():
            items = due.items(actor_of(account, on=on), on)
            return "told" if build_digest(account=account, items=items, on=on) else ""
    except DatabaseError:  # would be the same for everybody: the job comes again
        raise
    except Exception:
        logger.exception("the digest of account %s for %s", account.pk, on)
        return "wrong"


def _readers() -> QuerySet[Account]:
    """Everybody who works for a body."""
    return Account.objects.filter(is_active=True, body__isnull=False).select_related("person")
