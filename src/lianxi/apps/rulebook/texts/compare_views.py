"""文本比对: two texts article by article, three versions side by side, many copies of one text. Nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.texts import compare_process
from lianxi.apps.rulebook.texts.compare_forms import SAME, VERSIONS, AgainForm, TextsForm
from lianxi.apps.rulebook.texts.comparison_sheet import comparison_sheet
from lianxi.apps.rulebook.texts.given_texts import GivenText, pack, unpack
from lianxi.apps.rulebook.texts.repaired_files import attachment
from lianxi.apps.rulebook.texts.same_sheet import same_sheet
from lianxi.apps.rulebook.texts.three_sheet import NAMES, three_sheet
from lianxi.kernel.errors import Refused
from lianxi.web.limits import RateLimit

LIMIT = RateLimit("text_compare", settings.TEXT_CHECKS_PER_MINUTE)
_MOST_VERSIONS = 3
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
}
_ALL = {"docx": "Word", "pdf": "PDF", "html": "网页"}
_DOCUMENTS = {
    "table": ("条文对照表", "逐条对照，删去的划线，新增的加下划线，备注写明去向", _ALL),
    "redline": ("花脸稿", "在新文本上标出删去和新增的文字", _ALL),
    "tracked": ("花脸稿（修订痕迹）", "在 Word、WPS 里可以逐处接受或拒绝", {"docx": "Word"}),
    "correspondence": ("条文对应表", "原第几条成了现第几条", _ALL),
    "clean": ("清洁稿", "最后一个文本按公文格式排好", _ALL),
}
_OF_TWO_ONLY = ("redline", "tracked")


@require_http_methods(["GET", "POST"])
def compare_page(request: HttpRequest) -> HttpResponse:
    """Files or pasted words in, the comparison out; then again with other switches, or as a document."""
    if request.POST.get("step", "") in ("", "compare"):
        return _asked(request)
    form = AgainForm(request.POST)
    try:
        if not form.is_valid():
            raise Refused("form_incomplete", "送来的表单不完整，没有比对。", remedy="请重新选择文件，再比一次。")
        texts = unpack(form.cleaned_data["texts"])
        return _again(request, form, texts)
    except Refused as refusal:
        return _page(request, {"form": TextsForm(), "refusal": refusal}, status=400)


def _asked(request: HttpRequest) -> HttpResponse:
    form = TextsForm(request.POST or None, request.FILES or None)
    context: dict[str, object] = {"form": form}
    try:
        if form.is_bound:
            LIMIT.take(request)
            if form.is_valid():
                how = form.cleaned_data["how"]
                context |= _result(form.cleaned_data["texts"], how, {}) | {"form": TextsForm(initial={"how": how})}
    except Refused as refusal:
        context["refusal"] = refusal
    return _page(request, context)


def _again(request: HttpRequest, form: AgainForm, texts: list[GivenText]) -> HttpResponse:
    """The step asked for: `again`, `versions`, `same`, `up-2` (the third text one place up) or `table.docx`.

    Where it is refused, the page still carries the texts, so that one can try once more.
    """
    step, how = request.POST["step"], form.cleaned_data["how"]
    texts = _moved_up(texts, step)
    how = step if step in (SAME, VERSIONS) else how
    context: dict[str, object] = {"form": TextsForm(initial={"how": how})}
    name, _, kind_of_file = step.partition(".")
    try:
        LIMIT.take(request)
        if name in _DOCUMENTS and kind_of_file in _DOCUMENTS[name][2]:
            return _file(form, texts, name, kind_of_file)
        context |= _result(texts, how, form.cleaned_data)
    except Refused as refusal:
        context |= {"refusal": refusal, **_carried(texts, how, form.cleaned_data)}
    return _page(request, context)


def _moved_up(texts: list[GivenText], step: str) -> list[GivenText]:
    place = step.removeprefix("up-") if step.startswith("up-") else ""
    at = int(place) if place.isascii() and place.isdecimal() else 0
    if 0 < at < len(texts):
        texts[at - 1], texts[at] = texts[at], texts[at - 1]
    return texts


def _result(texts: Sequence[GivenText], how: str, switches: dict[str, Any]) -> dict[str, object]:
    """The sheet that fits: more than three texts can only be copies of one."""
    how = how if len(texts) <= _MOST_VERSIONS else SAME
    carried = _carried(texts, how, switches)
    if how == SAME:
        found = compare_process.hold_together(texts, strict=bool(switches.get("strict")))
        return carried | {"same": same_sheet(texts, found)}
    found = compare_process.compare_texts(texts, switches)
    if len(texts) == _MOST_VERSIONS:
        return carried | {"three": three_sheet(found)}
    return carried | {"sheet": comparison_sheet(texts, found, switches)}


def _carried(texts: Sequence[GivenText], how: str, switches: dict[str, Any]) -> dict[str, object]:
    """What the page needs to ask for the same texts again."""
    roles = ("旧", "新") if len(texts) == 2 else NAMES
    numbered = tuple(f"第 {count} 份" for count in range(1, len(texts) + 1))
    again = AgainForm(initial={**switches, "texts": pack(texts), "how": how, "view": switches.get("view") or "side"})
    return {
        "again": again,
        "how": how,
        "texts": [
            {"name": one.name, "role": role, "characters": len(one.text), "warnings": one.warnings}
            for one, role in zip(texts, numbered if how == SAME else roles, strict=True)
        ],
        "documents": [
            {"kind": kind, "label": label, "line": line, "formats": formats}
            for kind, (label, line, formats) in _DOCUMENTS.items()
            if how == VERSIONS and (len(texts) == 2 or kind not in _OF_TWO_ONLY)
        ],
    }


def _file(form: AgainForm, texts: Sequence[GivenText], kind: str, kind_of_file: str) -> HttpResponse:
    if len(texts) > _MOST_VERSIONS or (len(texts) == _MOST_VERSIONS and kind in _OF_TWO_ONLY):
        raise Refused("no_such_document", "这几份文本做不成这种文件。", remedy="请换一种文件，或只比两份。")
    switches = form.cleaned_data
    content = compare_process.document(texts, kind, kind_of_file, switches, changed_only=switches["changed_only"])
    stem = PurePath(texts[-1].name).stem[:60] or "文本"
    return attachment(content, f"{stem}.{_DOCUMENTS[kind][0]}.{kind_of_file}", _TYPES[kind_of_file])


def _page(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    return render(request, "rulebook/compare.html", context, status=status)
