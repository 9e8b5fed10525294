"""Conclusions, publications and filings of the demo, recorded by the same services as real ones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from lianxi.apps.accounts.selectors import office_head_of
from lianxi.apps.rulebook.models import Filing, Publication, Review, Version, Work
from lianxi.apps.rulebook.services.filing import record_filing, record_publication
from lianxi.apps.rulebook.services.reviewing import record_review
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo_rules.upkeep import DemoUpkeep
from lianxi.web.day import is_demo


@transaction.atomic
def build_demo_upkeep(upkeep: DemoUpkeep, *, on: date) -> int:
    """Record all of it once; answers how many. Nothing where anything of the kind is there already."""
    if not is_demo():
        raise Refused("demo_only", "这不是示例库，不能放入示例记录。", remedy="真实的记录请在制度的页面登记。")
    if Review.objects.exists() or Filing.objects.exists() or Publication.objects.exists():
        return 0
    rows = (*upkeep.reviews, *upkeep.publications, *upkeep.filings)
    heads = {body: office_head_of(body, on=on) for body in {row.body for row in rows}}
    _review(upkeep, heads, on)
    for one in upkeep.publications:
        record_publication(
            version=_first(one.body, one.made), day=one.day, where=one.where, actor=heads[one.body], on=on
        )
    for row in upkeep.filings:
        record_filing(
            version=_first(row.body, row.made), day=row.day, recipient=row.recipient, number=row.number,
            actor=heads[row.body], on=on,
        )  # fmt: skip
    return len(rows)


def _review(upkeep: DemoUpkeep, heads: Mapping[str, Actor], on: date) -> None:
    for one in upkeep.reviews:
        record_review(
            work=_work(one.body, one.made), conclusion=one.conclusion, day=one.day, reason=one.reason,
            actor=heads[one.body], on=on,
        )  # fmt: skip


def _work(body: str, made: date) -> Work:
    """The rule of a body by the day in its address."""
    return Work.objects.get(body=body, sample=True, address__contains=f"/{made.isoformat()}/")


def _first(body: str, made: date) -> Version:
    return _work(body, made).versions.get(number=1)
