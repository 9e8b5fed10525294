"""Who works in a unit 单位人员: chosen from the accounts of the body."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.accounts.forms import UnitMembersForm
from lianxi.apps.accounts.selectors import accounts_of_body
from lianxi.apps.bodies.acts import SET_UNIT_MEMBERS, keeper_of
from lianxi.apps.bodies.models import Unit
from lianxi.apps.bodies.services import set_unit_members
from lianxi.kernel.access import require
from lianxi.web.act_pages import act_page
from lianxi.web.day import today


@require_http_methods(["GET", "POST"])
def unit_members_page(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """确定单位的人员."""
    unit = get_object_or_404(Unit.objects.select_related("body__region"), body=code, pk=pk)
    require(request.actor, SET_UNIT_MEMBERS, body=keeper_of(unit.body))
    there = list(unit.members.order_by("account").values_list("account", flat=True))
    people = {one.username: one.person_name for one in accounts_of_body(keeper_of(unit.body), on=today())}
    form = UnitMembersForm(request.POST or None, people=people, there=there)
    page = reverse("bodies:detail", args=[code])
    crumbs = [{"label": "机构", "href": reverse("bodies:list")}, {"label": unit.body.short_name, "href": page}]
    return act_page(
        request, form, lambda given: set_unit_members(unit=unit, actor=request.actor, **given),
        title=f"{unit}的人员", line="在这里的人能看只给这个单位看的制度；去掉的人从此看不到", submit="保存",
        done="已保存。", back=f"{page}#units", crumbs=crumbs,
    )  # fmt: skip
