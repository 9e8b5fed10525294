"""Lives for the works of the invented repository: units, ends, second versions, citations of one another."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from hashlib import sha256

from django.db import transaction

from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.models import Citation, Provision, Stretch, Version, Work, WorkHappening
from lianxi.apps.rulebook.services.provisions import fingerprint
from lianxi.apps.rulebook.services.stretches import stretches_of
from lianxi.kernel.texts.citations import CitationKind, Form
from lianxi.kernel.texts.validity import HappeningKind

AT_ONCE = 500
_UNITS = 20
_BY = "示例·语料"
_LATEST = date(2026, 6, 30)
_MOST_CITED, _OFTEN = 200, 0.3
_KINDS = (CitationKind.ACCORD, CitationKind.ACCORD, CitationKind.REFER)
_FIELDS = ("first", "last", "status", "since", "until", "begun")


def enliven(seed: int = 6) -> Iterator[int]:
    """One work in twelve ends, one in twenty has a second version, each cites up to six others; yields how many."""
    chance, keys = (
        random.Random(seed),
        list(Work.objects.filter(created_by=_BY).order_by("pk").values_list("pk", flat=True)),
    )
    units = _units()
    for at in range(0, len(keys), AT_ONCE):
        with transaction.atomic():
            works = list(Work.objects.filter(pk__in=keys[at : at + AT_ONCE]).order_by("pk"))
            for work in works:
                work.unit = chance.choice(units[work.body_id])
            Work.objects.bulk_update(works, ["unit"])
            _live(works, keys, chance)
        yield at + len(works)


def _units() -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for body in Work.objects.filter(created_by=_BY).order_by().values_list("body", flat=True).distinct():
        made = [Unit(body_id=body, name=f"示例第{number + 1}处室") for number in range(_UNITS)]
        found[body] = Unit.objects.bulk_create(made)
    return found


def _live(works: Sequence[Work], keys: Sequence[int], chance: random.Random) -> None:
    firsts = {one.work_id: one for one in Version.objects.filter(work__in=works)}
    articles: dict[int, list[Provision]] = {}
    for row in Provision.objects.filter(version__in=firsts.values(), kind__in=["article", "paragraph"]).order_by(
        "order"
    ):
        articles.setdefault(row.version_id, []).append(row)
    happened, seconds = list[WorkHappening](), dict[int, Version]()
    for work in works:
        first, roll = firsts[work.pk], chance.random()
        day = first.commences + timedelta(days=chance.randint(200, 4000))
        if roll < 0.085 and day < _LATEST:
            kind = HappeningKind.REPEAL if roll < 0.06 else HappeningKind.VOID
            happened.append(_happening(work, kind, day))
        elif roll < 0.135 and day < _LATEST:
            seconds[first.pk] = _second(first, articles[first.pk], day, chance)
            happened.append(_happening(work, HappeningKind.AMEND, day))
    Version.objects.bulk_create(seconds.values())
    Provision.objects.bulk_create(
        (row for first, version in seconds.items() for row in _provisions(version, articles[first])), batch_size=2000
    )
    WorkHappening.objects.bulk_create(happened)
    Citation.objects.bulk_create(row for work in works for row in _citations(firsts[work.pk], articles, keys, chance))
    _stretches(works)


def _happening(work: Work, kind: HappeningKind, day: date) -> WorkHappening:
    return WorkHappening(work=work, kind=kind.value, day=day, instrument="示例决定", recorded_by=_BY, recorded_on=day)


def _second(first: Version, rows: Sequence[Provision], day: date, chance: random.Random) -> Version:
    """A third of its articles say something else, of the same length."""
    text = first.text
    for row in rows:
        if row.kind == "article" and chance.random() < 0.33:
            words = text[row.start : row.end].replace("应当", "可以").replace("三十日", "六十日")
            text = text[: row.start] + words + text[row.end :]
    return Version(
        work_id=first.work_id, number=2, title=first.title, document_number=first.document_number, issued=day,
        instrument="示例决定", commences=day, text=text, sha256=sha256(text.encode()).hexdigest(), admitted_by=_BY,
        admitted_on=day,
    )  # fmt: skip


def _provisions(version: Version, rows: Sequence[Provision]) -> Iterator[Provision]:
    for row in rows:
        yield Provision(
            version=version, order=row.order, kind=row.kind, number=row.number, key=row.key, eid=row.eid, wid=row.wid,
            text=version.text[row.start : row.start + len(row.text)], start=row.start, end=row.end,
            sha=fingerprint(version.text[row.start : row.end]),
        )  # fmt: skip


def _citations(
    version: Version, articles: dict[int, list[Provision]], keys: Sequence[int], chance: random.Random
) -> Iterator[Citation]:
    rows = articles[version.pk]
    for order in range(chance.randint(0, 6)):
        work = keys[chance.randrange(_MOST_CITED if chance.random() < _OFTEN else len(keys))]
        if work == version.work_id:
            continue
        named, number = [], chance.randint(1, 6)
        if order and chance.random() < 0.6:
            named = [{"words": f"第{number}条", "keys": [f"art_{number}"], "wids": [f"art_{number}"]}]
        kind = chance.choice(_KINDS) if order else CitationKind.BASIS
        yield Citation(
            version=version, provision=chance.choice(rows), order=order, start=order, end=order + 9,
            printed="《示例制度》", form=Form.MARKED.value, kind=kind.value, title="示例制度", key="示例制度",
            named=named, work_id=work,
        )  # fmt: skip


def _stretches(works: Sequence[Work]) -> None:
    lives = {work.pk: [] for work in works}
    for row in WorkHappening.objects.filter(work__in=works, provisions=[]).order_by("day", "pk"):
        lives[row.work_id].append(row.as_value())
    Stretch.objects.filter(work__in=works).delete()
    Stretch.objects.bulk_create(
        Stretch(work_id=key, **dict(zip(_FIELDS, row, strict=True)))
        for key, history in lives.items()
        for row in stretches_of(history)
    )
