"""The agenda 议程, the day and the place, settled by the joint office."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, Q, QuerySet

from lianxi.apps.mechanisms.bindings import cited
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.journal import at_step, lock, of_office, said, write
from lianxi.apps.meetings.models import AgendaItem, Conference, FollowUp, FollowUpState, ItemKind, Topic, TopicState
from lianxi.apps.meetings.selectors import parties_of, version_for
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.conference_year import HOUSE_RULE, Stage
from lianxi.web.day import act_day

BEFORE_MEETING = (Stage.OFFICE, Stage.NOTICE, Stage.RECEIPTS)
LONGEST = 10


@dataclass(frozen=True)
class Line:
    """One line of an agenda as a clerk writes it; `item` is the row it was, 0 for a new one."""

    title: str
    kind: str = ItemKind.DISCUSS
    lead: str = ""
    item: int = 0
    topic: int = 0


def propose_agenda(conference: Conference) -> None:
    """What an agenda begins with: every topic that stands, and the open follow-ups of earlier conferences.

    Runs when the office meeting begins; what is on the agenda already is left alone.
    """
    before = place = conference.items.count()
    for task in open_follow_ups(conference):
        if not conference.items.filter(follow_up=task).exists():
            place += 1
            title = f"上次交办事项办理情况：{task.title}"[:120]
            AgendaItem.objects.create(
                conference=conference, number=place, title=title, kind=ItemKind.REPORT, lead=task.lead, follow_up=task
            )
    for topic in conference.topics.filter(state=TopicState.PROPOSED):
        if not conference.items.filter(topic=topic).exists():
            place += 1
            AgendaItem.objects.create(
                conference=conference, number=place, title=topic.title, lead=topic.body, topic=topic
            )
    if place > before:  # a clerk who has the agenda open since before a step back would wipe the new lines out
        conference.agenda_version += 1
        conference.save(update_fields=["agenda_version"])


def open_follow_ups(conference: Conference) -> list[FollowUp]:
    """Tasks of earlier conferences of the circle that are not closed."""
    earlier = FollowUp.objects.exclude(state=FollowUpState.CLOSED).filter(conference__circle=conference.circle_id)
    return list(earlier.exclude(conference=conference).select_related("lead").order_by("due", "id"))


@transaction.atomic
def set_agenda(
    *, conference: Conference, lines: Sequence[Line], version: int, actor: Actor, on: date | None = None
) -> Conference:
    """Write the whole agenda anew 编排议程, in the order of `lines`.

    version: the reading the clerk had before him. If somebody else has changed
    the agenda since, nothing is written and the refusal says so; the page keeps
    both texts side by side.
    """
    of_office(actor, acts.SET_AGENDA, conference)
    day, conference = act_day(on), lock(conference)
    at_step(conference, acts.SET_AGENDA, *BEFORE_MEETING)
    if version != conference.agenda_version:
        raise Refused(
            "agenda_changed_meanwhile",
            f"您打开的是第{version}稿，议程已经改到第{conference.agenda_version}稿，没有保存，以免覆盖别人的改动。",
            remedy="请对照现在的议程，把您的改动重新提交；您填的内容还在下面。",
            source=HOUSE_RULE,
        )
    lines = _checked(conference, lines)
    before = [str(item) for item in conference.items.all()]
    _write_lines(conference, lines)
    conference.agenda_version += 1
    conference.save(update_fields=["agenda_version"])
    after = [str(item) for item in conference.items.all()]
    write(acts.SET_AGENDA, conference, actor, day, "编排议程", before={"items": before}, after={"items": after})
    return conference


@transaction.atomic
def set_time(
    *,
    conference: Conference,
    held_from: date,
    place: str,
    actor: Actor,
    held_to: date | None = None,
    starts_at: str = "",
    office_met_on: date | None = None,
    on: date | None = None,
) -> Conference:
    """Settle the days and the place 确定时间地点. A window that is only usual does not bind; an obligatory one does."""
    of_office(actor, acts.SET_TIME, conference)
    day, conference, place = act_day(on), lock(conference), said(place, "地点")
    at_step(conference, acts.SET_TIME, *BEFORE_MEETING)
    last = held_to or held_from
    _check_days(conference, held_from, last, day.on)
    names = ("held_from", "held_to", "starts_at", "place", "office_met_on")
    before = {name: getattr(conference, name) for name in names}
    conference.held_from, conference.held_to, conference.place = held_from, last, place
    conference.starts_at = starts_at.strip()
    conference.office_met_on = office_met_on or conference.office_met_on
    conference.save(update_fields=list(names))
    after = {name: getattr(conference, name) for name in names}
    write(acts.SET_TIME, conference, actor, day, "确定时间地点", before=before, after=after)
    return conference


def _check_days(conference: Conference, first: date, last: date, on: date) -> None:
    if last < first:
        raise Refused("days_in_order", "会议结束日早于开始日。", remedy="请核对两个日期。")
    if (last - first).days >= LONGEST:
        raise Refused("days_too_many", f"会期超过{LONGEST}天。", remedy="请核对结束日。")
    if first < on:
        raise Refused(
            "day_ahead", f"会议时间{first.isoformat()}早于办理日{on.isoformat()}。", remedy="已经开过的会请用“补录”。"
        )
    if not conference.ad_hoc and first.year != conference.year:
        raise Refused("same_year", f"这是{conference.year}年的例会，不能定在{first.year}年。", remedy="请核对年份。")
    version = version_for(conference)
    for rule in version.windows if version and conference.slot else ():
        begins, ends = rule.days(conference.year)
        if rule.slot == conference.slot and rule.force is Force.MUST and not begins <= first <= ends:
            raise Refused(
                "window",
                f"应当在{begins.isoformat()}至{ends.isoformat()}召开。",
                remedy="请在这段时间内选定日期。",
                source=cited(version, rule) if version else "",
            )


def _checked(conference: Conference, lines: Sequence[Line]) -> list[Line]:
    """The lines that say something; every lead is a party, every kind is known."""
    parties = {body.code for body in parties_of(conference)}
    kept = [line for line in lines if line.title.strip()]
    for number, line in enumerate(kept, start=1):
        if line.lead and line.lead not in parties:
            raise Refused("a_party", f"第{number}项的牵头方不是参加方。", remedy="请重新选择牵头方。")
        if line.kind not in ItemKind.values:
            raise Refused("known_kind", f"第{number}项没有选种类。", remedy="请选审议、通报、讨论或票决。")
        if len(line.title.strip()) > 120:
            raise Refused("title_length", f"第{number}项的标题超过120字。", remedy="请写短些，详情放在附件里。")
    held = dict(conference.items.values_list("pk", "topic"))
    for chosen in ([line.item for line in kept], [line.topic or held.get(line.item) for line in kept]):
        named = [one for one in chosen if one]
        if len(named) != len(set(named)):
            raise Refused("once_each", "同一项议程或同一个议题列了两次。", remedy="请去掉重复的一行。")
    if len(kept) > 60:
        raise Refused("items_too_many", "议程超过60项。", remedy="请合并同类事项。")
    return kept


def _untouched(items: QuerySet[AgendaItem]) -> None:
    """After a step back an item may have votes, an outcome or a task already: what was done stays on record."""
    done = items.filter(Q(votes__isnull=False) | Q(tasks__isnull=False) | ~Q(outcome="")).first()
    if done:
        raise Refused(
            "item_untouched",
            f"“{done}”已经登记表决、结果或交办，不能删去。",
            remedy="请留在议程上，结果可登记为“继续研究”。",
            source=HOUSE_RULE,
        )


def _write_lines(conference: Conference, lines: Sequence[Line]) -> None:
    """The rows in their new order; a row left out goes, its topic and task stay where they were."""
    rows = {item.pk: item for item in conference.items.all()}
    left_out = conference.items.exclude(pk__in={line.item for line in lines})
    _untouched(left_out)
    left_out.delete()
    conference.items.update(number=F("number") + 1000)
    topics = {topic.pk for topic in Topic.objects.filter(conference=conference, state=TopicState.PROPOSED)}
    for number, line in enumerate(lines, start=1):
        item = rows.get(line.item) or AgendaItem(conference=conference)
        item.number, item.title, item.kind, item.lead_id = number, line.title.strip(), line.kind, line.lead or None
        if line.topic in topics:
            item.topic_id = line.topic
        item.save()
