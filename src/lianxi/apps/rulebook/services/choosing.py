"""A person says what a citation means 人工所指: one work, or something outside the repository; and takes it back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.acts import RELEASE_CITATION, RESOLVE_CITATION
from lianxi.apps.rulebook.models import ChoiceScope, Citation, CitedChoice, Work
from lianxi.apps.rulebook.selectors import visible_works
from lianxi.apps.rulebook.services.resolving import RESOLVED, resolve
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.withdrawing import reason_given, withdraw
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.web.day import today
from lianxi.web.wording import cn_date

LONGEST = 300
_AT_ONCE = 500
_REPLACED = "另有指定"


@transaction.atomic
def resolve_citation(
    *,
    citation: Citation,
    scope: ChoiceScope,
    target: Work | None,
    note: str,
    why: str,
    actor: Actor,
    on: date,
    standing: int | None = None,
) -> CitedChoice:
    """Say which work a citation means 指定所指, for this place or for every place that prints the name.

    target: one `actor` may see; None where it is not in the repository, then `note` says what it is.
    standing: the choice of that scope the person saw before them; another one meanwhile is told, not overwritten.
    """
    row = _row(citation)
    require(actor, RESOLVE_CITATION, body=row.version.work.body_id)
    _check(row, target, note.strip(), actor)
    before = choice_of(row, scope)
    if (before.pk if before else None) != standing:
        raise _meanwhile(before)
    if before:
        withdraw(before, _REPLACED, actor, on)
    work = row.version.work
    choice = CitedChoice.objects.create(
        body=work.body, scope=scope, work=None if scope == ChoiceScope.BODY else work,
        citation=row if scope == ChoiceScope.PLACE else None, name=row.name, printed=row.printed[:LONGEST],
        target=target, note="" if target else note.strip(), why=reason_given(why), recorded_by=actor.person,
        recorded_on=on,
    )  # fmt: skip
    places = _resolve_anew(choice)
    record(
        act=RESOLVE_CITATION, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"指定“{work.title}”引用的“{choice.printed}”所指", before=_plain(before) if before else None,
        after=_plain(choice) | {"places": places}, note=choice.why,
    )  # fmt: skip
    return choice


@transaction.atomic
def release_citation(*, choice: CitedChoice, why: str, actor: Actor, on: date) -> CitedChoice:
    """Take back what a person said 撤回人工所指; number and title decide again, or a wider choice."""
    _one_by_one(choice.body_id)
    row = still_there(CitedChoice.objects.select_for_update(of=("self",)).select_related("work", "body"), choice.pk)
    require(actor, RELEASE_CITATION, body=row.body_id)
    withdraw(row, why, actor, on)
    places = _resolve_anew(row)
    record(
        act=RELEASE_CITATION, actor=actor, body=row.body_id,
        target=row.work.get_absolute_url() if row.work else "/rules/citations/", on=on,
        title=f"撤回“{row.printed}”的人工所指", before=_plain(row) | {"places": places}, note=row.withdrawn_why,
    )  # fmt: skip
    return row


def choice_of(row: Citation, scope: ChoiceScope) -> CitedChoice | None:
    """The choice that counts for a citation at a scope."""
    counting = CitedChoice.objects.filter(
        scope=scope, name=row.name, body=row.version.work.body_id, withdrawn_on__isnull=True
    )
    if scope == ChoiceScope.PLACE:
        counting = counting.filter(citation=row)
    elif scope == ChoiceScope.WORK:
        counting = counting.filter(work=row.version.work)
    return counting.first()


def places_of(row: Citation, scope: ChoiceScope) -> QuerySet[Citation]:
    """The citations a choice made at one of them would concern."""
    same = _named(row.name).filter(own=False, version__work__body=row.version.work.body_id)
    if scope == ChoiceScope.PLACE:
        return same.filter(pk=row.pk)
    return same.filter(version__work=row.version.work) if scope == ChoiceScope.WORK else same


def _named(name: str) -> QuerySet[Citation]:
    """By title, else by number, else by the words printed, as `Citation.name` has it."""
    by_number = Q(key="", number=name)
    return Citation.objects.filter(Q(key=name) | by_number | Q(key="", number="", printed__startswith=name))


def _row(citation: Citation) -> Citation:
    row = Citation.objects.select_related("version__work").get(pk=citation.pk)
    _one_by_one(row.version.work.body_id)
    return row


def _one_by_one(body: str) -> None:
    """Choices of a body are made and taken back one after another, since one may concern all its texts."""
    Body.objects.select_for_update(no_key=True).get(pk=body)


def _check(row: Citation, target: Work | None, note: str, actor: Actor) -> None:
    if row.own:
        raise Refused("citation_of_others", "这一处引用的是本文自己，不必指定。", remedy="请选引用别的文件的一处。")
    if target is None and not 0 < len(note) <= LONGEST:
        raise Refused(
            "outside_named", f"不在库中的，须写明是哪个文件，不超过 {LONGEST} 字。",
            remedy="例如：国家法律；文件的全称和制定机关。",
        )  # fmt: skip
    if target and not visible_works(actor, today()).filter(pk=target.pk).exists():
        raise Refused("target_visible", "没有所选的制度，或者您不能查看。", remedy="请在列出的制度里选。")
    if target and target.pk == row.version.work_id:
        raise Refused("target_other", "所选的就是这件制度自己。", remedy="请另选一件。")


def _meanwhile(before: CitedChoice | None) -> Refused:
    """Somebody else decided, or took a decision back, between the look and the act."""
    if before is None:
        return Refused("choice_as_seen", "原来的指定刚被撤回。", remedy="请刷新页面，看它现在的样子。")
    said = f"{before.recorded_by}{cn_date(before.recorded_on)}已经指定。"
    return Refused("choice_as_seen", said, remedy="请刷新页面，看过以后再定。")


def _resolve_anew(choice: CitedChoice) -> int:
    """Every citation the choice concerns; answers how many."""
    rows = _named(choice.name).filter(own=False, version__work__body=choice.body_id)
    if choice.citation_id:
        rows = rows.filter(pk=choice.citation_id)
    elif choice.work_id:
        rows = rows.filter(version__work=choice.work_id)
    found = list(rows.select_related("version__work").defer("version__text", "version__as_read"))
    resolve(found)
    Citation.objects.bulk_update(found, RESOLVED, batch_size=_AT_ONCE)
    return len(found)


def _plain(row: CitedChoice) -> dict[str, object]:
    said = {"scope": row.scope, "printed": row.printed, "note": row.note, "why": row.why}
    return said | ({"target": row.target.address} if row.target else {})
