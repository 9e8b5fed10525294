"""What each party has done for a conference 各方进度: parties against the steps that ask something of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models import FollowUp, FollowUpState, TopicState
from lianxi.apps.meetings.selectors import ConferenceState
from lianxi.kernel.rules.conference_year import Stage
from lianxi.web.wording import cn_day

HEADER = ("承办确认", "议题", "回执", "签到", "签署", "交办")
Cell = dict[str, str]
NOT_ASKED: Cell = {"text": "不适用"}


def steps_matrix(state: ConferenceState) -> dict[str, object]:
    """Parties against steps, for shell/parts/matrix.html."""
    days = _Days(state)
    rows = [
        {
            "label": state.names.get(body.code, body.short_name),
            "note": _note(state, body),
            "cells": days.cells(body.code),
        }
        for body in state.parties
    ]
    return {"caption": f"{state.conference.title}：各方进度", "corner": "参加方", "header": HEADER, "rows": rows}


def _note(state: ConferenceState, body: Body) -> str:
    return "承办方" if state.conference.host_id == body.code else ""


class _Days:
    """When each party did what, each read once."""

    def __init__(self, state: ConferenceState) -> None:
        one = state.conference
        self.state, self.step = state, one.step
        proposed = one.topics.exclude(state=TopicState.WITHDRAWN).values_list("body", "on")
        self.topics = _first_days([*proposed, *one.without_topic.values_list("body", "on")])
        self.receipts = _first_days(one.receipts.values_list("body", "on"))
        came = one.attendees.filter(checked_in_on__isnull=False, body__isnull=False)
        self.came = _first_days(came.values_list("body", "checked_in_on"))
        self.signed = _first_days((s.body_id, s.on) for s in state.reading.signatures.all()) if state.reading else {}
        self.tasks = list(one.follow_ups.all())

    def cells(self, body: str) -> list[Cell]:
        """One party's row, in the order of `HEADER`."""
        return [
            self._host(body),
            self._asked(self.topics.get(body), Stage.TOPICS),
            self._asked(self.receipts.get(body), Stage.RECEIPTS),
            self._asked(self.came.get(body), Stage.MEETING),
            self._signature(body),
            self._tasks([task for task in self.tasks if task.lead_id == body]),
        ]

    def _host(self, body: str) -> Cell:
        one = self.state.conference
        if one.host_id != body:
            return NOT_ASKED
        return _done(one.host_accepted_on) if one.host_accepted_on else _waits()

    def _asked(self, day: date | None, stage: Stage) -> Cell:
        """Done on a day; else waiting at its step, and no longer possible after it."""
        if day:
            return _done(day)
        if self.step is stage:
            return _waits()
        return {"text": "没有办", "tone": "muted"} if self.step.reached(stage) else {"text": "未到", "tone": "muted"}

    def _signature(self, body: str) -> Cell:
        if self.step.reached(Stage.MINUTES) and body not in self.state.present:
            return {**NOT_ASKED, "title": "没有到会"}
        return self._asked(self.signed.get(body), Stage.MINUTES)

    def _tasks(self, tasks: list[FollowUp]) -> Cell:
        if not tasks:
            return NOT_ASKED if self.step.reached(Stage.FOLLOW_UPS) else {"text": "未到", "tone": "muted"}
        opened = [task for task in tasks if task.state != FollowUpState.CLOSED]
        if not opened:
            return _done(max(task.closed_on for task in tasks if task.closed_on))
        late = any(task.state == FollowUpState.OPEN and task.due < self.state.on for task in opened)
        return {"text": f"待办{len(opened)}件" + ("，有逾期" if late else ""), "tone": "red" if late else "gold"}


def _first_days(pairs: Iterable[tuple[str, date]]) -> dict[str, date]:
    found: dict[str, date] = {}
    for body, day in pairs:
        found[body] = min(day, found.get(body, day))
    return found


def _done(day: date) -> Cell:
    return {"text": f"已办 {cn_day(day)}", "tone": "green", "title": day.isoformat()}


def _waits() -> Cell:
    return {"text": "待办", "tone": "gold"}
