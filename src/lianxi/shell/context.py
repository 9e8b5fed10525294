"""What every page's frame needs, worked out only where a template asks for it."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.http import HttpRequest

from lianxi.composition import inbox
from lianxi.kernel.access import PUBLIC, Actor, Role
from lianxi.shell.navigation import Link, groups_for, tabs_for
from lianxi.web.day import demo_day, today


class Frame:
    """The frame around a page: who looks at it, where, and on which day."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def actor(self) -> Actor:
        """The public where the request did not come as far as the sign-in check."""
        return getattr(self._request, "actor", PUBLIC)

    @cached_property
    def house(self) -> str:
        """Name of the body one works for, "" for visitors and operators."""
        body = getattr(getattr(self._request, "account", None), "body", None)
        return body.name if body else ""

    @cached_property
    def roles(self) -> str:
        """The roles in force today, each once, for the user's menu."""
        held = {role.role for role in self.actor.roles} | ({Role.OPERATOR} if self.actor.operator else set())
        return "、".join(role.label for role in Role if role in held) or "尚无角色"

    @property
    def initial(self) -> str:
        """First character of the person's own name, for the round mark beside it."""
        return self.actor.person.removeprefix("示例·")[:1]

    @cached_property
    def unread(self) -> int:
        """How many notices the person has not read, for the bell."""
        return inbox.unread_count(self.actor)

    @cached_property
    def groups(self) -> list[tuple[str, list[Link]]]:
        return groups_for(self.actor, self._request.path)

    @cached_property
    def tabs(self) -> list[Link]:
        return tabs_for(self.actor, self._request.path)

    @cached_property
    def demo_day(self) -> date | None:
        """Read once for the whole request where somebody has signed in."""
        return self._request.demo_day if hasattr(self._request, "demo_day") else demo_day()

    @cached_property
    def today(self) -> date:
        return self.demo_day or today()

    @cached_property
    def here(self) -> str:
        """Where to come back to after signing in or moving the demo's day: this page if it can be called again."""
        return self._request.get_full_path() if self._request.method == "GET" else "/"


def shell(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: `shell` in every template."""
    return {"shell": Frame(request)}
