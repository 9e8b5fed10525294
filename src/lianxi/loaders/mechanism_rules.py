"""Sections of `mechanism.toml` → rules of the kernel."""

from __future__ import annotations

import re
from collections.abc import Callable

from lianxi.kernel.rules.clauses import Rule
from lianxi.kernel.rules.conference import (
    AdHocRule,
    AgendaRule,
    CompositionRule,
    CostRule,
    FrequencyRule,
    InvitationRule,
    OfficePost,
    OfficeRule,
)
from lianxi.kernel.rules.deadlines import LONGEST, Unit
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.kernel.rules.quorum import Base, Counted, MajorityRule, QuorumRule, Share
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.loaders.reading import Reading
from lianxi.loaders.rotation_rules import read_every, read_rotation
from lianxi.loaders.rule_reader import RuleReader

FRACTION = re.compile(r"(\d{1,2})/(\d{1,2})")


def read_rules(reader: RuleReader, file: Reading) -> tuple[Rule, ...]:
    """Every rule of the file but that of the parties, in the order of the file."""
    found: list[Rule] = []
    for key in file.content:
        if key in SECTIONS and (section := file.table(key)):
            found += SECTIONS[key](reader, section)
    return tuple(found)


def _frequency(reader: RuleReader, section: Reading) -> list[Rule]:
    return [FrequencyRule(**reader.head(section, "frequency"), every=read_every(section))]


def _ad_hoc(reader: RuleReader, section: Reading) -> list[Rule]:
    return [AdHocRule(**reader.head(section, "ad_hoc"))]


def _agenda(reader: RuleReader, section: Reading) -> list[Rule]:
    by = section.choice("by", ConferenceRole, required=True) or ConferenceRole.OFFICE
    return [AgendaRule(**reader.head(section, "agenda"), by=by)]


def _composition(reader: RuleReader, section: Reading) -> list[Rule]:
    roles = section.choices("roles", ConferenceRole, required=True)
    return [CompositionRule(**reader.head(section, "composition"), roles=roles)]


def _invitations(reader: RuleReader, section: Reading) -> list[Rule]:
    """One table for every kind of guest: `[invitations.deputies]`."""
    rules: list[Rule] = []
    for name in section.content:
        if table := section.table(name):
            head = reader.head(table, f"invitations.{name}")
            roles = table.choices("roles", ConferenceRole, required=True)
            rules.append(InvitationRule(**head, label=table.text("label") or "邀请", roles=roles))
    return rules


def _cost(reader: RuleReader, section: Reading) -> list[Rule]:
    by = section.choice("by", ConferenceRole, required=True) or ConferenceRole.HOST
    return [CostRule(**reader.head(section, "cost"), by=by)]


def _cost_sharing(reader: RuleReader, section: Reading) -> list[Rule]:
    by = section.choice("by", ConferenceRole, required=True) or ConferenceRole.OTHER_PARTY
    return [CostRule(**reader.head(section, "cost_sharing"), label="经费分担", by=by)]


def _office(reader: RuleReader, section: Reading) -> list[Rule]:
    head, deputies = section.table("head", required=True), section.table("deputies")
    rule = OfficeRule(
        **reader.head(section, "office"),
        seat=reader.party(section, "seat"),
        unit=section.text("unit"),
        head=_post(reader, head) if head else OfficePost((), ConferenceRole.VICE_CHAIR),
        deputies=_post(reader, deputies) if deputies else None,
        members=section.text("members"),
    )
    return [rule]


def _post(reader: RuleReader, table: Reading) -> OfficePost:
    role = table.choice("role", ConferenceRole, required=True) or ConferenceRole.VICE_CHAIR
    return OfficePost(reader.party_list(table, "bodies"), role, table.text("charge"))


def _notice(reader: RuleReader, section: Reading) -> list[Rule]:
    before = section.table("before", required=True)
    unit = (before.choice("unit", Unit, required=True) if before else None) or Unit.DAY
    amount = before.whole("amount", low=1, high=LONGEST[unit], required=True) if before else None
    rule = NoticeRule(
        **reader.head(section, "notice"),
        amount=amount or 1,
        unit=unit,
        matters=section.texts("matters"),
        to=section.choices("to", ConferenceRole),
    )
    return [rule]


def _quorum(reader: RuleReader, section: Reading) -> list[Rule]:
    counts = section.choice("counts", Counted) or Counted.PEOPLE
    return [QuorumRule(**reader.head(section, "quorum"), share=_share(section), counts=counts)]


def _majority(reader: RuleReader, section: Reading) -> list[Rule]:
    of = section.choice("of", Base, required=True) or Base.ALL
    counts = section.choice("counts", Counted) or Counted.PEOPLE
    return [MajorityRule(**reader.head(section, "majority"), share=_share(section), of=of, counts=counts)]


def _share(section: Reading) -> Share:
    """`more_than` 过 or `at_least` 以上, written as a fraction."""
    more, least = section.text("more_than"), section.text("at_least")
    if bool(more) == bool(least):
        section.fault("more_than", "more_than（过）和 at_least（以上）写且只写一个，如 more_than = “1/2”。")
        return Share(1, 2, more=True)
    found = FRACTION.fullmatch(more or least)
    numerator, denominator = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 0 < numerator <= denominator or (more and numerator == denominator):
        key = "more_than" if more else "at_least"
        section.fault(key, f"应写能达到的分数，如 “1/2”“2/3”，现为“{more or least}”，请改正。")
        return Share(1, 2, more=True)
    return Share(numerator, denominator, more=bool(more))


SECTIONS: dict[str, Callable[[RuleReader, Reading], list[Rule]]] = {
    "rotation": read_rotation,
    "frequency": _frequency,
    "ad_hoc": _ad_hoc,
    "agenda": _agenda,
    "composition": _composition,
    "invitations": _invitations,
    "cost": _cost,
    "cost_sharing": _cost_sharing,
    "office": _office,
    "notice": _notice,
    "quorum": _quorum,
    "majority": _majority,
}
