"""Who may do what: the matrix made of the acts themselves."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxi.apps.accounts import acts
from lianxi.kernel.access import Actor, Role, require

_NAMES = 3  # label, code, bounds stand before the cells; the source after them
_MEANINGS = {
    "公开": "任何人，不必登录",
    "登录即可": "任何已登录的人",
    "机构人员": "任何一家机构的人员，不含运维",
    "本机构之内": "角色须在该机构",
    "本圈之内": "角色须在该联席圈，且所代表的机构当天是成员",
    "机器与账号": "运维只管机器与账号，不作任何决定",
}


@require_GET
def permissions(request: HttpRequest, rows: list[list[str]]) -> HttpResponse:
    """One table for each kind of bounds; `rows` comes from composition, which knows all acts."""
    require(request.actor, acts.VIEW_PERMISSIONS)
    header, *lines = rows
    mine = _labels(request.actor)
    labels = [(label, label in mine) for label in header[_NAMES:-1]]
    tables = [
        {
            "caption": bounds,
            "meaning": _MEANINGS[bounds],
            "header": labels,
            "rows": [_row(line, labels) for line in members],
        }
        for bounds, members in groupby(lines, key=lambda line: line[_NAMES - 1])
    ]
    return render(request, "accounts/permissions.html", {"title": "权限表", "tables": tables, "mine": mine})


def _labels(actor: Actor) -> list[str]:
    """Columns that speak of the viewer."""
    if actor.operator:
        return [Role.OPERATOR.label]
    return sorted({held.role.label for held in actor.roles}) or ["无角色"]


def _row(line: list[str], labels: list[tuple[str, bool]]) -> dict[str, object]:
    cells = [(text, own) for text, (_, own) in zip(line[_NAMES:-1], labels, strict=True)]
    return {"label": line[0], "code": line[1], "cells": cells, "source": line[-1]}
