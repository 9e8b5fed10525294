"""Who is told what 提醒: one sentence each, with the clause, to the people of the parties who can act on it."""

from __future__ import annotations

from collections.abc import Iterable

from lianxi.apps.meetings.models import Conference
from lianxi.apps.notices.services import Recipients, notify
from lianxi.kernel.access import Role
from lianxi.web.day import ActDay

PARTY = frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.LEADER})


def tell_parties(
    conference: Conference, codes: Iterable[str], day: ActDay, *, kind: str, title: str, text: str, clause: str = ""
) -> None:
    """Tell the clerks, office heads and leaders of some parties; in the caller's transaction."""
    _tell(conference, Recipients(tuple(codes), PARTY), day, kind, title, text, clause)


def tell_office(conference: Conference, day: ActDay, *, kind: str, title: str, text: str, clause: str = "") -> None:
    """Tell the joint office of the circle."""
    to = Recipients((), frozenset({Role.JOINT_OFFICE}), circle=conference.circle_id)
    _tell(conference, to, day, kind, title, text, clause)


def _tell(conference: Conference, to: Recipients, day: ActDay, kind: str, title: str, text: str, clause: str) -> None:
    notify(
        to=to,
        title=f"{conference.title}：{title}",
        text=text,
        href=conference.get_absolute_url(),
        on=day.on,
        kind=kind,
        clause=clause,
    )
