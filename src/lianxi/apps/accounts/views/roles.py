"""Asking for roles and deciding about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lianxi.apps.accounts import acts, guards, selectors, services
from lianxi.apps.accounts.forms import RoleForm
from lianxi.apps.accounts.offers import decisions, held_roles
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today

SHOWN = 8


@require_GET
def role_page(request: HttpRequest) -> HttpResponse:
    """The inbox of the office head, one's own roles, and the form to ask for one."""
    require(request.actor, acts.VIEW_OWN_ROLES)
    return _page(request)


def _page(request: HttpRequest, form: RoleForm | None = None, refusal: Refused | None = None) -> HttpResponse:
    actor, account = request.actor, request.account
    own = sorted({held.body for held in actor.roles})
    context: dict[str, Any] = {"refusal": refusal, "today": today(), "codes": selectors.open_invitations(own)}
    if bodies := selectors.bodies_where(actor, acts.VIEW_REQUESTS):
        context |= {
            "bodies": bodies,
            "single_head": min(guards.office_heads(body).count() for body in bodies) == 1,
            "inbox": decisions(actor, list(selectors.requests_in(bodies))),
            "held": held_roles(list(selectors.confirmed_in(bodies))),
            "decided": selectors.decided_in(bodies)[:SHOWN],
        }
    if not actor.operator:
        context |= {"grants": selectors.grants_of(account), "form": form or RoleForm(account=account, on=today())}
    return render(request, "accounts/roles.html", context, status=403 if refusal else 200)


@require_POST
def ask_for_role(request: HttpRequest) -> HttpResponse:
    """Ask for a role for oneself."""
    require(request.actor, acts.REQUEST_ROLE)
    form = RoleForm(request.POST, account=request.account, on=today())
    if not form.is_valid():
        return _page(request, form)
    try:
        services.request_role(**form.role, note=form.cleaned_data["note"], actor=request.actor, on=today())
    except Refused as refusal:
        return _page(request, form, refusal)
    messages.success(request, "申请已提出，待该机构办公室主任确认后生效。")
    return redirect("accounts:roles")


def _confirm(request: HttpRequest, number: int) -> str:
    grant = services.confirm_role(grant=number, actor=request.actor, on=today())
    return f"已确认：{grant.account.person_name}，{grant.role_label}。"


def _refuse(request: HttpRequest, number: int) -> str:
    reason = request.POST.get("reason", "")
    grant = services.refuse_role(grant=number, reason=reason, actor=request.actor, on=today())
    return f"已驳回：{grant.account.person_name}，{grant.role_label}。"


def _end(request: HttpRequest, number: int) -> str:
    reason = request.POST.get("reason", "")
    grant = services.end_role(grant=number, reason=reason, actor=request.actor, on=today())
    return f"已终止：{grant.account.person_name}，{grant.role_label}。"


ACTS = {"confirm": _confirm, "refuse": _refuse, "end": _end}


@require_POST
def role_act(request: HttpRequest, number: int, act: str) -> HttpResponse:
    """Decide about one role; a refusal is shown above the page it came from."""
    require(request.actor, acts.VIEW_OWN_ROLES)
    try:
        said = ACTS[act](request, number)
    except Refused as refusal:
        return _page(request, refusal=refusal)
    messages.success(request, said)
    return redirect("accounts:roles")


@require_POST
def withdraw_code(request: HttpRequest, body: str) -> HttpResponse:
    """The sitting office head withdraws a code issued for the body."""
    services.withdraw_invitation(body=body, actor=request.actor, on=today())
    messages.success(request, "激活码已作废。")
    return redirect("accounts:roles")
