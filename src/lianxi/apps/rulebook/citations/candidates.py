"""Which rules a citation may mean 可能所指: among those one may see, by name, by likeness, or by words asked for."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lianxi.apps.rulebook.models import Citation, Work, WorkName
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.kernel.access import Actor
from lianxi.web.day import today

MOST = 12
_ALIKE = 62
"""Likeness of two titles, of 100, from which one may have been meant by the other."""


@dataclass(frozen=True)
class Candidate:
    """A rule that may be meant, and why it is offered."""

    work: Work
    why: str


def candidates_of(row: Citation, actor: Actor, words: str = "") -> list[Candidate]:
    """The likeliest first; `words` asked for come before everything else."""
    seen = visible_works(actor, today()).exclude(pk=row.version.work_id).select_related("body")
    found: dict[int, str] = {}
    if words.split():
        asked = seen
        for word in words.split():
            asked = asked.filter(pk__in=Work.objects.filter(versions__title__contains=word).values("pk"))
        found = dict.fromkeys(asked.order_by("title", "pk").values_list("pk", flat=True)[:MOST], "名称里有这些字")
    else:
        for kind, key in (("number", row.number), ("title", row.key)):
            named = WorkName.objects.filter(kind=kind, key=key, work__in=seen.values("pk")) if key else ()
            found |= {name.work_id: "文号相同" if kind == "number" else "名称相同" for name in named}
        found |= {key: why for key, why in _alike(row, seen) if key not in found}
    works = seen.in_bulk(list(found)[:MOST])
    return [Candidate(works[key], why) for key, why in found.items() if key in works]


def _alike(row: Citation, seen: object) -> list[tuple[int, str]]:
    """Rules whose title is nearly the one that is printed."""
    wanted = row.title or row.printed.strip("《》")
    titles = dict(seen.values_list("pk", "title"))  # type: ignore[attr-defined]
    close = process.extract(wanted, titles, scorer=fuzz.ratio, limit=MOST, score_cutoff=_ALIKE)
    return [(key, f"名称有 {score:.0f}% 相同") for _, score, key in close]
