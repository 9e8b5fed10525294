"""Registering terms and sittings of a body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import ADD_SITTING, ADD_TERM, CHANGE_SITTING, CHANGE_TERM, keeper_of
from lianxi.apps.bodies.forms import SittingForm, TermForm
from lianxi.apps.bodies.models import Body, Sitting, Term
from lianxi.apps.bodies.services import add_sitting, add_term, change_sitting, change_term
from lianxi.apps.bodies.services.terms import SITTING_FIELDS, TERM_FIELDS
from lianxi.kernel.access import require
from lianxi.web.act_pages import Crumbs, act_page


def page_of(body: Body) -> str:
    """Where a body is shown."""
    return reverse("bodies:detail", args=[body.code])


def crumbs_of(body: Body) -> Crumbs:
    """The way to what is registered of a body."""
    return [{"label": "机构", "href": reverse("bodies:list")}, {"label": body.short_name, "href": page_of(body)}]


@require_http_methods(["GET", "POST"])
def add_term_page(request: HttpRequest, code: str) -> HttpResponse:
    """登记届次."""
    body = get_object_or_404(selectors.bodies(), pk=code)
    require(request.actor, ADD_TERM, body=keeper_of(body))
    return act_page(
        request, TermForm(request.POST or None), lambda given: add_term(body=body, actor=request.actor, **given),
        title="登记届次", submit="登记", done="已登记。", back=page_of(body), crumbs=crumbs_of(body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_term_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """修改届次."""
    term = get_object_or_404(Term.objects.select_related("body__region"), body=code, number=number)
    require(request.actor, CHANGE_TERM, body=keeper_of(term.body))
    form = TermForm(request.POST or None, initial={name: getattr(term, name) for name in TERM_FIELDS})
    return act_page(
        request, form, lambda given: change_term(term=term, actor=request.actor, **given), title=f"修改{term}",
        submit="保存", done="已修改。", back=page_of(term.body), crumbs=crumbs_of(term.body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def add_sitting_page(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """登记会议."""
    term = get_object_or_404(Term.objects.select_related("body__region"), body=code, number=number)
    require(request.actor, ADD_SITTING, body=keeper_of(term.body))
    return act_page(
        request, SittingForm(request.POST or None), lambda given: add_sitting(term=term, actor=request.actor, **given),
        title=f"登记{term}的会议", submit="登记", done="已登记。", back=page_of(term.body), crumbs=crumbs_of(term.body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_sitting_page(request: HttpRequest, code: str, number: int, sitting: int) -> HttpResponse:
    """修改会议."""
    found = get_object_or_404(
        Sitting.objects.select_related("term__body__region"), term__body=code, term__number=number, number=sitting
    )
    require(request.actor, CHANGE_SITTING, body=keeper_of(found.term.body))
    form = SittingForm(request.POST or None, initial={name: getattr(found, name) for name in SITTING_FIELDS})
    return act_page(
        request, form, lambda given: change_sitting(sitting=found, actor=request.actor, **given),
        title=f"修改{found.term}{found}", submit="保存", done="已修改。", back=page_of(found.term.body),
        crumbs=crumbs_of(found.term.body),
    )  # fmt: skip
