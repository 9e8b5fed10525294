"""What the pages of this field share: the day looked at, and the form page of an act."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lianxi.apps.bodies import selectors
from lianxi.apps.bodies.models import Body
from lianxi.kernel.access import Act, Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today

Crumbs = Sequence[Mapping[str, str]]
REFUSED = 403
SAMPLE = {"label": "示例", "tone": "gold"}


def bodies_kept(actor: Actor, act: Act) -> list[Body]:
    """Bodies for which `actor` may do `act`, or a refusal that says who may."""
    kept = selectors.kept_by_actor(actor)
    if not kept:
        require(actor, act, body=actor.body)
    return kept


def day_looked_at(request: HttpRequest) -> date:
    """`?on=2023-08-23`, else today. Looking at another day is reading, not an act; a slip of the pen means today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return today()


def act_page(
    request: HttpRequest,
    form: forms.Form,
    do: Callable[[Mapping[str, Any]], object],
    *,
    title: str,
    submit: str,
    done: str,
    back: str,
    line: str = "",
    crumbs: Crumbs = (),
) -> HttpResponse:
    """Show the form of an act; do it on POST and go `back`, or keep the input beside the refusal."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refused as answer:
            refusal = answer
        else:
            messages.success(request, done)
            return redirect(back)
    context = {
        "form": form, "refusal": refusal, "title": title, "line": line, "submit": submit, "back": back,
        "crumbs": crumbs,
    }  # fmt: skip
    return render(request, "bodies/act.html", context, status=REFUSED if refusal else 200)
