"""Lists and pages of accounts, and what the office head does with those of the own body."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import django_filters
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxi.apps.accounts import acts, selectors, services
from lianxi.apps.accounts.forms import LinkForm
from lianxi.apps.accounts.guards import require_own_body
from lianxi.apps.accounts.models import Account
from lianxi.apps.accounts.offers import letters_of, may_see, offers_for
from lianxi.apps.bodies.selectors import may_keep
from lianxi.kernel.access import Actor, allowed, require
from lianxi.kernel.errors import Refused
from lianxi.web.act_pages import act_page
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

_ACTIVE = [("1", "启用"), ("0", "停用")]


class AccountFilter(django_filters.FilterSet):
    """By part of a name, and by whether the account is in use."""

    q = django_filters.CharFilter(label="账号或姓名", method="by_name")
    active = django_filters.ChoiceFilter(label="状态", choices=_ACTIVE, field_name="is_active", empty_label="全部")

    def by_name(self, rows: QuerySet[Account], name: str, value: str) -> QuerySet[Account]:
        """Part of the account's or the person's name."""
        return rows.filter(Q(username__icontains=value) | Q(person_name__icontains=value))


@require_GET
def account_list(request: HttpRequest) -> HttpResponse:
    """Accounts of the own body with their roles; for the operator all accounts without roles."""
    actor = request.actor
    selectors.require_sight_of_accounts(actor)
    bodies = selectors.bodies_seen_by(actor)
    line = "只列账号事实；各机构的角色由其办公室主任确认。" if actor.operator else "本机构的账号与今天有效的角色。"
    return list_page(
        request,
        queryset=selectors.accounts_seen_by(actor),
        columns=_columns(actor.operator, selectors.role_labels(bodies, on=today()), timezone.now()),
        title="账号",
        filename="账号",
        filterset=AccountFilter,
        context={"line": line, "actions": _list_actions(actor.operator)},
    )


def _list_actions(operator: bool) -> list[dict[str, Any]]:
    if not operator:
        return [{"label": "角色申请", "href": reverse("accounts:roles"), "icon": "user-check"}]
    return [
        {"label": "一次性激活码", "href": reverse("accounts:invite"), "icon": "ticket"},
        {"label": "建立账号", "href": reverse("accounts:new"), "icon": "user-plus", "primary": True},
    ]


def _columns(operator: bool, roles: dict[int, list[str]], now: datetime) -> list[Column]:
    locked = selectors.locked_usernames(now=now)
    state = partial(account_state, locked=locked)
    columns = [
        Column("person_name", "姓名", lambda row: row.person_name, sub=lambda row: row.username, sub_label="账号",
               href=lambda row: row.permalink, css="c-title"),
        Column("body", "机构", lambda row: row.body.name if row.body else "运维（不属于任何机构）"),
        Column("roles", "今天有效的角色", lambda row: "、".join(roles.get(row.pk, ())) or None),
        Column("state", "状态", lambda row: state(row)[0], tone=lambda row: state(row)[1], css="c-st"),
        Column("last_login", "最近登录", lambda row: row.last_login, css="c-due"),
    ]  # fmt: skip
    return [column for column in columns if column.key != ("roles" if operator else "body")]


def account_state(account: Account, locked: dict[str, datetime]) -> tuple[str, str]:
    """State of an account as word and tone."""
    if not account.is_active:
        return "停用", "muted"
    if account.username in locked:
        return "锁定", "red"
    if account.must_change_password:
        return "待改口令", "gold"
    return "启用", "green"


@require_GET
def account_detail(request: HttpRequest, username: str) -> HttpResponse:
    """One account: facts, roles with their history, and what may be done with it, or why not."""
    return _detail(request, username)


def _detail(request: HttpRequest, username: str, refusal: Refused | None = None) -> HttpResponse:
    account = _seen(request, username)
    locked = selectors.locked_usernames(now=timezone.now())
    label, tone = account_state(account, locked)
    context = {
        "account": account,
        "crumbs": _crumbs(request.actor),
        "badge": {"label": label, "tone": tone},
        "locked_until": locked.get(account.username),
        "grants": None if request.actor.operator and not account.is_operator else selectors.grants_of(account),
        "own": request.actor.account == username,
        "letters": letters_of(request.actor, account),
        "keeps": account.body is not None and may_keep(request.actor, account.body),
        "may_link": not account.is_operator and allowed(request.actor, acts.LINK_PERSON, body=account.body_id or ""),
        "offers": offers_for(request.actor, account, locked=username in locked),
        "refusal": refusal,
        "today": today(),
    }
    return render(request, "accounts/detail.html", context, status=403 if refusal else 200)


def _seen(request: HttpRequest, username: str) -> Account:
    """The account; to whom it is not open, it is as if there were none."""
    require(request.actor, acts.VIEW_OWN_ROLES)
    account = Account.objects.select_related("body", "person").filter(username=username).first()
    if account is None or not may_see(request.actor, account):
        raise Http404("没有这个账号，或者您不能查看。")
    return account


@require_http_methods(["GET", "POST"])
def person_page(request: HttpRequest, username: str) -> HttpResponse:
    """关联人员: whose account of the own body it is."""
    account = _seen(request, username)
    require_own_body(request.actor, acts.LINK_PERSON, account)
    do = partial(services.link_person, username=username, actor=request.actor, on=today())
    return act_page(
        request, LinkForm(request.POST or None, account=account), lambda given: do(**given), title="关联人员",
        submit="保存", done="已保存。", back=account.permalink,
        line=f"{account}。提醒发到所关联人员的电子邮箱；姓名和邮箱在“人员”里登记。",
        crumbs=[*_crumbs(request.actor), {"label": str(account), "href": account.permalink}],
    )  # fmt: skip


def _crumbs(actor: Actor) -> list[dict[str, str]]:
    """The way back to the list, for whoever may see it."""
    sees = actor.operator or selectors.bodies_seen_by(actor)
    return [{"label": "账号", "href": reverse("accounts:list")}] if sees else []


def _with_reason(service: Callable[..., Any], request: HttpRequest, username: str) -> Any:
    return service(username=username, reason=request.POST.get("reason", ""), actor=request.actor, on=today())


def _plain(service: Callable[..., Any], request: HttpRequest, username: str) -> Any:
    return service(username=username, actor=request.actor, on=today())


# address → how the service is called, and what is said afterwards
ACTS = {
    "reset-password": (partial(_plain, services.reset_password), ""),
    "unlock": (partial(_plain, services.unlock_account), "已解除锁定。"),
    "deactivate": (partial(_with_reason, services.deactivate_account), "账号已停用，其登录已全部退出。"),
    "reactivate": (partial(_with_reason, services.reactivate_account), "账号已恢复，原有角色继续有效。"),
}


@never_cache
@require_POST
def account_act(request: HttpRequest, username: str, act: str) -> HttpResponse:
    """Do one of `ACTS`; a temporary password is shown on this answer and nowhere else."""
    call, said = ACTS[act]
    account = _seen(request, username)
    try:
        answer = call(request, username)
    except Refused as refusal:
        return _detail(request, username, refusal)
    if isinstance(answer, str):
        return secret_page(request, account, answer)
    messages.success(request, said)
    return redirect("accounts:detail", username)


def secret_page(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    """A temporary password, shown once."""
    return render(request, "accounts/secret.html", {"account": account, "password": password})
