"""What stands in the navigation: one table, in the order of the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.urls import reverse

from lianxi.kernel.access import Actor


def anyone(actor: Actor) -> bool:
    """Shown to everybody, visitors included."""
    return True


def visitor(actor: Actor) -> bool:
    """Shown to whoever has not signed in."""
    return not actor.signed_in


def signed_in(actor: Actor) -> bool:
    """Shown to whoever has signed in."""
    return actor.signed_in


@dataclass(frozen=True)
class Entry:
    """One page of the navigation; `line` says on the public page what one finds there."""

    label: str
    icon: str
    url_name: str
    line: str = ""
    shown_to: Callable[[Actor], bool] = anyone


@dataclass(frozen=True)
class Group:
    """Entries under one heading."""

    label: str
    entries: Sequence[Entry]


WORKBENCH = Entry("今天要办", "layout-dashboard", "shell:home", shown_to=signed_in)
PORTAL = Entry("首页", "house", "shell:home", shown_to=visitor)

GROUPS = (Group("概览", (WORKBENCH, PORTAL)),)

# What a thumb reaches on a phone; the rest opens under 全部.
TABS = (replace(WORKBENCH, label="今天"), PORTAL)


@dataclass(frozen=True)
class Link:
    """An entry as the page shows it."""

    label: str
    icon: str
    href: str
    line: str
    current: bool


def groups_for(actor: Actor, path: str) -> list[tuple[str, list[Link]]]:
    """Headings with the links `actor` may use; groups without any are left out."""
    current = _nearest([entry for group in GROUPS for entry in group.entries], path)
    found = [(group.label, _links(group.entries, actor, current)) for group in GROUPS]
    return [(label, links) for label, links in found if links]


def tabs_for(actor: Actor, path: str) -> list[Link]:
    """The few links at the foot of a phone's screen."""
    return _links(TABS, actor, _nearest(TABS, path))


def _links(entries: Sequence[Entry], actor: Actor, current: str) -> list[Link]:
    return [
        Link(entry.label, entry.icon, reverse(entry.url_name), entry.line, entry.url_name == current)
        for entry in entries
        if entry.shown_to(actor)
    ]


def _nearest(entries: Sequence[Entry], path: str) -> str:
    """Name of the entry whose address is the longest beginning of `path`; "" if there is none."""
    addresses = {entry.url_name: reverse(entry.url_name) for entry in entries}
    fitting = [
        name for name, address in addresses.items() if path == address or (address != "/" and path.startswith(address))
    ]
    return max(fitting, key=lambda name: len(addresses[name]), default="")
