"""The home page, the demo's day, and what is said when something goes wrong."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from lianxi.composition import due, overview
from lianxi.kernel.access import PUBLIC
from lianxi.kernel.errors import Refused
from lianxi.shell.demo_day import advance_day
from lianxi.shell.navigation import groups_for
from lianxi.shell.workbench import due_lines, due_tiles
from lianxi.web.day import today
from lianxi.web.refusal import page_or_box
from lianxi.web.wording import cn_date

_STATIC_500 = Path(__file__).parent / "templates" / "shell" / "500.html"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """今天要办 for whoever has signed in, the public portal for visitors."""
    on = today()
    if not request.actor.signed_in:
        doors = [link for _, links in groups_for(request.actor, request.path) for link in links if link.line]
        return render(request, "shell/portal.html", {"doors": doors, "cards": overview.cards(request.actor, on)})
    lines = due_lines(due.items(request.actor, on), on)
    context = {"due": lines, "tiles": due_tiles(lines), "cards": overview.cards(request.actor, on)}
    return render(request, "shell/home.html", context)


class DayForm(forms.Form):
    """To which day the demo shall move."""

    to = forms.DateField(
        label="推进到",
        error_messages={"required": "请填要推进到的日期。", "invalid": "日期应写成 2024-09-20 这样。"},
    )


@require_POST
def demo_day(request: HttpRequest) -> HttpResponse:
    """Move the demo's day and come back to where one was."""
    form = DayForm(request.POST)
    if not form.is_valid():
        raise Refused("bad_day", form.errors["to"][0], remedy="请在横幅里重新选择日期。")
    day = advance_day(to=form.cleaned_data["to"], actor=request.actor)
    messages.success(request, f"演示日已推进到{cn_date(day)}。")
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "shell:home")


def _error(request: HttpRequest, status: int, heading: str, *, text: str, advice: str) -> HttpResponse:
    """An error page in the look of the house, or its box alone for htmx."""
    context = {"status": status, "heading": heading, "text": text, "advice": advice}
    return page_or_box(request, "shell/error.html", "shell/parts/error.html", context, status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return _error(
            request,
            400,
            "送来的内容太多",
            text="粘贴的文字合起来超过 5 MB，或者文件太多，系统没有读，也没有改动任何记录。",
            advice="请返回上一页：长的文字存成文件再选，文件分几次送来。",
        )
    return _error(
        request,
        400,
        "这个请求看不懂",
        text="地址或提交的内容不完整，系统没有办理，也没有改动任何记录。",
        advice="请返回上一页重新填写；地址是从别处复制来的，请核对是否完整。",
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    first = "" if getattr(request, "actor", PUBLIC).signed_in else "请先登录；登录后仍不能看的，"
    return _error(
        request,
        403,
        "这一页不对您开放",
        text="各机构地位平等，权限只在本机构、本圈之内生效。",
        advice=f"{first}请向该机构的办公室申请角色。",
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _error(
        request,
        404,
        "没有这一页",
        text="地址可能有误，也可能这条记录不在您能看到的范围内。",
        advice="请核对地址，或从导航（手机上是“全部”）重新进入。",
    )


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    return _error(
        request,
        403,
        "表单已过期，没有办理",
        text="页面打开太久、重新登录过，或浏览器禁用了 Cookie，系统不能确认是您本人提交的。",
        advice="请先把刚才填写的内容复制下来，再返回上一页刷新后提交；仍不行的，请在浏览器中允许本站的 Cookie。",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """A page that needs nothing: no database, no session, no static files."""
    return HttpResponseServerError(_STATIC_500.read_text(encoding="utf-8"))
