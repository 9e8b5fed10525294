"""Who may do what: the matrix made of the acts themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lianxi.apps.accounts import acts
from lianxi.kernel.access import require

_NAMES = 3  # label, code, bounds stand before the cells; the source after them


@require_GET
def permissions(request: HttpRequest, rows: list[list[str]]) -> HttpResponse:
    """One table for each kind of bounds; `rows` comes from composition, which knows all acts."""
    require(request.actor, acts.VIEW_PERMISSIONS)
    header, *lines = rows
    groups: dict[str, list[list[str]]] = {}
    for line in lines:
        groups.setdefault(line[_NAMES - 1], []).append(line)
    tables = [
        {
            "caption": bounds,
            "corner": header[0],
            "header": [*header[_NAMES:-1], header[-1]],
            "rows": [_row(line) for line in members],
        }
        for bounds, members in groups.items()
    ]
    return render(request, "accounts/permissions.html", {"title": "权限表", "tables": tables, "count": len(lines)})


def _row(line: list[str]) -> dict[str, object]:
    cells = [{"text": cell, "tone": "green" if cell == "可" else ""} for cell in line[_NAMES:-1]]
    return {"label": line[0], "note": line[1], "cells": [*cells, {"text": line[-1]}]}
