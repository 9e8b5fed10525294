"""Circles of equal bodies, their members and collective names over time."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lianxi.apps.bodies.models.places import Body
from lianxi.apps.bodies.models.spans import ends_after_start, not_blank


class Known(models.TextChoices):
    """How exactly a day is known: where records give the year alone, `start` is its 1 January 日期精度."""

    DAY = "day", "日"
    YEAR = "year", "年"


class Circle(models.Model):
    """A circle of equal bodies that run a mechanism together 联席圈."""

    slug = models.SlugField("标识", max_length=60, primary_key=True)
    name = models.CharField("名称", max_length=80)
    sample = models.BooleanField("示例", default=False)
    source = models.CharField("依据", max_length=600, default="", blank=True)
    note = models.CharField("说明", max_length=600, default="", blank=True)

    class Meta:
        ordering = ["sample", "slug"]
        constraints = [not_blank("circle_has_name")]

    def __str__(self) -> str:
        return self.name


class CircleName(models.Model):
    """A collective name 合称 of the members and the days on which it was right."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="short_names", verbose_name="联席圈")
    name = models.CharField("合称", max_length=40)
    start = models.DateField("起", null=True)
    start_known = models.CharField("起日精度", max_length=4, choices=Known.choices, default=Known.DAY)
    end = models.DateField("止", null=True)
    source = models.CharField("出处", max_length=600, default="", blank=True)

    class Meta:
        ordering = ["circle", F("start").asc(nulls_first=True), "name"]
        constraints = [ends_after_start("circle_name_ends_after_start"), not_blank("circle_name_says_something")]

    def __str__(self) -> str:
        return self.name


class CircleMember(models.Model):
    """A body's membership of a circle 成员 over a span of time; `order` is its place in the mechanism's listing."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="members", verbose_name="联席圈")
    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships", verbose_name="机构")
    start = models.DateField("加入", null=True)
    start_known = models.CharField("加入日精度", max_length=4, choices=Known.choices, default=Known.DAY)
    end = models.DateField("退出", null=True)
    order = models.PositiveSmallIntegerField("序", default=0)
    source = models.CharField("依据", max_length=600, default="", blank=True)

    class Meta:
        ordering = ["circle", "order", "body"]
        constraints = [
            models.UniqueConstraint(name="circle_member_starts_once", fields=["circle", "body", "start"]),
            models.UniqueConstraint(
                name="circle_member_open_once", fields=["circle", "body"], condition=Q(end__isnull=True)
            ),
            ends_after_start("circle_member_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"{self.circle_id} {self.body_id}"
