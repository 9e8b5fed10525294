"""Files of a conference: put in, taken down, handed out to its parties only."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from lianxi.apps.files.selectors import open_bytes_of, owned_file
from lianxi.apps.files.views import attachment
from lianxi.apps.meetings.forms import ReasonForm
from lianxi.apps.meetings.forms_results import FileForm
from lianxi.apps.meetings.models import Conference, Signature
from lianxi.apps.meetings.services import attach_file, detach_file, record_hand_out
from lianxi.apps.meetings.views.shared import crumbs, find, speaks_for
from lianxi.web.act_pages import act_page


@require_http_methods(["GET", "POST"])
def attach_page(request: HttpRequest, slug: str) -> HttpResponse:
    """提供会议文件."""
    conference = find(request, slug)
    body = speaks_for(request, conference)
    return act_page(
        request, FileForm(request.POST or None, request.FILES or None),
        lambda given: attach_file(conference=conference, body=body.code, content=given["file"],
                                  name=given["file"].name, actor=request.actor, on=given["on"]),
        title="提供会议文件", submit="上传", done="已上传，参加各方可以下载。",
        back=f"{conference.get_absolute_url()}#files", crumbs=crumbs(conference),
        line=f"以{body.short_name}的名义提供，记在“{conference.step.label}”环节。",
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def detach_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """撤下会议文件."""
    conference = find(request, slug)
    row = conference.attachments.filter(pk=pk).select_related("conference__circle").first()
    if row is None:
        raise Http404(str(pk))
    return act_page(
        request, ReasonForm(request.POST or None),
        lambda given: detach_file(attachment=row, actor=request.actor, **given), title=f"撤下“{row.name}”",
        submit="撤下", done="已撤下。", back=f"{conference.get_absolute_url()}#files", crumbs=crumbs(conference),
    )  # fmt: skip


@require_GET
def download_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A file to take along; whoever sees the conference may have it."""
    conference = find(request, slug)
    row = conference.attachments.filter(pk=pk, withdrawn_on=None).first()
    if row is None:
        raise Http404(str(pk))
    return _hand_out(request, conference, str(row.file))


@require_GET
def scan_view(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The scan on which a signature entered on behalf rests."""
    conference = find(request, slug)
    row = Signature.objects.filter(pk=pk, reading__conference=conference).exclude(scan="").first()
    if row is None:
        raise Http404(str(pk))
    return _hand_out(request, conference, row.scan)


def _hand_out(request: HttpRequest, conference: Conference, uuid: str) -> HttpResponse:
    file = owned_file(uuid, conference.get_absolute_url())
    content = open_bytes_of(file)
    record_hand_out(conference=conference, what=file.name, actor=request.actor)
    return attachment(request, file, content)
