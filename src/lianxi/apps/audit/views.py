"""Pages of the audit: the list, and one entry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lianxi.apps.audit.filters import EntryFilters
from lianxi.apps.audit.models import Entry
from lianxi.apps.audit.selectors import (
    chain_label,
    changes,
    checks,
    heads_behind,
    neighbours_of,
    require_reader,
    visible_chains,
)
from lianxi.apps.audit.services import record_export
from lianxi.apps.audit.told import Hides, Words, told_entries, words
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page

CHAIN = Column("chain", "审计链", lambda row: chain_label(row.chain_id), css="c-hide")
NUMBER = Column("number", "编号", lambda row: row.number, href=Entry.get_absolute_url, css="c-no num")
COLUMNS = (
    Column("on", "办理日", lambda row: row.on, css="c-due", sub=lambda row: row.at, sub_label="记录时刻"),
    Column("act", "行为", lambda row: row.act_label, sub=lambda row: row.act, sub_label="行为代码"),
    Column(
        "title",
        "事由",
        lambda row: words(row).title,
        href=Entry.get_absolute_url,
        sub=lambda row: words(row).target,
        sub_label="对象",
        css="c-title",
    ),
    Column("person", "办理人", lambda row: row.person or "公众", sub=lambda row: _account(row), sub_label="账号"),
    Column("clause", "依据", lambda row: row.clause, css="au-clause"),
    Column(
        "backdated",
        "补录",
        lambda row: "补录" if row.backdated else "",
        tone=lambda row: "gold" if row.backdated else "",
        css="c-st",
    ),
)


def entry_list(request: HttpRequest, hides: Hides) -> HttpResponse:
    """审计: the chains one may read, filtered; an export is an act of its own and recorded."""
    require_reader(request.actor)
    chains = visible_chains(request.actor)
    response = list_page(
        request,
        queryset=told_entries(request.actor, today(), hides),
        columns=(NUMBER, *((CHAIN,) if len(chains) > 1 else ()), *COLUMNS),
        title="审计",
        filename="审计",
        filterset=EntryFilters,
        template="audit/list.html",
        order=("-id",),
        context={
            "line": "每一件事何人何时所办、前后如何、依据哪一条；只增不改，逐条以摘要相接。",
            "behind": heads_behind(chains),
            "empty": {"text": "办理任何一件事，都会在这里留下一条。"},
        },
    )
    if request.GET.get("format"):
        record_export(actor=request.actor, query=request.GET.urlencode(), on=today())
    return response


def entry_page(request: HttpRequest, chain: str, number: int, hides: Hides) -> HttpResponse:
    """审计条目: before and after, hashes, neighbours, and whether the entry is still what it was."""
    entry = told_entries(request.actor, today(), hides).filter(chain=chain, number=number).first()
    if entry is None:
        raise Http404("没有这条审计记录，或者您不能查看。")
    said = words(entry)
    neighbours = {row.number - number: row for row in neighbours_of(entry)}
    context = {
        "entry": entry,
        "title": entry.act_label,
        "kicker": f"审计链 {chain_label(chain)} · 第 {number} 条",
        "line": said.title,
        "badge": {"label": "补录", "tone": "gold"} if entry.backdated else None,
        "crumbs": [{"label": "审计", "href": reverse("audit:list")}],
        "rows": _rows(entry, said),
        "changes": changes(said.before, said.after),
        "checks": checks(entry, neighbours.get(-1), neighbours.get(1)),
        "earlier": neighbours.get(-1),
        "later": neighbours.get(1),
    }
    return render(request, "audit/entry.html", context)


def _account(entry: Entry) -> str:
    """The account, and the operating system's user beside it where the act came from the command line."""
    return " · ".join(filter(None, (entry.account, entry.system_user and f"系统用户 {entry.system_user}")))


def _inside(target: str) -> bool:
    """Whether a target is an address of this house, and not of another host."""
    return target.startswith("/") and not target.startswith(("//", "/\\"))


def _rows(entry: Entry, said: Words) -> list[dict[str, object]]:
    """Names and values of the entry, in the order one asks for them."""
    return [
        {"label": "办理人", "value": entry.person or "公众", "note": _account(entry)},
        {"label": "当时角色", "value": entry.roles},
        {"label": "机构", "value": entry.body},
        {"label": "办理日", "value": entry.on, "note": "补录：办理日早于记录之日" if entry.backdated else ""},
        {"label": "记录时刻", "value": entry.at},
        {"label": "行为", "value": entry.act_label, "note": entry.act},
        {"label": "对象", "value": said.target, "href": said.target if _inside(said.target) else ""},
        {"label": "事由", "value": said.title},
        {"label": "依据", "value": entry.clause},
        {"label": "说明", "value": said.note},
    ]
