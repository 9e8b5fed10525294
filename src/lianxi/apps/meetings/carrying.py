"""What may be carried 能否议定: quorum and majority, where the mechanism has a clause on them, when an item is settled
and whenever the numbers it rests on are changed afterwards."""

from __future__ import annotations

from lianxi.apps.mechanisms.bindings import cited
from lianxi.apps.meetings.counting import majority_rule, quorum_outcome, quorum_rule, tally, total_of
from lianxi.apps.meetings.models import AgendaItem, Conference, ItemKind
from lianxi.apps.meetings.selectors import version_for
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference_year import Outcome

CARRIED = (Outcome.PASSED, Outcome.IN_PRINCIPLE)


def still_carried(conference: Conference) -> None:
    """What was carried must stand without whoever turns out not to have come."""
    for item in conference.items.filter(outcome__in=CARRIED):
        try:
            may_be_carried(conference, item)
        except Refused as refusal:
            raise Refused(
                "carried_stands",
                f"这样改了以后，“{item}”的议定不能成立。{refusal.reason}",
                remedy="请先改正这一项的结果，再来改动。",
                source=refusal.source,
            ) from None


def may_be_carried(conference: Conference, item: AgendaItem) -> None:
    version = version_for(conference)
    quorum = quorum_outcome(conference)
    rule = quorum_rule(conference) or (majority_rule(conference) if item.kind == ItemKind.VOTE else None)
    if version and rule and total_of(conference, rule.counts) is None:
        raise Refused(
            "members_stated",
            f"有参加方的回执没有填组成人员数，算不出是否达到{rule.label}。",
            remedy="请各方在回执中补填组成人员数。",
            source=cited(version, rule),
        )
    if version and quorum and quorum[0].force is Force.MUST and not quorum[1].met:
        raise Refused(
            "quorum", f"不到法定人数：{quorum[1].why}", remedy="不能作出议定，可登记为“继续研究”。",
            source=cited(version, quorum[0]),
        )  # fmt: skip
    if item.kind != ItemKind.VOTE:
        return
    if not item.votes.exists():
        raise Refused("votes_cast", f"“{item.title}”是票决事项，还没有一家登记表决。", remedy="请各方先登记表决。")
    counted = tally(conference, item)
    if version and counted and not counted[1].met:
        raise Refused(
            "majority", f"没有达到多数：{counted[1].why}", remedy="请登记为“不通过”或“继续研究”。",
            source=cited(version, counted[0]),
        )  # fmt: skip
