"""Counting 计数: members, those present, votes; held against the mechanism's quorum and majority where it has them."""

from __future__ import annotations

from collections import Counter

from lianxi.apps.meetings.models import MEMBERS, AgendaItem, Conference
from lianxi.apps.meetings.selectors import parties_of, present_parties, version_for
from lianxi.kernel.rules.quorum import Counted, MajorityRule, Outcome, QuorumRule


def majority_rule(conference: Conference) -> MajorityRule | None:
    """The rule of majority; None where the mechanism has none (机制未规定)."""
    version = version_for(conference)
    return next(iter(version.rules_of(MajorityRule)), None) if version else None


def quorum_rule(conference: Conference) -> QuorumRule | None:
    """The rule of quorum; None where the mechanism has none (机制未规定)."""
    version = version_for(conference)
    return next(iter(version.rules_of(QuorumRule)), None) if version else None


def head_count(conference: Conference, body: str = "") -> int:
    """Members who have checked in, of one party or of all."""
    came = conference.attendees.filter(role__in=MEMBERS, checked_in_on__isnull=False)
    return (came.filter(body=body) if body else came).count()


def total_of(conference: Conference, counts: Counted) -> int | None:
    """All members of the conference, as the receipts state them; None while a party has not said how many."""
    parties = parties_of(conference)
    if counts is Counted.BODIES:
        return len(parties)
    stated = dict(conference.receipts.values_list("body", "members"))
    numbers = [stated.get(body.code) for body in parties]
    return None if None in numbers else sum(number or 0 for number in numbers)


def present_of(conference: Conference, counts: Counted) -> int:
    """Those present, counted as the rule counts."""
    return len(present_parties(conference)) if counts is Counted.BODIES else head_count(conference)


def quorum_outcome(conference: Conference) -> tuple[QuorumRule, Outcome] | None:
    """The rule of quorum held against who came; None without a rule, or while the total is not known."""
    rule = quorum_rule(conference)
    total = total_of(conference, rule.counts) if rule else None
    if rule is None or total is None:
        return None
    return rule, rule.judge(total, min(present_of(conference, rule.counts), total))


def in_favour(item: AgendaItem) -> int:
    """Votes in favour of an item, of every party no more than came: a check-in undone takes its vote with it."""
    came = Counter(
        item.conference.attendees.filter(role__in=MEMBERS, checked_in_on__isnull=False).values_list("body", flat=True)
    )
    return sum(min(votes, came[body]) for body, votes in item.votes.values_list("body", "in_favour"))


def tally(conference: Conference, item: AgendaItem) -> tuple[MajorityRule, Outcome] | None:
    """The rule of majority held against the votes on an item; None without a rule, or while the total is not known."""
    rule = majority_rule(conference)
    total = total_of(conference, rule.counts) if rule else None
    if rule is None or total is None:
        return None
    present = min(present_of(conference, rule.counts), total)
    return rule, rule.judge(total, present, min(in_favour(item), present))
