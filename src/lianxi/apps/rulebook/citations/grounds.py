"""Grounds 依据: what a version says it is made under (根据…), and whether that is in force still."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lianxi.apps.rulebook.citations.citing import seen_citations
from lianxi.apps.rulebook.models import Citation
from lianxi.apps.rulebook.works.lives import standing_of_part, works_with_lives
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.validity import Standing

_AT_ONCE = 2000

Ground = tuple[Citation, Standing | None]
"""A citation by which a version names its ground, and the standing of the work; None where it is not known here."""


def grounds_of(versions: Iterable[int], actor: Actor, on: date) -> Mapping[int, Sequence[Ground]]:
    """The grounds of each version; what `actor` may not see counts as not known."""
    keys, rows = sorted(set(versions)), list[Citation]()
    for at in range(0, len(keys), _AT_ONCE):
        some = seen_citations(actor).filter(kind=CitationKind.BASIS.value, own=False)
        rows += some.filter(version__in=keys[at : at + _AT_ONCE])
    works = works_with_lives(row.work_id for row in rows if row.seen)
    found: dict[int, list[Ground]] = defaultdict(list)
    for row in rows:
        standing = standing_of_part(works[row.work_id], on) if row.seen else None
        found[row.version_id].append((row, standing))
    return found


def any_alive(grounds: Sequence[Ground]) -> bool | None:
    """Whether a ground is in force; None where that is not known, since one of them is not."""
    if any(standing is not None and standing.status.binds for _, standing in grounds):
        return True
    return None if not grounds or any(not _is_over(standing) for _, standing in grounds) else False


def _is_over(standing: Standing | None) -> bool:
    """Whether it is known to have ended; what has not commenced yet has not."""
    return standing is not None and standing.status.is_over
