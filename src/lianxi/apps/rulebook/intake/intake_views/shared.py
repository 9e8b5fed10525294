"""What the pages of the intake share: the way back, and a batch one may go through."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.acts import RECEIVE_RULES
from lianxi.apps.rulebook.models import Batch
from lianxi.apps.rulebook.selectors import visible_batches
from lianxi.kernel.access import Actor, allowed, require

INTAKE = {"label": "入库", "href": reverse_lazy("rulebook:intake")}


def bodies_taking_in(actor: Actor) -> list[Body]:
    """Bodies into whose repository `actor` may take files, or a refusal that says who may."""
    codes = {held.body for held in actor.roles if allowed(actor, RECEIVE_RULES, body=held.body)}
    if not codes:
        require(actor, RECEIVE_RULES, body=actor.body)
    return list(Body.objects.filter(code__in=codes))


def batch_of(request: HttpRequest, uuid: UUID) -> Batch:
    """The batch, or an answer that it is not there, which is the same for one that is not to be seen."""
    batch: Batch = get_object_or_404(visible_batches(request.actor), pk=uuid)
    return batch
