"""Download: always as an attachment, never shown by the browser as a page of this house."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import BinaryIO
from uuid import UUID
from wsgiref.util import FileWrapper

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from lianxi.apps.files.models import StoredFile, Visibility
from lianxi.apps.files.selectors import NOT_THERE, open_file, visible_files
from lianxi.apps.files.services import record_download
from lianxi.apps.files.store import CHUNK
from lianxi.web.day import today


@require_safe
def download(request: HttpRequest, uuid: UUID) -> StreamingHttpResponse:
    """下载: a file one may not have looks exactly like one that does not exist."""
    file = visible_files(request.actor).filter(pk=uuid).first()
    if file is None:
        raise Http404(NOT_THERE)
    content = open_file(file, request.actor)
    if request.method == "GET":
        record_download(file=file, actor=request.actor, on=today())
    return attachment(request, file, content)


def attachment(request: HttpRequest, file: StoredFile, content: BinaryIO) -> StreamingHttpResponse:
    """The bytes in portions, with headers that let a browser do nothing but save them.

    Also for a field of work that decides itself who may have its files.
    """
    headers = {
        "Content-Type": file.content_type,
        "Content-Length": str(file.size),
        "Content-Disposition": content_disposition_header(True, file.name),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache" if file.visibility == Visibility.PUBLIC else "private, no-store",
    }
    portions = _Portions(content) if isinstance(request, ASGIRequest) else FileWrapper(content, CHUNK)
    return StreamingHttpResponse(portions, headers=headers)


class _Portions:
    """Chunks read beside the event loop; the file is closed with the response, also when the reader goes away."""

    def __init__(self, content: BinaryIO) -> None:
        self._content = content

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while chunk := await sync_to_async(self._content.read, thread_sensitive=False)(CHUNK):
            yield chunk

    def close(self) -> None:
        """Called by the response."""
        self._content.close()
