"""What the operator does: make accounts and issue one-time codes. No role is given here."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from lianxi.apps.accounts import acts, selectors, services
from lianxi.apps.accounts.forms import AccountForm
from lianxi.apps.accounts.views.accounts import secret_page
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today


@never_cache
@require_http_methods(["GET", "POST"])
def new_account(request: HttpRequest) -> HttpResponse:
    """Make an account; its temporary password is shown on this answer and nowhere else."""
    require(request.actor, acts.CREATE_ACCOUNT)
    form, refusal = AccountForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data | {"body": form.cleaned_data["body"].pk}
        try:
            account, password = services.create_account(**given, actor=request.actor, on=today())
            return secret_page(request, account, password)
        except Refused as said:
            refusal = said
    context = {"form": form, "refusal": refusal}
    return render(request, "accounts/new.html", context, status=403 if refusal else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Bodies without an office head, and the code for one; shown on this answer and nowhere else."""
    require(request.actor, acts.INVITE_OFFICE_HEAD)
    context: dict[str, object] = {}
    if request.method == "POST":
        body, recover = request.POST.get("body", ""), "recover" in request.POST
        try:
            context["code"] = services.invite_office_head(body=body, recover=recover, actor=request.actor, on=today())
        except Refused as refusal:
            context["refusal"] = refusal
    codes = {invitation.body_id: invitation for invitation in selectors.open_invitations()}
    for group, bodies in selectors.bodies_with_heads(on=today()).items():
        context[group] = [(body, codes.get(body.pk)) for body in bodies]
    context["issued"] = codes.get(request.POST.get("body", "")) if "code" in context else None
    return render(request, "accounts/invite.html", context, status=403 if "refusal" in context else 200)
