"""Which work of the repository a mechanism version is bound to, and on which of its provisions each clause rests."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.rulebook.models import Version, Work


class TextBinding(models.Model):
    """A mechanism version bound to a work of the repository 制度绑定. The newest is in force; no row is ever changed.

    version: the text it was held against then; which text counts on a day follows from the work.
    """

    slug = models.CharField("机制", max_length=80)
    effective = models.DateField("机制版本")
    work = models.ForeignKey(Work, models.PROTECT, related_name="+", verbose_name="制度")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="制度版本")
    bound_on = models.DateField("绑定日期")
    bound_by = models.CharField("绑定人", max_length=80)
    body = models.CharField("机构", max_length=64)

    class Meta:
        verbose_name = "制度绑定"
        ordering = ["-id"]
        indexes = [models.Index(fields=["slug", "effective"], name="bindings_by_version")]

    def __str__(self) -> str:
        return f"{self.slug} {self.effective:%Y-%m-%d}"

    def get_absolute_url(self) -> str:
        return reverse("mechanisms:binding", args=[self.slug, f"{self.effective:%Y-%m-%d}"])


class BoundProvision(models.Model):
    """The provision a clause rests on, as it was bound or confirmed 所依条文.

    The newest row of a clause counts, among those of texts up to the one of the day; no row is ever changed.

    place: number of the clause in that text; wid: identity of the provision in the work.
    sha:   of the provision's words (`Provision.sha`), what only width and blanks make different left aside.
    """

    binding = models.ForeignKey(TextBinding, models.PROTECT, related_name="provisions", verbose_name="绑定")
    clause = models.CharField("条款", max_length=40)
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name="制度版本")
    place = models.CharField("编号", max_length=40)
    wid = models.CharField("身份", max_length=240)
    sha = models.CharField("文字摘要", max_length=64)
    confirmed_on = models.DateField("确认日期")
    confirmed_at = models.DateTimeField("确认时刻", default=timezone.now)
    confirmed_by = models.CharField("确认人", max_length=80)
    body = models.CharField("机构", max_length=64)
    note = models.CharField("说明", max_length=300)

    class Meta:
        verbose_name = "所依条文"
        ordering = ["id"]
        indexes = [models.Index(fields=["binding", "clause"], name="provisions_by_clause")]

    def __str__(self) -> str:
        return self.clause
