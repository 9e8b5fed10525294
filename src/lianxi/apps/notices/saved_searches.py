"""Keeping a search 收藏检索, and changing, pausing and removing it: one's own only.

What a search finds is handed in as numbers of works: how it is asked is known
further up. Telling of new hits: `new_hits`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lianxi.apps.accounts.models import Account
from lianxi.apps.audit.services import record
from lianxi.apps.notices.acts import (
    CHANGE_SEARCH,
    PAUSE_SEARCH,
    READ_SEARCH,
    REMOVE_SEARCH,
    RESUME_SEARCH,
    SAVE_SEARCH,
)
from lianxi.apps.notices.models import NAME, Frequency, SavedSearch
from lianxi.apps.notices.number_sets import read, written
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused

MOST_SAVED = 50
LONGEST = 8_000
"""Characters of an address: what a browser still sends in one line."""


def saved_by(actor: Actor) -> QuerySet[SavedSearch]:
    """The searches `actor` keeps, newest first."""
    return SavedSearch.objects.filter(account__username=actor.account)


def saved_search(number: int, actor: Actor) -> SavedSearch:
    """One's own search; `SavedSearch.DoesNotExist` where there is none, or it is somebody else's."""
    require(actor, READ_SEARCH)
    return saved_by(actor).get(pk=number)


def saved_at(address: str, actor: Actor) -> SavedSearch | None:
    """The search at an address, if `actor` keeps it."""
    return saved_by(actor).filter(digest=digest_of(address)).first() if actor.signed_in else None


def digest_of(address: str) -> str:
    """By which an address of any length is known again."""
    return hashlib.sha256(address.encode()).hexdigest()


def works_new(saved: SavedSearch, found: Collection[int]) -> frozenset[int]:
    """Of the works it finds now, those found since the person last looked."""
    return frozenset(found) & (read(saved.fresh) | (frozenset(found) - read(saved.known)))


@transaction.atomic
def save_search(
    *, name: str, address: str, frequency: str, found: Collection[int], actor: Actor, on: date
) -> SavedSearch:
    """Keep a search 收藏检索. What it finds already, `found`, will not be told."""
    require(actor, SAVE_SEARCH)
    account = Account.objects.select_for_update().get(username=actor.account)
    _require_room(account, address)
    saved = SavedSearch.objects.create(
        account=account, name=_named(name), address=address, digest=digest_of(address),
        frequency=Frequency(frequency), known=written(found), looked_at=timezone.now(), asked_on=on,
    )  # fmt: skip
    _record(SAVE_SEARCH, saved, actor, on, before=None, after=_said(saved) | {"query": address})
    return saved


@transaction.atomic
def change_search(*, saved: int, name: str, frequency: str, actor: Actor, on: date) -> SavedSearch:
    """Give it another name, or be told more or less often 修改收藏的检索."""
    kept = _locked(saved, actor, CHANGE_SEARCH)
    before = _said(kept)
    kept.name, kept.frequency = _named(name), Frequency(frequency)
    kept.save(update_fields=["name", "frequency"])
    if _said(kept) != before:
        _record(CHANGE_SEARCH, kept, actor, on, before=before, after=_said(kept))
    return kept


@transaction.atomic
def pause_search(*, saved: int, actor: Actor, on: date) -> SavedSearch:
    """Be told nothing until it is resumed 暂停; twice is once."""
    kept = _locked(saved, actor, PAUSE_SEARCH)
    if not kept.paused:
        kept.paused = True
        kept.save(update_fields=["paused"])
        _record(PAUSE_SEARCH, kept, actor, on, before={"state": "提醒"}, after={"state": "暂停"})
    return kept


@transaction.atomic
def resume_search(*, saved: int, found: Collection[int], actor: Actor, on: date) -> SavedSearch:
    """Be told again from now on 恢复: what came meanwhile, in `found`, counts as new but is not told one by one."""
    kept = _locked(saved, actor, RESUME_SEARCH)
    if kept.paused:
        known = read(kept.known)
        kept.paused, kept.fault, kept.asked_at, kept.asked_on = False, "", "", on
        kept.fresh = written(read(kept.fresh) | (frozenset(found) - known))
        kept.known = written(known | frozenset(found))
        kept.save()
        _record(RESUME_SEARCH, kept, actor, on, before={"state": "暂停"}, after={"state": "提醒"})
    return kept


@transaction.atomic
def remove_search(*, saved: int, actor: Actor, on: date) -> None:
    """Keep it no longer 删除收藏的检索."""
    kept = _locked(saved, actor, REMOVE_SEARCH)
    _record(REMOVE_SEARCH, kept, actor, on, before=_said(kept) | {"query": kept.address}, after=None)
    kept.delete()


@transaction.atomic
def look_at_search(*, saved: int, found: Collection[int] | None, actor: Actor) -> SavedSearch:
    """The person looks at all it finds, `found` (None where it cannot be asked just now) 看过.

    Not written into the audit: what one has looked at is nobody's business.
    """
    kept = _locked(saved, actor, READ_SEARCH)
    kept.looked_at = timezone.now()
    if found is not None:
        kept.known, kept.fresh = written(read(kept.known) | frozenset(found)), ""
    kept.save(update_fields=["looked_at", "known", "fresh"])
    return kept


def _locked(number: int, actor: Actor, act: Act) -> SavedSearch:
    require(actor, act)
    return saved_by(actor).select_for_update(of=("self",)).get(pk=number)


def _require_room(account: Account, address: str) -> None:
    if len(address) > LONGEST:
        raise Refused("search_short", "这个检索太长，不能收藏。", remedy="请少写几个词，或少选几个条件。")
    kept = SavedSearch.objects.filter(account=account)
    if same := kept.filter(digest=digest_of(address)).first():
        raise Refused("search_once", f"这个检索已经收藏过，名称是“{same.name}”。", remedy="请到“收藏的检索”里查看。")
    if kept.count() >= MOST_SAVED:
        raise Refused("search_room", f"最多收藏 {MOST_SAVED} 个检索。", remedy="请先删去不用的。")


def _named(name: str) -> str:
    said = " ".join(name.split())
    if not said or len(said) > NAME:
        raise Refused("search_named", f"名称须有 1 到 {NAME} 个字。", remedy="请改一个名称。")
    return said


def _said(saved: SavedSearch) -> dict[str, str]:
    return {"title": saved.name, "frequency": saved.get_frequency_display()}


def _record(act: Act, saved: SavedSearch, actor: Actor, on: date, **states: dict[str, str] | None) -> None:
    record(
        act=act, actor=actor, target=saved.get_absolute_url(), title=saved.name, on=on,
        body=actor.body, **states,
    )  # fmt: skip
