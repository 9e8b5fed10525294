"""Bindings of the demo 示例绑定, made by the same service as real ones, so that their audit is complete."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lianxi.apps.accounts.selectors import actor_for
from lianxi.apps.mechanisms.models import TextBinding
from lianxi.apps.mechanisms.text_binding import bind_mechanism
from lianxi.apps.rulebook.models import Work
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo_rules import Bound
from lianxi.web.day import is_demo


@transaction.atomic
def build_demo_bindings(bindings: Sequence[Bound], *, on: date) -> int:
    """Bind the versions of mechanisms that are bound to nothing yet; answers how many."""
    if not is_demo():
        raise Refused("demo_only", "这不是示例库，不能放入示例绑定。", remedy="真实的机制请在它的页面绑定。")
    there = set(TextBinding.objects.values_list("slug", "effective"))
    fresh = [one for one in bindings if (one.slug, one.effective) not in there]
    for one in fresh:
        work = Work.objects.get(body=one.body, title=one.title, sample=True)
        bind_mechanism(
            slug=one.slug, effective=one.effective, address=work.address, number=one.number,
            actor=actor_for(one.account, on=on), on=one.day,
        )  # fmt: skip
    return len(fresh)
