"""Tasks assigned to units 任务分工: who leads, who takes part, until when; and the targets of a text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lianxi.kernel.texts.assignments.assignment import (
    AssignmentReport,
    Group,
    Standing,
    Target,
    Task,
    Unit,
)
from lianxi.kernel.texts.assignments.draft import without_bylines
from lianxi.kernel.texts.assignments.register import Match, UnitRegister
from lianxi.kernel.texts.assignments.roles import first_leads_from
from lianxi.kernel.texts.assignments.targets import find_targets
from lianxi.kernel.texts.assignments.walk import Walk

__all__ = [
    "AssignmentReport",
    "Group",
    "Match",
    "Standing",
    "Target",
    "Task",
    "Unit",
    "UnitRegister",
    "plain",
    "read_assignments",
]


def read_assignments(
    text: str, register: UnitRegister | None = None, damaged_spans: Sequence[tuple[int, int]] = ()
) -> AssignmentReport:
    """All tasks and targets of a text that is in simplified characters and repaired as far as it can be.

    `damaged_spans` are the places of `text` that stand for destroyed ones, repaired or
    not. All offsets are those of `text`. Any string is taken.
    """
    walk = Walk(text, sorted(damaged_spans))
    walk.read()
    first = first_leads_from(text)
    drafts = without_bylines(walk.drafts)
    tasks = tuple(draft.finished(text, register, first_leads_from=first) for draft in drafts)
    return AssignmentReport(find_targets(text, sorted((task.list_start, task.list_end) for task in tasks)), tasks)


def plain(report: AssignmentReport) -> dict[str, Any]:
    """The report as JSON shows it (`lianxi text tasks --json`)."""
    return {
        "targets": [{"by": one.by, "text": one.text, "start": one.start, "end": one.end} for one in report.targets],
        "tasks": [_plain_task(task) for task in report.tasks],
    }


def _plain_task(task: Task) -> dict[str, Any]:
    return {
        "path": list(task.path),
        "number": task.number,
        "text": task.text,
        "lead": [unit.name for unit in task.lead],
        "others": [unit.name for unit in task.others],
        "printed": task.printed,
        "deadlines": list(task.deadlines),
        "damaged": task.damaged,
        "cut": task.cut,
        "start": task.start,
        "end": task.end,
        "list": {"start": task.list_start, "end": task.list_end},
        "confidence": task.confidence,
        "roles": [_plain_group(group) for group in task.groups],
        "notes": list(task.notes),
    }


def _plain_group(group: Group) -> dict[str, Any]:
    return {
        "role": group.role,
        "standing": group.standing.value,
        "open": group.open,
        "units": [
            {
                "name": unit.name,
                "full": unit.full or unit.name,
                "confidence": unit.confidence,
                "matched": unit.matched,
                "match": unit.match,
                "start": unit.start,
                "end": unit.end,
            }
            for unit in group.units
        ],
    }
