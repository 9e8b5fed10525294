"""Acts on conferences. What they need is written as rows; the place elsewhere has no mechanism and asks for none."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.http import Http404

from lianxi.apps.meetings import services
from lianxi.apps.meetings.models import Attachment, ChangeKind, Conference
from lianxi.apps.meetings.selectors import conference_of
from lianxi.kernel.access import Actor
from lianxi.kernel.rules.conference_year import Outcome, Stage
from tests.apps.accounts.people import TODAY
from tests.apps.permissions.calls import Call, no
from tests.apps.permissions.meeting_rows import (
    CHAIR,
    DUE,
    GUEST,
    LATER,
    attached,
    coming,
    drafted,
    guest,
    item,
    loaded,
    merged,
    other,
    published,
    reported,
    standing,
    task,
    to_answer,
    to_publish,
    to_vote,
    topic,
    two_topics,
)
from tests.apps.permissions.place import Place


def attach(actor: Actor, place: Place, one: Conference) -> Attachment:
    return services.attach_file(conference=one, body=place.body, content=b"x", name="x.txt", actor=actor)


def view(actor: Actor, place: Place, one: Conference) -> None:
    try:
        conference_of(one.slug, actor, TODAY)
    except Http404:
        no(True)


def record(actor: Actor, place: Place, _: object) -> None:
    services.record_conference(circle=place.circle, held_from=date(2024, 2, 1), slot=None, source="示例", actor=actor)


def propose_change(actor: Actor, place: Place, one: Conference) -> None:
    services.propose_host_change(
        conference=one, kind=ChangeKind.ACTING, body=place.body, other=other(place), actor=actor, reason="示例"
    )


def give_receipt(actor: Actor, place: Place, one: Conference) -> None:
    services.give_receipt(conference=one, body=place.body, people=[CHAIR], members=1, actor=actor)


def sign_for(actor: Actor, place: Place, one: Conference) -> None:
    services.sign_for(
        conference=one, body=place.body, number=1, signer="示例", scan=b"x", name="x.txt", actor=actor
    )  # fmt: skip


def state_cost(actor: Actor, place: Place, one: Conference) -> None:
    ten = Decimal(10)
    services.state_cost(conference=one, lines=[("会场", ten)], shares={place.body: ten}, actor=actor)


def _parties(stage: Stage) -> dict[str, Call]:
    """Seeing, which both the people of a party and the joint office do, each by an act of its own."""
    doors = ("conference.view", "conference.view_office")
    return {code: Call(view, standing(stage), also=doors, writes=False) for code in doors}


CALLS = {
    **_parties(Stage.OPENED),
    "conference.open": Call(lambda a, p, _: services.open_conference(circle=p.circle, actor=a), loaded),
    "conference.record": Call(record, loaded),
    "conference.go_on": Call(lambda a, p, one: services.go_on(conference=one, actor=a), standing(Stage.OPENED)),
    "conference.step_back": Call(
        lambda a, p, one: services.step_back(conference=one, actor=a, reason="示例"), standing(Stage.TOPICS)
    ),
    "host.accept": Call(
        lambda a, p, one: services.accept_host(conference=one, body=p.body, actor=a),
        standing(Stage.OPENED, host_accepted_on=None),
    ),
    "host.withdraw": Call(
        lambda a, p, one: services.withdraw_host(conference=one, body=p.body, actor=a, reason="示例"),
        standing(Stage.RECEIPTS),
    ),
    "host.propose_change": Call(propose_change, standing(Stage.OPENED)),
    "host.answer_change": Call(
        lambda a, p, change: services.answer_host_change(change=change, agree=True, actor=a), to_answer
    ),
    "topic.propose": Call(
        lambda a, p, one: services.propose_topic(conference=one, body=p.body, title="示例", actor=a),
        standing(Stage.TOPICS),
    ),
    "topic.withdraw": Call(lambda a, p, one: services.withdraw_topic(topic=one, actor=a, reason="示例"), topic),
    "topic.pass": Call(
        lambda a, p, one: services.pass_topics(conference=one, body=p.body, actor=a), standing(Stage.TOPICS)
    ),
    "topic.merge": Call(
        lambda a, p, two: services.merge_topics(into=two[0], topics=two, actor=a, reason="示例"), two_topics
    ),
    "topic.split": Call(lambda a, p, one: services.split_topic(topic=one, actor=a, reason="示例"), merged),
    "topic.set_due": Call(
        lambda a, p, one: services.set_topics_due(
            conference=one, topics_due=date(2024, 5, 1), actor=a, reason="示例"
        ),
        standing(Stage.TOPICS),
    ),
    "agenda.set": Call(
        lambda a, p, one: services.set_agenda(conference=one, lines=[services.Line("示例")], version=1, actor=a),
        standing(Stage.OFFICE),
    ),
    "time.set": Call(
        lambda a, p, one: services.set_time(conference=one, held_from=LATER, place="示例", actor=a),
        standing(Stage.OFFICE),
    ),
    "call.publish": Call(lambda a, p, one: services.publish_call(conference=one, how="书面", actor=a), to_publish),
    "call.correct": Call(
        lambda a, p, one: services.correct_call(conference=one, how="书面", reason="示例", actor=a), published
    ),
    "receipt.remind": Call(lambda a, p, one: services.remind_silent(conference=one, actor=a), published),
    "receipt.give": Call(give_receipt, standing(Stage.RECEIPTS)),
    "guest.invite": Call(
        lambda a, p, one: services.invite_guests(conference=one, people=[GUEST], actor=a), standing(Stage.OFFICE)
    ),
    "guest.uninvite": Call(lambda a, p, one: services.uninvite_guest(attendee=one, actor=a, reason="示例"), guest),
    "guest.unmask": Call(
        lambda a, p, one: services.unmask_guests(conference=one.conference, actor=a, reason="示例"), guest
    ),
    # the joint office checks in people of a party by its own act, under whose code that then stands in the audit
    "attendee.check_in": Call(
        lambda a, p, one: services.check_in(attendee=one, actor=a), coming, also=("attendee.check_in_office",),
        writes=False,
    ),
    "attendee.check_in_office": Call(lambda a, p, one: services.check_in(attendee=one, actor=a), guest),
    "attendee.undo_check_in": Call(
        lambda a, p, one: services.undo_check_in(attendee=one, actor=a, reason="示例"), lambda p: coming(p, came=True)
    ),
    "item.outcome": Call(lambda a, p, one: services.set_outcome(item=one, outcome=Outcome.STUDY, actor=a), item),
    "item.vote": Call(lambda a, p, one: services.cast_vote(item=one, body=p.body, in_favour=1, actor=a), to_vote),
    "minutes.draft": Call(
        lambda a, p, one: services.draft_minutes(conference=one, actor=a), standing(Stage.MINUTES)
    ),
    "minutes.change": Call(
        lambda a, p, one: services.change_minutes(conference=one, number=1, text="改", actor=a, reason="示例"), drafted
    ),
    "minutes.sign": Call(
        lambda a, p, one: services.sign_minutes(conference=one, body=p.body, number=1, actor=a), drafted
    ),
    "minutes.sign_for": Call(sign_for, drafted),
    "follow_up.assign": Call(
        lambda a, p, one: services.assign_follow_up(conference=one, title="示例", lead=p.body, due=DUE, actor=a),
        standing(Stage.FOLLOW_UPS),
    ),
    "follow_up.change": Call(
        lambda a, p, one: services.change_follow_up(task=one, due=DUE, lead=p.body, actor=a, reason="示例"), task
    ),
    "follow_up.submit": Call(lambda a, p, one: services.submit_follow_up(task=one, evidence="示例", actor=a), task),
    "follow_up.close": Call(lambda a, p, one: services.close_follow_up(task=one, body=p.body, actor=a), reported),
    "follow_up.reopen": Call(
        lambda a, p, one: services.reopen_follow_up(task=one, body=p.body, actor=a, reason="示例"), reported
    ),
    "cost.state": Call(state_cost, standing(Stage.FOLLOW_UPS)),
    "file.attach": Call(attach, standing(Stage.TOPICS)),
    "file.detach": Call(lambda a, p, row: services.detach_file(attachment=row, actor=a, reason="示例"), attached),
    "pack.download": Call(
        lambda a, p, one: services.record_hand_out(conference=one, what="会议材料", actor=a), standing(Stage.MEETING),
        also=("conference.view_office",),
    ),
}  # fmt: skip
