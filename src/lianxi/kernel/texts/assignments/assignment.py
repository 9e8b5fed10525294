"""Tasks assigned to units 任务分工: what one says, and what a text says of them all."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Standing(StrEnum):
    """What a printed role makes of its units.

    LEAD:   牵头 主办 主责: leads whatever else is printed.
    DUTY:   责任 承办 负责 落实: leads where nobody else does, else takes part.
    OTHER:  配合 协办 参与 会同 督办.
    PERSON: 牵头领导 责任人: people, never units.
    """

    LEAD = "lead"
    DUTY = "duty"
    OTHER = "other"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as a list names it.

    name:       as printed, simplified, without spaces, half-width letters and brackets.
    confidence: how sure it is that this is a unit at all, 0 to 1.
    full:       the name it stands for where an ending is printed once for several
                (甲市、乙县人大常委会: 甲市人大常委会), else None.
    matched:    its name in the register, None where none fits; `match` says how well, 0 to 1.
    """

    name: str
    start: int
    end: int
    confidence: float
    matched: str | None = None
    match: float = 0.0
    full: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Units under one printed role (牵头单位, 配合, 按职责分工负责); role "" where the list stands alone.

    open: the list ends in 等, so that more units may be meant.
    """

    role: str
    standing: Standing
    units: tuple[Unit, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Task:
    """One task and who is to do it.

    path:       headings over it from the top, as printed.
    number:     its own number as printed, None where it has none.
    text:       its sentences, without number and without the list of units.
    printed:    the list as printed: the bracket, the label lines, the row of a table.
    deadlines:  in the words of the text, years in Arabic figures.
    damaged:    the head of the list (its bracket or label) stands in a destroyed place.
    cut:        the text breaks off within the list.
    start, end: text and list; list_start, list_end: the list alone.
    notes:      what a reader should look at, in Chinese.
    """

    path: tuple[str, ...]
    number: str | None
    text: str
    groups: tuple[Group, ...]
    lead: tuple[Unit, ...]
    others: tuple[Unit, ...]
    printed: str
    deadlines: tuple[str, ...]
    damaged: bool
    cut: bool
    start: int
    end: int
    list_start: int
    list_end: int
    confidence: float
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A state to be reached by a time: `by` is a year in Arabic figures, or the words (本世纪中叶)."""

    by: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AssignmentReport:
    """All targets and tasks of a text, each in its order."""

    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
