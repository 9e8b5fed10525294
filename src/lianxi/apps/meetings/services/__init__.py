"""Everything that can be done with a conference."""

from lianxi.apps.meetings.services.agenda import Line, set_agenda, set_time
from lianxi.apps.meetings.services.attachments import attach_file, detach_file, record_hand_out
from lianxi.apps.meetings.services.calling import correct_call, publish_call, remind_silent
from lianxi.apps.meetings.services.costs import state_cost
from lianxi.apps.meetings.services.follow_ups import (
    assign_follow_up,
    change_follow_up,
    close_follow_up,
    reopen_follow_up,
    submit_follow_up,
)
from lianxi.apps.meetings.services.hosts import accept_host, answer_host_change, propose_host_change, withdraw_host
from lianxi.apps.meetings.services.minutes import change_minutes, draft_minutes, sign_for, sign_minutes
from lianxi.apps.meetings.services.opening import go_on, open_ad_hoc, open_conference, step_back
from lianxi.apps.meetings.services.receipts import Coming, give_receipt, invite_guests, uninvite_guest, unmask_guests
from lianxi.apps.meetings.services.recording import record_conference
from lianxi.apps.meetings.services.sitting import cast_vote, check_in, set_outcome, undo_check_in
from lianxi.apps.meetings.services.topics import (
    merge_topics,
    pass_topics,
    propose_topic,
    set_topics_due,
    split_topic,
    withdraw_topic,
)

__all__ = [
    "Coming", "Line", "accept_host", "answer_host_change", "assign_follow_up", "attach_file", "cast_vote",
    "change_follow_up", "change_minutes", "check_in", "close_follow_up", "correct_call", "detach_file",
    "draft_minutes", "give_receipt", "go_on", "invite_guests", "merge_topics", "open_ad_hoc", "open_conference",
    "pass_topics", "propose_host_change", "propose_topic", "publish_call", "record_conference", "record_hand_out",
    "remind_silent", "reopen_follow_up", "set_agenda", "set_outcome", "set_time", "set_topics_due", "sign_for",
    "sign_minutes", "split_topic", "state_cost", "step_back", "submit_follow_up", "undo_check_in", "uninvite_guest",
    "unmask_guests", "withdraw_host", "withdraw_topic",
]  # fmt: skip
