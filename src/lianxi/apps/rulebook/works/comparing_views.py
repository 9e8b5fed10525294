"""比对库中的文本: any two texts of the repository held together, or three side by side, and as documents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.amending.finding import works_called
from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.selectors import visible_work
from lianxi.apps.rulebook.services.handing_out import hand_out_rule
from lianxi.apps.rulebook.texts import compare_process
from lianxi.apps.rulebook.texts.compare_forms import VERSIONS, AgainForm
from lianxi.apps.rulebook.texts.comparison_sheet import comparison_sheet
from lianxi.apps.rulebook.texts.given_texts import GivenText, given
from lianxi.apps.rulebook.texts.repaired_files import attachment
from lianxi.apps.rulebook.texts.three_sheet import NAMES, three_sheet
from lianxi.apps.rulebook.works.chosen_text import Span, choose, spans_of
from lianxi.apps.rulebook.works.version_views import DOCUMENTS
from lianxi.apps.rulebook.works.work_files import TYPES
from lianxi.kernel.errors import Refused
from lianxi.web.day import today
from lianxi.web.limits import RateLimit

LIMIT = RateLimit("rule_compare", 3 * settings.TEXT_CHECKS_PER_MINUTE)
SLOTS = ("a", "b", "c")
_TWO = ("旧", "新")
_OF_TWO_ONLY = ("redline", "tracked")
_ASKED = re.compile(r"(?:/akn/)?(?P<work>cn(?:-\d+)?/.+?)(?:@(?P<version>\d{1,4})|/zho@(?P<on>\d{4}-\d\d-\d\d))?/?")


@dataclass(frozen=True)
class Slot:
    """One place of the page and the text that stands in it.

    said: what the address of the page says of it. spans: all versions of the work, the newest first.
    notice: what one has to know who may take its text for that of the day asked for; "" where it is.
    """

    name: str
    role: str
    said: str
    work: Any = None
    span: Span | None = None
    spans: tuple[Span, ...] = ()
    notice: str = ""

    @property
    def version(self) -> Version:
        """The version in it; only of one that is taken."""
        if self.span is None:
            raise ValueError(f"nothing stands in {self.name}")
        return self.span.version

    @property
    def text(self) -> GivenText:
        """For comparing."""
        return given(f"{self.work.title}（第{self.version.number}版）", self.version.text)


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """`?a=<address>&b=<address>@2`, a third as `c`: of each the text of today, or the version named."""
    refusal, slots = None, list[Slot]()
    try:
        slots = _slots(request)
    except Refused as answer:
        refusal = answer
    chosen = [slot for slot in slots if slot.span]
    words = request.GET.get("q", "").strip()
    switches = {name: name in request.GET for name in compare_process.SWITCHES}
    context: dict[str, Any] = {
        "slots": slots, "chosen": chosen, "free": next((slot.name for slot in slots if not slot.span), ""), "q": words,
        "found": works_called(words, request.actor, today()), "title": "比对库中的文本",
        "line": "任何两件、两版逐条对照；三份是原文、现行、拟改并列", "how": VERSIONS, "refusal": refusal,
        "again": AgainForm(initial={**request.GET.dict(), **switches, "only": "only" in request.GET}),
    }  # fmt: skip
    if len(chosen) < 2:
        return render(request, "rulebook/compare_works.html", context, status=404 if refusal else 200)
    try:
        LIMIT.take(request)
        if wanted := request.GET.get("as"):
            return _document(request, chosen, wanted, switches)
        context |= _result(chosen, switches)
    except Refused as answer:
        context["refusal"] = answer
    return render(request, "rulebook/compare_works.html", context)


def _slots(request: HttpRequest) -> list[Slot]:
    """The places in use, or the first two; a text that one may not see is refused as if it were not there."""
    asked = {name: request.GET.get(name, "").strip() for name in SLOTS}
    three = bool(asked["c"] or request.GET.get("three"))
    roles = NAMES if three else _TWO
    return [_slot(request, name, role, asked[name]) for name, role in zip(SLOTS, roles, strict=False)]


def _slot(request: HttpRequest, name: str, role: str, said: str) -> Slot:
    if not said:
        return Slot(name, role, "")
    found = _ASKED.fullmatch(said)
    if found is None:
        raise Refused("address_form", f"“{said[:80]}”不是制度的地址。", remedy="请在下面按名称或者文号选。")
    work, day = visible_work(f"/akn/{found['work']}", request.actor, today()), today()
    spans = spans_of(list(work.versions.all()))
    asked = {"version": found["version"] or "", "on": found["on"] or ""}
    chosen = choose(spans, asked, day)
    notice = "" if found["version"] else chosen.notice
    return Slot(name, role, said, work, chosen.span, tuple(spans[::-1]), notice)


def _result(slots: Sequence[Slot], switches: dict[str, bool]) -> dict[str, Any]:
    texts = [slot.text for slot in slots]
    context: dict[str, Any] = {
        "texts": [{"role": slot.role, "name": one.name} for slot, one in zip(slots, texts, strict=True)],
        "documents": {key: one for key, one in DOCUMENTS.items() if len(texts) == 2 or key not in _OF_TWO_ONLY},
    }
    found = compare_process.compared(texts, switches)
    if len(texts) == 3:
        return context | {"three": three_sheet(found)}
    return context | {"sheet": comparison_sheet(texts, found, switches)}


def _document(request: HttpRequest, slots: Sequence[Slot], wanted: str, switches: dict[str, bool]) -> HttpResponse:
    kind, _, shape = wanted.partition(".")
    if kind not in DOCUMENTS or shape not in DOCUMENTS[kind][2] or (len(slots) == 3 and kind in _OF_TWO_ONLY):
        raise Http404(wanted)
    content = compare_process.document([slot.text for slot in slots], kind, shape, switches)
    name = f"{slots[-1].work.title[:60]}.{DOCUMENTS[kind][0]}.{shape}"
    if request.method == "GET":
        digest, on = sha256(content).hexdigest(), today()
        for work in {slot.work.pk: slot.work for slot in slots}.values():
            hand_out_rule(work=work, what=name, sha256=digest, actor=request.actor, on=on)
    return attachment(content, name, TYPES[shape])
