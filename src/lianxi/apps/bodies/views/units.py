"""Registering units of a body. Who works in them is said on a page of `accounts`, which knows the accounts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.acts import ADD_UNIT, CHANGE_UNIT, END_UNIT, keeper_of
from lianxi.apps.bodies.forms import EndUnitForm, UnitForm
from lianxi.apps.bodies.models import Unit
from lianxi.apps.bodies.services import add_unit, change_unit, end_unit
from lianxi.apps.bodies.services.units import UNIT_FIELDS
from lianxi.apps.bodies.views.terms import crumbs_of, page_of
from lianxi.kernel.access import Act, require
from lianxi.web.act_pages import act_page


@require_http_methods(["GET", "POST"])
def add_unit_page(request: HttpRequest, code: str) -> HttpResponse:
    """登记单位."""
    body = get_object_or_404(selectors.bodies(), pk=code)
    require(request.actor, ADD_UNIT, body=keeper_of(body))
    return act_page(
        request, UnitForm(request.POST or None), lambda given: add_unit(body=body, actor=request.actor, **given),
        title="登记单位", submit="登记", done="已登记。", back=f"{page_of(body)}#units", crumbs=crumbs_of(body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def change_unit_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """修改单位."""
    unit = _unit(request, code, pk, CHANGE_UNIT)
    form = UnitForm(request.POST or None, initial={name: getattr(unit, name) for name in UNIT_FIELDS})
    return act_page(
        request, form, lambda given: change_unit(unit=unit, actor=request.actor, **given), title=f"修改{unit}",
        submit="保存", done="已修改。", back=f"{page_of(unit.body)}#units", crumbs=crumbs_of(unit.body),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def end_unit_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """撤销单位."""
    unit = _unit(request, code, pk, END_UNIT)
    return act_page(
        request, EndUnitForm(request.POST or None), lambda given: end_unit(unit=unit, actor=request.actor, **given),
        title=f"撤销{unit}", line="由它负责的制度仍记在它名下，请另行确定责任单位", submit="撤销", done="已登记撤销。",
        back=f"{page_of(unit.body)}#units", crumbs=crumbs_of(unit.body),
    )  # fmt: skip


def _unit(request: HttpRequest, code: str, pk: int, act: Act) -> Unit:
    unit = get_object_or_404(Unit.objects.select_related("body__region"), body=code, pk=pk)
    require(request.actor, act, body=keeper_of(unit.body))
    return unit
