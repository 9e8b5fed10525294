"""The page of an act 办理页: a form, the act done on POST, the refusal beside what was filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from lianxi.kernel.errors import DefinitionError, Refused

Crumbs = Sequence[Mapping[str, str]]
REFUSED = 403
FAULTS_SHOWN = 20
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ActForm(forms.Form):
    """A form for an act: the last field asks for its day."""

    on = forms.DateField(
        label="办理日", required=False, widget=DAY, help_text="留空为今天。事后登记的填实际办理的那一天，会标明“补录”。"
    )
    field_order: Sequence[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])


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
    template: str = "shell/act.html",
    **context: Any,
) -> HttpResponse:
    """Show the form of an act; do it on POST and go `back`, or keep the input beside the refusal."""
    refusal = None
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except Refused as answer:
            refusal = answer
        except DefinitionError as error:
            refusal = _in_one(error)
        else:
            messages.success(request, done)
            return redirect(back)
    context |= {
        "form": form, "refusal": refusal, "title": title, "line": line, "submit": submit, "back": back,
        "crumbs": crumbs,
    }  # fmt: skip
    return render(request, template, context, status=REFUSED if refusal else 200)


def _in_one(error: DefinitionError) -> Refused:
    """All faults of a file that was handed in, as one refusal; the first ones in words."""
    told = "；".join(f"{fault.key}：{fault.message}" for fault in error.faults[:FAULTS_SHOWN])
    more = f"；另有{len(error.faults) - FAULTS_SHOWN}处" if len(error.faults) > FAULTS_SHOWN else ""
    return Refused(
        "rows_right", f"文件里有{len(error.faults)}处差错，一行也没有收入。{told}{more}", remedy="请改正后重新上传。"
    )
