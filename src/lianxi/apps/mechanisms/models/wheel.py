"""What moves the wheel: conferences held, and changes of turn that were agreed on."""

from __future__ import annotations

from django.db import models


class ConferenceRecord(models.Model):
    """A conference held, as the wheel counts it 会议记录: written by whoever held it, beside the record in the files.

    The files of `data/circles/` say what was known when the circle was set up;
    a row with the same ordinal or the same first day takes the place of the
    record in the files, because it knows more.
    """

    circle = models.CharField("联席圈", max_length=80)
    permalink = models.CharField("所记会议", max_length=200, unique=True)
    year = models.PositiveSmallIntegerField("年份")
    slot = models.PositiveSmallIntegerField("当年第几次", null=True)
    ordinal = models.PositiveSmallIntegerField("次数", null=True)
    held_from = models.DateField("开始", null=True)
    held_to = models.DateField("结束", null=True)
    host = models.CharField("承办", max_length=64, blank=True)
    ad_hoc = models.BooleanField("临时召开", default=False)
    place = models.CharField("地点", max_length=200, blank=True)
    source = models.CharField("来源", max_length=300)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "会议记录"
        ordering = ["circle", "year", "held_from"]
        constraints = [
            models.UniqueConstraint(
                name="one_record_per_ordinal", fields=["circle", "ordinal"], condition=models.Q(ordinal__isnull=False)
            ),
            models.CheckConstraint(
                name="record_ends_after_start",
                condition=models.Q(held_to__isnull=True) | models.Q(held_to__gte=models.F("held_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{f'第{self.ordinal}次' if self.ordinal else ''}会议"


class WheelEvent(models.Model):
    """A change of the wheel that the bodies agreed on in lianxi 轮次变动: 互换 or 代承办, with their consents.

    `consents` is a list of {"body", "on"}. A revoked event stays, and no longer counts.
    """

    circle = models.CharField("联席圈", max_length=80)
    permalink = models.CharField("所议事项", max_length=200)
    kind = models.CharField("种类", max_length=12)
    on = models.DateField("生效日")
    year = models.PositiveSmallIntegerField("年份")
    slot = models.PositiveSmallIntegerField("当年第几次", default=1)
    body = models.CharField("原承办", max_length=64)
    other = models.CharField("另一方", max_length=64, blank=True)
    other_year = models.PositiveSmallIntegerField("另一方年份", null=True)
    other_slot = models.PositiveSmallIntegerField("另一方当年第几次", null=True)
    consents = models.JSONField("同意", default=list)
    reason = models.CharField("理由", max_length=300)
    revoked_on = models.DateField("撤销日", null=True)

    class Meta:
        verbose_name = "轮次变动"
        ordering = ["circle", "on", "id"]

    def __str__(self) -> str:
        return f"{self.year}年{self.kind}"
