"""What the bodies did with the wheel in lianxi itself, laid over the record in the files 会议记录与轮次变动."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from lianxi.apps.mechanisms.models import ConferenceRecord, WheelEvent
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.rotation import Consent, EventKind, HeldConference, RotationEvent, SlotKey


def with_records(circle: Circle) -> Circle:
    """The circle with the conferences held and the changes agreed in lianxi; a row outdoes the file's record."""
    rows = [_held(row) for row in ConferenceRecord.objects.filter(circle=circle.slug)]
    kept = [one for one in circle.conferences if not any(_same(one, row) for row in rows)]
    in_order = sorted([*kept, *rows], key=lambda one: one.held_from or date(one.year, 12, 31))
    events = [_event(row) for row in WheelEvent.objects.filter(circle=circle.slug, revoked_on=None)]
    return replace(circle, conferences=tuple(in_order), events=(*circle.events, *events))


def keep_record(*, circle: str, permalink: str, **fields: Any) -> ConferenceRecord:
    """Write the record of a conference, or write it anew, in the caller's transaction."""
    row, _ = ConferenceRecord.objects.update_or_create(permalink=permalink, defaults={"circle": circle, **fields})
    return row


def drop_record(permalink: str) -> None:
    """Take back the record of a conference whose opening was undone; the audit keeps that it was there."""
    ConferenceRecord.objects.filter(permalink=permalink).delete()


def _same(one: HeldConference, row: HeldConference) -> bool:
    """Whether two records are of one conference."""
    by_ordinal = one.ordinal is not None and one.ordinal == row.ordinal
    by_day = one.held_from is not None and one.held_from == row.held_from
    return by_ordinal or by_day


def _held(row: ConferenceRecord) -> HeldConference:
    return HeldConference(
        year=row.year, ordinal=row.ordinal, held_from=row.held_from, held_to=row.held_to, host=row.host or None,
        ad_hoc=row.ad_hoc, slot=row.slot, place=row.place, source=row.source, note=row.note,
    )  # fmt: skip


def _event(row: WheelEvent) -> RotationEvent:
    return RotationEvent(
        kind=EventKind(row.kind),
        on=row.on,
        slot=SlotKey(row.year, row.slot),
        body=row.body,
        other=row.other,
        other_slot=SlotKey(row.other_year, row.other_slot or 1) if row.other_year else None,
        consents=tuple(Consent(one["body"], date.fromisoformat(one["on"])) for one in row.consents),
        reason=row.reason,
        source=row.permalink,
    )
