"""Contact particulars in full: shown once, in answer to a reason that has gone into the audit."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.bodies.acts import UNMASK_PEOPLE, UNMASK_PERSON, keeper_of
from lianxi.apps.bodies.forms import ListReasonForm, ReasonForm
from lianxi.apps.bodies.models import Body, Person
from lianxi.apps.bodies.services import unmask_people, unmask_person
from lianxi.apps.bodies.views.people import show_person
from lianxi.apps.bodies.views.shared import bodies_kept
from lianxi.exporters.xlsx import write_xlsx
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today
from lianxi.web.lists import XLSX_TYPE
from lianxi.web.wording import cn_date


@require_POST
def unmask_person_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One person's particulars in full."""
    person = get_object_or_404(Person.objects.select_related("body__region"), pk=pk)
    require(request.actor, UNMASK_PERSON, body=keeper_of(person.body))
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show_person(request, person, reason=form)
    try:
        unmask_person(person=person, reason=form.cleaned_data["reason"], actor=request.actor)
    except Refused as refusal:
        return show_person(request, person, reason=form, refusal=refusal)
    return show_person(request, person, full=True, reason=form)


@require_http_methods(["GET", "POST"])
def unmask_people_page(request: HttpRequest) -> HttpResponse:
    """The particulars of all people of a body one keeps, on screen or as a file."""
    kept = bodies_kept(request.actor, UNMASK_PEOPLE)
    form = ListReasonForm(request.POST or None, kept=kept)
    people, refusal = None, None
    if request.method == "POST" and form.is_valid():
        body, reason = form.cleaned_data["body"], form.cleaned_data["reason"]
        try:
            people = unmask_people(body=body, reason=reason, actor=request.actor)
        except Refused as answer:
            refusal = answer
        if people is not None and form.cleaned_data["shape"] == "xlsx":
            return _file(request, body, people, reason)
    context = {"form": form, "people": people, "refusal": refusal, "crumbs": _crumbs()}
    response = render(request, "bodies/unmask.html", context, status=REFUSED if refusal else 200)
    response["Cache-Control"] = "no-store"
    return response


def _crumbs() -> list[dict[str, str]]:
    return [{"label": "人员", "href": reverse("bodies:people")}]


def _file(request: HttpRequest, body: Body, people: list[Person], reason: str) -> HttpResponse:
    rows = [[str(person), person.phone, person.email, person.note] for person in people]
    notes = [f"{cn_date(today())}由{request.actor.person}导出，事由：{reason}", "含个人信息，用毕请妥善保管或销毁。"]
    content = write_xlsx(f"{body.short_name}联系方式", ["姓名", "手机", "电子邮箱", "备注"], rows, notes)
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = content_disposition_header(True, f"{body.short_name}联系方式.xlsx")
    response["Cache-Control"] = "no-store"
    return response
