"""Rows of the conference year."""

from lianxi.apps.meetings.models.agenda import AgendaItem, BodyVote, ItemKind, NoTopic, Topic, TopicState
from lianxi.apps.meetings.models.attendance import GUESTS, MEMBERS, STAFF, Attendee, Call, Receipt
from lianxi.apps.meetings.models.conferences import ChangeKind, ChangeState, Conference, HostChange, StageMove
from lianxi.apps.meetings.models.results import (
    Attachment,
    CostLine,
    CostShare,
    FollowUp,
    FollowUpState,
    Minutes,
    Signature,
)

__all__ = [
    "GUESTS", "MEMBERS", "STAFF", "AgendaItem", "Attachment", "Attendee", "BodyVote", "Call", "ChangeKind",
    "ChangeState", "Conference", "CostLine", "CostShare", "FollowUp", "FollowUpState", "HostChange", "ItemKind",
    "Minutes", "NoTopic", "Receipt", "Signature", "StageMove", "Topic", "TopicState",
]  # fmt: skip
