"""A work 制度 is what stays the same through all its versions: an identity with an address that never changes.

Its versions are the texts it has had. Their standing on a day is computed from
`WorkHappening` rows and is kept nowhere.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.bodies.models import Body, Circle, Region, Unit


class Visibility(models.TextChoices):
    """Who may see a work 可见范围, from the widest to the narrowest."""

    PUBLIC = "public", "公开"
    BODIES = "bodies", "各机构人员"
    CIRCLE = "circle", "联席圈"
    BODY = "body", "本机构"
    UNIT = "unit", "责任单位"
    PERSONS = "persons", "指定的人"


class Work(models.Model):
    """One rule through all its versions.

    address:  `/akn/cn-4602/act/dfxfg/2023-08-29/slug` (texts.md 3), fixed when the work comes in.
    title:    of its newest version; each version keeps its own.
    kind:     code of a kind in data/rule_kinds.toml.
    body:     whose repository it stands in and who keeps it; issuer: who made it, as printed.
    unit:     who drafts and maintains it 责任单位.
    outward:  对外行权; False is 内部管理.
    """

    address = models.CharField("永久地址", max_length=200, unique=True)
    title = models.CharField("名称", max_length=300)
    kind = models.CharField("种类", max_length=20)
    body = models.ForeignKey(Body, models.PROTECT, related_name="rules", verbose_name="入库机构")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="rules", verbose_name="行政区划")
    issuer = models.CharField("制定机关", max_length=200)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="rules", verbose_name="责任单位")
    outward = models.BooleanField("对外", default=True)
    visibility = models.CharField("可见范围", max_length=10, choices=Visibility, default=Visibility.BODY)
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, related_name="rules", verbose_name="联席圈")
    sample = models.BooleanField("示例", default=False)
    created = models.DateTimeField("入库时刻", default=timezone.now)
    created_by = models.CharField("入库人", max_length=100)
    created_on = models.DateField("入库日期")

    class Meta:
        verbose_name = "制度"
        ordering = ["-created", "-pk"]
        indexes = [
            models.Index(fields=["body", "kind"], name="works_of_body"),
            models.Index(fields=["visibility", "circle"], name="works_by_visibility"),
            models.Index(fields=["-created", "-id"], name="works_newest_first"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="works_known_visibility"),
            models.CheckConstraint(
                condition=Q(circle__isnull=False) | ~Q(visibility="circle"), name="works_circle_named"
            ),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(visibility="unit"), name="works_unit_named"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its permalink."""
        return reverse("rulebook:work", args=[self.address.removeprefix("/akn/")])


class WorkReader(models.Model):
    """One of the persons named for a work that only they may see 指定的人."""

    work = models.ForeignKey(Work, models.CASCADE, related_name="readers", verbose_name="制度")
    account = models.CharField("账号", max_length=150)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "account"], name="one_reader_once")]

    def __str__(self) -> str:
        return self.account


class Version(models.Model):
    """One text of a work, as issued.

    number:      1 for the first.
    text:        the text in force of this version, line ends \\n, findings taken or left as `repairs` says.
    as_read:     the text as it was read from the file; "" where it is the same.
    repairs:     which findings of the check-up were taken, each with who and why.
    caption:     the printed caption.
    commences:   first day of this version; None while it is not known.
    file:        uuid of the original in the file store, kept byte for byte.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="versions", verbose_name="制度")
    number = models.PositiveSmallIntegerField("第几版")
    title = models.CharField("标题", max_length=300)
    document_number = models.CharField("文号", max_length=80, blank=True, default="")
    instrument = models.CharField("由何文件产生", max_length=300, blank=True, default="")
    caption = models.TextField("题注", blank=True, default="")
    issued = models.DateField("成文日期", null=True)
    commences = models.DateField("施行日期", null=True)
    text = models.TextField("文本")
    as_read = models.TextField("读入时的文本", blank=True, default="")
    repairs = models.JSONField("采用的修复", default=list)
    sha256 = models.CharField("文本摘要", max_length=64)
    file = models.UUIDField("原件", null=True)
    score = models.PositiveSmallIntegerField("体检得分", default=100)
    admitted = models.DateTimeField("入库时刻", default=timezone.now)
    admitted_by = models.CharField("确认人", max_length=100)
    admitted_on = models.DateField("确认日期")

    class Meta:
        verbose_name = "版本"
        ordering = ["work", "number"]
        indexes = [
            models.Index(fields=["sha256"], name="versions_by_text"),
            models.Index(fields=["document_number"], name="versions_by_number"),
            # for lists, which would otherwise read past whole texts to come to these
            models.Index(fields=["work", "commences", "number"], name="versions_by_day"),
            models.Index(fields=["work", "number", "score"], name="versions_by_score"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["work", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=Q(number__gt=0), name="versions_count_from_one"),
            models.CheckConstraint(condition=~Q(text=""), name="versions_have_text"),
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.number}版）"
