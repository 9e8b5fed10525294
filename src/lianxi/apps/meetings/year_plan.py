"""A year of conferences as bars 年度安排: spans of the steps, the window of the mechanism, days that count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db.models import Q

from lianxi.apps.mechanisms.selectors import law, mechanism_and_circle, work_calendar
from lianxi.apps.mechanisms.sheets import conference_name
from lianxi.apps.meetings.entries import Entry, circles_listed, entries_seen
from lianxi.apps.meetings.models import Conference, StageMove
from lianxi.apps.meetings.selectors import circles_seen, mechanism_of, short_names, version_for, visible_conferences
from lianxi.apps.meetings.services.calling import latest_notice
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.deadlines import Due
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.kernel.rules.rotation import Turn
from lianxi.kernel.rules.turns import turns
from lianxi.web.wording import cn_date

STAGE_TONES = {
    Stage.OPENED: "muted", Stage.TOPICS: "gold", Stage.OFFICE: "teal", Stage.NOTICE: "gold", Stage.RECEIPTS: "blue",
    Stage.MEETING: "red", Stage.MINUTES: "teal", Stage.FOLLOW_UPS: "green", Stage.ARCHIVED: "muted",
}  # fmt: skip

CHARACTER = 1.5  # percent of the year that a character of a bar's words takes on a desk's screen


@dataclass(frozen=True)
class Span:
    """From one day to another, both included; one day is a mark 节点. kind: stage · window · day."""

    label: str
    first: date
    last: date
    kind: str
    tone: str = "muted"

    @property
    def when(self) -> str:
        """In words."""
        return cn_date(self.first) if self.first == self.last else f"{cn_date(self.first)}至{cn_date(self.last)}"


@dataclass(frozen=True)
class Bar:
    """A span as it is drawn: left edge and width in percent of the year; `side` is where a mark has its words."""

    span: Span
    left: str
    width: str
    side: str
    roomy: bool


@dataclass(frozen=True)
class PlanRow:
    """One conference in the year."""

    title: str
    circle: str
    note: str
    href: str = ""
    spans: tuple[Span, ...] = ()
    bars: tuple[Bar, ...] = field(default=())


def year_rows(actor: Actor, year: int, on: date) -> list[PlanRow]:
    """Everything of a year that `actor` may see: run here, on record, or foreseen by the wheel."""
    rows = [_of_conference(one, on) for one in conferences_in(actor, year, on) if not one.recorded]
    for found in entries_seen(actor, on).values():
        rows += [_of_record(one) for one in found if one.year == year and not _run_here(one)]
    rows += [row for circle in circles_listed() for row in _foreseen(circle, actor, year, on)]
    order = [law().circles[circle].name for circle in circles_listed()]
    return [_drawn(row, year) for row in sorted(rows, key=lambda row: (order.index(row.circle), _first(row)))]


def conferences_in(actor: Actor, year: int, on: date) -> list[Conference]:
    """Conferences of the year, and earlier ones of which something was done in it."""
    seen = visible_conferences(actor, on).filter(Q(year=year) | Q(moves__on__year=year)).distinct()
    return list(seen.order_by("circle", "year", "pk"))


def share(day: date, year: int) -> float:
    """How far into the year a day lies, in percent; days outside lie at its edges."""
    first, following = date(year, 1, 1), date(year + 1, 1, 1)
    return max(0.0, min(100.0, (day - first).days / (following - first).days * 100))


def _of_conference(one: Conference, on: date) -> PlanRow:
    host = short_names(one).get(one.host_id or "", "")
    note = f"{host}承办" + ("" if one.host_accepted_on else "（待确认）") if host else "承办方未定"
    spans = (*_window(one), *_stages(one, on), *_days(one))
    return PlanRow(one.title, one.circle.name, f"{note} · {one.step.label}", one.get_absolute_url(), spans)


def _stages(one: Conference, on: date) -> Iterator[Span]:
    """From each move to the next; the step it stands at goes on until today."""
    moves: Sequence[StageMove] = list(one.moves.all())
    for number, move in enumerate(moves):
        stage, following = Stage(move.after), moves[number + 1].on if number + 1 < len(moves) else None
        if stage is Stage.ARCHIVED:
            yield _mark("归档", move.on, "muted")
        elif following is None or following > move.on:
            last = following - timedelta(days=1) if following else max(on, move.on)
            yield Span(stage.label, move.on, last, "stage", STAGE_TONES[stage])


def _window(one: Conference) -> Iterator[Span]:
    version = version_for(one)
    for rule in version.windows if version else ():
        if rule.slot == one.slot:
            first, last = rule.days(one.year)
            yield Span(f"{rule.label}（{rule.force.label}）", first, last, "window")


def _days(one: Conference) -> Iterator[Span]:
    """Days that count: the last for topics and for notice, the notice, the conference."""
    if one.topics_due:
        yield _mark("议题截止", one.topics_due, "teal")
    if one.notice_sent_on:
        yield _mark("已通知", one.notice_sent_on, "green")
    else:
        last = next((span.last for span in _window(one)), None)
        latest = latest_notice(one, one.held_from or last)
        yield from _latest(latest.due) if latest else ()
    if one.held_from:
        yield _mark("会议", one.held_from, "red", one.held_to)


def _latest(due: Due) -> Iterator[Span]:
    yield _mark("最迟通知" + ("（暂定）" if due.provisional else ""), due.due, "gold")


def _mark(label: str, first: date, tone: str, last: date | None = None) -> Span:
    return Span(label, first, last or first, "day", tone)


def _run_here(entry: Entry) -> bool:
    """Whether a conference goes or went through the steps here."""
    return entry.conference is not None and not entry.conference.recorded


def _of_record(entry: Entry) -> PlanRow:
    circle = law().circles[entry.circle]
    host = circle.parties.short_names.get(entry.host or "", "")
    kept = entry.conference or entry.record
    spans = (
        (Span("会议", kept.held_from, kept.held_to or kept.held_from, "day", "red"),) if kept and kept.held_from else ()
    )
    note = (f"{host}承办" if host else "承办方没有记载") + ("" if spans else " · 日期没有记载")
    return PlanRow(entry.title, circle.name, note, entry.get_absolute_url(), spans)


def _foreseen(circle: str, actor: Actor, year: int, on: date) -> Iterator[PlanRow]:
    """Regular conferences that are neither opened nor on record, as far as the mechanism says when."""
    mechanism, known = mechanism_and_circle(mechanism_of(circle))
    own = circle in circles_seen(actor, on)
    wheel = known if own else law().circle_of(mechanism)
    opened = set(Conference.objects.filter(circle=circle, year=year).values_list("slot", flat=True)) if own else set()
    for turn in turns(mechanism, wheel, first=year, last=year):
        if turn.record is None and turn.window and turn.slot not in opened:
            host = known.parties.short_names.get(turn.host or "", "")
            note = f"轮到{host}" if host else "无从推算承办方"
            note += " · 没有召开的记录" if turn.window[1] < on else " · 尚未启动"
            yield PlanRow(conference_name(turn), known.name, note, spans=tuple(_planned(turn, circle)))


def _planned(turn: Turn, circle: str) -> Iterator[Span]:
    """The window, and by when notice is due if the conference is held on its last day."""
    if turn.window is None:
        return
    version = mechanism_and_circle(mechanism_of(circle))[0].version_on(turn.window[0])
    rule = next((one for one in version.windows if one.slot == turn.slot), None)
    yield Span(f"召开时段（{rule.force.label}）" if rule else "召开时段", *turn.window, "window")
    for notice in version.rules_of(NoticeRule):
        yield from _latest(notice.latest_day(turn.window[1], work_calendar(), str(version.ref(notice))))


def _drawn(row: PlanRow, year: int) -> PlanRow:
    inside = [span for span in row.spans if span.first.year <= year <= span.last.year]
    in_order = tuple(sorted(row.spans, key=lambda span: (span.first, span.last)))
    return replace(row, spans=in_order, bars=tuple(_bar(span, year) for span in inside))


def _bar(span: Span, year: int) -> Bar:
    left = share(span.first, year)
    width = share(span.last + timedelta(days=1), year) - left
    # the conference has its words on the right, what comes before it on the left, so that they do not meet
    right = left < 10 or (span.label in {"会议", "归档"} and left < 90)
    roomy = width > len(span.label) * CHARACTER
    return Bar(span, f"{left:.2f}", f"{width:.2f}", "right" if right else "left", roomy)


def _first(row: PlanRow) -> date:
    return min((span.first for span in row.spans), default=date.max)
