"""Stretches 效力区间: for how long each standing of a work lasts, as the kernel tells it from what happened."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lianxi.apps.rulebook.models.works import Work
from lianxi.kernel.texts.validity import Status


class Stretch(models.Model):
    """Days on which the standing of a work as a whole is the same, so that lists can ask for a standing on any day.

    Derived: `note_rule` has the rows made anew in the transaction that changes what happened. A work has rows for all
    of time, without gap or overlap; nothing in them depends on the day one looks.

    first, last:          both included; `date.min` and `date.max` where time has no end.
    status, since, until: of `kernel.texts.validity.Standing`.
    begun:                the first day in force; None before it.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="stretches", verbose_name="制度")
    first = models.DateField("首日")
    last = models.DateField("末日")
    status = models.CharField("效力", max_length=10, choices=[(one.value, one.label) for one in Status])
    since = models.DateField("起于", null=True)
    until = models.DateField("有效期末日", null=True)
    begun = models.DateField("施行首日", null=True)

    class Meta:
        verbose_name = "效力区间"
        ordering = ["work", "first"]
        indexes = [models.Index(fields=["status", "first", "last", "work"], name="stretches_by_status")]
        constraints = [
            models.UniqueConstraint(fields=["work", "first"], name="one_stretch_from_a_day"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="stretches_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.first} {self.last}"
