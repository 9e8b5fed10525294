"""Pages of the rulebook: the check-up of a text, which stores nothing."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.texts.forms import CopyForm, TextForm
from lianxi.apps.rulebook.texts.reading_process import read_report
from lianxi.apps.rulebook.texts.repaired_files import repaired_file
from lianxi.apps.rulebook.texts.report_sheet import report_sheet
from lianxi.kernel.errors import Refused
from lianxi.web.limits import RateLimit

LIMIT = RateLimit("text_check", settings.TEXT_CHECKS_PER_MINUTE)
_FILES = ("copy", "record")


@require_http_methods(["GET", "POST"])
def check_page(request: HttpRequest) -> HttpResponse:
    """文本体检: a file or pasted words in, the report out; the repaired copy and the record as files."""
    wanted = request.POST.get("step", "")
    if wanted in _FILES:
        return _file(request, wanted)
    form = TextForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        text, name = form.cleaned_data["content"], form.cleaned_data["name"]
        try:
            LIMIT.take(request)
            sheet = report_sheet(text, name, read_report(text))
            context |= {"sheet": sheet, "copy": _copy_form(text, name), "warnings": form.cleaned_data["warnings"]}
        except Refused as refusal:
            context["refusal"] = refusal
    return render(request, "rulebook/check.html", context)


def _copy_form(text: str, name: str) -> CopyForm:
    return CopyForm(initial={"original": CopyForm.packed(text), "name": name})


def _file(request: HttpRequest, wanted: str) -> HttpResponse:
    """The copy with what was accepted, or the record of it; a refusal where nothing was accepted."""
    form = CopyForm(request.POST)
    if not form.is_valid():
        return render(request, "rulebook/check.html", {"form": TextForm(), "broken": form.errors}, status=400)
    LIMIT.take(request)
    text, name = form.cleaned_data["original"], form.cleaned_data["name"]
    return repaired_file(
        wanted,
        text,
        name,
        read_report(text),
        classes=request.POST.getlist("classes"),
        places=request.POST.getlist("places"),
    )
