"""更正: what is known of a rule put right; all rules of a unit given to another."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.acts import CORRECT_RULE, REASSIGN_RULES, TAKE_OUT_RULE
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.services.correcting import correct_rule, reassign_rules
from lianxi.apps.rulebook.services.version_order import NEWEST_FIRST
from lianxi.apps.rulebook.works.correcting_forms import CorrectForm, ReassignForm, UnitsForm
from lianxi.apps.rulebook.works.work_views import crumbs_of, find
from lianxi.kernel.access import Actor, allowed, require
from lianxi.web.act_pages import act_page
from lianxi.web.day import act_day

_LINE = "改了什么、为什么，都留在记录里；永久地址不变。正文不在这里改：有新文本的登记新版本"
SHOWN = 300


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, address: str) -> HttpResponse:
    """更正: of the newest version, or of `?version=`."""
    work = find(request, address)
    require(request.actor, CORRECT_RULE, body=work.body_id)
    version = _version(work, request.GET.get("version", ""))
    form = CorrectForm(request.POST or None, version=version)

    def do(given: Any) -> object:
        return correct_rule(
            version=version, values=form.values(), seen=given["seen"], why=given["why"], actor=request.actor,
            on=act_day(given["on"]).on,
        )  # fmt: skip

    return act_page(
        request, form, do, title=f"更正第{version.number}版的信息", submit="更正", line=_LINE, crumbs=crumbs_of(work),
        done="已更正；引用它的、它引用的都重新找过。", back=work.get_absolute_url(), template="rulebook/correct.html",
        corrections=corrections_of(work),
        reassigns=allowed(request.actor, REASSIGN_RULES, body=work.body_id), version=version,
        takes_out=allowed(request.actor, TAKE_OUT_RULE, body=work.body_id),
        versions=list(work.versions.order_by("-number").values_list("number", flat=True)),
    )  # fmt: skip


def _version(work: Work, asked: str) -> Version:
    rows = work.versions.select_related("work__body", "work__unit", "work__region", "work__circle")
    found = rows.filter(number=int(asked)) if asked.isdecimal() else rows.order_by(*NEWEST_FIRST)
    version = found.first()
    if version is None:
        raise Http404("这件制度没有这一版。")
    return version


def corrections_of(work: Work) -> list[dict[str, Any]]:
    """What was put right so far, the newest first: {person, on, note, rows: [(field, old, new)]}."""
    entries = Entry.objects.filter(act=CORRECT_RULE.code, target=work.get_absolute_url()).order_by("-pk")
    return [
        {
            "person": one.person, "on": one.on, "note": one.note,
            "rows": [(name, (one.before or {}).get(name, ""), new) for name, new in (one.after or {}).items()],
        }
        for one in entries
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def reassign(request: HttpRequest) -> HttpResponse:
    """改变责任单位: choose the two units, look at the rules, then do it in one act."""
    body = _body(request.actor)
    units = UnitsForm(request.GET if "new" in request.GET else None, body=body)
    context: dict[str, Any] = {
        "units": units, "title": "改变责任单位", "crumbs": [{"label": "制度库", "href": reverse("rulebook:works")}],
        "line": f"{body.short_name}：机构改革、职责划转时，把一个单位的制度一次改给另一个单位；先看清单，再改",
    }  # fmt: skip
    if not units.is_bound or not units.is_valid():
        return render(request, "rulebook/reassign.html", context)
    old, new = units.cleaned_data["old"], units.cleaned_data["new"]
    works = list(Work.objects.filter(body=body, unit=old).order_by("pk"))
    initial = {"works": ",".join(str(work.pk) for work in works)}
    form = ReassignForm(request.POST or None, initial=initial)

    def do(given: Any) -> object:
        return reassign_rules(
            body=body, old=old, new=new, works=given["works"], why=given["why"], actor=request.actor,
            on=act_day(given["on"]).on,
        )  # fmt: skip

    found = act_page(
        request, form, do, submit=f"把这 {len(works)} 件改为“{new}”", done=f"{len(works)} 件的责任单位已改为“{new}”。",
        back=f"{reverse('rulebook:works')}?unit={new.pk}", template="rulebook/reassign.html",
        works=works[:SHOWN], more=max(0, len(works) - SHOWN), old=old, new=new, count=len(works),
        bound=sum(work.visibility == "unit" for work in works), **context,
    )  # fmt: skip
    form.initial["works"] = initial["works"]
    return found


def _body(actor: Actor) -> Body:
    """The body whose rules the actor may give to another unit, the own one first; or a refusal that says who may."""
    codes = [held.body for held in actor.roles if allowed(actor, REASSIGN_RULES, body=held.body)]
    if not codes:
        require(actor, REASSIGN_RULES, body=actor.body)
    return Body.objects.get(pk=actor.body if actor.body in codes else min(codes))
