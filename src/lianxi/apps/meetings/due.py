"""What conferences ask of an actor today."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from lianxi.apps.mechanisms import sheets
from lianxi.apps.mechanisms.selectors import mechanism_and_circle, turns_of
from lianxi.apps.meetings.models import Conference, FollowUpState
from lianxi.apps.meetings.selectors import (
    ConferenceState,
    circles_seen,
    has_mechanism,
    in_joint_office,
    mechanism_of,
    visible_conferences,
)
from lianxi.apps.meetings.waiting import Waiting, waiting
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.due import DueItem

LEAD_MONTHS = 8


def due_items(actor: Actor, on: date) -> list[DueItem]:
    """What waits for the actor in every conference that is under way, and the next one to be opened."""
    items = [_item(one, thing) for one in _under_way(actor, on) for thing in _mine(one, actor, on)]
    return items + [item for circle in sorted(circles_seen(actor, on)) for item in _to_open(circle, actor, on)]


def _under_way(actor: Actor, on: date) -> list[Conference]:
    """Conferences not filed away, and those of which a task is still open."""
    seen = visible_conferences(actor, on).filter(recorded=False)
    filed = seen.filter(stage=Stage.ARCHIVED).exclude(follow_ups__state=FollowUpState.CLOSED)
    return [*seen.exclude(stage=Stage.ARCHIVED), *filed.filter(follow_ups__isnull=False).distinct()]


def _mine(conference: Conference, actor: Actor, on: date) -> list[Waiting]:
    return [one for one in waiting(ConferenceState(conference, on)) if one.is_for(actor, conference.circle_id)]


def _item(conference: Conference, one: Waiting) -> DueItem:
    return DueItem(
        title=f"{conference.title}：{one.title}", why=one.why, clause=one.clause, due=one.due,
        href=conference.get_absolute_url() if one.one_click else one.href, post=one.href if one.one_click else "",
        provisional=one.provisional, binding=one.binding, action=one.label, field=conference.circle.name,
    )  # fmt: skip


def _to_open(circle: str, actor: Actor, on: date) -> list[DueItem]:
    """The joint office is told to open the next regular conference in good time."""
    if not in_joint_office(actor, circle) or not has_mechanism(circle):
        return []
    slug = mechanism_of(circle)
    mechanism, known = mechanism_and_circle(slug)
    turn = sheets.coming(turns_of(slug, first=on.year, last=on.year + 2), on)
    if turn is None or turn.window is None or (turn.window[0] - on).days > LEAD_MONTHS * 31:
        return []
    if Conference.objects.filter(circle=circle, year=turn.year, slot=turn.slot).exists():
        return []
    version = mechanism.version_on(turn.window[0])
    window = next(iter(version.windows), None)
    host = known.parties.short_names.get(turn.host or "", "")
    return [
        DueItem(
            title=f"启动{sheets.conference_name(turn)}", field=known.name, action="启动",
            why=f"轮到{host}承办，{sheets.by_window(turn)}召开。{''.join(turn.reasons[:1])}",
            clause=str(version.ref(window) if window else turn.clause or ""),
            href=f"{reverse('meetings:open')}?circle={circle}", due=turn.window[0],
            binding=window is not None and window.force is Force.MUST,
        )
    ]  # fmt: skip
