"""Which work a decision amends, and which decisions amend a work 修改与被修改: from citations, as far as one sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxi.apps.rulebook.acts import AMEND_RULE
from lianxi.apps.rulebook.amending.steps import steps_of, waiting_in
from lianxi.apps.rulebook.models import Amendment, Citation, Version, Work, WorkName
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.title_register import number_key, title_key
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.apps.rulebook.works.named_works import named_works
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.compare.amending import read_instructions

_DECISION = re.compile(r"(?:修改|修正|废止和修改|修订).{0,300}(?:决定|决议|通知|公告|令)|修正案")
MOST_FOUND = 20
_LONG = ("text", "as_read", "repairs", "caption")


@dataclass(frozen=True)
class Target:
    """A text that a decision says it amends.

    name: as the decision prints it. works: those of the repository that may be meant and may be seen: one, none or
    several. amendment: how the one was amended by this decision, where all of that was done.
    kept: whether the actor keeps the one.
    """

    name: str
    works: tuple[Work, ...]
    amendment: Amendment | None = None
    kept: bool = False

    @property
    def work(self) -> Work | None:
        """The one meant."""
        return self.works[0] if len(self.works) == 1 else None


def is_decision(version: Version) -> bool:
    """Whether a text is read as amending others: by its name, or because it says that it amends them."""
    return bool(_DECISION.search(version.title)) or _amending(version).exists()


def targets_of(decision: Version, actor: Actor, on: date) -> list[Target]:
    """The texts a decision says it amends, in its order, each with what the repository has of it."""
    visible = visible_works(actor, on)
    named: dict[str, tuple[str, str, set[int]]] = {}
    for row in _amending(decision):
        key = row.key or row.number
        _, _, works = named.setdefault(key, (row.title or row.printed, row.number, set()))
        works |= {row.work_id} if row.work_id else set()
    for law in dict.fromkeys(one.law for one in read_instructions(decision.text) if one.law):
        if title_key(law) not in named:
            named[title_key(law)] = (law, "", set())
    return [_target(decision, *one, visible, actor) for one in named.values()]


def _target(
    decision: Version, name: str, number: str, works: set[int], visible: QuerySet[Work], actor: Actor
) -> Target:
    meant = works or _named(title_key(name), number_key(number) if number else "")
    found = tuple(visible.filter(pk__in=meant).exclude(pk=decision.work_id).order_by("title", "pk")[:MOST_FOUND])
    if len(found) != 1:
        return Target(name, found)
    steps = steps_of(found[0], decision)
    done = steps[-1] if steps and not waiting_in(steps) else None
    return Target(name, found, done, allowed(actor, AMEND_RULE, body=found[0].body_id))


def _named(title: str, number: str) -> set[int]:
    """Works of a name that no citation could be tied to: none, or several."""
    names = WorkName.objects.filter(Q(kind="title", key=title) | (Q(kind="number", key=number) if number else Q(pk=0)))
    return set(names.values_list("work", flat=True))


def _amending(version: Version) -> QuerySet[Citation]:
    rows = Citation.objects.filter(version=version, kind=CitationKind.AMEND.value, own=False)
    return rows.exclude(key="", number="").order_by("order")


@dataclass(frozen=True)
class Proposed:
    """A decision that may amend a work; `done` where all of it was carried out on it already."""

    version: Version
    done: bool


def decisions_on(work: Work, actor: Actor, on: date) -> list[Proposed]:
    """Decisions of the repository that say they amend a work, the newest first."""
    says = Citation.objects.filter(version=OuterRef("pk"), kind=CitationKind.AMEND.value, own=False, work=work)
    versions = Version.objects.filter(Exists(says), work__in=visible_works(actor, on)).exclude(work=work)
    applied = Amendment.objects.filter(work=work, decision=OuterRef("pk"))
    rows = versions.annotate(done=Exists(applied)).select_related("work").defer(*_LONG)
    return [
        Proposed(row, row.done and not waiting_in(steps_of(work, row)))
        for row in rows.order_by("-commences", "-pk")[:MOST_FOUND]
    ]


def works_called(words: str, actor: Actor, on: date, *, but: Work | None = None) -> Sequence[Version]:
    """The newest versions of works by words of their titles, or by their document number, as far as one sees them."""
    if not words.strip():
        return []
    works = named_works(actor, on, words)
    works = works.exclude(pk=but.pk) if but else works
    return list(newest_of_each(works.values_list("pk", flat=True)[:MOST_FOUND]))


def newest_of_each(works: Iterable[int]) -> Iterator[Version]:
    """The newest version of each work, without its text, in the order given."""
    works = list(works)
    rows = Version.objects.filter(work__in=works).select_related("work__body").defer(*_LONG)
    newest = {row.work_id: row for row in by_day(rows)}
    yield from (newest[key] for key in works if key in newest)


def amendments_by(work: Work, actor: Actor, on: date) -> list[Amendment]:
    """What a decision was carried out on, as far as one sees it."""
    rows = Amendment.objects.filter(decision__work=work, work__in=visible_works(actor, on))
    return list(rows.select_related("work", "version", "base", "decision").order_by("work__title", "pk"))


def may_see_decision(amendment: Amendment, actor: Actor, on: date) -> bool:
    """Whether the words of the decision may be shown beside the work."""
    return visible_works(actor, on).filter(pk=amendment.decision.work_id).exists()
