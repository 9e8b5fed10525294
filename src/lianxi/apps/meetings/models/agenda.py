"""Topics 议题 that the parties propose, and the agenda 议程 made of them with what came of each item."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models.conferences import Conference
from lianxi.kernel.rules.conference_year import Outcome

OUTCOMES = [(one.value, one.label) for one in Outcome]


class TopicState(models.TextChoices):
    """What became of a topic 议题状态."""

    PROPOSED = "proposed", "已报送"
    MERGED = "merged", "已合并"
    WITHDRAWN = "withdrawn", "已撤回"


class Topic(models.Model):
    """A topic proposed by a party 议题. A merged one stays, with the reason its proposer reads."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="topics", verbose_name="会议")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="报送机构")
    title = models.CharField("议题", max_length=120)
    why = models.TextField("理由与建议", max_length=2000, blank=True)
    by = models.CharField("报送人", max_length=80)
    on = models.DateField("报送日")
    backdated = models.BooleanField("补录", default=False)
    state = models.CharField("状态", max_length=12, choices=TopicState, default=TopicState.PROPOSED)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", verbose_name="并入")
    state_reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "议题"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="topic_merged_into_another",
                condition=Q(state=TopicState.MERGED, merged_into__isnull=False)
                | (~Q(state=TopicState.MERGED) & Q(merged_into__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NoTopic(models.Model):
    """A party said that it has no topic 无议题; silence is something else."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="without_topic", verbose_name="会议")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    by = models.CharField("答复人", max_length=80)
    on = models.DateField("答复日")

    class Meta:
        verbose_name = "无议题"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="no_topic_once", fields=["conference", "body"])]

    def __str__(self) -> str:
        return f"{self.body_id} 无议题"


class ItemKind(models.TextChoices):
    """What is done with an item 议程种类."""

    DELIBERATE = "deliberate", "审议"
    REPORT = "report", "通报"
    DISCUSS = "discuss", "讨论"
    VOTE = "vote", "票决"


class AgendaItem(models.Model):
    """One item of the agenda 议程. `follow_up` names the open task that came back by itself."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="items", verbose_name="会议")
    number = models.PositiveSmallIntegerField("序号")
    title = models.CharField("议程", max_length=120)
    kind = models.CharField("种类", max_length=12, choices=ItemKind, default=ItemKind.DISCUSS)
    lead = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="牵头方")
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, related_name="items", verbose_name="议题")
    follow_up = models.ForeignKey(
        "meetings.FollowUp", models.PROTECT, null=True, related_name="returns", verbose_name="交办事项"
    )
    outcome = models.CharField("结果", max_length=16, choices=OUTCOMES, blank=True)
    outcome_note = models.CharField("议定内容", max_length=1000, blank=True)
    outcome_on = models.DateField("登记日", null=True)

    class Meta:
        verbose_name = "议程"
        ordering = ["conference", "number"]
        constraints = [
            models.UniqueConstraint(name="one_item_per_number", fields=["conference", "number"]),
            models.UniqueConstraint(
                name="topic_once_on_agenda", fields=["conference", "topic"], condition=Q(topic__isnull=False)
            ),
            models.UniqueConstraint(
                name="follow_up_once_on_agenda",
                fields=["conference", "follow_up"],
                condition=Q(follow_up__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class BodyVote(models.Model):
    """How a party voted on an item 各方表决: so many for, against, abstaining; one voice counts as one."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="votes", verbose_name="议程")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    in_favour = models.PositiveSmallIntegerField("同意", default=0)
    against = models.PositiveSmallIntegerField("反对", default=0)
    abstained = models.PositiveSmallIntegerField("弃权", default=0)
    on = models.DateField("表决日")
    by = models.CharField("登记人", max_length=80)

    class Meta:
        verbose_name = "各方表决"
        ordering = ["item", "id"]
        constraints = [models.UniqueConstraint(name="one_vote_per_body_and_item", fields=["item", "body"])]

    def __str__(self) -> str:
        return f"{self.body_id}：同意{self.in_favour}"
