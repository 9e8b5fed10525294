"""Minutes 纪要: drafted from data, changed in the open, signed by every party that was there."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

from lianxi.apps.audit.verification import current_heads
from lianxi.apps.files.models import Visibility
from lianxi.apps.files.services import store_file
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import (
    at_step,
    body_of_office,
    lock,
    named,
    not_before,
    of_office,
    of_party,
    said,
    write,
)
from lianxi.apps.meetings.minutes_text import draft
from lianxi.apps.meetings.models import Conference, Minutes, Signature
from lianxi.apps.meetings.selectors import parties_of, present_parties
from lianxi.apps.meetings.telling import tell_office, tell_parties
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage
from lianxi.web.day import ActDay, act_day


@transaction.atomic
def draft_minutes(*, conference: Conference, actor: Actor, on: date | None = None) -> Minutes:
    """Draft the minutes from what was entered 起草纪要."""
    of_office(actor, acts.DRAFT_MINUTES, conference)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.DRAFT_MINUTES, Stage.MINUTES)
    if conference.readings.exists():
        raise Refused("drafted_once", "纪要已经起草，没有重复起草。", remedy="要改的请改动现有的一稿。")
    reading = _reading(conference, draft(conference), "", actor, day)
    write(acts.DRAFT_MINUTES, conference, actor, day, str(reading))
    _ask_to_sign(conference, reading, day, "")
    return reading


def redraft_after_return(conference: Conference, actor: Actor, day: ActDay) -> None:
    """A conference that went back to the sitting gets a reading made anew; signatures under the old one are void."""
    if conference.readings.exists():
        reading = _reading(conference, draft(conference), "退回会议环节后，由登记的内容重新生成", actor, day)
        _ask_to_sign(conference, reading, day, reading.reason)


@transaction.atomic
def change_minutes(
    *, conference: Conference, number: int, text: str, actor: Actor, reason: str, on: date | None = None
) -> Minutes:
    """Change the minutes 改动纪要: a new reading, which all parties sign anew. `number`: the reading changed."""
    of_office(actor, acts.CHANGE_MINUTES, conference)
    day, conference, reason = act_day(on), lock(conference), said(reason, "改动的理由")
    at_step(conference, acts.CHANGE_MINUTES, Stage.MINUTES)
    last = _last(conference)
    if last.number != number:
        raise Refused(
            "minutes_changed_meanwhile",
            f"您打开的是第{number}稿，纪要已经改到第{last.number}稿，没有保存，以免覆盖别人的改动。",
            remedy="请对照现在的一稿重新提交；您填的内容还在下面。",
            source=HOUSE_RULE,
        )
    text = said(text.replace("\r\n", "\n"), "纪要内容")
    if text == last.text:
        raise Refused("something_changed", "内容没有变动，没有另立一稿。")
    signed = list(last.signatures.values_list("body", flat=True))
    reading = _reading(conference, text, reason, actor, day)
    write(acts.CHANGE_MINUTES, conference, actor, day, str(reading), note=reason,
          before={"reading": last.number, "signed": signed}, after={"reading": reading.number})  # fmt: skip
    _ask_to_sign(conference, reading, day, reason)
    return reading


@transaction.atomic
def sign_minutes(*, conference: Conference, body: str, number: int, actor: Actor, on: date | None = None) -> Signature:
    """Sign the minutes for one's own party 签署, the reading that was before one's eyes and no other."""
    of_party(actor, acts.SIGN_MINUTES, conference, body)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.SIGN_MINUTES, Stage.MINUTES)
    signature = _sign(conference, body, number, actor.person, actor, day)
    write(acts.SIGN_MINUTES, conference, actor, day, f"{named(conference, [body])}签署纪要第{number}稿", body=body,
          after={"reading": number, "signer": actor.person})  # fmt: skip
    _told_when_complete(conference, day)
    return signature


@transaction.atomic
def sign_for(
    *,
    conference: Conference,
    body: str,
    number: int,
    signer: str,
    scan: bytes,
    name: str,
    actor: Actor,
    on: date | None = None,
) -> Signature:
    """Enter a signature on behalf 代录 from a scan, which is kept; who entered it stands beside it."""
    of_office(actor, acts.SIGN_FOR, conference)
    day, conference, signer = act_day(on), lock(conference), said(signer, "签署人")
    at_step(conference, acts.SIGN_FOR, Stage.MINUTES)
    if body not in {one.code for one in parties_of(conference)}:
        raise Refused("a_party", "代录的一方不是参加方。", remedy="请重新选择。")
    signature = _sign(conference, body, number, signer, actor, day)
    file = store_file(
        content=scan, name=name, content_type="", owner=conference.get_absolute_url(), actor=actor, on=day.on,
        body=body_of_office(actor, conference.circle_id), visibility=Visibility.CIRCLE, circle=conference.circle_id,
    )  # fmt: skip
    signature.scan = str(file.pk)
    signature.save(update_fields=["scan"])
    write(acts.SIGN_FOR, conference, actor, day, f"代录{named(conference, [body])}签署纪要第{number}稿",
          after={"reading": number, "signer": signer, "scan": file.sha256})  # fmt: skip
    text = f"联席办凭签字扫描件代录：{signer}签署纪要第{number}稿。如有出入，请立即提出。"
    tell_parties(conference, [body], day, kind="minutes", title="纪要签署已代录", text=text)
    _told_when_complete(conference, day)
    return signature


def chain_heads(conference: Conference) -> list[dict[str, object]]:
    """Where the audit chains of the parties stand, as printed in the minutes."""
    codes = {body.code for body in parties_of(conference)}
    heads = [head for head in current_heads() if head.chain in codes]
    return [{"chain": head.chain, "number": head.number, "hash": head.hash} for head in heads]


def _reading(conference: Conference, text: str, reason: str, actor: Actor, day: ActDay) -> Minutes:
    return Minutes.objects.create(
        conference=conference, number=conference.readings.count() + 1, text=text, reason=reason, on=day.on,
        heads=chain_heads(conference), by=actor.person, body=actor.body,
    )  # fmt: skip


def _last(conference: Conference) -> Minutes:
    last = conference.readings.order_by("-number").first()
    if last is None:
        raise Refused("minutes_drafted", "纪要还没有起草。", remedy="请先生成纪要草稿。", source=HOUSE_RULE)
    return last


def _sign(conference: Conference, body: str, number: int, signer: str, actor: Actor, day: ActDay) -> Signature:
    last = _last(conference)
    who = named(conference, [body])
    if body not in present_parties(conference):
        raise Refused(
            "was_present",
            f"{who}没有人出席这次会议，不能签署纪要。",
            remedy="确实到会而漏签到的，请先退回会议环节补登签到。",
            source="纪要由到会各方签署",
        )
    if number != last.number:
        raise Refused(
            "current_reading",
            f"您看到的是第{number}稿，现在是第{last.number}稿，没有签署。",
            remedy="请看过现在的一稿再签。",
            source=HOUSE_RULE,
        )
    not_before(day.on, last.on, "成稿日")
    try:
        with transaction.atomic():
            return Signature.objects.create(reading=last, body_id=body, signer=signer, on=day.on, by=actor.person)
    except IntegrityError:
        raise Refused("signed_once", f"{who}已经签署第{number}稿，没有重复登记。") from None


def _ask_to_sign(conference: Conference, reading: Minutes, day: ActDay, reason: str) -> None:
    why = f"纪要有改动，须重新签署。理由：{reason}" if reason else "请阅后签署。"
    codes = present_parties(conference)
    title = f"请签署{reading}"
    tell_parties(conference, codes, day, kind="minutes", title=title, text=why, clause=HOUSE_RULE)


def _told_when_complete(conference: Conference, day: ActDay) -> None:
    last = _last(conference)
    signed = set(last.signatures.values_list("body", flat=True))
    if signed >= set(present_parties(conference)):
        tell_office(conference, day, kind="minutes", title="纪要已由到会各方签署", text="可以进入交办环节。")
