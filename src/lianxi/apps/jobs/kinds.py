"""What a worker can do: a kind of job is a name and a function. The list stands in `composition/jobs.py`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from lianxi.apps.jobs.steps import Step


@dataclass(frozen=True)
class JobKind:
    """A kind of background work 任务种类.

    code:  as in `enqueue(kind=…)`, e.g. ``people.import``.
    label: Chinese name.
    run:   does the work through the `Step` it is handed and returns the result shown on the page.
    """

    code: str
    label: str
    run: Callable[[Step], Mapping[str, Any] | None]


Kinds = Mapping[str, JobKind]
