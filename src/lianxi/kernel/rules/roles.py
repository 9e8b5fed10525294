"""Roles 角色: in what part somebody comes to a conference or carries a duty under a mechanism."""

from __future__ import annotations

from enum import StrEnum


class ConferenceRole(StrEnum):
    """The roles that a mechanism file may name."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    SECRETARY_GENERAL = "secretary_general"
    COMMITTEE_MEMBER = "committee_member"
    OFFICE = "office"
    HOST = "host"
    PARTY = "party"
    OTHER_PARTY = "other_party"
    WORKING_COMMITTEE = "working_committee"
    NATIONAL_DEPUTY = "national_deputy"
    PROVINCIAL_DEPUTY = "provincial_deputy"
    LOCAL_DEPUTY = "local_deputy"
    MEDIA = "media"
    EXPERT = "expert"
    CONCERNED = "concerned"

    @property
    def label(self) -> str:
        """Chinese term."""
        return ROLE_LABELS[self]


ROLE_LABELS = {
    ConferenceRole.CHAIR: "主任",
    ConferenceRole.VICE_CHAIR: "副主任",
    ConferenceRole.SECRETARY_GENERAL: "秘书长",
    ConferenceRole.COMMITTEE_MEMBER: "常委会委员",
    ConferenceRole.OFFICE: "联席会议办公室",
    ConferenceRole.HOST: "承办方",
    ConferenceRole.PARTY: "参加各方",
    ConferenceRole.OTHER_PARTY: "承办方以外的各方",
    ConferenceRole.WORKING_COMMITTEE: "工作委员会",
    ConferenceRole.NATIONAL_DEPUTY: "全国人大代表",
    ConferenceRole.PROVINCIAL_DEPUTY: "省人大代表",
    ConferenceRole.LOCAL_DEPUTY: "市（县）人大代表",
    ConferenceRole.MEDIA: "新闻媒体",
    ConferenceRole.EXPERT: "专家",
    ConferenceRole.CONCERNED: "相关人员",
}


def labels(roles: tuple[ConferenceRole, ...]) -> str:
    """Several roles in the order given."""
    return "、".join(role.label for role in roles)
