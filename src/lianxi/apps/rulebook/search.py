"""What of a rule can be found 检索: its title with number and issuer, and each provision of every version.

An article is one provision with all its paragraphs and points; a numbered level
(一、 （一）) is one with its own words; so is whatever stands outside both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from lianxi.apps.bodies.models import Region
from lianxi.apps.rulebook.models import Provision, Version, Work
from lianxi.apps.rulebook.selectors import history_of, seen_by, sight_of
from lianxi.apps.rulebook.services.stretches import derive_stretches
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.apps.search.changes import note_change
from lianxi.apps.search.documents import Document, Shown, standing_line
from lianxi.apps.search.models import IndexChange
from lianxi.kernel.access import Actor
from lianxi.kernel.texts.normalise import SEARCH, normal_form
from lianxi.kernel.texts.search import Where
from lianxi.kernel.texts.structure import Kind
from lianxi.kernel.texts.validity import Happening

CODE = "rule"
_PARTS = frozenset({Kind.PARAGRAPH.value, Kind.POINT.value, Kind.INDENT.value})
_ROW = ("pk", "parent_id", "kind", "number", "eid", "wid", "text", "start")


class Rules:
    """The rulebook as a source of documents."""

    code, number = CODE, 1

    def all_ids(self) -> Iterable[int]:
        """Every work."""
        return Work.objects.order_by("pk").values_list("pk", flat=True)

    def documents(self, ids: Sequence[int]) -> Iterator[tuple[int, list[Document]]]:
        """All versions of each work."""
        works = Work.objects.filter(pk__in=ids).order_by("pk").prefetch_related("readers")
        histories = history_of(works)
        versions = _by_key(Version.objects.filter(work__in=ids).defer("text", "as_read"), "work_id")
        provisions = _rows_of([version.pk for some in versions.values() for version in some])
        parents = dict(Region.objects.values_list("code", "parent"))
        for work in works:
            history = [row.as_value() for row in histories[work.pk]]
            given = _Given(work, history, _with_parents(work.region_id, parents))
            days = shown_days(versions[work.pk])
            yield (
                work.pk,
                [
                    document
                    for version in versions[work.pk]
                    for document in given.documents(version, provisions[version.pk], days[version.pk])
                ],
            )

    def sight(self, actor: Actor, on: date) -> frozenset[str]:
        """What `actor` may find; the same as `visible_works`."""
        return sight_of(actor, on).terms()


RULES = Rules()


def note_rule(work: Work) -> IndexChange:
    """What is told or can be found of a work has changed; belongs behind all its rows, into the same transaction."""
    derive_stretches(work.pk)
    return note_change(CODE, work.pk)


def note_gone(key: int) -> IndexChange:
    """The work of that key is no more; belongs into the transaction that removes it."""
    return note_change(CODE, key)


def shown_days(versions: Iterable[Version]) -> dict[int, Shown]:
    """When each version of a work is the one that counts; the newest stands in while none has commenced."""
    every = by_day(versions)
    if not every:
        return {}
    dated = sorted((one for one in every if one.commences), key=lambda one: (one.commences, one.number))
    ends = {one.pk: after.commences for one, after in pairwise(dated)}
    alone = {every[-1].pk: dated[0].commences if dated else date.max}
    return {one.pk: Shown(one.commences, ends.get(one.pk), alone.get(one.pk)) for one in every}


class _Given:
    """What all documents of a work share."""

    def __init__(self, work: Work, history: list[Happening], regions: tuple[str, ...]) -> None:
        self._work, self._history, self._regions = work, history, regions
        self._seen_by, self._link = seen_by(work), work.get_absolute_url()
        self._apart = {wid for one in history for wid in one.provisions}
        self._whole = standing_line(history, None)

    def documents(self, version: Version, rows: Sequence[Provision], shown: Shown) -> Iterator[Document]:
        """The head, then the provisions in order."""
        printed = next((row.text.strip() for row in rows if row.kind == Kind.TITLE), "")
        yield self._document(version, shown, 0, None, _head(self._work, version, printed))
        for order, (row, words) in enumerate(_provisions(rows), start=1):
            yield self._document(version, shown, order, row, {Where.BODY: words})

    def _document(
        self, version: Version, shown: Shown, order: int, row: Provision | None, fields: dict[Where, str]
    ) -> Document:
        apart = row is not None and row.wid in self._apart
        return Document(
            group=self._work.pk, order=order, title=version.title, link=self._link, eid=row.eid if row else "",
            label=row.number if row else "", fields=fields, issuer=self._work.issuer, kind=self._work.kind,
            body=self._work.body_id, day=version.issued or version.commences or version.admitted_on,
            seen_by=self._seen_by, regions=self._regions, shown=shown,
            standing=standing_line(self._history, row.wid) if row and apart else self._whole,
        )  # fmt: skip


def _head(work: Work, version: Version, printed: str) -> dict[Where, str]:
    """The title; as printed too, where that is another one."""
    same = not printed or normal_form(printed, SEARCH) == normal_form(version.title, SEARCH)
    title = version.title if same else f"{version.title}\n{printed}"
    return {Where.TITLE: title, Where.NUMBER: version.document_number, Where.ISSUER: work.issuer}


def _provisions(rows: Sequence[Provision]) -> Iterator[tuple[Provision, str]]:
    """Each provision with its words, those of its paragraphs and points included."""
    heads: dict[int, Provision] = {}
    words: dict[int, list[str]] = {}
    for row in sorted(rows, key=lambda one: one.start):
        above = heads.get(row.parent_id or 0)
        head = above if above is not None and _belongs(row, above) else row
        heads[row.pk] = head
        words.setdefault(head.pk, []).append(row.text)
    for key, said in words.items():
        if heads[key].kind != Kind.TITLE:
            yield heads[key], "".join(said).rstrip("\n")


def _belongs(row: Provision, above: Provision) -> bool:
    """Whether a piece is found as part of the provision above it."""
    return above.kind == Kind.ARTICLE or (row.kind in _PARTS and above.kind != Kind.TITLE)


def _rows_of(versions: Sequence[int]) -> dict[int, list[Provision]]:
    found = Provision.objects.filter(version__in=versions).only("version_id", *_ROW)
    return _by_key(found.order_by("version", "start", "order"), "version_id")


def _by_key(rows: Iterable, name: str) -> defaultdict[int, list]:
    found: defaultdict[int, list] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found


def _with_parents(code: str | None, parents: dict[str, str | None]) -> tuple[str, ...]:
    """A region and those it lies in, so that what is chosen for a province finds its cities too."""
    found: list[str] = []
    while code and code not in found:
        found.append(code)
        code = parents.get(code)
    return tuple(found)
