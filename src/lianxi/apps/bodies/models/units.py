"""Units 单位: departments and offices under a body, who answer for rules, tasks and figures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lianxi.apps.bodies.models.places import Body


class Unit(models.Model):
    """A department of a government or an office of a committee 责任单位.

    name:  full name; short_name: as assignments in documents write it (市民政局).
    start, end: first day, and the day after the last; None where no record says.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="units", verbose_name="机构")
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=40, blank=True, default="")
    start = models.DateField("设立", null=True, blank=True)
    end = models.DateField("撤销", null=True, blank=True)

    class Meta:
        verbose_name = "单位"
        ordering = ["body", "name"]
        constraints = [
            models.UniqueConstraint(fields=["body", "name"], name="units_one_name_in_body"),
            models.CheckConstraint(
                name="units_end_after_start",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(end__gt=F("start")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UnitMember(models.Model):
    """An account that works in a unit 单位人员; by name, since accounts stand above bodies."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="members", verbose_name="单位")
    account = models.CharField("账号", max_length=150)

    class Meta:
        verbose_name = "单位人员"
        constraints = [models.UniqueConstraint(fields=["unit", "account"], name="units_one_member_once")]

    def __str__(self) -> str:
        return self.account
