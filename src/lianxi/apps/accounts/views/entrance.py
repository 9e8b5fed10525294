"""The way in and out: signing in, one's own password, the one-time code."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.accounts import acts
from lianxi.apps.accounts.forms import ActivateForm, CodeForm, PasswordForm, SignInForm
from lianxi.apps.accounts.middleware import must_change
from lianxi.apps.accounts.services import change_password, redeem_invitation, sign_in_account, sign_out_account
from lianxi.apps.bodies.models import Body
from lianxi.kernel.access import require
from lianxi.kernel.errors import Refused
from lianxi.loaders.demo import DemoAccount, DemoAccounts, load_demo_accounts
from lianxi.web.day import is_demo, today

TOO_MANY = 429


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Name and password; who is signed in already goes on to where he wanted."""
    onward = _onward(request)
    if request.actor.signed_in:
        return redirect(onward)
    demo = load_demo_accounts() if is_demo() else None
    if request.method == "GET":
        return _sign_in_page(request, SignInForm(initial=_filled(demo, request.GET.get("as", ""))), demo)
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _sign_in_page(request, form, demo)
    try:
        ended = sign_in_account(request=request, on=today(), **form.cleaned_data)
    except Refused as refusal:
        return _sign_in_page(request, SignInForm(initial={"username": form.cleaned_data["username"]}), demo, refusal)
    if ended:
        messages.info(request, f"同一账号最多同时登录 {settings.SESSIONS_PER_ACCOUNT} 处，最早的 {ended} 处已退出。")
    return redirect(onward)


def _filled(demo: DemoAccounts | None, username: str) -> dict[str, str]:
    """What a click on a demo account fills in."""
    known = demo is not None and any(account.username == username for account in demo.accounts)
    return {"username": username, "password": demo.password} if known and demo else {}


def _sign_in_page(
    request: HttpRequest, form: SignInForm, demo: DemoAccounts | None, refusal: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "refusal": refusal, "groups": _demo_groups(demo), "next": _next(request)}
    return render(request, "accounts/sign_in.html", context, status=403 if refusal and status == 200 else status)


def _demo_groups(demo: DemoAccounts | None) -> list[tuple[str, list[DemoAccount]]]:
    """Demo accounts under the names of their bodies."""
    if demo is None:
        return []
    names = {code: body.name for code, body in Body.objects.in_bulk().items()}
    groups: dict[str, list[DemoAccount]] = {}
    for account in demo.accounts:
        groups.setdefault(names.get(account.body, "运维"), []).append(account)
    return list(groups.items())


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """What axes answers after too many wrong passwords; the same for names that do not exist.

    What else axes hands over is in another order under an asynchronous server,
    so the name typed is taken from the request.
    """
    minutes = round(settings.AXES_COOLOFF_TIME * 60)
    refusal = Refused(
        "locked_out",
        f"连续输错 {settings.AXES_FAILURE_LIMIT} 次，这个账号已锁定 {minutes} 分钟。",
        remedy="请稍后再试；急用的，请本机构办公室主任解除锁定。",
        source="登录安全规则",
    )
    form = SignInForm(initial={"username": (request.axes_credentials or {}).get("username", "")})
    return _sign_in_page(request, form, load_demo_accounts() if is_demo() else None, refusal, TOO_MANY)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session."""
    sign_out_account(request=request, on=today())
    messages.success(request, "已退出登录。")
    return redirect("accounts:sign_in")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password, because one wants to or has to."""
    require(request.actor, acts.CHANGE_PASSWORD)
    form, refusal = PasswordForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        current, new = form.cleaned_data["current"], form.cleaned_data["new"]
        try:
            account = change_password(current=current, new=new, actor=request.actor, on=today(), keep=request.sign_in)
        except Refused as said:
            refusal = said
        else:
            update_session_auth_hash(request, account)
            messages.success(request, "口令已更换；在别处的登录已退出。")
            return redirect("shell:home")
    forced = must_change(request.account, timezone.now())
    context = {"form": form, "refusal": refusal, "forced": forced, "temporary": request.account.must_change_password}
    return render(request, "accounts/password.html", context, status=403 if refusal else 200)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """Become the first office head of a body by a one-time code."""
    kind = CodeForm if request.actor.signed_in else ActivateForm
    form, refusal = kind(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        try:
            account = redeem_invitation(actor=request.actor, on=today(), **given)
        except Refused as said:
            refusal = said
        else:
            messages.success(request, f"{account.person_name}已成为{account.body}的办公室主任。")
            return redirect("accounts:roles" if request.actor.signed_in else "accounts:sign_in")
    context = {"form": form, "refusal": refusal}
    return render(request, "accounts/activate.html", context, status=403 if refusal else 200)


def _next(request: HttpRequest) -> str:
    """Where to go after signing in, if it is a page of ours."""
    wanted = request.POST.get("next", request.GET.get("next", ""))
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else ""


def _onward(request: HttpRequest) -> str:
    return _next(request) or "shell:home"
