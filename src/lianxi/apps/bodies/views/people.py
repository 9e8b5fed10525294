"""People: the list, one person, and registering them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import (
    ADD_PERSON,
    APPOINT_PERSON,
    CHANGE_PERSON,
    CHANGE_SEAT,
    END_SEAT,
    READ_PEOPLE,
    keeper_of,
)
from lianxi.apps.bodies.forms import EndSeatForm, NewPersonForm, PersonForm, ReasonForm, SeatDaysForm, SeatForm
from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.services import add_person, appoint_person, change_person, change_seat, end_seat
from lianxi.apps.bodies.services.people import permalink
from lianxi.apps.bodies.services.seats import days_of
from lianxi.apps.bodies.views.shared import act_page, day_looked_at
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

PARTICULARS = ("name", "qualifier", "phone", "email", "note")


def _visible_bodies(request: HttpRequest | None) -> Any:
    """Choices of the filter: bodies of the people one sees."""
    if request is None:
        return Body.objects.none()
    return Body.objects.filter(pk__in=selectors.visible_people(request.actor, today()).values("body"))


class PersonFilter(django_filters.FilterSet):
    """People by name, body and post."""

    name = django_filters.CharFilter(label="姓名", lookup_expr="contains")
    body = django_filters.ModelChoiceFilter(label="机构", queryset=_visible_bodies, empty_label="全部")
    post = django_filters.CharFilter(label="职务", method="holding")

    class Meta:
        model = Person
        fields = ["name", "body", "post"]

    def holding(self, people: Any, name: str, value: str) -> Any:
        """People who hold such a post on the day looked at."""
        on = day_looked_at(self.request)
        return people.filter(
            pk__in=Seat.objects.filter(selectors.spans(on), post__name__contains=value).values("person")
        )


def _posts(person: Person) -> str:
    return "、".join(
        seat.post_id if seat.body_id == person.body_id else f"{seat.body.short_name}{seat.post_id}"
        for seat in person.seats_now
    )


def person_columns(actor: Actor) -> list[Column]:
    """Columns of the list; contact particulars only of people the actor's own office keeps, and masked."""
    kept = {body.code for body in selectors.kept_by_actor(actor)}

    def own(field: str) -> Callable[[Person], str | None]:
        return lambda person: getattr(person, field) if person.body_id in kept else None

    columns = [
        Column("person_name", "姓名", str, css="c-title", href=permalink),
        Column("post", "职务", _posts),
        Column("body", "机构", lambda person: person.body.short_name),
    ]
    if kept:
        columns += [
            Column("phone", "手机", own("phone"), css="num", personal=True),
            Column("email", "电子邮箱", own("email"), personal=True),
        ]
    return columns


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """人员."""
    require(request.actor, READ_PEOPLE)
    on = day_looked_at(request)
    people = selectors.with_seats_on(selectors.visible_people(request.actor, today()), on)
    kept = selectors.kept_by_actor(request.actor)
    actions = [
        {"label": "登记人员", "href": reverse("bodies:add_person"), "icon": "user-plus", "primary": True},
        {"label": "从表格导入", "href": reverse("bodies:import_people"), "icon": "file-up"},
        {"label": "完整联系方式", "href": reverse("bodies:unmask_people"), "icon": "eye"},
    ]
    return list_page(
        request, queryset=people.order_by("body", "name", "qualifier"), columns=person_columns(request.actor),
        title="人员", filename="人员", filterset=PersonFilter,
        context={
            "line": "本机构的人员，及同圈机构的任职；联系方式只对本机构办公室显示，并已脱敏",
            "actions": actions if kept else [],
            "empty": {"title": "还没有登记人员", "text": "由本机构的联络员或办公室主任登记，或从表格导入。"},
        },
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> Person:
    """The person, or a refusal that does not tell whether there is one."""
    require(request.actor, READ_PEOPLE)
    person = selectors.visible_people(request.actor, today()).filter(pk=pk).first()
    if person is None:
        raise Refused(
            "person_visible", "您看不到这位人员。", remedy="只能查看本机构的人员，和同圈机构任职的人员。",
            source="个人信息保护法第六条：限于实现处理目的的最小范围",
        )  # fmt: skip
    return person


@require_safe
def person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: seats over time; contact particulars masked, and only for their own office."""
    return show_person(request, _visible(request, pk))


def show_person(
    request: HttpRequest,
    person: Person,
    *,
    full: bool = False,
    reason: ReasonForm | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    """The page, with the particulars in full where a reason for it has just been recorded."""
    keeps = selectors.may_keep(request.actor, person.body)
    seats = person.seats.select_related("body", "post").order_by("-start")
    if not keeps:
        seats = seats.filter(
            body__in=selectors.fellow_bodies(request.actor, today()) | selectors.own_bodies(request.actor)
        )
    context = {
        "person": person,
        "keeps": keeps,
        "full": full,
        "reason_form": reason or ReasonForm(),
        "refusal": refusal,
        "seats": [(seat, days_of(seat), seat.end is None or seat.end > today()) for seat in seats],
        "crumbs": [{"label": "人员", "href": reverse("bodies:people")}],
    }
    response = render(request, "bodies/person.html", context, status=403 if refusal else 200)
    response["Cache-Control"] = "no-store"
    return response


def _kept(request: HttpRequest, pk: int, act: Act) -> Person:
    """A person of a body the actor keeps, or a refusal."""
    person = _visible(request, pk)
    require(request.actor, act, body=keeper_of(person.body))
    return person


def _crumbs(person: Person) -> list[dict[str, str]]:
    return [{"label": "人员", "href": reverse("bodies:people")}, {"label": str(person), "href": permalink(person)}]


@require_http_methods(["GET", "POST"])
def add_person_page(request: HttpRequest) -> HttpResponse:
    """登记人员."""
    kept = selectors.kept_by_actor(request.actor)
    require(request.actor, ADD_PERSON, body=request.actor.body)
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
