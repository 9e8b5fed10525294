"""Tables of people that were uploaded, and what became of them."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.bodies.models.places import Body


class ImportState(models.TextChoices):
    """How far an uploaded table has come 导入状态."""

    PREVIEWED = "previewed", "未导入"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"


class PeopleImport(models.Model):
    """An uploaded table of people 人员表; the bytes are kept by `files`, which knows them by `file`."""

    uuid = models.UUIDField("编号", primary_key=True, default=uuid.uuid4, editable=False)
    body = models.ForeignKey(Body, models.PROTECT, related_name="people_imports", verbose_name="机构")
    file = models.UUIDField("文件", null=True)
    file_name = models.CharField("文件名", max_length=200)
    account = models.CharField("账号", max_length=150)
    person = models.CharField("上传人", max_length=100)
    # "on" is a reserved word of SQL; some databases do not take it even in quotes.
    on = models.DateField("办理日", db_column="on_day")
    created = models.DateTimeField("上传时间", default=timezone.now)
    rows = models.PositiveIntegerField("行数", default=0)
    state = models.CharField("状态", max_length=10, choices=ImportState.choices, default=ImportState.PREVIEWED)
    take_right = models.BooleanField("只导入正确的行", default=False)
    job = models.UUIDField("后台任务", null=True)
    counts = models.JSONField("结果", default=dict)

    class Meta:
        ordering = ["-created"]
        constraints = [
            models.CheckConstraint(name="people_import_state_known", condition=models.Q(state__in=ImportState.values)),
        ]
        indexes = [models.Index(name="people_imports_of_body", fields=["body", "-created"])]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("bodies:people_import", args=[self.uuid])
