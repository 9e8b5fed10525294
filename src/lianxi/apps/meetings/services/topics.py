"""Topics 征集议题: each party proposes for itself; the joint office merges what is alike, and says why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import at_step, lock, named, of_office, of_party, said, write
from lianxi.apps.meetings.models import Conference, NoTopic, Topic, TopicState
from lianxi.apps.meetings.selectors import parties_of, silent_on_topics
from lianxi.apps.meetings.telling import tell_office, tell_parties
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage
from lianxi.web.day import ActDay, act_day


@transaction.atomic
def propose_topic(
    *, conference: Conference, body: str, title: str, actor: Actor, why: str = "", on: date | None = None
) -> Topic:
    """Propose a topic 报送议题 for one's own party; after the last day it is still taken, its day shows."""
    of_party(actor, acts.PROPOSE_TOPIC, conference, body)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.PROPOSE_TOPIC, Stage.TOPICS, Stage.OFFICE)
    title = said(title, "议题")
    same = conference.topics.filter(body=body, title=title).exclude(state=TopicState.WITHDRAWN).first()
    if same:
        raise Refused("topic_once", f"“{title}”已于{same.on.isoformat()}报送，没有重复登记。", remedy="请核对议题。")
    topic = Topic.objects.create(
        conference=conference, body_id=body, title=title, why=why.strip(), by=actor.person, on=day.on,
        backdated=day.backdated,
    )  # fmt: skip
    conference.without_topic.filter(body=body).delete()
    write(acts.PROPOSE_TOPIC, conference, actor, day, f"报送议题“{title}”", body=body, after={"title": title})
    _told_when_all_answered(conference, day)
    return topic


@transaction.atomic
def withdraw_topic(*, topic: Topic, actor: Actor, reason: str, on: date | None = None) -> Topic:
    """Take back one's own topic 撤回议题; it stays on record with the reason."""
    of_party(actor, acts.WITHDRAW_TOPIC, topic.conference, topic.body_id)
    day, conference, reason = act_day(on), lock(topic.conference), said(reason)
    at_step(conference, acts.WITHDRAW_TOPIC, Stage.TOPICS, Stage.OFFICE)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    _still_proposed(topic)
    if topic.items.exists():
        raise Refused("not_on_agenda", "议题已经列入议程。", remedy="请先请联席办把它移出议程。", source=HOUSE_RULE)
    if topic.merged.exists():
        raise Refused("not_merged_into", "有别的议题并入了这一项。", remedy="请先请联席办撤销合并。", source=HOUSE_RULE)
    topic.state, topic.state_reason = TopicState.WITHDRAWN, reason
    topic.save()
    write(acts.WITHDRAW_TOPIC, conference, actor, day, f"撤回议题“{topic.title}”", body=topic.body_id, note=reason)
    return topic


@transaction.atomic
def pass_topics(*, conference: Conference, body: str, actor: Actor, on: date | None = None) -> NoTopic:
    """Say that one's party has no topic 无议题."""
    of_party(actor, acts.PASS_TOPICS, conference, body)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.PASS_TOPICS, Stage.TOPICS)
    if conference.topics.filter(body=body).exclude(state=TopicState.WITHDRAWN).exists():
        raise Refused("no_topic_yet", f"{named(conference, [body])}已经报送议题。", remedy="不需要的请先撤回。")
    row, made = NoTopic.objects.get_or_create(
        conference=conference, body_id=body, defaults={"by": actor.person, "on": day.on}
    )
    if not made:
        raise Refused("already_passed", f"{row.on.isoformat()}已经答复无议题，没有重复登记。")
    write(acts.PASS_TOPICS, conference, actor, day, "答复无议题", body=body)
    _told_when_all_answered(conference, day)
    return row


@transaction.atomic
def merge_topics(*, into: Topic, topics: Sequence[Topic], actor: Actor, reason: str, on: date | None = None) -> Topic:
    """Merge topics that are alike 合并议题 into one; every proposer reads the reason."""
    of_office(actor, acts.MERGE_TOPICS, into.conference)
    day, conference, reason = act_day(on), lock(into.conference), said(reason, "合并的理由")
    at_step(conference, acts.MERGE_TOPICS, Stage.TOPICS, Stage.OFFICE)
    rows = {one.pk: one for one in conference.topics.select_for_update().select_related("body")}
    into = rows[into.pk]
    others = [rows[one.pk] for one in topics if one.pk != into.pk and one.pk in rows]
    if not others:
        raise Refused("two_topics", "合并至少要选两项议题。", remedy="请勾选要并入的议题。")
    for one in (into, *others):
        _still_proposed(one)
    for one in others:
        if one.items.exists():
            raise Refused("not_on_agenda", f"“{one.title}”已经列入议程。", remedy="请先移出议程，再合并。")
        one.merged.update(merged_into=into)
        one.state, one.merged_into, one.state_reason = TopicState.MERGED, into, reason
        one.save()
    titles = "、".join(f"“{one.title}”" for one in others)
    write(acts.MERGE_TOPICS, conference, actor, day, f"{titles}并入“{into.title}”", note=reason,
          after={"into": into.pk, "merged": [one.pk for one in others]})  # fmt: skip
    codes = sorted({one.body_id for one in others})
    text = f"{titles}并入“{into.title}”。理由：{reason}"
    tell_parties(conference, codes, day, kind="topics", title="议题已合并", text=text, clause=HOUSE_RULE)
    return into


@transaction.atomic
def split_topic(*, topic: Topic, actor: Actor, reason: str, on: date | None = None) -> Topic:
    """Undo a merge 撤销合并, with a reason."""
    of_office(actor, acts.SPLIT_TOPIC, topic.conference)
    day, conference, reason = act_day(on), lock(topic.conference), said(reason)
    at_step(conference, acts.SPLIT_TOPIC, Stage.TOPICS, Stage.OFFICE)
    topic = Topic.objects.select_for_update().get(pk=topic.pk)
    if topic.state != TopicState.MERGED:
        raise Refused("merged", f"“{topic.title}”没有合并，不必撤销。")
    topic.state, topic.merged_into, topic.state_reason = TopicState.PROPOSED, None, reason
    topic.save()
    write(acts.SPLIT_TOPIC, conference, actor, day, f"撤销合并“{topic.title}”", note=reason)
    tell_parties(
        conference, [topic.body_id], day, kind="topics", title="议题合并已撤销", text=f"“{topic.title}”：{reason}"
    )
    return topic


@transaction.atomic
def set_topics_due(
    *, conference: Conference, topics_due: date, actor: Actor, reason: str, on: date | None = None
) -> Conference:
    """Move the last day for topics 改定截止日, with a reason; all parties are told."""
    of_office(actor, acts.SET_TOPICS_DUE, conference)
    day, conference, reason = act_day(on), lock(conference), said(reason)
    at_step(conference, acts.SET_TOPICS_DUE, Stage.OPENED, Stage.TOPICS)
    if topics_due < day.on:
        raise Refused("topics_due_ahead", f"截止日{topics_due.isoformat()}已经过了。", remedy="请填今天以后的一天。")
    before, conference.topics_due = conference.topics_due, topics_due
    conference.save(update_fields=["topics_due"])
    write(acts.SET_TOPICS_DUE, conference, actor, day, "改定议题截止日", before={"topics_due": before}, note=reason,
          after={"topics_due": topics_due})  # fmt: skip
    text = f"议题报送截止日改为{topics_due.isoformat()}。理由：{reason}"
    codes = [body.code for body in parties_of(conference)]
    tell_parties(conference, codes, day, kind="topics", title="议题截止日有改动", text=text, clause=HOUSE_RULE)
    return conference


def _told_when_all_answered(conference: Conference, day: ActDay) -> None:
    if conference.step is Stage.TOPICS and not silent_on_topics(conference):
        text = "各方都已报送议题或答复无议题，可以开办公室会议了。"
        tell_office(conference, day, kind="topics", title="议题已齐", text=text, clause=HOUSE_RULE)


def _still_proposed(topic: Topic) -> None:
    if topic.state != TopicState.PROPOSED:
        raise Refused("topic_open", f"“{topic.title}”{topic.get_state_display()}，不能再办理。", remedy="请刷新页面。")
