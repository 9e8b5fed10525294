"""What is known of a rule put right later 更正, with a reason; the text and the address never change here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Body, Region, Unit
from lianxi.apps.rulebook.acts import CORRECT_RULE, REASSIGN_RULES, SHOW_RULE
from lianxi.apps.rulebook.models import Version, Visibility, Work
from lianxi.apps.rulebook.search import note_rule
from lianxi.apps.rulebook.services.citing import names_corrected
from lianxi.apps.rulebook.services.correcting_days import correct_days
from lianxi.apps.rulebook.services.days import check_term, plausible_days
from lianxi.apps.rulebook.services.keeping import kind_of
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.shown_to import circle_of
from lianxi.apps.rulebook.services.units import unit_in
from lianxi.apps.rulebook.services.version_order import take_title
from lianxi.apps.rulebook.services.withdrawing import reason_given
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused

OF_WORK = {
    "kind": "种类", "issuer": "制定机关", "unit": "责任单位", "region": "行政区划", "circle": "联席圈",
}  # fmt: skip
OF_VERSION = {
    "title": "标题", "document_number": "文号", "instrument": "由何产生", "issued": "成文日期", "commences": "施行日期",
    "last_day": "有效期末日",
}  # fmt: skip
LABELS = OF_WORK | OF_VERSION
_NEEDED = ("kind", "issuer", "title")
_DAYS = ("issued", "commences", "last_day")
Values = Mapping[str, Any]


@transaction.atomic
def correct_rule(*, version: Version, values: Values, seen: Values, why: str, actor: Actor, on: date) -> list[str]:
    """Put right what is known of a version and of its work 更正; answers the labels of what changed.

    values: fields of `LABELS` with what they should be; days as days, unit by key, region by code, circle by slug.
    seen:   what they were when the person looked; a field somebody else changed meanwhile is refused.
    """
    require(actor, CORRECT_RULE, body=version.work.body_id)
    work = still_there(Work.objects.select_for_update(of=("self",)).select_related("body"), version.work_id)
    version = still_there(Version.objects.select_for_update(of=("self",)), version.pk)
    version.work = work
    before = values_of(version)
    changed = [name for name in LABELS if name in values and _same(values[name]) != _same(before[name])]
    _check(before, values, seen, changed)
    reason = reason_given(why)
    if {"circle", "unit"} & set(changed) and work.visibility in (Visibility.CIRCLE, Visibility.UNIT):
        _may_show(work, changed, actor)
    _correct_work(work, values, changed, on)
    _correct_version(version, values, changed)
    correct_days(version, before, values, changed, reason, actor, on)
    names_corrected(version)
    note_rule(work)
    record(
        act=CORRECT_RULE, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=on,
        title=f"更正“{work.title}”第{version.number}版的{'、'.join(LABELS[name] for name in changed)}",
        before=_plain(before, changed), after=_plain(values, changed), note=reason,
    )  # fmt: skip
    return [LABELS[name] for name in changed]


def values_of(version: Version) -> dict[str, Any]:
    """What is known of a version and its work, by the fields of `LABELS`."""
    work = version.work
    term = version.happenings.filter(kind="term", withdrawn_on__isnull=True).order_by("day", "pk").last()
    return {
        "kind": work.kind, "issuer": work.issuer, "unit": work.unit_id, "region": work.region_id,
        "circle": work.circle_id, "title": version.title, "document_number": version.document_number,
        "instrument": version.instrument, "issued": version.issued, "commences": version.commences,
        "last_day": term.last_day if term else None,
    }  # fmt: skip


@transaction.atomic
def reassign_rules(
    *, body: Body, old: Unit | None, new: Unit, works: Sequence[int], why: str, actor: Actor, on: date
) -> int:
    """Give all works of a unit to another one 改变责任单位, as when organs are merged; answers how many.

    old: None for works without a unit. works: keys of those the person saw; refused where they are others now.
    """
    require(actor, REASSIGN_RULES, body=body.code)
    reason = reason_given(why)
    if new.body_id != body.code or (old and old.body_id != body.code):
        raise Refused("unit_of_body", f"{body.short_name}没有这个单位。", remedy="请在本机构的单位里选。")
    if old == new:
        raise Refused("unit_other", "改前和改后是同一个单位。", remedy="请另选一个单位。")
    rows = list(Work.objects.select_for_update().filter(body=body, unit=old).order_by("pk"))
    if not rows or [row.pk for row in rows] != sorted(works):
        said = f"现在是 {len(rows)} 件，与您看到的不同。" if rows else "没有要改的制度。"
        raise Refused("works_as_seen", said, remedy="请再看一遍下面的清单。")
    Work.objects.filter(pk__in=[row.pk for row in rows]).update(unit=new)
    for row in rows:
        note_rule(row)
    record(
        act=REASSIGN_RULES, actor=actor, body=body.code, target=f"/rules/?unit={new.pk}", on=on,
        title=f"{len(rows)} 件制度的责任单位由“{old or '未定'}”改为“{new}”", before={"unit": str(old or "")},
        after={"unit": str(new), "works": [row.address for row in rows]}, note=reason,
    )  # fmt: skip
    return len(rows)


def _check(before: Values, values: Values, seen: Values, changed: Sequence[str]) -> None:
    if not changed:
        raise Refused("something_changed", "没有改动。", remedy="请改要更正的那几项。")
    other = [name for name in changed if name in seen and _same(seen[name]) != _same(before[name])]
    if other:
        said = f"您打开以后，{LABELS[other[0]]}已由别人改为“{_words(before[other[0]])}”。"
        raise Refused("field_as_seen", said, remedy="请刷新页面，看过以后再改。")
    if missing := [name for name in _NEEDED if name in changed and not _same(values[name])]:
        raise Refused("field_needed", f"{LABELS[missing[0]]}不能空着。", remedy="请填上。")
    commences, last_day = (values.get(name, before[name]) for name in ("commences", "last_day"))
    plausible_days({LABELS[name]: values[name] for name in _DAYS if name in changed})
    check_term(commences, last_day)


def _may_show(work: Work, changed: Sequence[str], actor: Actor) -> None:
    """Where the unit or the circle decides who may see, changing it takes whoever may change the visibility."""
    bound = "unit" if work.visibility == Visibility.UNIT else "circle"
    if bound in changed:
        require(actor, SHOW_RULE, body=work.body_id)


def _correct_work(work: Work, values: Values, changed: Sequence[str], on: date) -> None:
    if "kind" in changed:
        kind = kind_of(values["kind"])
        work.kind, work.outward = kind.code, kind.outward
    if "issuer" in changed:
        work.issuer = values["issuer"].strip()
    if "unit" in changed:
        work.unit = _unit(values["unit"], work)
    if "region" in changed:
        work.region = _region(values["region"])
    if "circle" in changed:
        work.circle = circle_of(work.visibility, values["circle"] or "", work.body, on)
    work.save(update_fields=["kind", "outward", "issuer", "unit", "region", "circle"])


def _correct_version(version: Version, values: Values, changed: Sequence[str]) -> None:
    own = [name for name in ("title", "document_number", "instrument", "issued", "commences") if name in changed]
    for name in own:
        setattr(version, name, values[name].strip() if isinstance(values[name], str) else values[name])
    if own:
        version.save(update_fields=own)
        take_title(version.work)


def _unit(key: int | None, work: Work) -> Unit | None:
    if key is None:
        if work.visibility == Visibility.UNIT:
            raise Refused("unit_named", "只给责任单位看的制度，不能没有责任单位。", remedy="请先改变可见范围。")
        return None
    return unit_in(work.body, key)


def _region(code: str | None) -> Region | None:
    if not code:
        return None
    found = Region.objects.filter(pk=code).first()
    if found is None:
        raise Refused("region_known", f"没有行政区划“{code}”。", remedy="请在列出的里选。")
    return found


def _same(value: Any) -> str:
    """A value as it is compared: nothing chosen and nothing written are the same."""
    return "" if value is None else str(value).strip()


def _words(value: Any) -> str:
    return _same(value) or "（空）"


def _plain(values: Values, changed: Sequence[str]) -> dict[str, str]:
    """By the Chinese name of each field, as the page of corrections and the audit show it."""
    return {LABELS[name]: _shown(name, values[name]) for name in changed}


def _shown(name: str, value: Any) -> str:
    if name == "unit" and value:
        return str(Unit.objects.filter(pk=value).first() or value)
    if name == "region" and value:
        return str(Region.objects.filter(pk=value).values_list("name", flat=True).first() or value)
    return kind_of(value).name if name == "kind" and value else _same(value)
