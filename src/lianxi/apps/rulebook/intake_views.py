"""Pages of the intake: a batch, gone through file by file."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from lianxi.apps.rulebook.selectors import visible_batches


@require_safe
def batch_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """入库批次: what came in and where each file stands."""
    batch = get_object_or_404(visible_batches(request.actor), pk=uuid)
    return render(request, "rulebook/batch.html", {"batch": batch, "items": batch.items.all()})
