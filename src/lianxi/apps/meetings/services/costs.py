"""Costs 经费: what was spent and who bears it, held against the clause; both sums are the same to the cent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from lianxi.apps.mechanisms.bindings import cited
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import at_step, lock, named, of_office, said, write
from lianxi.apps.meetings.models import Conference, CostLine, CostShare
from lianxi.apps.meetings.selectors import cost_of, parties_of, version_for
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference import CostRule
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.web.day import act_day

LARGEST = Decimal("9999999999.99")


@transaction.atomic
def state_cost(
    *,
    conference: Conference,
    lines: Sequence[tuple[str, Decimal]],
    shares: Mapping[str, Decimal],
    actor: Actor,
    on: date | None = None,
) -> Conference:
    """Enter expenses and who bears them 登记经费结算, both lists anew, in yuan. They must add up to the same sum."""
    of_office(actor, acts.STATE_COST, conference)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.STATE_COST, Stage.MINUTES, Stage.FOLLOW_UPS)
    _check(conference, lines, shares)
    before = {"spent": cost_of(conference).spent, "shares": dict(conference.shares.values_list("body", "amount"))}
    conference.costs.all().delete()
    conference.shares.all().delete()
    CostLine.objects.bulk_create(
        CostLine(conference=conference, what=said(what, "支出项目"), amount=amount) for what, amount in lines
    )
    CostShare.objects.bulk_create(
        CostShare(conference=conference, body_id=body, amount=amount) for body, amount in shares.items() if amount
    )
    after = {"spent": str(sum(amount for _, amount in lines)), "shares": {k: str(v) for k, v in shares.items()}}
    write(acts.STATE_COST, conference, actor, day, "登记经费结算", before={k: str(v) for k, v in before.items()},
          after=after, clause=cost_clause(conference))  # fmt: skip
    return conference


def cost_clause(conference: Conference) -> str:
    """Citation of the rules on costs; "" where there are none."""
    version = version_for(conference)
    return "；".join(dict.fromkeys(str(version.ref(rule)) for rule in version.rules_of(CostRule))) if version else ""


def _check(conference: Conference, lines: Sequence[tuple[str, Decimal]], shares: Mapping[str, Decimal]) -> None:
    if not lines:
        raise Refused("cost_stated", "没有一项支出。", remedy="没有支出的，请登记一项金额为 0 的支出。")
    for what, amount in (*lines, *shares.items()):
        if not amount.is_finite() or amount < 0 or amount > LARGEST or amount != amount.quantize(Decimal("0.01")):
            name = what if what in dict(lines) else named(conference, [what])
            raise Refused("amount", f"“{name}”的金额{amount}不对。", remedy="请填不小于零、最多两位小数的元数。")
    parties = {body.code for body in parties_of(conference)}
    if not set(shares) <= parties:
        raise Refused("a_party", "承担经费的应是参加方。", remedy="请重新选择。")
    spent, borne = sum(amount for _, amount in lines), sum(shares.values())
    if spent != borne:
        more = "多" if borne > spent else "少"
        raise Refused(
            "cost_adds_up",
            f"支出合计{spent}元，承担合计{borne}元，{more}{abs(borne - spent)}元。",
            remedy="请改正后再提交，两边应当相等。",
            source=cost_clause(conference),
        )
    _check_bearers(conference, [body for body, amount in shares.items() if amount])


def _check_bearers(conference: Conference, bearers: Sequence[str]) -> None:
    """Where the host must bear the cost and nothing allows sharing, nobody else can."""
    version = version_for(conference)
    rules = version.rules_of(CostRule) if version else ()
    bound = next((one for one in rules if one.by is ConferenceRole.HOST and one.force is Force.MUST), None)
    shared = any(one.by is ConferenceRole.OTHER_PARTY for one in rules)
    others = [body for body in bearers if body != conference.host_id]
    if version and bound and not shared and others:
        raise Refused(
            "host_bears",
            f"经费应当由承办方承担，{named(conference, others)}不能分担。",
            remedy="请改由承办方承担。",
            source=cited(version, bound),
        )
