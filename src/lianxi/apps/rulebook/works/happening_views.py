"""Pages of acts on a work: what happened is recorded, taken back; who may see it is changed."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.acts import RECORD_HAPPENING, SHOW_RULE, WITHDRAW_HAPPENING
from lianxi.apps.rulebook.services.happenings import record_happening, show_rule, withdraw_happening
from lianxi.apps.rulebook.works.happening_forms import HappeningForm, ShowForm, WithdrawForm
from lianxi.apps.rulebook.works.work_views import crumbs_of, find
from lianxi.kernel.access import require
from lianxi.web.act_pages import act_page
from lianxi.web.day import act_day, today
from lianxi.web.wording import cn_date


@require_http_methods(["GET", "POST"])
def add_happening(request: HttpRequest, address: str) -> HttpResponse:
    """登记效力事件."""
    work = find(request, address)
    require(request.actor, RECORD_HAPPENING, body=work.body_id)
    form = HappeningForm(request.POST or None, work=work)

    def do(given: Any) -> object:
        on = act_day(given["on"]).on
        return record_happening(work=work, actor=request.actor, **{**given, "on": on})

    return act_page(
        request, form, do, title="登记效力事件", submit="登记", done="已登记，效力按登记的事件重新推算。",
        line="登记后不能改，登记错了可以撤回", back=work.get_absolute_url(), crumbs=crumbs_of(work),
        template="rulebook/happening.html",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, address: str, pk: int) -> HttpResponse:
    """撤回登记有误的效力事件."""
    work = find(request, address)
    require(request.actor, WITHDRAW_HAPPENING, body=work.body_id)
    row = work.happenings.filter(pk=pk).first()
    if row is None:
        raise Http404("没有这一项。")

    def do(given: Any) -> object:
        return withdraw_happening(happening=row, why=given["why"], actor=request.actor, on=act_day(given["on"]).on)

    return act_page(
        request, WithdrawForm(request.POST or None), do, title=f"撤回“{row.label}”", submit="撤回",
        line=f"{cn_date(row.day)}{row.label}：撤回后不再算数，仍留在记录里",
        done="已撤回，效力重新推算。", back=work.get_absolute_url(), crumbs=crumbs_of(work),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def show(request: HttpRequest, address: str) -> HttpResponse:
    """改变可见范围."""
    work = find(request, address)
    require(request.actor, SHOW_RULE, body=work.body_id)
    readers = "\n".join(work.readers.order_by("account").values_list("account", flat=True))
    initial = {"visibility": work.visibility, "circle": work.circle_id or "", "readers": readers}
    form = ShowForm(request.POST or None, work=work, on=today(), initial=initial)

    def do(given: Any) -> object:
        return show_rule(work=work, actor=request.actor, **{**given, "on": act_day(given["on"]).on})

    return act_page(
        request, form, do, title="改变可见范围", submit="改变",
        line=f"现为“{work.get_visibility_display()}”；涉密、内部的不要公开", done="可见范围已改变。",
        back=work.get_absolute_url(), crumbs=crumbs_of(work),
    )  # fmt: skip
