"""The demo's own day; everything else of `web` is without tables."""

from __future__ import annotations

from django.db import models


class DemoDay(models.Model):
    """The day on which the demo stands 演示日. At most one row; a real install has none."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField("演示日")

    class Meta:
        verbose_name = "演示日"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="web_one_demo_day")]

    def __str__(self) -> str:
        return self.day.isoformat()
