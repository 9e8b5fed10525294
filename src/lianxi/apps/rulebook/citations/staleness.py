"""The staleness list 引用待核, derived by reading: citing provisions in force whose ground has moved.

Nothing is stored and nothing pushes: what one sees is computed from the versions and happenings of the day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, F, QuerySet

from lianxi.apps.rulebook.citations.cited_wordings import Wordings, wordings_of
from lianxi.apps.rulebook.citations.citing import citing_place, seen_citations, standing_citations
from lianxi.apps.rulebook.citations.grounds import Ground, any_alive, grounds_of
from lianxi.apps.rulebook.models import Citation, Version, Work, WorkHappening
from lianxi.apps.rulebook.services.resolving import day_of_version
from lianxi.apps.rulebook.works.lives import standing_of_part, version_or_first, works_with_lives
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.staleness import ACTS_ON, Cited, Reason, Stale, Verdict, Wording, find_stale
from lianxi.kernel.texts.validity import HappeningKind

_MOVING = tuple(kind.value for kind in HappeningKind if kind is not HappeningKind.COMMENCE)
_GRAVEST = (Verdict.REPEAL, Verdict.VOID, Verdict.REVISE, Verdict.KEEP)


@dataclass(frozen=True)
class Finding:
    """One reason, with the wording then and now of the provision it is about; None for the whole work."""

    stale: Stale
    then: Wording | None
    now: Wording | None


@dataclass(frozen=True)
class StaleCitation:
    """One citation that has to be looked at again, with all reasons, as it stands on a day."""

    citation: Citation
    cited: Work
    findings: tuple[Finding, ...]
    on: date

    @property
    def citing(self) -> Work:
        """The rule that cites."""
        return self.citation.version.work

    @property
    def place(self) -> str:
        """Where it cites, 第二条第一款."""
        return citing_place(self.citation.provision)

    @property
    def reasons(self) -> frozenset[Reason]:
        """All reasons."""
        return frozenset(one.stale.reason for one in self.findings)

    @property
    def verdict(self) -> Verdict:
        """The gravest of what is proposed."""
        return min((one.stale.verdict for one in self.findings), key=_GRAVEST.index)

    @property
    def day(self) -> date | None:
        """The latest day on which something changed."""
        return max((one.stale.day for one in self.findings if one.stale.day), default=None)


def stale_citations(actor: Actor, on: date, rows: QuerySet[Citation] | None = None) -> list[StaleCitation]:
    """All that `actor` may see on a day, or those among `rows`: newest change first."""
    wanted = seen_citations(actor) if rows is None else rows
    candidates = list(standing_citations(_candidates(wanted), on))
    works = works_with_lives(key for row in candidates for key in (row.work_id, row.version.work_id))
    live = [row for row in candidates if _binds(row, works, on)]
    grounds = grounds_of((row.version_id for row in live if row.kind == CitationKind.BASIS), actor, on)
    found = [(row, _parts(row, works, grounds, on)) for row in live]
    stale = [StaleCitation(row, works[row.work_id], findings, on) for row, findings in _findings(found) if findings]
    return sorted(stale, key=lambda one: (-(one.day or date.min).toordinal(), one.citation.pk))


def _candidates(rows: QuerySet[Citation]) -> QuerySet[Citation]:
    """Citations of works to which something happened: the only ones that can be stale."""
    happened = WorkHappening.objects.filter(kind__in=_MOVING, withdrawn_on__isnull=True).values("work")
    renewed = Version.objects.values("work").annotate(many=Count("pk")).filter(many__gt=1).values("work")
    others = rows.filter(seen=True, own=False).exclude(work=F("version__work"))
    moved = others.filter(work__in=happened) | others.filter(work__in=renewed)
    return moved.exclude(kind__in=[kind.value for kind in ACTS_ON])


def _binds(row: Citation, works: Mapping[int, Work], on: date) -> bool:
    """Whether the citing provision itself is in force; what has ended needs no cleaning up."""
    wid = row.provision.wid if row.provision else None
    return standing_of_part(works[row.version.work_id], on, wid).status.binds


@dataclass(frozen=True)
class _Part:
    """The whole cited work, or one provision of it (by wid), before its wordings are at hand."""

    said: Cited
    pair: Wordings | None
    wid: str


def _parts(row: Citation, works: Mapping[int, Work], grounds: Mapping[int, Sequence[Ground]], on: date) -> list[_Part]:
    """The whole work, or each provision named; of a work that still has one version nothing is compared."""
    cited, since = works[row.work_id], day_of_version(row.version)
    then, now = version_or_first(cited, since), version_or_first(cited, on)
    pair = Wordings(then, now) if then and now and then.pk != now.pk else None
    base = Cited(
        kind=CitationKind(row.kind), words=row.provision.text if row.provision else row.printed, since=since,
        standing=standing_of_part(cited, on), newer=pair is not None, newer_on=pair.now.commences if pair else None,
        instrument=pair.now.instrument if pair else "",
        grounds=any_alive(grounds.get(row.version_id, ())) if row.kind == CitationKind.BASIS else None,
    )  # fmt: skip
    if not row.wids:
        return [_Part(base, None, "")]
    return [_Part(replace(base, standing=standing_of_part(cited, on, wid)), pair, wid) for wid in row.wids]


def _findings(found: Sequence[tuple[Citation, list[_Part]]]) -> Iterator[tuple[Citation, tuple[Finding, ...]]]:
    """Each reason once for what it is about: the end of a work is not told again for each provision named."""
    parts = [part for _, some in found for part in some]
    texts = wordings_of((part.pair, part.wid) for part in parts if part.pair)
    for row, some in found:
        findings: dict[Finding, None] = {}
        for part in some:
            then, now = texts[part.pair, part.wid] if part.pair else (None, None)
            for stale in find_stale(replace(part.said, then=then, now=now)):
                findings[Finding(stale, then, now)] = None
        yield row, tuple(findings)
