"""What minutes say 纪要: drafted from what was entered, one paragraph for every fact, nothing invented."""

from __future__ import annotations

from lianxi.apps.meetings.counting import quorum_outcome
from lianxi.apps.meetings.journal import named
from lianxi.apps.meetings.models import Conference, ItemKind
from lianxi.apps.meetings.models.attendance import Attendee
from lianxi.apps.meetings.selectors import present_parties
from lianxi.kernel.rules.conference_year import Outcome
from lianxi.web.wording import cn_date, cn_day


def draft(conference: Conference) -> str:
    """The minutes as the data give them, ready to be worked over by hand."""
    return "\n".join([_opening(conference), *_items(conference), _closing(conference)])


def held(conference: Conference) -> str:
    """2024年9月12日至13日."""
    first, last = conference.held_from, conference.held_to
    if first is None:
        return "（日期未定）"
    if last is None or last == first:
        return cn_date(first)
    end = f"{last.day}日" if last.month == first.month else cn_day(last)
    return f"{cn_date(first)}至{end}"


def attendance_lines(conference: Conference) -> list[tuple[str, str]]:
    """出席 请假 列席 邀请 with their names, as the minutes print them."""
    rows = list(conference.attendees.select_related("body").order_by("id"))
    groups = [
        ("出席", [one for one in rows if one.is_member and one.checked_in_on]),
        ("请假", [one for one in rows if one.leave]),
        ("列席", [one for one in rows if not one.is_member and not one.is_guest and one.checked_in_on]),
        ("邀请", [one for one in rows if one.is_guest and one.checked_in_on]),
    ]
    return [(label, _names(conference, found)) for label, found in groups if found]


def _names(conference: Conference, rows: list[Attendee]) -> str:
    """Names party by party: 三亚：甲、乙；陵水：丙."""
    parties = list(dict.fromkeys(one.body_id for one in rows))
    parts = []
    for code in parties:
        people = "、".join(one.name for one in rows if one.body_id == code)
        parts.append(f"{named(conference, [code])}：{people}" if code else people)
    return "；".join(parts)


def _opening(conference: Conference) -> str:
    came = present_parties(conference)
    host = f"由{named(conference, [conference.host_id])}承办，" if conference.host_id else ""
    quorum = quorum_outcome(conference)
    counted = f"{quorum[1].why}" if quorum else ""
    return (
        f"{held(conference)}，{conference.title}在{conference.place}召开，{host}"
        f"{named(conference, came)}{len(came)}家参加。{counted}"
    )


def _items(conference: Conference) -> list[str]:
    lines = []
    for item in conference.items.prefetch_related("votes"):
        result = Outcome(item.outcome).label if item.outcome else "没有结果"
        votes = _votes(item) if item.kind == ItemKind.VOTE else ""
        note = f"{item.outcome_note.rstrip('。')}。" if item.outcome_note else ""
        lines.append(f"{item.number}. {item.title}（{item.get_kind_display()}）：{result}。{votes}{note}")
    return lines


def _votes(item: object) -> str:
    rows = list(item.votes.all())  # type: ignore[attr-defined]
    if not rows:
        return ""
    sums = [sum(getattr(row, name) for row in rows) for name in ("in_favour", "against", "abstained")]
    return f"同意{sums[0]}，反对{sums[1]}，弃权{sums[2]}。"


def _closing(conference: Conference) -> str:
    return f"会议共议定{conference.items.count()}项。"
