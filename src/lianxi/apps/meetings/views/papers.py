"""Papers as Word and PDF, the pack of all materials, and calendar feeds."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.mechanisms.selectors import law
from lianxi.apps.meetings.documents import document_of
from lianxi.apps.meetings.feeds import Feed, changed_at, events_of, feed_of
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.papers import PAPERS
from lianxi.apps.meetings.selectors import circles_seen
from lianxi.apps.meetings.services import record_hand_out
from lianxi.apps.meetings.views.shared import find
from lianxi.exporters.docx import render_docx
from lianxi.exporters.ics import render_calendar
from lianxi.exporters.pack import render_pack
from lianxi.exporters.pdf import render_pdf
from lianxi.kernel.errors import Refused
from lianxi.web.day import today

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}
_LABELS = {code: label for code, label, _ in PAPERS}


@require_GET
def paper(request: HttpRequest, slug: str, paper: str, shape: str) -> HttpResponse:
    """One paper, made from the rows as they are now."""
    conference = find(request, slug)
    if paper not in ready(conference) or shape not in _TYPES:
        raise Http404(f"{paper}.{shape}")
    name, document = f"{conference.title}{_LABELS[paper]}.{shape}", document_of(conference, paper)
    content = render_docx(document) if shape == "docx" else render_pdf(document, settings.FONT_FOLDERS)
    record_hand_out(conference=conference, what=name, actor=request.actor)
    return _attachment(content, name, _TYPES[shape])


@require_GET
def pack(request: HttpRequest, slug: str) -> HttpResponse:
    """材料包: every paper there is as Word, and every file that was not taken down."""
    conference = find(request, slug)
    files = []
    for code in ready(conference):
        try:
            files.append((f"公文/{_LABELS[code]}.docx", render_docx(document_of(conference, code))))
        except Refused:
            continue  # nothing to print yet, such as costs not stated
    for row in conference.attachments.filter(withdrawn_on=None):
        with open_bytes_of(owned_file(row.file, conference.get_absolute_url())) as content:
            files.append((f"{row.get_stage_display()}/{row.name}", content.read()))
    name = f"{conference.title}材料包.zip"
    record_hand_out(conference=conference, what=name, actor=request.actor)
    return _attachment(render_pack(files, on=today()), name, "application/zip")


@require_GET
def feeds_page(request: HttpRequest) -> HttpResponse:
    """日程订阅: the addresses to put into a calendar program."""
    rows = []
    for circle in sorted(circles_seen(request.actor, today())):
        name = law().circles[circle].name if circle in law().circles else circle
        for label, body in (("全圈", ""), ("本机构", request.actor.body)):
            address = reverse("meetings:feed", args=[Feed(circle, body).token])
            rows.append({"label": f"{name}·{label}", "href": request.build_absolute_uri(address)})
    context = {
        "title": "日程订阅", "rows": rows, "crumbs": [{"label": "联席会议", "href": reverse("meetings:list")}],
        "line": "把地址加入日历软件，会议、最迟通知日和交办时限会自动出现；地址就是钥匙，请不要外传。",
    }  # fmt: skip
    return render(request, "meetings/feeds.html", context)


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """One feed; the address is the key."""
    found = feed_of(token, today())
    name = law().circles[found.circle].name if found.circle in law().circles else found.circle
    base = request.build_absolute_uri("/").rstrip("/")
    content = render_calendar(f"{name}联席会议", events_of(found, base), stamp=changed_at(found))
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return response


def ready(conference: Conference) -> list[str]:
    """Papers that the conference has come far enough for."""
    if conference.recorded:
        return []
    return [code for code, _, stage in PAPERS if conference.step.reached(stage)]


def _attachment(content: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
