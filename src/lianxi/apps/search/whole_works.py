"""Asking for works as wholes: all a question finds, and what is shown of one."""

from __future__ import annotations

from dataclasses import replace

from lianxi.apps.search.asking import Hit
from lianxi.apps.search.conditions import every
from lianxi.apps.search.finding import Asked, answerable, groups_of


def works_of(question: Asked) -> frozenset[int]:
    """The number of each work a hit stands in; numbers differ between sources."""
    with answerable(question.replica, question.view):
        return frozenset(groups_of(question.view, question.query, question.conditions))


def first_hit(question: Asked, work: int) -> Hit | None:
    """The first hit in the work of that number; None where the question finds nothing in it."""
    within = every([question.query, question.conditions.of_works([work])])
    found = replace(question, query=within, request=replace(question.request, first=0, size=1)).found()
    return found.hits[0] if found.hits else None
