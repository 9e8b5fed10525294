"""What a version brings with it 随版本发生的事件: commencement or amendment, parts with a day of their own, the term.

Versions may come in out of order. An earlier text brings the commencement; the one that stood for it so far then
amends: its happenings are withdrawn with the reason and recorded as what they are, so that nothing is rewritten.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from lianxi.apps.rulebook.models import Version, Work, WorkHappening
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.services.withdrawing import withdraw
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.validity import ONE_DAY, Happening, HappeningKind, Standing, read_validity, standing_on
from lianxi.web.wording import cn_date

NO_TERM = "新的文本没有写有效期"
_STARTS = HappeningKind.COMMENCE.value


def bring_happenings(version: Version, last_day: date | None, actor: Actor, on: date) -> None:
    """Record what a version brings, and let the one that follows it in time give way.

    last_day: of its term; None where it has none, which lifts the term of the text before it. `Refused` where the
    work is over by its first day, or would be by that of the text that follows.
    """
    day = version.commences
    if day is None:
        return
    work, before = version.work, history(version.work)
    first = not work.happenings.filter(LIVE, kind=_STARTS, provisions=[], day__lte=day).exists()
    rows = [_row(version, HappeningKind.COMMENCE if first else HappeningKind.AMEND, actor, on)]
    rows[0].instrument = "" if first else version.instrument
    rows += parts_of_version(version, actor, on, first=first)
    rows += _term(version, last_day, before, actor, on)
    WorkHappening.objects.bulk_create(rows)
    make_way(version, f"补入更早的文本（第{version.number}版）", before, actor, on)


def make_way(version: Version, why: str, before: Sequence[Happening], actor: Actor, on: date) -> None:
    """Let the text that follows `version` give way; `Refused` where either would begin while the work is over.

    before: what had happened before the change.
    """
    following = _following(version) if version.commences else None
    if following is not None:
        _give_way(following, version, why, actor, on)
    _require_effect(version, following, before)


def restore_following(version: Version) -> None:
    """Let what was withdrawn for `version` count again, which is about to go, and what was recorded for it with it."""
    if version.recorded_anew.exclude(LIVE).exists():
        raise Refused(
            "following_as_left", f"第{version.number}版排到前面以后，后面一版的施行事件又改动过，不能照原样恢复。",
            remedy="请撤出整件，重新入库。",
        )  # fmt: skip
    version.withdrawn_happenings.update(withdrawn_on=None, withdrawn_by="", withdrawn_why="", withdrawn_for=None)


def parts_of_version(version: Version, actor: Actor, on: date, *, first: bool) -> list[WorkHappening]:
    """Provisions with a day of commencement of their own (第十二条自…起施行).

    In a later version only those that are still to come on its first day; what an older text has of them counts up
    to the day before it.
    """
    clauses = [clause for clause in read_validity(version.text).commencements if clause.provisions and clause.day]
    if not first:
        clauses = [one for one in clauses if version.commences and one.day and one.day > version.commences]
    identities = dict(version.provisions.values_list("eid", "wid")) if clauses else {}
    old = _older_wids(version) if clauses and not first else frozenset[str]()
    known = _known_parts(version) if clauses and not first else frozenset[tuple[date, str]]()
    rows = list[WorkHappening]()
    for clause in clauses:
        named = [identities[eid] for eid in clause.provisions if eid in identities]
        named = [wid for wid in named if (clause.day, wid) not in known]
        for some, waits in (([w for w in named if w not in old], False), ([w for w in named if w in old], True)):
            if some:
                row = _row(version, HappeningKind.COMMENCE, actor, on, day=clause.day)
                row.provisions, row.source = some, version.text[clause.start : clause.end][:300]
                row.last_day = version.commences - ONE_DAY if waits and version.commences else None
                rows.append(row)
    return rows


def history(work: Work) -> list[Happening]:
    """What counts of what happened to a work, in order."""
    return [row.as_value() for row in work.happenings.filter(LIVE).order_by("day", "pk")]


def lifted_term(version: Version, before: Sequence[Happening], actor: Actor, on: date) -> WorkHappening | None:
    """The term of the text before it lifted by a version that says none; None where there is nothing to lift.

    before: what counts without what the version itself says of a term; a term set on its first day stays.
    """
    day = version.commences
    if day is None or read_validity(version.text).terms:
        return None
    if any(one.kind is HappeningKind.TERM and one.day == day and not one.provisions for one in before):
        return None
    standing = standing_on(before, day - ONE_DAY)
    if not standing.status.binds or standing.until is None:
        return None
    row = _row(version, HappeningKind.TERM, actor, on)
    row.source = NO_TERM
    return row


def _term(
    version: Version, last_day: date | None, before: Sequence[Happening], actor: Actor, on: date
) -> Iterator[WorkHappening]:
    if last_day is not None:
        row = _row(version, HappeningKind.TERM, actor, on)
        row.last_day = last_day
        yield row
    elif lifted := lifted_term(version, before, actor, on):
        yield lifted


def _give_way(following: Version, earlier: Version, why: str, actor: Actor, on: date) -> None:
    """The text that follows amends now, its parts among them; without a term of its own it lifts the new one's."""
    rows = [row for row in following.happenings.filter(LIVE, kind=_STARTS).order_by("pk") if row.last_day is None]
    anew = list[WorkHappening]()
    if any(not row.provisions for row in rows):
        for row in rows:
            withdraw(row, why, actor, on)
            row.withdrawn_for = earlier
            row.save(update_fields=["withdrawn_for"])
        changed = _row(following, HappeningKind.AMEND, actor, on)
        changed.instrument = following.instrument
        anew = [changed, *parts_of_version(following, actor, on, first=False)]
    if lifted := lifted_term(following, history(following.work), actor, on):
        anew.append(lifted)
    for row in anew:
        row.recorded_for = earlier
        row.source = f"{why}：{row.source}"[:300] if row.source else why
    WorkHappening.objects.bulk_create(anew)


def _require_effect(version: Version, following: Version | None, before: Sequence[Happening]) -> None:
    """`Refused` where a text would begin to count on a day on which the work is over."""
    now = history(version.work)
    for one in (version, following):
        if one is None or one.commences is None:
            continue
        standing = standing_on(now, one.commences)
        was_over = one is following and standing_on(before, one.commences).status.is_over
        if standing.status.is_over and not was_over:
            raise _over(one, standing, version)


def _over(one: Version, standing: Standing, version: Version) -> Refused:
    since = f"自{cn_date(standing.since)}起" if standing.since else ""
    said = f"这件制度{since}{standing.status.label}，到{cn_date(one.commences)}第{one.number}版施行时已经中断。"
    remedy = "请先登记“恢复施行”，再入库；有效期写错、漏填新的末日的，请改有效期末日。"
    if one is not version:
        remedy = "有效期末日写错的，请改正；确实中断过的，请把这份文本作为另一件制度入库。"
    return Refused("version_goes_on", said, remedy=remedy)


def _following(version: Version) -> Version | None:
    later = version.work.versions.filter(commences__gt=version.commences).order_by("commences", "number")
    return later.first()


def _older_wids(version: Version) -> Collection[str]:
    older = Version.objects.filter(work=version.work_id, commences__lt=version.commences).exclude(pk=version.pk)
    return frozenset(older.values_list("provisions__wid", flat=True))


def _known_parts(version: Version) -> Collection[tuple[date, str]]:
    """Provisions that wait for a day since an older text already, with that day."""
    rows = WorkHappening.objects.filter(LIVE, work=version.work_id, kind=_STARTS).exclude(version=version)
    return frozenset((row.day, wid) for row in rows for wid in row.provisions)


def _row(
    version: Version, kind: HappeningKind, actor: Actor, on: date, day: date | None = None
) -> WorkHappening:  # fmt: skip
    return WorkHappening(
        work=version.work, version=version, kind=kind.value, day=day or version.commences, recorded_by=actor.person,
        recorded_on=on,
    )  # fmt: skip
