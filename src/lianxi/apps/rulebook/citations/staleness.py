"""The staleness list 引用待核, derived by reading: citing provisions in force whose ground has moved.

Nothing is stored and nothing pushes: what one sees is computed from the versions and happenings of the day. It is done
in two steps. `stale_rows` tells of all citations which are stale and why, without reading texts; `shown_stale` adds
wordings and proposals to those that are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from lianxi.apps.rulebook.citations.cited_wordings import Wordings, wordings_of
from lianxi.apps.rulebook.citations.citing import citing_place, seen_citations
from lianxi.apps.rulebook.citations.grounds import any_alive, grounds_of
from lianxi.apps.rulebook.citations.suspects import Kept, Standings, Suspect, kept_versions, suspects
from lianxi.apps.rulebook.models import Citation, Work
from lianxi.apps.rulebook.services.version_order import counting_or_first
from lianxi.apps.rulebook.works.lives import works_with_lives
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.citations import CitationKind
from lianxi.kernel.texts.staleness import Cited, Reason, Stale, Verdict, Wording, find_stale, reasons_of

AT_ONCE = 500
_GRAVEST = (Verdict.REPEAL, Verdict.VOID, Verdict.REVISE, Verdict.KEEP)


class StaleRow(NamedTuple):
    """One citation that has to be looked at again, as the list counts and orders it.

    key: of the citation; citing, cited: keys of the works; body, unit: of the citing work.
    day: the latest day on which something changed.
    """

    key: int
    citing: int
    cited: int
    body: str
    unit: int | None
    reasons: frozenset[Reason]
    day: date | None


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


class _Part(NamedTuple):
    """The whole cited work, or one provision of it (by wid), before its wordings are at hand."""

    said: Cited
    pair: Wordings | None
    wid: str


def stale_rows(actor: Actor, on: date, rows: QuerySet[Citation] | None = None) -> list[StaleRow]:
    """All that `actor` may see on a day, or those among `rows`: newest change first."""
    found = suspects(seen_citations(actor) if rows is None else rows, on)
    judged = _judged(found, Standings(on, (work for one in found for work in (one.citing, one.cited))), on)
    texts = wordings_of(((part.pair, part.wid) for _, some in judged for part in some if part.pair), only_changed=True)
    stale = []
    for one, some in judged:
        told = [said for part in some for said in reasons_of(_worded(part, texts))]
        if told:
            day = max((day for _, day in told if day), default=None)
            reasons = frozenset(reason for reason, _ in told)
            stale.append(StaleRow(one.key, one.citing, one.cited, one.body, one.unit, reasons, day))
    return sorted(stale, key=lambda one: (-(one.day or date.min).toordinal(), one.key))


def shown_stale(actor: Actor, on: date, keys: Sequence[int]) -> list[StaleCitation]:
    """The stale ones among some citations (by key, at most `AT_ONCE`), in the order of the keys."""
    rows = seen_citations(actor).filter(pk__in=keys)
    citations = {row.pk: row for row in rows}
    found = suspects(rows, on)
    works = works_with_lives(key for one in found for key in (one.citing, one.cited))
    judged = _judged(found, Standings(on, works, all_of_them=True), on)
    grounds = grounds_of((one.version for one, _ in judged if one.kind is CitationKind.BASIS), actor, on)
    texts = wordings_of((part.pair, part.wid) for _, some in judged for part in some if part.pair)
    made: dict[int, StaleCitation] = {}
    for one, some in judged:
        row = citations[one.key]
        row.version.work = works[one.citing]
        words = row.provision.text if row.provision else row.printed
        alive = any_alive(grounds.get(one.version, ())) if one.kind is CitationKind.BASIS else None
        cited = [_worded(part, texts, words, alive) for part in some]
        if findings := tuple(_findings(cited)):
            made[one.key] = StaleCitation(row, works[one.cited], findings, on)
    return [made[key] for key in keys if key in made]


def _judged(found: Iterable[Suspect], standings: Standings, on: date) -> list[tuple[Suspect, list[_Part]]]:
    """Those whose citing provision itself is in force, with what they cite; what has ended needs no cleaning up."""
    live = [one for one in found if standings.of(one.citing, one.here, one.wid).status.binds]
    kept = kept_versions(one.cited for one in live)
    return [(one, _parts(one, kept.get(one.cited, ()), standings, on)) for one in live]


def _parts(one: Suspect, kept: Sequence[Kept], standings: Standings, on: date) -> list[_Part]:
    """The whole work, or each provision named; of a work that still has one version nothing is compared."""
    then, now = counting_or_first(kept, one.since), counting_or_first(kept, on)
    newer = now if then and now and then.key != now.key else None
    base = Cited(
        kind=one.kind, words="", since=one.since, standing=standings.of(one.cited, one.there), newer=newer is not None,
        newer_on=newer.commences if newer else None, instrument=newer.instrument if newer else "",
    )  # fmt: skip
    if not one.wids:
        return [_Part(base, None, "")]
    pair = Wordings(then.key, newer.key) if then and newer else None
    return [_Part(replace(base, standing=standings.of(one.cited, one.there, wid)), pair, wid) for wid in one.wids]


def _worded(
    part: _Part, texts: Mapping[tuple[Wordings, str], tuple[Wording | None, Wording | None]], words: str = "",
    grounds: bool | None = None,
) -> Cited:  # fmt: skip
    if part.pair is None and not words:
        return part.said
    then, now = texts[part.pair, part.wid] if part.pair else (None, None)
    return replace(part.said, words=words, then=then, now=now, grounds=grounds)


def _findings(parts: Iterable[Cited]) -> Iterator[Finding]:
    """Each reason once for what it is about: the end of a work is not told again for each provision named."""
    told: dict[Finding, None] = {}
    for part in parts:
        told.update((Finding(stale, part.then, part.now), None) for stale in find_stale(part))
    yield from told
