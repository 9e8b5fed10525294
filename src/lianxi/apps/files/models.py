"""Files: a row says whose and who may; the bytes lie on the disk under their SHA-256."""

from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.urls import reverse


class Visibility(models.TextChoices):
    """Who may download a file 可见范围. With OWNER nobody by the address of the file: its owner hands it out."""

    OWNER = "owner", "随所属事项"
    BODY = "body", "本机构"
    CIRCLE = "circle", "联席圈"
    PUBLIC = "public", "公开"


class StoredFile(models.Model):
    """One file as handed in 文件. Several rows may share the same bytes.

    Neither row nor bytes are ever changed; both go where something was handed in that must not be kept.
    """

    uuid = models.UUIDField("编号", primary_key=True, default=uuid4, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    name = models.CharField("文件名", max_length=200)
    content_type = models.CharField("类型", max_length=100)
    owner = models.TextField("所属", help_text="所属事项的永久地址")
    body = models.CharField("机构", max_length=64, blank=True)
    circle = models.CharField("联席圈", max_length=100, blank=True)
    visibility = models.CharField("可见范围", max_length=10, choices=Visibility)
    uploaded_by = models.CharField("上传账号", max_length=200)
    uploaded_at = models.DateTimeField("上传时刻")
    on = models.DateField("办理日")

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [
            models.CheckConstraint(condition=models.Q(visibility__in=Visibility.values), name="files_known_visibility"),
            models.CheckConstraint(
                condition=models.Q(visibility="circle", circle__gt="") | ~models.Q(visibility="circle"),
                name="files_circle_named",
            ),
            models.CheckConstraint(condition=models.Q(size__gt=0), name="files_not_empty"),
        ]
        indexes = [
            models.Index(fields=["sha256"], name="files_by_sha256"),
            models.Index(fields=["owner"], name="files_by_owner"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where the file is downloaded."""
        return reverse("files:download", args=[self.uuid])
