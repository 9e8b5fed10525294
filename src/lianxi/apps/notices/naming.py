"""What a notice names 所指, as its person may see it today: a rule can be closed to them long after they were told."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from lianxi.apps.notices.models import Notice
from lianxi.kernel.access import Actor

CLOSED = "一件您现在不能查看的制度"
Closing = Callable[[Collection[str], Actor, date], frozenset[str]]
"""Which of some permalinks lead to what the actor may not see on a day; `composition` knows it."""


@dataclass(frozen=True)
class Named:
    """One thing a notice speaks of; without a permalink where the person may not see it any more."""

    title: str
    href: str


@dataclass(frozen=True)
class Naming:
    """How notices are read while the pages in `closed` are not for their person."""

    closed: frozenset[str]

    def text(self, notice: Notice) -> str:
        """Why the person is told, without the names of what is closed."""
        said = notice.text
        for link in notice.links:
            if link["href"] in self.closed:
                said = said.replace(f"《{link['title']}》", CLOSED)
        return said

    def links(self, notice: Notice) -> list[Named]:
        """What it speaks of."""
        return [
            Named(CLOSED, "") if link["href"] in self.closed else Named(link["title"], link["href"])
            for link in notice.links
        ]


def naming(notices: Iterable[Notice], closing: Closing, actor: Actor, on: date) -> Naming:
    """For reading some notices of `actor` on a day; asked for once for all of them."""
    return Naming(closing({link["href"] for notice in notices for link in notice.links}, actor, on))
