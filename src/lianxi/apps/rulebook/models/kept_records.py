"""Records that are never changed: a wrong one is withdrawn with a reason and stays readable."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone

LIVE = Q(withdrawn_on__isnull=True)
"""Records that count."""


class KeptRecord(models.Model):
    """Who recorded it and when, who took it back and why; `recorded_on` is the day on which it was entered."""

    recorded = models.DateTimeField("登记时刻", default=timezone.now)
    recorded_by = models.CharField("登记人", max_length=100)
    recorded_on = models.DateField("登记日期")
    withdrawn_on = models.DateField("撤回日期", null=True)
    withdrawn_by = models.CharField("撤回人", max_length=100, blank=True, default="")
    withdrawn_why = models.CharField("撤回理由", max_length=300, blank=True, default="")

    class Meta:
        abstract = True


class RecordOfDay(KeptRecord):
    """One that is of a day of its own, `on_day`."""

    on_day: date

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on_day}"

    @property
    def backdated(self) -> bool:
        """Entered later than it happened 补录."""
        return self.recorded_on > self.on_day


def withdrawn_with_reason(name: str) -> models.CheckConstraint:
    """What is taken back says why."""
    return models.CheckConstraint(condition=LIVE | ~Q(withdrawn_why=""), name=name)
