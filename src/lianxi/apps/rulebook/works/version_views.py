"""与上一版对照: two versions of a work held together, on the page and as documents."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.services.handing_out import hand_out_rule
from lianxi.apps.rulebook.texts import compare_process
from lianxi.apps.rulebook.texts.compare_forms import VERSIONS, AgainForm
from lianxi.apps.rulebook.texts.comparison_sheet import comparison_sheet
from lianxi.apps.rulebook.texts.given_texts import GivenText, given
from lianxi.apps.rulebook.texts.repaired_files import attachment
from lianxi.apps.rulebook.works.chosen_text import Span, spans_of
from lianxi.apps.rulebook.works.work_files import TYPES
from lianxi.apps.rulebook.works.work_views import crumbs_of, find, part_of
from lianxi.kernel.errors import Refused
from lianxi.web.day import today
from lianxi.web.limits import RateLimit

DOCUMENTS = {
    "table": ("条文对照表", "逐条对照，备注写明去向", {"docx": "Word", "pdf": "PDF"}),
    "redline": ("花脸稿", "在新文本上标出删去和新增的文字", {"docx": "Word", "pdf": "PDF"}),
    "tracked": ("花脸稿（修订痕迹）", "在 Word、WPS 里逐处接受或拒绝", {"docx": "Word"}),
    "correspondence": ("条文对应表", "原第几条成了现第几条", {"docx": "Word", "pdf": "PDF"}),
}
LIMIT = RateLimit("rule_versions", 3 * settings.TEXT_CHECKS_PER_MINUTE)


@require_safe
def versions_page(request: HttpRequest, address: str) -> HttpResponse:
    """Two versions `?old=1&new=2`, the last two where none are named; `?as=redline.docx` is the document."""
    work = find(request, address)
    spans = spans_of(list(work.versions.all()))
    if len(spans) < 2:
        raise Http404("这件制度只有一版，没有可以对照的。")
    old, new = _two(request, spans)
    switches = {name: name in request.GET for name in compare_process.SWITCHES}
    texts = [_text(old), _text(new)]
    context: dict[str, Any] = {
        "work": work, "part": part_of(work), "old": old, "new": new, "spans": spans, "crumbs": crumbs_of(work),
        "title": "版本对照", "line": f"{texts[0].name}与{texts[1].name}",
        "again": AgainForm(initial={**request.GET.dict(), **switches, "only": "only" in request.GET}),
        "texts": [{"role": role, "name": one.name} for role, one in zip(("旧", "新"), texts, strict=True)],
        "documents": DOCUMENTS, "how": VERSIONS,
    }  # fmt: skip
    try:
        LIMIT.take(request)
        if wanted := request.GET.get("as"):
            return _document(request, work, texts, wanted, switches)
        context["sheet"] = comparison_sheet(texts, compare_process.compared(texts, switches), switches)
    except Refused as refusal:
        context["refusal"] = refusal
    return render(request, "rulebook/work_versions.html", context)


def _two(request: HttpRequest, spans: list[Span]) -> tuple[Span, Span]:
    """The versions asked for; those not named are the last in time and the one before it."""
    by_number = {str(one.version.number): one for one in spans}
    new = by_number.get(request.GET.get("new") or str(spans[-1].version.number))
    before = spans[: spans.index(new)] if new else []
    old = by_number.get(request.GET.get("old") or str((before or spans)[-1].version.number))
    if old is None or new is None:
        raise Http404("没有这一版。")
    return old, new


def _text(span: Span) -> GivenText:
    return given(f"第{span.version.number}版（{span.days}）", span.version.text)


def _document(
    request: HttpRequest, work: Any, texts: list[GivenText], wanted: str, switches: dict[str, bool]
) -> HttpResponse:
    kind, _, shape = wanted.partition(".")
    if kind not in DOCUMENTS or shape not in DOCUMENTS[kind][2]:
        raise Http404(wanted)
    content = compare_process.document(texts, kind, shape, switches)
    name = f"{work.title[:60]}.{DOCUMENTS[kind][0]}.{shape}"
    if request.method == "GET":
        hand_out_rule(work=work, what=name, sha256=sha256(content).hexdigest(), actor=request.actor, on=today())
    return attachment(content, name, TYPES[shape])
