"""People: the list, and one person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import READ_PEOPLE
from lianxi.apps.bodies.forms import ReasonForm
from lianxi.apps.bodies.models import Body, Person, Seat
from lianxi.apps.bodies.services.people import permalink
from lianxi.apps.bodies.services.seats import days_of
from lianxi.apps.bodies.views.shared import day_looked_at
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.masking import mask_email, mask_phone
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page


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
        request, queryset=selectors.by_rank(people, request.actor, on), columns=person_columns(request.actor),
        title="人员", filename="人员", filterset=PersonFilter,
        context={
            "line": "本机构的人员，及同圈机构的任职；联系方式只对本机构办公室显示，并已脱敏",
            "actions": actions if kept else [],
            "empty": {"title": "还没有登记人员", "text": "由本机构的联络员或办公室主任登记，或从表格导入。"},
        },
    )  # fmt: skip


def find_visible(request: HttpRequest, pk: int) -> Person:
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
    return show_person(request, find_visible(request, pk))


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
        "facts": _facts(person, full=full) if keeps else [],
        "actions": [{"label": "修改", "href": reverse("bodies:change_person", args=[person.pk]), "icon": "pencil"}]
        if keeps
        else [],
        "crumbs": [{"label": "人员", "href": reverse("bodies:people")}],
    }
    response = render(request, "bodies/person.html", context, status=403 if refusal else 200)
    response["Cache-Control"] = "no-store"
    return response


def _facts(person: Person, *, full: bool) -> list[dict[str, str]]:
    """Contact particulars, masked unless a reason to see them has been given."""
    phone = person.phone if full else mask_phone(person.phone)
    email = person.email if full else mask_email(person.email) if person.email else ""
    return [
        {"label": "手机", "value": phone},
        {"label": "电子邮箱", "value": email},
        {"label": "备注", "value": person.note},
    ]
