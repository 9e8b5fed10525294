"""Rules of the demo 示例制度, kept by the same services as real ones, so that their history and audit are complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction

from lianxi.apps.accounts.selectors import office_head_of
from lianxi.apps.bodies.models import Body, Unit
from lianxi.apps.bodies.services import add_unit, set_unit_members
from lianxi.apps.rulebook.models import Version, Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.keeping import Particulars, Source, keep_version, keep_work
from lianxi.exporters.akoma_ntoso.slugs import slug_of
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.damage.check import check
from lianxi.kernel.texts.damage.repair import repair
from lianxi.kernel.texts.validity import HappeningKind
from lianxi.loaders.demo_rules import DemoMember, DemoRule, DemoText
from lianxi.web.day import is_demo

_WHY = "全角半角和不可见字符，不改文意"
Units = Mapping[tuple[str, str], Unit]


@transaction.atomic
def build_demo_rules(rules: Sequence[DemoRule], members: Sequence[DemoMember], *, on: date) -> int:
    """Keep the rules that are not there yet; answers how many. Each comes in by the office head of its body."""
    if not is_demo():
        raise Refused("demo_only", "这不是示例库，不能放入示例制度。", remedy="请用 lianxi import 导入真实的制度。")
    known = set(Version.objects.values_list("work__body", "title"))
    fresh = [rule for rule in rules if (rule.body, rule.texts[-1].title) not in known]
    if not fresh:
        return 0
    bodies = Body.objects.select_related("region").in_bulk({rule.body for rule in fresh})
    heads = {code: office_head_of(code, on=on) for code in bodies}
    units = _units(fresh, members, bodies, heads, on)
    for rule in fresh:
        _keep(rule, units, bodies[rule.body], heads[rule.body])
    return len(fresh)


def _units(
    rules: Iterable[DemoRule], members: Iterable[DemoMember], bodies: Mapping[str, Body], heads: Mapping[str, Actor],
    on: date,
) -> Units:  # fmt: skip
    """The units that answer for the rules, those there already among them, and who works in them."""
    there = {(unit.body_id, unit.name): unit for unit in Unit.objects.filter(body__in=bodies).select_related("body")}
    staff: dict[tuple[str, str], list[str]] = {}
    for one in members:
        staff.setdefault((one.body, one.unit), []).append(one.account)
    for body, name in dict.fromkeys([*((rule.body, rule.unit) for rule in rules), *staff]):
        if (body, name) not in there:
            there[body, name] = add_unit(body=bodies[body], name=name, actor=heads[body], on=on)
    for (body, name), accounts in staff.items():
        set_unit_members(unit=there[body, name], accounts=accounts, actor=heads[body], on=on)
    return there


def _keep(rule: DemoRule, units: Units, body: Body, head: Actor) -> None:
    first, *later = rule.texts
    said = _said(rule, first, units[rule.body, rule.unit])
    text, source = _as_kept(first, rule, head)
    work = keep_work(
        text=text, particulars=said, source=source, body=body, actor=head, on=rule.admitted, sample=rule.sample
    ).work
    for one in later:
        said = _said(rule, one, units[rule.body, rule.unit])
        keep_version(
            work=work, text=one.text, particulars=said, source=Source(), actor=head, on=one.admitted or rule.admitted
        )
    _end(work, rule, head)


def _said(rule: DemoRule, text: DemoText, unit: Unit) -> Particulars:
    return Particulars(
        title=text.title, kind=rule.kind, issuer=rule.issuer, day=rule.day, slug=slug_of(text.title),
        document_number=text.number, instrument=text.instrument, caption=text.caption, issued=text.issued,
        commences=text.commences, last_day=text.last_day, visibility=rule.visibility, circle=rule.circle, unit=unit.pk,
        readers=rule.readers,
    )  # fmt: skip


def _as_kept(text: DemoText, rule: DemoRule, head: Actor) -> tuple[str, Source]:
    """The text that is kept: of a bad file as it was read, or with what is sure in it mended; and its check-up."""
    if not text.damaged:
        return text.text, Source()
    found = check(text.damaged)
    if not rule.mended:
        return text.damaged, Source(score=found.score.points)
    done = repair(text.damaged, found.findings, classes={one.kind for one in found.findings})
    record = [
        {
            "class": one.finding.kind.value, "start": one.start, "at": one.at, "original": one.original, "new": one.new,
            "note": one.finding.note, "by": head.person, "on": rule.admitted.isoformat(), "why": _WHY,
        }
        for one in done.changes
    ]  # fmt: skip
    return done.text, Source(as_read=text.damaged, repairs=record, score=found.score.points)


def _end(work: Work, rule: DemoRule, head: Actor) -> None:
    for end in rule.ends:
        record_happening(
            work=work, kind=HappeningKind(end.kind), day=end.day, instrument=end.instrument, number=end.number,
            last_day=end.last_day, actor=head, on=max(end.day, rule.admitted),
        )  # fmt: skip
