"""Questions about notices. Everybody sees only what they were told themselves."""

from __future__ import annotations

from django.db.models import QuerySet

from lianxi.apps.notices.acts import READ_NOTICE
from lianxi.apps.notices.models import Notice
from lianxi.kernel.access import Actor, require


def notices_of(actor: Actor) -> QuerySet[Notice]:
    """What the actor was told, with its letters, newest first."""
    return Notice.objects.filter(account__username=actor.account).select_related("letter")


def find_notice(number: int, actor: Actor) -> Notice:
    """The actor's own notice; `Notice.DoesNotExist` where there is none, or it is somebody else's."""
    require(actor, READ_NOTICE)
    return notices_of(actor).get(pk=number)


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not opened yet."""
    return notices_of(actor).filter(read_at__isnull=True).count() if actor.signed_in else 0
