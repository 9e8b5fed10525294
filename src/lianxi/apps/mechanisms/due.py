"""What mechanisms keep in view for an actor."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from lianxi.apps.mechanisms import acts, selectors, sheets
from lianxi.apps.mechanisms.bindings import checks_of
from lianxi.apps.mechanisms.models import KeptDate
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.mechanisms import Mechanism
from lianxi.kernel.rules.rotation import Turn
from lianxi.web.due import DueItem
from lianxi.web.wording import cn_date

AHEAD_MONTHS = 18
# Notices of the arrangements for 2021 to 2026 are dated from 25 October to 8 December of the year before.
EXPECTED_FROM = (10, 15)


def due_items(actor: Actor, on: date) -> list[DueItem]:
    """Coming conferences of the actor's circles, the days of notice, and calendars that are missing."""
    circles = selectors.circles_of_actor(actor, on)
    items = [item for slug in selectors.slugs() for item in _of_mechanism(slug, circles, actor, on)]
    return items + _missing_calendars(actor, on)


def _of_mechanism(slug: str, circles: list[str], actor: Actor, on: date) -> list[DueItem]:
    mechanism, circle = selectors.mechanism_and_circle(slug)
    if circle.slug not in circles:
        return []
    waiting = _to_be_confirmed(mechanism, circle, actor, on)
    turn = sheets.coming(selectors.turns_of(slug, first=on.year - 1, last=on.year + 3), on)
    if turn is None or turn.window is None or (turn.window[1] - on).days > AHEAD_MONTHS * 31:
        return waiting
    checks = checks_of(mechanism.version_on(turn.window[0]), actor, on)
    return [_conference(mechanism, circle, turn, actor, checks), *_notices(slug, turn, checks), *waiting]


def _to_be_confirmed(mechanism: Mechanism, circle: Circle, actor: Actor, on: date) -> list[DueItem]:
    """The joint office is told which rules wait for it because their text changed."""
    version = mechanism.in_force(on)
    if version is None or not allowed(actor, acts.CONFIRM_BINDING, circle=circle.slug):
        return []
    checks = checks_of(version, actor, on)
    labels = "、".join(rule.label for rule in version.rules if rule.key in checks)
    if not checks:
        return []
    return [
        DueItem(
            title=f"核对 {len(checks)} 条待核的规则",
            why=f"{labels}：{next(iter(checks.values()))}",
            clause=str(version.ref()),
            href=reverse("mechanisms:binding", args=[version.slug, version.effective.isoformat()]),
            action="核对",
            field=circle.name,
        )
    ]


def _conference(mechanism: Mechanism, circle: Circle, turn: Turn, actor: Actor, checks: Mapping[str, str]) -> DueItem:
    host = circle.parties.short_names.get(turn.host or "", "")
    version = mechanism.version_on(turn.window[0] if turn.window else date(turn.year, 12, 31))
    window = next(iter(version.windows), None)
    mine = turn.host == actor.body
    return DueItem(
        title=f"{'本机构' if mine else host}承办{sheets.conference_name(turn)}",
        why=f"{window.force.word if window else ''}在{sheets.by_window(turn)}召开。{''.join(turn.reasons[:1])}"
        + _to_check(checks, window.key if window else ""),
        clause=str(version.ref(window) if window else turn.clause or ""),
        href=reverse("mechanisms:detail", args=[mechanism.slug]),
        due=turn.window[1] if turn.window else None,
        binding=window is not None and window.force is Force.MUST,
        action="看规则与时限" if mine else "",
        field=circle.name,
    )


def _to_check(checks: Mapping[str, str], rule: str) -> str:
    """What is said of a day whose rule is 待核."""
    return f"（待核：{checks[rule]}）" if rule in checks else ""


def _notices(slug: str, turn: Turn, checks: Mapping[str, str]) -> list[DueItem]:
    rows = KeptDate.objects.filter(slug=slug, year=turn.year, slot=turn.slot or 1, met_on=None)
    return [
        DueItem(
            title=row.title,
            why=f"如在{cn_date(row.basis)}（时段最后一天）召开，这是最迟的通知日；提前召开的，相应提前。"
            + _to_check(checks, row.rule),
            clause=row.clause,
            href=row.get_absolute_url(),
            due=row.due_on,
            provisional=row.provisional,
            binding=row.force == Force.MUST,
            field=selectors.mechanism_and_circle(slug)[1].name,
        )
        for row in rows
    ]


def _missing_calendars(actor: Actor, on: date) -> list[DueItem]:
    """The joint office is told when a year's arrangement is due and not there."""
    if not selectors.may_load_calendar(actor):
        return []
    known = set(selectors.years_in_force().values_list("year", flat=True))
    wanted = [on.year] + ([on.year + 1] if (on.month, on.day) >= EXPECTED_FROM else [])
    return [
        DueItem(
            title=f"导入{year}年节假日安排",
            why="没有导入的年份，涉及的期限只能暂定，暂定的不判逾期。",
            clause="国务院办公厅每年第四季度公布下一年的安排",
            href=reverse("mechanisms:load_calendar"),
            due=date(year - 1, 12, 31) if year > on.year else on,
            action="导入",
            field="工作日历",
        )
        for year in wanted
        if year not in known
    ]
