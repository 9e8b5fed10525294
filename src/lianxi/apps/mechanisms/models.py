"""Which versions of which mechanisms were loaded, their originals, the work calendars, the dates kept in view.

The law itself stays in `mechanisms/`; a row here says that a dated folder was
loaded, with its hash, so that a folder changed afterwards is seen. The rows of
a calendar are the truth for every deadline.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.urls import reverse


class LoadedVersion(models.Model):
    """A dated folder of `mechanisms/` as it was when it was loaded 已载入的机制版本."""

    slug = models.CharField("机制", max_length=80)
    effective = models.DateField("生效日期")
    title = models.CharField("名称", max_length=200)
    circle = models.CharField("联席圈", max_length=80)
    text_known = models.BooleanField("条文是否已知")
    sha256 = models.CharField("定义文件摘要", max_length=64)
    loaded_on = models.DateField("载入日期")

    class Meta:
        verbose_name = "已载入的机制版本"
        ordering = ["slug", "-effective"]
        constraints = [models.UniqueConstraint(fields=["slug", "effective"], name="one_row_per_version")]

    def __str__(self) -> str:
        return f"{self.title}（{self.effective:%Y-%m-%d}）"

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:version", args=[self.slug, f"{self.effective:%Y-%m-%d}"])


class Original(models.Model):
    """The original document of a version as it was imported 机制原文. The newest is in force; no row is ever changed.

    `items` is a list of {"number", "line", "text"}: the section of the file that
    is this mechanism, cut into its items.
    """

    slug = models.CharField("机制", max_length=80)
    effective = models.DateField("版本")
    name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField("文件摘要", max_length=64)
    items = models.JSONField("条目")
    file = models.CharField("所存文件", max_length=36)
    imported_on = models.DateField("导入日期")
    imported_by = models.CharField("导入人", max_length=80)
    body = models.CharField("机构", max_length=64)

    class Meta:
        verbose_name = "机制原文"
        ordering = ["-id"]
        indexes = [models.Index(fields=["slug", "effective"], name="originals_by_version")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:original", args=[self.slug, f"{self.effective:%Y-%m-%d}"])


class ConfirmedItem(models.Model):
    """The wording of one item as it was confirmed 已确认的条文: when it was first bound, or after a change.

    The newest row of a number counts; no row is ever changed.
    """

    original = models.ForeignKey(Original, models.PROTECT, related_name="confirmed", verbose_name="原文")
    number = models.CharField("条款", max_length=40)
    fingerprint = models.CharField("文字摘要", max_length=64)
    confirmed_on = models.DateField("确认日期")
    confirmed_by = models.CharField("确认人", max_length=80)
    body = models.CharField("机构", max_length=64)
    note = models.CharField("说明", max_length=300)

    class Meta:
        verbose_name = "已确认的条文"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["original", "number"], name="one_confirmation_per_item")]

    def __str__(self) -> str:
        return self.number


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
