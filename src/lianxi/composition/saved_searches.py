"""Watching the searches people keep: each is asked again, as its owner may see, whenever something has changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from lianxi.apps.accounts.selectors import actor_of
from lianxi.apps.jobs.models import Job, JobState
from lianxi.apps.jobs.services import enqueue
from lianxi.apps.jobs.steps import Step
from lianxi.apps.notices.letters import HOUSE
from lianxi.apps.notices.models import Frequency, SavedSearch
from lianxi.apps.notices.new_hits import NewHit, tell_fault, tell_new_hits
from lianxi.apps.search.changes import newest_position
from lianxi.apps.search.finding import NOT_READY, Asked
from lianxi.apps.search.indexer import wait_for
from lianxi.apps.search.replica import replica
from lianxi.apps.search.whole_works import first_hit, works_of
from lianxi.composition.questions import kept_request
from lianxi.composition.search import asked, indexer
from lianxi.kernel.access import PUBLIC, Actor
from lianxi.kernel.errors import Refused
from lianxi.web.day import today

KIND = "search.watch"
MOST_WORKS = 10_000
"""Works a kept search may find; one that finds more tells nobody anything."""
SETTLING, BETWEEN = timedelta(seconds=5), timedelta(seconds=30)
"""What is saved in quick succession is told together; while much is taken in, once in a while."""
PATIENCE = 5.0


class IndexLate(Exception):  # noqa: N818 - the job is to come again, which any exception tells the runner
    """The index has not come as far as the log; later it will have."""


def works_found(address: str, actor: Actor, on: date) -> frozenset[int]:
    """The works a kept address finds for `actor` on a day; `Refused` where it cannot be asked, or finds too much."""
    return _works(asked(kept_request(address, on), actor, on))


def hits_named(address: str, works: Sequence[int], actor: Actor, on: date) -> list[NewHit]:
    """Those of these works that `actor` finds, in the given order, with title and permalink."""
    question = asked(kept_request(address, on), actor, on)
    public = asked(question.request, PUBLIC, on)
    hits = [(work, first_hit(question, work)) for work in works]
    return [NewHit(hit.title, hit.link, first_hit(public, work) is not None) for work, hit in hits if hit]


def ask_to_watch(on: date, *, at_once: bool = False) -> None:
    """Have the kept searches asked again in the background, if there are any; one such job waits at a time.

    Not `at_once`, it lets what is being saved settle: see `SETTLING`.
    """
    jobs = Job.objects.filter(kind=KIND)
    if not _watched().exists() or jobs.filter(state=JobState.WAITING, failures=0).exists():
        return
    last = jobs.filter(finished__isnull=False).aggregate(last=Max("finished"))["last"]
    with transaction.atomic():
        job = enqueue(kind=KIND, arguments={}, actor=HOUSE, body="", title="查收藏的检索", on=on, max_attempts=12)
        if not at_once:
            settled = timezone.now() + SETTLING
            job.run_after = max(settled, last + BETWEEN) if last else settled
            job.save(update_fields=["run_after"])


def run_watch(step: Step) -> dict[str, int]:
    """Ask every search that has not been asked since the last change, one person's after another's.

    Each is done in a short transaction of its own. What is done bears the place
    in the log and the day, so a job that comes again goes on where it was.
    """
    on, position = today(), newest_position()
    indexer().catch_up()
    if not wait_for(replica(), position, PATIENCE):
        raise IndexLate
    stamp = f"{position.xid}-{position.seq}"
    due = list(_due(stamp, on))
    tally = {"收藏的检索": len(due), "新结果": 0, "不能查的": 0}
    done = 0
    for _, searches in groupby(due, attrgetter("account_id")):
        mine = list(searches)
        actor = actor_of(mine[0].account, on=on)
        for saved in mine:
            for label, count in _look_for(saved, actor, on).items():
                tally[label] += count
        SavedSearch.objects.filter(pk__in=[saved.pk for saved in mine]).update(asked_at=stamp, asked_on=on)
        done += len(mine)
        step.progress(done, len(due))
    return tally


def _watched() -> QuerySet[SavedSearch]:
    return SavedSearch.objects.filter(paused=False, account__is_active=True)


def _due(stamp: str, on: date) -> Iterator[SavedSearch]:
    """Asked for another day, or, where one is told at once, for another place in the log."""
    other_day = ~Q(asked_on=on) | Q(asked_on__isnull=True)
    rows = _watched().filter(other_day | Q(frequency=Frequency.AT_ONCE) & ~Q(asked_at=stamp))
    return rows.select_related("account").order_by("account_id", "pk").iterator(chunk_size=100)


def _look_for(saved: SavedSearch, actor: Actor, on: date) -> dict[str, int]:
    """Ask one search and tell its owner; what is not found anew is not written."""
    try:
        found = works_found(saved.address, actor, on)
    except Refused as refusal:
        if refusal.guard == NOT_READY:
            raise IndexLate from refusal
        return {"不能查的": int(tell_fault(saved=saved.pk, refusal=refusal, on=on))}
    if not saved.fault and found <= saved.works_known:
        return {}

    def named(works: Sequence[int]) -> list[NewHit]:
        return hits_named(saved.address, works, actor, on)

    return {"新结果": tell_new_hits(saved=saved.pk, found=found, named=named, on=on)}


def _works(question: Asked) -> frozenset[int]:
    found = works_of(question)
    if len(found) > MOST_WORKS:
        raise Refused(
            "search_narrow", f"这个检索找到 {len(found):,} 件，超过 {MOST_WORKS:,} 件，不能提醒。",
            remedy="请加一个词，或加条件缩小范围。",
        )  # fmt: skip
    return found
