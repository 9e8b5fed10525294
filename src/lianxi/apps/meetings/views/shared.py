"""What the pages of conferences share: finding one, the way back, one-click acts."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models import AgendaItem, Conference, FollowUp
from lianxi.apps.meetings.selectors import conference_of, own_party, parties_of, short_names
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import Crumbs
from lianxi.web.day import today


def find(request: HttpRequest, slug: str) -> Conference:
    """A conference the actor sees, or 404."""
    return conference_of(slug, request.actor, today())


def item_of(conference: Conference, number: int) -> AgendaItem:
    """An item of its agenda, or 404."""
    found = conference.items.filter(number=number).first()
    if found is None:
        raise Http404(str(number))
    return found


def task_of(conference: Conference, number: int) -> FollowUp:
    """One of its follow-ups, or 404."""
    found = conference.follow_ups.filter(number=number).select_related("lead", "conference__circle").first()
    if found is None:
        raise Http404(str(number))
    return found


def party_of(request: HttpRequest, conference: Conference) -> str:
    """Code of the party the actor speaks for; the home body where there is none, which the service then refuses."""
    mine = own_party(request.actor, conference)
    return mine.code if mine else request.actor.body


def speaks_for(request: HttpRequest, conference: Conference) -> Body:
    """The party the actor speaks for, or `Refused`."""
    mine = own_party(request.actor, conference)
    if mine is None:
        raise Refused(
            "a_party",
            f"您不是{conference.title}参加方的联络员、办公室主任或领导。",
            remedy="请由参加方的人员办理。",
            source="各方地位平等，一家的意思只由这一家自己表示",
        )
    return mine


def choices_of(conference: Conference) -> list[tuple[str, str]]:
    """Parties to choose from, as the circle calls them."""
    names = short_names(conference)
    return [(body.code, names.get(body.code, body.short_name)) for body in parties_of(conference)]


def crumbs(conference: Conference) -> Crumbs:
    """The way back up."""
    return [
        {"label": "联席会议", "href": reverse("meetings:list")},
        {"label": conference.title, "href": conference.get_absolute_url()},
    ]


def one_click(request: HttpRequest, do: Callable[[], object], done: str, back: str) -> HttpResponse:
    """Do an act that needs nothing filled in; a refusal is answered by the page that explains it."""
    do()
    messages.success(request, done)
    return redirect(request.POST.get("back") if _is_own(request.POST.get("back", "")) else back)


def _is_own(address: str) -> bool:
    return address.startswith("/conferences/") and "//" not in address
