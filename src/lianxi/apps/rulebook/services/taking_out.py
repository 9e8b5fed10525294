"""What came in by mistake taken out again 撤出: a whole work, or its newest version.

A rule that ended stays in the repository and has a happening that says so. This
is for what never belonged there: the wrong file, the same rule twice, a version
that is none. The file goes back to its batch; the audit keeps who, why and the
SHA-256 of each text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import QuerySet
from django.db.models.deletion import Collector, ProtectedError

from lianxi.apps.audit.services import record
from lianxi.apps.rulebook.acts import TAKE_OUT_RULE
from lianxi.apps.rulebook.models import (
    Amendment,
    Batch,
    BatchState,
    Citation,
    CitedChoice,
    Filing,
    Item,
    ItemState,
    Publication,
    Review,
    Version,
    Work,
)
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.search import note_gone, note_rule
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.brought import restore_following
from lianxi.apps.rulebook.services.citing import citing_others, names_corrected, resolve_again
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.version_order import by_day, take_title
from lianxi.apps.rulebook.services.withdrawing import reason_given
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.wording import cn_date

_NAMED = 5
_RECORDS = (Review, Publication, Filing)


@dataclass(frozen=True)
class Holding:
    """What rests on a text and has to go first: in words, and where it is; "" where it has no page."""

    said: str
    href: str = ""


@transaction.atomic
def take_out_work(*, work: Work, why: str, actor: Actor, on: date) -> None:
    """Take a work out of the repository 撤出; citations that meant it are resolved anew."""
    require(actor, TAKE_OUT_RULE, body=work.body_id)
    work = _locked(work.pk)
    versions = list(work.versions.defer("text", "as_read"))
    _refuse_while_held(work, actor, on)
    before, key, href, reason = _kept(work, versions), work.pk, work.get_absolute_url(), reason_given(why)
    meaning = citing_others(work)
    # who said what a citation means was right: that text is now outside the repository
    CitedChoice.objects.filter(target=work).update(target=None, note=work.title)
    _give_back(versions)
    Citation.objects.filter(version__in=versions).delete()  # those of the text itself may not be left without a work
    work.delete()
    resolve_again(meaning)
    note_gone(key)
    record(
        act=TAKE_OUT_RULE, actor=actor, body=before["body"], target=href, on=on, title=f"撤出“{work.title}”",
        before=before, note=reason,
    )  # fmt: skip


@transaction.atomic
def take_out_version(*, version: Version, why: str, actor: Actor, on: date) -> Version:
    """Take the newest version of a work back 撤出最新一版, with what happened by it; answers the one before."""
    require(actor, TAKE_OUT_RULE, body=version.work.body_id)
    work = _locked(version.work_id)
    newest, *older = work.versions.order_by("-number")
    if newest.pk != version.pk:
        raise Refused("version_newest", f"最新的已是第{newest.number}版。", remedy="只能撤出最新的一版，请刷新页面。")
    if not older:
        raise Refused("version_not_only", "只有这一版，没有可以回到的前一版。", remedy="请撤出整件。")
    _refuse_while_held(newest, actor, on)
    before, reason = _kept(work, [newest]), reason_given(why)
    _give_back([newest])
    restore_following(newest)
    newest.delete()
    now = by_day(older)[-1]
    take_title(work)
    now.work = work
    names_corrected(now)
    note_rule(work)
    record(
        act=TAKE_OUT_RULE, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"撤出“{newest.title}”第{newest.number}版", before=before, note=reason,
    )  # fmt: skip
    return now


def _locked(key: int) -> Work:
    """The work of that key, behind the batches its files came in: who confirms a file holds them in that order too."""
    came = Item.objects.filter(version__work=key).values("batch")
    list(Batch.objects.select_for_update().filter(pk__in=came).order_by("pk"))
    return still_there(Work.objects.select_for_update(), key)


def holding(row: Work | Version, actor: Actor, on: date) -> list[Holding]:
    """What stands in the way of taking it out: records that count, and whatever else rests on it."""
    return [*_records(row), *_protected(row, actor, on)]


def _records(row: Work | Version) -> Iterator[Holding]:
    work = row.work if isinstance(row, Version) else row
    for model in _RECORDS:
        of_work = "work" if model is Review else "version__work"
        for one in model.objects.filter(LIVE, **{"version" if isinstance(row, Version) else of_work: row}):
            yield Holding(f"{one._meta.verbose_name}（{cn_date(one.on_day)}）", f"{work.get_absolute_url()}#upkeep")


def _protected(row: Work | Version, actor: Actor, on: date) -> list[Holding]:
    """Rows that refer to it and would be left without it; a file of a batch is given back and holds nothing."""
    try:
        Collector(using=DEFAULT_DB_ALIAS, origin=row).collect([row])
    except ProtectedError as error:
        found = [one for one in error.protected_objects if not isinstance(one, Item)]
        seen = visible_works(actor, on)
        return [_named(one, seen) for one in sorted(found, key=lambda one: (one._meta.label, one.pk))]
    return []


def _named(row: models.Model, seen: QuerySet[Work]) -> Holding:
    """In words and with its page, as far as whoever asks may see it."""
    if isinstance(row, Amendment) and not seen.filter(pk=row.work_id).exists():
        return Holding("一件您看不到的制度由它修改形成")
    href = row.get_absolute_url() if hasattr(row, "get_absolute_url") else ""
    return Holding(f"{row._meta.verbose_name}“{row}”", href)


def _refuse_while_held(row: Work | Version, actor: Actor, on: date) -> None:
    held = holding(row, actor, on)
    if held:
        named = "；".join(one.said for one in held[:_NAMED])
        more = f"；另有 {len(held) - _NAMED} 项" if len(held) > _NAMED else ""
        raise Refused("nothing_rests_on_it", f"还有别的以它为依据：{named}{more}。", remedy="请先把这些撤回、撤出。")


def _give_back(versions: Sequence[Version]) -> None:
    """The files the versions came from wait for a person again."""
    items = Item.objects.filter(version__in=versions)
    Batch.objects.filter(items__in=items, state=BatchState.CLOSED).update(state=BatchState.READY)
    items.update(state=ItemState.READ, version=None, decided_by="", decided_on=None, decided_why="")


def _kept(work: Work, versions: Sequence[Version]) -> dict[str, object]:
    """What the audit keeps of it."""
    return {
        "permalink": work.address, "body": work.body_id, "kind": work.kind, "issuer": work.issuer,
        "visibility": work.visibility,
        "versions": [
            {
                "number": one.number, "title": one.title, "document_number": one.document_number,
                "sha256": one.sha256, "admitted_by": one.admitted_by, "admitted_on": one.admitted_on.isoformat(),
                "commences": one.commences.isoformat() if one.commences else "",
            }
            for one in versions
        ],
    }  # fmt: skip
