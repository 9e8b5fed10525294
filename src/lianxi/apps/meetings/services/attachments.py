"""Files of a conference 会议文件: put in at any step by a party, seen by all parties, taken down with a reason."""

from __future__ import annotations

from datetime import date
from typing import BinaryIO

from django.db import transaction

from lianxi.apps.files.models import Visibility
from lianxi.apps.files.services import store_file
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import lock, of_party, said, write
from lianxi.apps.meetings.models import Attachment, Conference, FollowUp
from lianxi.apps.meetings.selectors import circles_seen, own_party
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import act_day, today


@transaction.atomic
def attach_file(
    *,
    conference: Conference,
    body: str,
    content: bytes | BinaryIO,
    name: str,
    actor: Actor,
    follow_up: FollowUp | None = None,
    on: date | None = None,
) -> Attachment:
    """Put a file in at the step the conference stands at 提供会议文件."""
    of_party(actor, acts.ATTACH, conference, body)
    day, conference = act_day(on), lock(conference)
    if follow_up and follow_up.conference_id != conference.pk:
        raise Refused("own_task", "这一项交办事项不是本次会议的。", remedy="请重新选择交办事项。")
    file = store_file(
        content=content, name=name, content_type="", owner=conference.get_absolute_url(), actor=actor, on=day.on,
        body=body, visibility=Visibility.CIRCLE, circle=conference.circle_id,
    )  # fmt: skip
    row = Attachment.objects.create(
        conference=conference, stage=conference.stage, file=file.pk, name=file.name, body_id=body, on=day.on,
        by=actor.person, follow_up=follow_up,
    )  # fmt: skip
    write(acts.ATTACH, conference, actor, day, f"提供文件“{file.name}”", body=body, after={"sha256": file.sha256})
    return row


@transaction.atomic
def detach_file(*, attachment: Attachment, actor: Actor, reason: str, on: date | None = None) -> Attachment:
    """Take a file down 撤下 that one's own party put in; it is no longer offered, and the reason shows."""
    of_party(actor, acts.DETACH, attachment.conference, attachment.body_id)
    day, conference, reason = act_day(on), lock(attachment.conference), said(reason)
    row = Attachment.objects.select_for_update().get(pk=attachment.pk)
    if row.withdrawn_on:
        raise Refused("still_there", f"“{row.name}”已于{row.withdrawn_on.isoformat()}撤下。")
    row.withdrawn_on, row.withdrawn_why = day.on, reason
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    write(acts.DETACH, conference, actor, day, f"撤下文件“{row.name}”", body=row.body_id, note=reason)
    return row


@transaction.atomic
def record_hand_out(*, conference: Conference, what: str, actor: Actor) -> None:
    """Record that material of a conference left the house 下载; who may is whoever sees the conference."""
    if conference.circle_id not in circles_seen(actor, today()):
        require(actor, acts.DOWNLOAD_PACK)  # a role in a body that is no party does not count
    mine = own_party(actor, conference)
    body = mine.code if mine else actor.body
    write(acts.DOWNLOAD_PACK, conference, actor, act_day(), f"下载“{what}”", body=body, after={"file": what})
