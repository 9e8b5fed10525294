"""从表格登记结论: a table is tried line by line, then recorded as a whole or not at all."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from lianxi.apps.rulebook.acts import RECORD_REVIEW
from lianxi.apps.rulebook.keeping_up.review_table import LIMITS, GivenTable, Line, read_review_table
from lianxi.apps.rulebook.keeping_up.tones import CONCLUSION_TONES
from lianxi.apps.rulebook.keeping_up.upkeep_forms import ReviewTableForm
from lianxi.apps.rulebook.services.reviewing_table import Outcomes, check_reviews, record_reviews
from lianxi.kernel.access import allowed, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.web.act_pages import REFUSED
from lianxi.web.day import today

TRY = "try"
SHOWN = 200
_MOST_UNPACKED = 20_000_000


@require_http_methods(["GET", "POST"])
def reviews_from_table(request: HttpRequest) -> HttpResponse:
    """从表格登记结论; a table with a fault leaves nothing behind, and every fault is said with its line."""
    _require_keeper(request)
    form = ReviewTableForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            table = _table(form.cleaned_data)
            if request.POST.get("step") == TRY:
                outcomes = check_reviews(lines=table.lines, actor=request.actor, on=today())
            else:
                outcomes = record_reviews(lines=table.lines, actor=request.actor, on=today())
                if not outcomes.faulty:
                    return _done(request, outcomes)
            context = _tried(outcomes, table)
        except Refused as refusal:
            context = {"refusal": refusal}
    context |= {
        "form": form, "title": "从表格登记结论",
        "line": "一行一件；有一行不对，就一行也不登记，改好以后再来", "back": reverse("rulebook:reviews"),
        "crumbs": [{"label": "清理", "href": reverse("rulebook:reviews")}],
    }  # fmt: skip
    return render(request, "rulebook/review_table.html", context, status=REFUSED if context.get("refusal") else 200)


def _require_keeper(request: HttpRequest) -> None:
    """Whoever may record conclusions in one of his bodies; each line is checked again by itself."""
    actor = request.actor
    bodies = [held.body for held in actor.roles if allowed(actor, RECORD_REVIEW, body=held.body)]
    require(actor, RECORD_REVIEW, body=bodies[0] if bodies else actor.body)


def _table(said: dict[str, Any]) -> GivenTable:
    """What the file says; of one that was tried before, what it said then."""
    file = said["file"]
    if file is None:
        return GivenTable(tuple(_unpacked(said["carried"])), 0)
    table = read_review_table(file.read(LIMITS.size + 1), file.name, said["day"])
    if not table.lines:
        raise Refused("lines_there", "表格里没有一行填了结论。", remedy="请在“结论”一列填写后再上传。")
    return table


def _tried(outcomes: Outcomes, table: GivenTable) -> dict[str, Any]:
    rows = sorted(outcomes.rows, key=lambda one: not one.line.faults)
    shown = [(one, CONCLUSION_TONES.get(one.line.conclusion) if one.line.conclusion else "") for one in rows[:SHOWN]]
    return {
        "outcomes": outcomes, "rows": shown, "more": max(0, len(rows) - SHOWN), "left": table.left,
        "carried": "" if outcomes.faulty else _packed(table.lines),
    }  # fmt: skip


def _done(request: HttpRequest, outcomes: Outcomes) -> HttpResponse:
    same = f"，{outcomes.unchanged}行早已登记，没有改动" if outcomes.unchanged else ""
    messages.success(request, f"已登记清理结论{len(outcomes.fresh)}件{same}。")
    return redirect("rulebook:reviews")


def _packed(lines: Sequence[Line]) -> str:
    """Lines as a form carries them; faults of the table itself go with the words that were not understood."""
    plain = [
        [one.number, one.address, one.title, one.conclusion.value if one.conclusion else "",
         one.day.isoformat() if one.day else "", one.reason]
        for one in lines
    ]  # fmt: skip
    return base64.b64encode(zlib.compress(json.dumps(plain, ensure_ascii=False).encode())).decode()


def _unpacked(words: str) -> list[Line]:
    """The lines that were tried; `Refused` where they were lost on the way. They are checked again before anything."""
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(base64.b64decode(words, validate=True), _MOST_UNPACKED)
        rows = json.loads(plain)
        return [
            Line(int(number), str(address), str(title), Conclusion(said), date.fromisoformat(day), str(reason))
            for number, address, title, said, day, reason in rows
        ]
    except (ValueError, TypeError, zlib.error, RecursionError):
        raise Refused("table_lost", "表格在传送中丢失或损坏了。", remedy="请重新选择文件。") from None
