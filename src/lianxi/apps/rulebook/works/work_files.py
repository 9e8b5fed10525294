"""Files of a work 下载: the original as it came, the clean text as Word, PDF and Akoma Ntoso."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from lianxi.apps.files.selectors import open_bytes_of
from lianxi.apps.files.views import attachment as stored_attachment
from lianxi.apps.rulebook.documents import clean
from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.services.handing_out import hand_out_rule, original_of
from lianxi.apps.rulebook.texts.repaired_files import attachment
from lianxi.apps.rulebook.works.work_views import find
from lianxi.exporters.akoma_ntoso import Metadata, caption_events, render_akn
from lianxi.exporters.docx import render_docx
from lianxi.exporters.pdf import render_pdf
from lianxi.kernel.texts.addresses import parse_address
from lianxi.kernel.texts.structure import read_structure
from lianxi.web.day import today
from lianxi.web.limits import RateLimit

LIMIT = RateLimit("rule_files", settings.TEXT_CHECKS_PER_MINUTE)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xml": "application/akn+xml",
}


@require_safe
def original(request: HttpRequest, address: str, number: int) -> StreamingHttpResponse:
    """原件: byte for byte, as an attachment."""
    version, on = _version(request, address, number), today()
    file = original_of(version)
    content = open_bytes_of(file)
    if request.method == "GET":
        hand_out_rule(work=version.work, what=file.name, sha256=file.sha256, actor=request.actor, on=on)
    return stored_attachment(request, file, content)


@require_safe
def clean_text(request: HttpRequest, address: str, number: int, shape: str) -> HttpResponse:
    """清洁稿: the text of a version laid out, or as an exchange file."""
    version, on = _version(request, address, number), today()
    if shape not in TYPES:
        raise Http404(shape)
    LIMIT.take(request)
    content = _made(version, shape, on)
    name = f"{version.title[:80]}（第{version.number}版）.{shape}"
    if request.method == "GET":
        hand_out_rule(work=version.work, what=name, sha256=version.sha256, actor=request.actor, on=on)
    return attachment(content, name, TYPES[shape])


def _version(request: HttpRequest, address: str, number: int) -> Version:
    version = find(request, address).versions.filter(number=number).select_related("work__body").first()
    if version is None:
        raise Http404("没有这一版。")
    return version


def _made(version: Version, shape: str, on: date) -> bytes:
    if shape == "xml":
        return _exchange(version, on)
    document = clean(version.text, sample=version.work.sample)
    return render_docx(document) if shape == "docx" else render_pdf(document, settings.FONT_FOLDERS)


def _exchange(version: Version, on: date) -> bytes:
    """Akoma Ntoso 3.0 with the identities of the provisions; the day of the work where no commencement is known."""
    root, address = read_structure(version.text), parse_address(version.work.address)
    address = replace(address, version=version.commences or address.day)
    said = Metadata(address, version.title, on, caption_events(root), version.document_number)
    return render_akn(root, said, identities=dict(version.provisions.values_list("eid", "wid")))
