"""Circles: the list, and one circle with its members over time."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.circle_history import CircleChange, history
from lianxi.apps.bodies.models import Circle
from lianxi.apps.bodies.views.shared import SAMPLE, day_looked_at
from lianxi.loaders.mechanisms import mechanism_slugs
from lianxi.loaders.toml_files import definitions_root
from lianxi.web.day import today
from lianxi.web.lists import Column, list_page
from lianxi.web.wording import cn_date

COLUMNS = (
    Column(
        "name", "联席圈", lambda row: row.name, css="c-title", sub=lambda row: row.note,
        href=lambda row: reverse("bodies:circle", args=[row.slug]),
    ),
    Column("called", "合称", lambda row: row.called),
    Column("members", "成员", lambda row: "、".join(body.short_name for body in row.now)),
    Column("count", "家数", lambda row: len(row.now), css="num"),
    Column(
        "state", "状态", lambda row: "示例" if row.sample else "现行", css="c-st",
        tone=lambda row: "gold" if row.sample else "green",
    ),
)  # fmt: skip


@require_safe
def circle_list(request: HttpRequest) -> HttpResponse:
    """联席圈."""
    circles = list(Circle.objects.all())
    for circle in circles:
        circle.now = selectors.members_on(circle, today())
        circle.called = selectors.collective_name(circle, today())
    return list_page(
        request, queryset=circles, columns=COLUMNS, title="联席圈", filename="联席圈",
        context={"line": f"平等的几家机构共同运行一个机制；成员以{cn_date(today())}为准"},
    )  # fmt: skip


@require_safe
def circle_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One circle: its members over time, what it was called, its mechanism."""
    circle = get_object_or_404(Circle, pk=slug)
    changes = history(circle)
    on = day_looked_at(request)
    members = selectors.members_on(circle, on)
    context = {
        "circle": circle,
        "badge": SAMPLE if circle.sample else None,
        "on": on,
        "is_today": on == today(),
        "members": members,
        "called": selectors.collective_name(circle, on),
        "tiles": _tiles(changes, len(members)),
        "matrix": _matrix(circle, changes),
        "items": [_item(change, latest=change is changes[-1]) for change in reversed(changes)],
        "actions": [
            {"label": "工作机制", "href": href, "icon": "scale", "primary": True} for href in _mechanisms(slug)
        ],
        "crumbs": [{"label": "联席圈", "href": reverse("bodies:circles")}],
    }
    return render(request, "bodies/circle.html", context)


def _mechanisms(slug: str) -> list[str]:
    """Addresses of the mechanisms of a circle: their folders begin with its slug."""
    return [f"/mechanisms/{name}/" for name in mechanism_slugs(definitions_root()) if name.startswith(f"{slug}-")]


def _tiles(changes: list[CircleChange], count: int) -> list[dict[str, Any]]:
    tiles = [{"label": "成员", "value": count, "unit": "家", "note": "地位平等"}]
    if not changes:
        return tiles
    first, last = changes[0], changes[-1]
    return [
        *tiles,
        {"label": "最早记录", "value": first.day.year, "unit": "年", "note": f"{len(first.members)}家，{first.name}"},
        {"label": "最近变动", "value": last.day.year, "unit": "年", "note": _said(last)},
        {"label": "成立后变动", "value": len(changes) - 1, "unit": "次", "note": "成员或合称"},
    ]


def _said(change: CircleChange) -> str:
    return change.when if isinstance(change.when, str) else cn_date(change.when)


def _matrix(circle: Circle, changes: list[CircleChange]) -> dict[str, Any]:
    """Bodies against the days on which something changed."""
    members = list(circle.members.select_related("body").order_by("order", "body"))
    source = {member.body_id: member.source for member in members}
    rows = []
    for body in dict.fromkeys(member.body for member in members):
        cells = [_cell(body in change.members, body in change.joined) for change in changes]
        rows.append({"label": body.short_name, "note": source[body.pk], "cells": cells})
    header = [change.when if isinstance(change.when, str) else cn_date(change.when) for change in changes]
    return {
        "caption": f"{circle.name}成员沿革",
        "corner": "机构",
        "header": [f"{when}起" for when in header],
        "rows": rows,
    }


def _cell(member: bool, joined: bool) -> dict[str, str]:
    if not member:
        return {"text": ""}
    return {"text": "加入", "tone": "green"} if joined else {"text": "成员", "tone": "muted"}


def _item(change: CircleChange, *, latest: bool) -> dict[str, Any]:
    said = [f"{'、'.join(body.short_name for body in change.joined)}加入"] if change.joined else []
    said += [f"{'、'.join(body.short_name for body in change.left)}退出"] if change.left else []
    said.append(f"共{len(change.members)}家")
    return {
        "when": change.when,
        "title": change.name or "合称未见记载",
        "text": "；".join(said),
        "state": "now" if latest else "done",
        "flag": "现状" if latest else "",
    }
