"""The work calendars, which are the truth for every deadline, and the days kept in view by them."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.urls import reverse


class CalendarYear(models.Model):
    """One version of a year's official table of holidays and make-up workdays 某年节假日安排的一个版本.

    `days` is a list of {"date", "workday", "name"}; only days that differ from
    plain weekdays and weekends are listed. The newest version of a year is in force.
    """

    year = models.PositiveSmallIntegerField("年份")
    version = models.CharField("版本", max_length=40)
    source = models.CharField("来源", max_length=300)
    content = models.JSONField("安排")
    loaded_on = models.DateField("导入日期")
    loaded_at = models.DateTimeField("导入时刻", auto_now_add=True)
    loaded_by = models.CharField("导入人", max_length=80, blank=True)

    class Meta:
        verbose_name = "节假日安排"
        ordering = ["-year", "-loaded_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["year", "version"], name="one_row_per_calendar_version")]

    def __str__(self) -> str:
        return f"{self.year}年节假日安排"

    @property
    def counts(self) -> dict[str, int]:
        """Days off, make-up workdays, and workdays of the whole year."""
        first, days = date(self.year, 1, 1), self.content["days"]
        length = (date(self.year + 1, 1, 1) - first).days
        weekdays = sum((first + timedelta(number)).weekday() < 5 for number in range(length))
        on = sum(day["workday"] for day in days)
        lost = sum(not day["workday"] and date.fromisoformat(day["date"]).weekday() < 5 for day in days)
        return {"off": len(days) - on, "on": on, "workdays": weekdays + on - lost}

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:calendar_year", args=[self.year])


class KeptDate(models.Model):
    """The latest day of notice for a coming conference 在看的期限.

    Computed from the rule, the wheel and the calendars, never typed; moved when
    a calendar is loaded, each move kept as a `KeptDateChange`. met_on: the day on which
    notice was given; from then on it waits for nobody.
    """

    circle = models.CharField("联席圈", max_length=80)
    slug = models.CharField("机制", max_length=80)
    effective = models.DateField("版本")
    rule = models.CharField("规则", max_length=80)
    year = models.PositiveSmallIntegerField("年份")
    slot = models.PositiveSmallIntegerField("当年第几次")
    title = models.CharField("事项", max_length=200)
    clause = models.CharField("依据", max_length=300)
    force = models.CharField("约束力", max_length=10)
    basis = models.DateField("起算日")
    amount = models.SmallIntegerField("期限")
    unit = models.CharField("单位", max_length=10)
    due_on = models.DateField("到期日")
    provisional = models.BooleanField("暂定", default=False)
    calendars = models.JSONField("所用日历版本", default=dict)
    met_on = models.DateField("办成日", null=True)

    class Meta:
        verbose_name = "在看的期限"
        ordering = ["due_on", "slug", "rule"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "rule", "year", "slot"], name="one_kept_date_per_rule_and_turn")
        ]

    def __str__(self) -> str:
        return f"{self.title}：{self.due_on:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return f"{reverse('mechanisms:version', args=[self.slug, f'{self.effective:%Y-%m-%d}'])}#{self.rule}"


class KeptDateChange(models.Model):
    """One recorded move of a kept date, with the calendar that moved it 期限变动."""

    kept = models.ForeignKey(KeptDate, models.CASCADE, related_name="changes", verbose_name="期限")
    calendar = models.ForeignKey(CalendarYear, models.PROTECT, related_name="changes", verbose_name="节假日安排")
    due_before = models.DateField("原到期日")
    due_after = models.DateField("新到期日")
    provisional_before = models.BooleanField("原为暂定")
    provisional_after = models.BooleanField("现为暂定")
    on = models.DateField("变动日期")

    class Meta:
        verbose_name = "期限变动"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.due_before:%Y-%m-%d} → {self.due_after:%Y-%m-%d}"
