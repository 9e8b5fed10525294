"""Rules on the conference itself 会议规则: who forms it, who prepares it, who is invited, who pays."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.kernel.rules.clauses import Force, Names, Rule, name_of, names_of
from lianxi.kernel.rules.roles import ConferenceRole, labels
from lianxi.kernel.rules.rotation import Every


@dataclass(frozen=True, kw_only=True)
class PartiesRule(Rule):
    """Who the parties are, in the order the text names them 参加各方."""

    label: str = "参加各方"
    order: tuple[str, ...]

    def sentence(self, names: Names) -> str:
        """E.g. 参加的有甲、乙、丙，共3家。"""
        return f"参加的有{names_of(self.order, names)}，共{len(self.order)}家。"


@dataclass(frozen=True, kw_only=True)
class FrequencyRule(Rule):
    """How often a conference is held 召开频次."""

    label: str = "召开频次"
    every: Every

    def sentence(self, names: Names) -> str:
        """E.g. 会议一般应每年举行1次。"""
        span = "每年" if self.every.years == 1 else f"每{self.every.years}年"
        return f"会议{self.force.word}{span}举行{self.every.times}次。"


@dataclass(frozen=True, kw_only=True)
class AdHocRule(Rule):
    """Whether a conference may be called outside the order 临时召开; it does not turn the wheel."""

    label: str = "临时召开"

    def sentence(self, names: Names) -> str:
        """One sentence."""
        return "根据工作需要，可以临时召开会议；临时会议不占轮次。"


@dataclass(frozen=True, kw_only=True)
class AgendaRule(Rule):
    """Who proposes the agenda 议程."""

    label: str = "议程"
    by: ConferenceRole

    def sentence(self, names: Names) -> str:
        """E.g. 议程由联席会议办公室提出。"""
        return f"议程由{self.by.label}研究提出。"


@dataclass(frozen=True, kw_only=True)
class CompositionRule(Rule):
    """Who forms the conference 会议组成: the posts of every party that belong to it."""

    label: str = "会议组成"
    roles: tuple[ConferenceRole, ...]

    def sentence(self, names: Names) -> str:
        """E.g. 会议由各方的主任、副主任组成。"""
        return f"会议由各方的{labels(self.roles)}组成。"


@dataclass(frozen=True, kw_only=True)
class InvitationRule(Rule):
    """Who is invited beside the members 邀请."""

    label: str = "邀请"
    roles: tuple[ConferenceRole, ...]

    def sentence(self, names: Names) -> str:
        """E.g. 会议可以邀请相关人员列席。"""
        return f"会议{self.force.word}邀请{labels(self.roles)}参加。"


@dataclass(frozen=True, kw_only=True)
class CostRule(Rule):
    """Who bears the cost 经费."""

    label: str = "经费"
    by: ConferenceRole

    def sentence(self, names: Names) -> str:
        """E.g. 会议经费一般应由承办方承担。"""
        bears = "分担" if self.by is ConferenceRole.OTHER_PARTY else "承担"
        also = "也" if self.force is Force.MAY else ""
        return f"会议经费{also}{self.force.word}由{self.by.label}{bears}。"


@dataclass(frozen=True)
class OfficePost:
    """A post in the joint office 办公室职务: who fills it, named by body and role, never by person."""

    bodies: tuple[str, ...]
    role: ConferenceRole
    charge: str = ""

    def sentence(self, names: Names) -> str:
        """E.g. 甲分管财经的副主任."""
        return f"{names_of(self.bodies, names)}{self.charge}{self.role.label}"


@dataclass(frozen=True, kw_only=True)
class OfficeRule(Rule):
    """The joint office 联席会议办公室: where it sits, its head, deputies and members."""

    label: str = "联席会议办公室"
    seat: str
    unit: str
    head: OfficePost
    deputies: OfficePost | None = None
    members: str = ""

    def sentence(self, names: Names) -> str:
        """Seat, head, deputies and members in one sentence."""
        parts = [
            f"办公室设在{name_of(self.seat, names)}{self.unit}，负责日常事务",
            f"办公室主任由{self.head.sentence(names)}担任",
        ]
        if self.deputies:
            parts.append(f"副主任由{self.deputies.sentence(names)}担任")
        if self.members:
            parts.append(f"成员由{self.members}组成")
        return "，".join(parts) + "。"
