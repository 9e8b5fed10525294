"""Registering people and their seats."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import ADD_PERSON, APPOINT_PERSON, CHANGE_PERSON, CHANGE_SEAT, END_SEAT, keeper_of
from lianxi.apps.bodies.forms import EndSeatForm, NewPersonForm, PersonForm, SeatDaysForm, SeatForm
from lianxi.apps.bodies.models import Person, Seat
from lianxi.apps.bodies.services import add_person, appoint_person, change_person, change_seat, end_seat
from lianxi.apps.bodies.services.people import permalink
from lianxi.apps.bodies.views.people import find_visible
from lianxi.apps.bodies.views.shared import bodies_kept
from lianxi.kernel.access import Act, Actor, require
from lianxi.web.act_pages import act_page

PARTICULARS = ("name", "qualifier", "phone", "email", "note")


def _kept(request: HttpRequest, pk: int, act: Act) -> Person:
    """A person of a body the actor keeps, or a refusal."""
    person = find_visible(request, pk)
    require(request.actor, act, body=keeper_of(person.body))
    return person


def _crumbs(person: Person) -> list[dict[str, str]]:
    return [{"label": "人员", "href": reverse("bodies:people")}, {"label": str(person), "href": permalink(person)}]


@require_http_methods(["GET", "POST"])
def add_person_page(request: HttpRequest) -> HttpResponse:
    """登记人员."""
    kept = bodies_kept(request.actor, ADD_PERSON)
    form = NewPersonForm(request.POST or None, kept=kept)
    return act_page(
        request, form, lambda given: add_person(actor=request.actor, **given), title="登记人员", submit="登记",
        done="已登记。", back=reverse("bodies:people"), crumbs=[{"label": "人员", "href": reverse("bodies:people")}],
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """修改人员: the keeper sees the particulars in full here, because they are being corrected."""
    person = _kept(request, pk, CHANGE_PERSON)
    form = PersonForm(
        request.POST or None, initial={"name": person.name, "qualifier": person.qualifier, "note": person.note}
    )
    for field in ("phone", "email"):
        form.fields[field].help_text = "留空则不改。" if getattr(person, field) else ""
    return act_page(
        request, form, partial(_change, person, request.actor), title=f"修改 {person}", submit="保存", done="已修改。",
        back=permalink(person), crumbs=_crumbs(person),
    )  # fmt: skip


def _change(person: Person, actor: Actor, given: dict[str, Any]) -> Person:
    """An empty telephone or address means "as it is": the form does not show what is there."""
    fields = {name: given[name] for name in PARTICULARS if name not in ("phone", "email") or given[name]}
    return change_person(person=person, actor=actor, on=given["on"], **fields)


@require_http_methods(["GET", "POST"])
def appoint_person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """登记任职."""
    person = _kept(request, pk, APPOINT_PERSON)
    form = SeatForm(request.POST or None, posts=selectors.posts_for(person.body))
    return act_page(
        request, form, lambda given: appoint_person(person=person, actor=request.actor, **given),
        title=f"登记 {person} 的任职", submit="登记", done="已登记。", back=permalink(person), crumbs=_crumbs(person),
    )  # fmt: skip


def _seat(request: HttpRequest, pk: int, act: Act) -> Seat:
    seat = get_object_or_404(Seat.objects.select_related("person", "body__region", "post"), pk=pk)
    require(request.actor, act, body=keeper_of(seat.body))
    return seat


@require_http_methods(["GET", "POST"])
def change_seat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """更正任职."""
    seat = _seat(request, pk, CHANGE_SEAT)
    form = SeatDaysForm(request.POST or None, initial={"start": seat.start, "end": seat.end})
    return act_page(
        request, form, lambda given: change_seat(seat=seat, actor=request.actor, **given),
        title=f"更正 {seat.person} {seat.post_id}的起止", line="日期登记错了才更正；不再担任请用“终止任职”",
        submit="更正", done="已更正。", back=permalink(seat.person), crumbs=_crumbs(seat.person),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_seat_page(request: HttpRequest, pk: int) -> HttpResponse:
    """终止任职."""
    seat = _seat(request, pk, END_SEAT)
    form = EndSeatForm(request.POST or None)
    return act_page(
        request, form, lambda given: end_seat(seat=seat, actor=request.actor, **given),
        title=f"终止 {seat.person} 的{seat.post_id}", submit="终止", done="已终止。", back=permalink(seat.person),
        crumbs=_crumbs(seat.person),
    )  # fmt: skip
