"""Which versions of which mechanisms were loaded, the files imported as their originals, and what was confirmed.

The law itself stays in `mechanisms/`; a row here says that a dated folder was
loaded, with its hash, so that a folder changed afterwards is seen.
"""

from __future__ import annotations

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
