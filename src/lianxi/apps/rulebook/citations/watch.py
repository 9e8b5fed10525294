"""Validity watched 有效期看管: rules that lapse, are on trial, have lost their ground or were left alone for years.

Computed on reading. Each row says from which words it was read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property, partial

from django.db.models import Exists, OuterRef, Q, QuerySet

from lianxi.apps.rulebook.citations.citing import citing_place
from lianxi.apps.rulebook.citations.grounds import EndedGround, Ground, any_alive, ended_grounds, grounds_of
from lianxi.apps.rulebook.citations.left_alone import left_alone_since
from lianxi.apps.rulebook.models import Provision, Version, Work, WorkHappening
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.works.lives import standing_of_part, texts_of, titles_of, version_of, works_with_lives
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.calendars import shift_months
from lianxi.kernel.texts.lapsing import TrialWords, lapses_within, read_trial
from lianxi.kernel.texts.validity import HappeningKind, Standing, read_validity
from lianxi.web.day import today

SOON, LATER = 3, 6
"""Months ahead in which a term that runs out is shown."""
LEFT_ALONE = 60
"""Months after which, unless said otherwise, a rule nobody came back to is shown."""
NOT_IN_TEXT = ("文本里没有读出有效期条款", "入库时确认的有效期")
_MOST_TOLD = 5
_STOPS = "。；\n"


class Watch(StrEnum):
    """What is watched."""

    SOON = "soon"
    LATER = "later"
    LAPSED_GROUND = "lapsed_ground"
    GROUNDLESS = "groundless"
    TRIAL = "trial"
    LEFT_ALONE = "left_alone"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    Watch.SOON: "三个月内届满",
    Watch.LATER: "六个月内届满",
    Watch.LAPSED_GROUND: "已失效仍被作为依据",
    Watch.GROUNDLESS: "依据都已失效",
    Watch.TRIAL: "试行、暂行",
    Watch.LEFT_ALONE: "长期没有修改",
}


@dataclass(frozen=True)
class Watched:
    """One rule that is watched.

    day:   the last day of its term, the first day it was no longer in force, or the last day something happened.
    words: tells the words from which that was read, and where they stand; asked only for what is shown, since it
           reads whole texts.
    note:  what else one should know.
    """

    work: Work
    standing: Standing
    day: date | None
    words: Callable[[], tuple[str, str]]
    note: str = ""

    @cached_property
    def _said(self) -> tuple[str, str]:
        return self.words()

    @property
    def clause(self) -> str:
        """The words from which `day` was read."""
        return self._said[0]

    @property
    def source(self) -> str:
        """Where they stand."""
        return self._said[1]


def watched(watch: Watch, actor: Actor, on: date, since: date | None = None) -> list[Watched]:
    """The rules on a list on a day, as far as `actor` may see them; `since` only for `Watch.LEFT_ALONE`."""
    if watch is Watch.LEFT_ALONE:
        return left_alone(actor, on, since or shift_months(on, -LEFT_ALONE))
    return _LISTS[watch](actor, on)


def counts(actor: Actor, on: date) -> Mapping[Watch, int]:
    """How many stand on each of the short lists; the rows are not read for that."""
    later, rows = lapsing(actor, on, LATER), ended_grounds(actor, on)
    return {
        Watch.SOON: sum(one.day is not None and lapses_within(one.day, on, SOON) for one in later),
        Watch.LATER: len(later),
        Watch.LAPSED_GROUND: len({row.cited for row in rows}),
        Watch.GROUNDLESS: len(_without_ground(rows, actor, on)),
    }


def _seen(actor: Actor) -> QuerySet[Work]:
    """What the actor may see today, whatever day is looked at."""
    return visible_works(actor, today()).order_by()


def _happened(kinds: Iterable[str]) -> QuerySet[WorkHappening]:
    return WorkHappening.objects.filter(work=OuterRef("pk"), kind__in=kinds, withdrawn_on__isnull=True, provisions=[])


def lapsing(actor: Actor, on: date, months: int, bodies: Collection[str] | None = None) -> list[Watched]:
    """Rules in force whose term ends within so many months, the nearest first; only of some bodies where these are
    named."""
    seen = _seen(actor) if bodies is None else _seen(actor).filter(body__in=bodies)
    ends = _happened([HappeningKind.TERM]).filter(last_day__gte=on, last_day__lte=shift_months(on, months))
    found = []
    for work in works_with_lives(seen.filter(Exists(ends)).values_list("pk", flat=True)).values():
        standing = standing_of_part(work, on)
        last = standing.until
        if standing.status.binds and last is not None and lapses_within(last, on, months):
            found.append(Watched(work, standing, last, partial(_term_words, work, on, last)))
    return sorted(found, key=lambda one: (one.day or on, one.work.pk))


def _term_words(work: Work, on: date, last: date) -> tuple[str, str]:
    """The words that set the term, and where they stand: of the record, else of the text."""
    rows = [row for row in work.lives if row.kind == HappeningKind.TERM and row.day <= on and row.last_day == last]
    row = rows[-1] if rows else None
    if row is not None and (row.source or row.instrument):
        return row.source or row.instrument, "登记的效力事件"
    key = row.version_id if row is not None and row.version_id else getattr(version_of(work, on), "pk", None)
    version = Version.objects.filter(pk=key).first()
    terms = read_validity(version.text).terms if version else ()
    return _said_in(version, terms[0].start, terms[0].end) if version and terms else NOT_IN_TEXT


def _said_in(version: Version, start: int, end: int) -> tuple[str, str]:
    """The clause around a place of a text, and the provision it stands in."""
    around = version.provisions.filter(start__lte=start, end__gt=start).select_related("parent")
    text, place = version.text, around.order_by("-start").first()
    begun = max(text.rfind(mark, 0, start) + 1 for mark in _STOPS)
    ended = min([at for mark in _STOPS if (at := text.find(mark, end)) >= 0], default=len(text))
    clause = text[begun:ended].strip().removeprefix(_article(place)).strip()
    return clause, citing_place(place) or "正文"


def _article(place: Provision | None) -> str:
    return (place.parent.number if place.parent else place.number) if place else ""


def on_trial(actor: Actor, on: date) -> list[Watched]:
    """Rules in force on trial, with their last day if they have one."""
    said = Provision.objects.filter(version__work=OuterRef("pk"), text__contains="试行")
    named = Q(versions__title__contains="试行") | Q(versions__title__contains="暂行")
    keys = _seen(actor).filter(named | Q(Exists(said))).values_list("pk", flat=True)
    counting = dict[int, tuple[Work, Standing, Version]]()
    for work in works_with_lives(keys).values():
        standing, version = standing_of_part(work, on), version_of(work, on)
        if version and standing.status.binds:
            counting[version.pk] = work, standing, version
    found = []
    for key, text in texts_of(counting):
        work, standing, version = counting[key]
        if words := read_trial(version.title, text):
            note = "" if standing.until else "没有写明到哪一天为止"
            found.append(Watched(work, standing, standing.until, partial(_trial_words, version, words), note))
    return sorted(found, key=lambda one: (one.day or date.max, one.work.pk))


def _trial_words(version: Version, words: TrialWords) -> tuple[str, str]:
    """The clause that says it is on trial; the words of the title where that says it."""
    said = ("", "") if words.start < 0 else _said_in(version, words.start, words.end)
    return said if said[0] else (words.words, "名称")


def lapsed_grounds(actor: Actor, on: date) -> list[Watched]:
    """Rules that have ended and are still named as ground by others in force."""
    rows = ended_grounds(actor, on)
    citing: dict[int, list[int]] = defaultdict(list)
    for row in rows:
        citing[row.cited].append(row.citing)
    titles, found = titles_of(row.citing for row in rows), []
    for key, work in works_with_lives(citing).items():
        standing = standing_of_part(work, on)
        note = _told([titles[one] for one in citing[key]])
        found.append(Watched(work, standing, standing.since, partial(_end_words, work, standing, on), note))
    return sorted(found, key=lambda one: (one.day or date.min, one.work.pk), reverse=True)


def _told(titles: list[str]) -> str:
    distinct = list(dict.fromkeys(titles))
    more = f"等{len(distinct)}件" if len(distinct) > _MOST_TOLD else ""
    return f"仍被作为依据：{'、'.join(distinct[:_MOST_TOLD])}{more}"


def _end_words(work: Work, standing: Standing, on: date) -> tuple[str, str]:
    """What ended it: the words of its term, or the instrument."""
    ground = standing.ground
    if ground is not None and ground.kind is HappeningKind.TERM and ground.last_day:
        return _term_words(work, on, ground.last_day)
    return (ground.instrument if ground else ""), "登记的效力事件"


def groundless(actor: Actor, on: date) -> list[Watched]:
    """Rules in force all of whose grounds have ended; not where one of them is not known."""
    dead = _without_ground(ended_grounds(actor, on), actor, on)
    titles = titles_of(one.cited for _, grounds in dead for one in grounds if one.cited)
    works = works_with_lives(row.citing for row, _ in dead)
    found = []
    for row, grounds in dead:
        words = row.wording + "、".join(dict.fromkeys(one.printed for one in grounds))
        day = max((one.since for one in grounds if one.since), default=None)
        work, said = works[row.citing], partial(tuple, (words, row.place or "篇首"))
        found.append(Watched(work, standing_of_part(work, on), day, said, _ends(grounds, titles)))
    return sorted(found, key=lambda one: (one.day or date.min, one.work.pk), reverse=True)


def _without_ground(rows: Sequence[EndedGround], actor: Actor, on: date) -> list[tuple[EndedGround, Sequence[Ground]]]:
    """The first of the citations of each version whose grounds have all ended, with these grounds."""
    first = {row.version: row for row in reversed(rows)}
    grounds = grounds_of(first, actor, on)
    return [(row, grounds[version]) for version, row in first.items() if any_alive(grounds[version]) is False]


def _ends(grounds: Iterable[Ground], titles: Mapping[int, str]) -> str:
    """Each ground with how it stands; all of them are known here."""
    return "；".join(
        sorted({f"{titles[one.cited]}：{one.status.label}" for one in grounds if one.cited and one.status})
    )


def left_alone(actor: Actor, on: date, since: date) -> list[Watched]:
    """Rules in force to which nothing has happened from a day on: no version, no event of validity."""
    return [
        Watched(one.work, one.standing, one.day, partial(tuple, (one.words, "登记的效力事件和版本")))
        for one in left_alone_since(_seen(actor), on, since)
    ]


_LISTS: dict[Watch, Callable[[Actor, date], list[Watched]]] = {
    Watch.SOON: lambda actor, on: lapsing(actor, on, SOON),
    Watch.LATER: lambda actor, on: lapsing(actor, on, LATER),
    Watch.LAPSED_GROUND: lapsed_grounds,
    Watch.GROUNDLESS: groundless,
    Watch.TRIAL: on_trial,
}
