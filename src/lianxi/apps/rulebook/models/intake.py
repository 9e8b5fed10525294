"""What came in 入库: a batch of files, each read by itself, none of them in the repository until a person confirms."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models.works import Version


class BatchState(models.TextChoices):
    """Where a batch stands 批次状态."""

    RECEIVING = "receiving", "接收中"
    READING = "reading", "读取中"
    READY = "ready", "待确认"
    CLOSED = "closed", "已办结"


class Batch(models.Model):
    """Files handed in together 入库批次.

    defaults: values for fields that neither a file nor the table gives.
    table:    rows of the table beside the files, name of the file → field → value.
    """

    uuid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="rule_batches", verbose_name="机构")
    name = models.CharField("名称", max_length=200)
    state = models.CharField("状态", max_length=10, choices=BatchState, default=BatchState.RECEIVING)
    defaults = models.JSONField("默认值", default=dict)
    table = models.JSONField("随附表格", default=dict)
    job = models.UUIDField("后台任务", null=True)
    account = models.CharField("账号", max_length=150)
    person = models.CharField("上传人", max_length=100)
    on = models.DateField("办理日", db_column="on_day")
    created = models.DateTimeField("上传时刻", default=timezone.now)

    class Meta:
        verbose_name = "入库批次"
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="batches_known_state"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is gone through."""
        return reverse("rulebook:batch", args=[self.uuid])


class ItemState(models.TextChoices):
    """Where a file of a batch stands 文件状态; an archive is opened, its files stand beside it."""

    WAITING = "waiting", "待读取"
    READ = "read", "待确认"
    FAILED = "failed", "读不出"
    SAME = "same", "已在库中"
    ADMITTED = "admitted", "已入库"
    DECLINED = "declined", "不入库"
    OPENED = "opened", "已解开"


ERASED = "内容已删去："
"""With what the reason of an erased file begins."""


class Item(models.Model):
    """One file of a batch 批次中的文件.

    path:      its name within the folder or archive it came in.
    file:      uuid of the bytes in the file store.
    problem:   why it could not be read, and what to do; "" where it could.
    text:      as read; warnings: what the importer said.
    proposals: the metadata proposed, as `kernel.texts.metadata.plain` gives it, and given beside the file.
    report:    score and classes of findings of the check-up.
    chosen:    what somebody set for several files at once: {"values": {field: value}, "by", "on"}.
    near:      works that are the same or nearly the same: [{"work", "title", "likeness"}].
    left:      findings somebody looked at and did not take: [{"class", "start", "original", "by", "on", "why"}].
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items", verbose_name="批次")
    position = models.PositiveIntegerField("序号")
    path = models.CharField("文件", max_length=500)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    file = models.UUIDField("原件", null=True)
    state = models.CharField("状态", max_length=10, choices=ItemState, default=ItemState.WAITING)
    problem = models.TextField("原因", blank=True, default="")
    text = models.TextField("读出的文字", blank=True, default="")
    warnings = models.JSONField("提示", default=list)
    given = models.JSONField("表格所给", default=dict)
    proposals = models.JSONField("读出的信息", default=dict)
    chosen = models.JSONField("成批填写", default=dict)
    report = models.JSONField("体检", default=dict)
    near = models.JSONField("相同或相近", default=list)
    left = models.JSONField("不采用的修复", default=list)
    version = models.ForeignKey(Version, models.PROTECT, null=True, related_name="items", verbose_name="入库为")
    decided_by = models.CharField("办理人", max_length=100, blank=True, default="")
    decided_on = models.DateField("办理日期", null=True)
    decided_why = models.CharField("理由", max_length=300, blank=True, default="")

    class Meta:
        verbose_name = "批次中的文件"
        ordering = ["batch", "position"]
        indexes = [
            models.Index(fields=["state"], name="items_by_state"),
            models.Index(fields=["sha256"], name="items_by_sha256"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="one_item_per_position"),
            models.UniqueConstraint(fields=["batch", "path"], name="one_item_per_path"),
            models.CheckConstraint(condition=Q(state__in=ItemState.values), name="items_known_state"),
            models.CheckConstraint(
                condition=~Q(state="admitted") | Q(version__isnull=False), name="items_admitted_have_version"
            ),
            models.CheckConstraint(condition=~Q(state="failed") | ~Q(problem=""), name="items_failed_say_why"),
        ]

    def __str__(self) -> str:
        return self.path

    @property
    def erased(self) -> bool:
        """Whether its content was taken away because it should not have been handed in."""
        return self.file is None and self.decided_why.startswith(ERASED)
