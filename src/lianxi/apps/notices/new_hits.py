"""Telling the owner of a saved search what it has begun to find 新结果, or that it cannot be asked any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.db import transaction

from lianxi.apps.notices.models import Notice, SavedSearch
from lianxi.apps.notices.number_sets import read, written
from lianxi.apps.notices.services import write_notices
from lianxi.kernel.errors import Refused

KIND = "saved_search"
MOST_NAMED = 20
"""Works a notice names; the rest are counted."""


@dataclass(frozen=True)
class NewHit:
    """A work that begins to be found. public: whether a letter, which leaves the house, may name it."""

    title: str
    href: str
    public: bool


@transaction.atomic
def tell_new_hits(
    *, saved: int, found: Collection[int], named: Callable[[Sequence[int]], Sequence[NewHit]], on: date
) -> int:
    """Tell of the works in `found` that it had not found before; answers how many. Each is told once.

    named: the works of these numbers as the owner may see them, asked for at most `MOST_NAMED`, newest first.
    A search paused or removed meanwhile is passed over.
    """
    kept = _watched(saved)
    if kept is None:
        return 0
    known = read(kept.known)
    new = sorted(frozenset(found) - known, reverse=True)
    if new:
        kept.known, kept.fresh = written(known.union(new)), written(read(kept.fresh).union(new))
        _tell(kept, named(new[:MOST_NAMED]), len(new), on)
    kept.fault = ""
    kept.save(update_fields=["known", "fresh", "fault"])
    return len(new)


@transaction.atomic
def tell_fault(*, saved: int, refusal: Refused, on: date) -> bool:
    """Say why a search cannot be asked any more 不能再查; False where that was said before."""
    kept = _watched(saved)
    if kept is None or kept.fault == refusal.reason[:300]:
        return False
    kept.fault = refusal.reason[:300]
    kept.save(update_fields=["fault"])
    draft = Notice(
        kind=KIND, title=f"收藏的检索“{kept.name}”现在不能查", text=f"{refusal.reason}{refusal.remedy}",
        href=kept.get_absolute_url(), on=on,
    )  # fmt: skip
    write_notices(_owner(kept), draft)
    return True


def _watched(number: int) -> SavedSearch | None:
    rows = SavedSearch.objects.select_for_update(of=("self",)).select_related("account__person")
    return rows.filter(pk=number, paused=False).first()


def _owner(saved: SavedSearch) -> dict:
    return {saved.account: saved.account.body_id or ""}


def _tell(saved: SavedSearch, hits: Sequence[NewHit], count: int, on: date) -> None:
    first = f"《{hits[0].title}》{'等 ' if count > 1 else ''}" if hits else ""
    text = f"{first}{f'{count} 件' if count > 1 or not hits else ''}开始符合这个检索。"
    links = [{"title": hit.title, "href": hit.href} for hit in hits]
    draft = Notice(
        kind=KIND, title=f"“{saved.name}”新找到 {count} 件", text=text + _left(count - len(hits)), links=links,
        href=saved.get_absolute_url(), on=on,
    )  # fmt: skip
    write_notices(_owner(saved), draft, letter=_letter(hits, count))


def _letter(hits: Sequence[NewHit], count: int) -> str:
    """The public ones by title and address; of others a letter only tells how many, for it leaves the house."""
    told = [hit for hit in hits if hit.public]
    where = [urljoin(settings.BASE_URL, hit.href) if settings.BASE_URL else "" for hit in told]
    lines = [f"· {hit.title}" + (f"\n  {at}" if at else "") for hit, at in zip(told, where, strict=True)]
    if rest := count - len(told):
        lines.append(f"{'另有' if told else '新找到'} {rest} 件，请登录查看。")
    return "\n".join(lines)


def _left(count: int) -> str:
    return f"\n下面列出其中新近的；另有 {count} 件，请到检索结果中查看。" if count else ""
