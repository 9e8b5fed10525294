"""Notices 会议通知 as they went out, receipts 回执, and who came 签到."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.bodies.models import Body
from lianxi.apps.meetings.models.conferences import Conference
from lianxi.kernel.rules.roles import ConferenceRole

MEMBERS = (ConferenceRole.CHAIR, ConferenceRole.VICE_CHAIR, ConferenceRole.SECRETARY_GENERAL)
STAFF = (ConferenceRole.COMMITTEE_MEMBER, ConferenceRole.WORKING_COMMITTEE)
GUESTS = (
    ConferenceRole.NATIONAL_DEPUTY, ConferenceRole.PROVINCIAL_DEPUTY, ConferenceRole.LOCAL_DEPUTY,
    ConferenceRole.EXPERT, ConferenceRole.CONCERNED, ConferenceRole.MEDIA,
)  # fmt: skip
ROLES = [(role.value, role.label) for role in (*MEMBERS, *STAFF, *GUESTS)]


class Call(models.Model):
    """A notice of the conference as it went out 会议通知; a correction is a new one with a higher number.

    `said` is what it says (host, days, place, agenda), kept for good: the document is made from it.
    latest, clause, force: the rule it was held against on that day, and what came of it, frozen.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="calls", verbose_name="会议")
    number = models.PositiveSmallIntegerField("第几次通知")
    on = models.DateField("发出日")
    backdated = models.BooleanField("补录", default=False)
    by = models.CharField("发出人", max_length=80)
    body = models.CharField("发出机构", max_length=64)
    how = models.CharField("方式", max_length=100)
    said = models.JSONField("内容")
    latest = models.DateField("最迟通知日", null=True)
    provisional = models.BooleanField("暂定", default=False)
    late_days = models.PositiveSmallIntegerField("迟了几天", default=0)
    clause = models.CharField("依据", max_length=300, blank=True)
    force = models.CharField("约束力", max_length=10, blank=True)
    late_reason = models.CharField("迟发的原因", max_length=300, blank=True)
    correction = models.CharField("更正的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "会议通知"
        ordering = ["conference", "number"]
        constraints = [models.UniqueConstraint(name="one_call_per_number", fields=["conference", "number"])]

    def __str__(self) -> str:
        return f"第{self.number}次通知" if self.number > 1 else "会议通知"


class Receipt(models.Model):
    """A party's answer to the notice 回执. `members`: how many people of the party belong to the conference."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="receipts", verbose_name="会议")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="机构")
    members = models.PositiveSmallIntegerField("组成人员数", null=True)
    on = models.DateField("回执日")
    backdated = models.BooleanField("补录", default=False)
    by = models.CharField("填报人", max_length=80)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "回执"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(name="one_receipt_per_body", fields=["conference", "body"])]

    def __str__(self) -> str:
        return f"{self.body_id} 回执"


class Attendee(models.Model):
    """Somebody who is to come 参会人员: named on a party's receipt, or invited (`body` empty: on nobody's receipt).

    Leave 请假 has a reason. Checked in once; who did it is kept.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="attendees", verbose_name="会议")
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="机构")
    role = models.CharField("身份", max_length=20, choices=ROLES)
    name = models.CharField("姓名", max_length=40)
    unit = models.CharField("单位与职务", max_length=100, blank=True)
    phone = models.CharField("手机", max_length=20, blank=True)
    leave = models.BooleanField("请假", default=False)
    leave_reason = models.CharField("请假事由", max_length=200, blank=True)
    checked_in_on = models.DateField("签到日", null=True)
    checked_in_at = models.DateTimeField("签到时刻", null=True)
    checked_in_by = models.CharField("签到登记人", max_length=80, blank=True)

    class Meta:
        verbose_name = "参会人员"
        ordering = ["conference", "id"]
        constraints = [
            models.UniqueConstraint(
                name="attendee_once_per_body",
                fields=["conference", "body", "name", "role"],
                condition=Q(body__isnull=False),
            ),
            models.UniqueConstraint(
                name="invited_once", fields=["conference", "name", "unit", "role"], condition=Q(body__isnull=True)
            ),
            models.CheckConstraint(
                name="leave_has_reason", condition=Q(leave=False) | (Q(leave=True) & ~Q(leave_reason=""))
            ),
            models.CheckConstraint(
                name="on_leave_not_checked_in", condition=Q(leave=False) | Q(checked_in_on__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_member(self) -> bool:
        """Whether the person belongs to the conference itself."""
        return self.role in MEMBERS

    @property
    def is_guest(self) -> bool:
        """Whether the person was invited beside the members and their staff."""
        return self.role in GUESTS
