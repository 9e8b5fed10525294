"""Pages of a work 制度: its text on a day, its versions held together, the history of one provision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook import selectors
from lianxi.apps.rulebook.acts import CORRECT_RULE, RECORD_HAPPENING, SHOW_RULE
from lianxi.apps.rulebook.amending.work_part import Brought, amending_actions, brought_by
from lianxi.apps.rulebook.citations.shown import citations_part
from lianxi.apps.rulebook.keeping_up.work_section import upkeep_of
from lianxi.apps.rulebook.models import Version, Work, WorkHappening
from lianxi.apps.rulebook.works.chosen_text import Chosen, choose, spans_of
from lianxi.apps.rulebook.works.law_text import contents_of, lines_of
from lianxi.apps.rulebook.works.life_line import life_line
from lianxi.apps.rulebook.works.provision_history import history_of_provision
from lianxi.apps.rulebook.works.standings import TONES
from lianxi.apps.rulebook.works.work_sheet import ended_notice, facts_of, mended_places, parts_of
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import HappeningKind, standing_on
from lianxi.web.day import today


def find(request: HttpRequest, address: str) -> Work:
    """The work at an address; one that may not be seen looks exactly like one that is not there."""
    try:
        return selectors.visible_work(f"/akn/{address}", request.actor, today())
    except Refused as refusal:
        raise Http404(refusal.reason) from None


def part_of(work: Work) -> str:
    """What of the address of a work stands in the addresses of its pages."""
    return work.address.removeprefix("/akn/")


def crumbs_of(work: Work) -> list[dict[str, str]]:
    """The way from the list to a page of a work."""
    return [
        {"label": "制度库", "href": reverse("rulebook:works")},
        {"label": work.title, "href": work.get_absolute_url()},
    ]


@require_safe
def work_page(request: HttpRequest, address: str) -> HttpResponse:
    """制度: its text of the day or of a version, with standing, line of life, versions and who confirmed them."""
    work = find(request, address)
    spans = spans_of(list(work.versions.all()))
    chosen = choose(spans, request.GET, today())
    brought = brought_by(work, request.actor, today())
    context = _text(work, chosen, [one.version for one in spans], brought) | {
        "work": work, "part": part_of(work), "chosen": chosen, "version": chosen.version, "spans": spans[::-1],
        "version_rows": [(span, brought.get(span.version.pk)) for span in spans[::-1]],
        "title": work.title, "crumbs": crumbs_of(work)[:1],
        "actions": [*_actions(request.actor, work), *amending_actions(work, chosen.version, request.actor)],
        "mended": mended_places(chosen.version),
        "keeps": allowed(request.actor, RECORD_HAPPENING, body=work.body_id),
        "upkeep": upkeep_of(work, request.actor, today()),
        "citations": citations_part(work, request.actor, chosen),
        "all": f"{reverse('rulebook:citations')}?work={part_of(work)}",
        "facts": facts_of(work, chosen, selectors.standing_of(work, chosen.day), request.actor),
    }  # fmt: skip
    return render(request, "rulebook/work.html", context)


def _text(work: Work, chosen: Chosen, versions: Sequence[Version], brought: Mapping[int, Brought]) -> dict[str, Any]:
    """The text with all that depends on what happened: standing, marks, line of life."""
    happenings = list(work.happenings.select_related("version"))
    live = [row for row in happenings if row.withdrawn_on is None]
    history, parts = [row.as_value() for row in live], parts_of(work, happenings)
    standing = standing_on(history, chosen.day)
    lines = lines_of(chosen.version, history, chosen.day)
    return {
        "standing": standing, "badge": {"label": standing.status.label, "tone": TONES[standing.status]},
        "ended": ended_notice(standing),
        "lines": lines, "contents": contents_of(lines),
        "moments": life_line(versions, live, parts, chosen.day, brought),
        "happenings": [(row, parts[row.pk]) for row in happenings if not _is_part(row, brought)],
        "by_article": [
            (row, parts[row.pk]) for row in happenings if _is_part(row, brought) and brought[row.version_id].decision
        ],
    }  # fmt: skip


def _is_part(row: WorkHappening, brought: Mapping[int, Brought]) -> bool:
    """Whether it tells of one article what the amendment of the whole tells; its source is the decision's words."""
    return bool(row.provisions) and row.kind == HappeningKind.AMEND and row.version_id in brought


def _actions(actor: Actor, work: Work) -> list[dict[str, object]]:
    part, found = [part_of(work)], list[dict[str, object]]()
    if allowed(actor, RECORD_HAPPENING, body=work.body_id):
        address = reverse("rulebook:add_happening", args=part)
        found.append({"label": "登记效力事件", "href": address, "icon": "calendar-plus"})
    if allowed(actor, CORRECT_RULE, body=work.body_id):
        found.append({"label": "更正", "href": reverse("rulebook:correct", args=part), "icon": "pencil"})
    if allowed(actor, SHOW_RULE, body=work.body_id):
        found.append({"label": "可见范围", "href": reverse("rulebook:show", args=part), "icon": "eye"})
    return found


@require_safe
def provision_page(request: HttpRequest, address: str, wid: str) -> HttpResponse:
    """一条的沿革: one provision through all versions, by the identity it keeps when its number changes."""
    work = find(request, address)
    steps = history_of_provision(work, wid)
    if not any(step.there for step in steps):
        raise Http404("这件制度没有这一条。")
    named = [row for row in work.happenings.filter(withdrawn_on__isnull=True) if wid in row.provisions]
    number = [step.number for step in steps if step.number][-1:] or ["这一处"]
    context = {
        "work": work, "part": part_of(work), "steps": steps[::-1], "named": named, "crumbs": crumbs_of(work),
        "title": f"{number[0]}的沿革", "line": f"{len(steps)}个版本；编号变了，身份不变",
    }  # fmt: skip
    return render(request, "rulebook/work_provision.html", context)
