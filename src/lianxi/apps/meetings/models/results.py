"""What remains of a conference: minutes 纪要 with signatures, follow-ups 交办事项, costs 经费, and files."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models.agenda import AgendaItem
from lianxi.apps.meetings.models.conferences import STAGES, Conference


class Minutes(models.Model):
    """The minutes in one reading 纪要的一稿; a change after it was shown is a new reading, the old one stays.

    heads: where the audit chains of the parties stood when this reading was made, printed in it.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="readings", verbose_name="会议")
    number = models.PositiveSmallIntegerField("稿次")
    text = models.TextField("内容", max_length=20000)
    reason = models.CharField("改动的理由", max_length=300, blank=True)
    heads = models.JSONField("审计链头", default=list)
    on = models.DateField("成稿日")
    by = models.CharField("经办", max_length=80)
    body = models.CharField("机构", max_length=64)

    class Meta:
        verbose_name = "纪要"
        ordering = ["conference", "number"]
        constraints = [models.UniqueConstraint(name="one_reading_per_number", fields=["conference", "number"])]

    def __str__(self) -> str:
        return f"纪要第{self.number}稿"


class Signature(models.Model):
    """A party's signature under one reading of the minutes 签署.

    `scan`: uuid of the scanned signature where it was entered on behalf 代录; then `by` is who entered it.
    """

    reading = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures", verbose_name="纪要")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    signer = models.CharField("签署人", max_length=80)
    on = models.DateField("签署日")
    by = models.CharField("登记人", max_length=80)
    scan = models.CharField("签字扫描件", max_length=36, blank=True)

    class Meta:
        verbose_name = "签署"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_signature_per_body", fields=["reading", "body"])]

    def __str__(self) -> str:
        return f"{self.body_id} {self.signer}"


class FollowUpState(models.TextChoices):
    """How far a follow-up has come 交办状态."""

    OPEN = "open", "办理中"
    SUBMITTED = "submitted", "待核验"
    CLOSED = "closed", "已办结"


class FollowUp(models.Model):
    """A task that the conference handed over 交办事项. Closed by another party than the one that did it."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="follow_ups", verbose_name="会议")
    number = models.PositiveSmallIntegerField("序号")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="tasks", verbose_name="议程")
    title = models.CharField("事项", max_length=200)
    lead = models.ForeignKey(Body, models.PROTECT, related_name="led", verbose_name="牵头方")
    helpers = models.ManyToManyField(Body, related_name="helped", verbose_name="配合方")
    due = models.DateField("完成时限")
    state = models.CharField("状态", max_length=12, choices=FollowUpState, default=FollowUpState.OPEN)
    evidence = models.CharField("办理情况", max_length=1000, blank=True)
    submitted_on = models.DateField("报结日", null=True)
    closed_on = models.DateField("办结日", null=True)
    closed_by = models.CharField("核验人", max_length=80, blank=True)
    closed_by_body = models.CharField("核验机构", max_length=64, blank=True)
    late_days = models.IntegerField("逾期天数", null=True)
    remark = models.CharField("核验意见", max_length=300, blank=True)

    class Meta:
        verbose_name = "交办事项"
        ordering = ["conference", "number"]
        constraints = [
            models.UniqueConstraint(name="one_follow_up_per_number", fields=["conference", "number"]),
            models.CheckConstraint(
                name="closed_follow_up_has_evidence",
                condition=~Q(state=FollowUpState.CLOSED) | (~Q(evidence="") & ~Q(closed_by_body=F("lead"))),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CostLine(models.Model):
    """One expense of a conference 支出."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="costs", verbose_name="会议")
    what = models.CharField("项目", max_length=100)
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "支出"
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="cost_not_negative", condition=Q(amount__gte=0))]

    def __str__(self) -> str:
        return self.what


class CostShare(models.Model):
    """What a party bears of the expenses 承担."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="shares", verbose_name="会议")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    amount = models.DecimalField("金额（元）", max_digits=12, decimal_places=2)

    class Meta:
        verbose_name = "承担"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(name="one_share_per_body", fields=["conference", "body"]),
            models.CheckConstraint(name="share_not_negative", condition=Q(amount__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.amount}"


class Attachment(models.Model):
    """A file of a conference, put in at one of its steps 附件; the bytes are kept by `files`."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attachments", verbose_name="会议")
    stage = models.CharField("环节", max_length=12, choices=STAGES)
    file = models.UUIDField("文件")
    name = models.CharField("文件名", max_length=200)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="提供机构")
    follow_up = models.ForeignKey(FollowUp, models.PROTECT, null=True, related_name="files", verbose_name="交办事项")
    on = models.DateField("提供日")
    by = models.CharField("提供人", max_length=80)
    withdrawn_on = models.DateField("撤下日", null=True)
    withdrawn_why = models.CharField("撤下的理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "附件"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
