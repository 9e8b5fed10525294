"""A work named on the command line, by its permanent address or by that of its page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianxi.apps.rulebook.models import Work
    from lianxi.kernel.access import Actor


def named_work(address: str, actor: Actor, on: date) -> Work:
    """`/akn/cn-…`, `/rules/cn-…/` or `cn-…`; `Refused` where there is none `actor` may see."""
    from lianxi.apps.rulebook.selectors import visible_work

    said = address.strip().rstrip("/").removeprefix("/akn/").removeprefix("/rules/")
    return visible_work(f"/akn/{said}", actor, on)
