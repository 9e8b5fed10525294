"""Opening a conference, entering one of the past, going on and stepping back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from lianxi.apps.bodies.selectors import members_on
from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.forms import AdHocForm, OpenForm, ReasonForm, RecordForm
from lianxi.apps.meetings.services import go_on, open_ad_hoc, open_conference, record_conference, step_back
from lianxi.apps.meetings.views.shared import crumbs, find, one_click
from lianxi.kernel.access import Act, Actor, Role, require
from lianxi.web.act_pages import act_page
from lianxi.web.day import today

LIST = [{"label": "联席会议", "href": "/conferences/"}]


def offices(actor: Actor, act: Act) -> list[tuple[str, str]]:
    """Circles in whose joint office the actor works, or a refusal."""
    held = sorted({one.circle for one in actor.roles if one.role is Role.JOINT_OFFICE and one.circle in law().circles})
    if not held:
        require(actor, act)
    return [(slug, law().circles[slug].name) for slug in held]


def _bodies(circles: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Present members of those circles."""
    found = {}
    for slug, _ in circles:
        names = law().circles[slug].parties.short_names
        found |= {body.code: names.get(body.code, body.short_name) for body in members_on(slug, today())}
    return list(found.items())


@require_http_methods(["GET", "POST"])
def open_page(request: HttpRequest) -> HttpResponse:
    """启动例会."""
    circles = offices(request.actor, acts.OPEN)
    form = OpenForm(request.POST or None, circles=circles, initial={"circle": request.GET.get("circle", "")})
    return act_page(
        request, form, lambda given: open_conference(actor=request.actor, **given), title="启动例会", submit="启动",
        done="已启动，等承办方确认。", back=reverse("meetings:list"), crumbs=LIST,
        line="按轮次提出承办方，由承办方自己确认；会议沿用启动时的机制版本。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def ad_hoc_page(request: HttpRequest) -> HttpResponse:
    """临时召开."""
    circles = offices(request.actor, acts.OPEN)
    form = AdHocForm(request.POST or None, circles=circles, bodies=_bodies(circles))
    return act_page(
        request, form, lambda given: open_ad_hoc(actor=request.actor, **given), title="临时召开", submit="启动",
        done="已启动，等承办方确认。", back=reverse("meetings:list"), crumbs=LIST,
        line="根据工作需要临时召开的会议，不占轮次，也不排次数。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def record_page(request: HttpRequest) -> HttpResponse:
    """补录以往会议."""
    circles = offices(request.actor, acts.RECORD)
    form = RecordForm(request.POST or None, circles=circles, bodies=_bodies(circles))
    return act_page(
        request, form, lambda given: record_conference(actor=request.actor, **given), title="补录以往会议",
        submit="补录", done="已补录，轮次按新的记录推算。", back=reverse("meetings:list"), crumbs=LIST,
        line="只填有出处的；没有记载的留空，不推测。",
    )  # fmt: skip


@require_POST
def go_on_view(request: HttpRequest, slug: str) -> HttpResponse:
    """进入下一环节."""
    conference = find(request, slug)
    return one_click(
        request, lambda: go_on(conference=conference, actor=request.actor, seen=request.GET.get("seen", "")),
        "已进入下一环节。", conference.get_absolute_url(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def step_back_page(request: HttpRequest, slug: str) -> HttpResponse:
    """退回上一环节."""
    conference = find(request, slug)
    before = conference.step.preceding
    title = f"退回“{before.label}”" if before else "退回"
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: step_back(conference=conference, actor=request.actor, **given), title=title, submit="退回",
        done="已退回，各方已收到提醒。", back=conference.get_absolute_url(), crumbs=crumbs(conference),
        line="已办的都保留；退回和理由记入审计，各方都会看到。",
    )  # fmt: skip
