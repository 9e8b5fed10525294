"""Provisions 条文: one row for each node of a version's structure."""

from __future__ import annotations

from django.db import models

from lianxi.apps.rulebook.models.works import Version


class Provision(models.Model):
    """A piece of a version, never changed once the version is kept.

    order:      place in the version, 0 for the title, which counts as a provision in search.
    kind:       of `kernel.texts.structure.Kind`.
    number:     as printed; key: in Arabic figures with branch (12-1), by which it is looked up.
    eid:        place in this version; wid: identity through all versions.
    text:       its own words up to its first child; all in order give the version's text.
    start, end: in characters of the version's text, children included.
    sha:        SHA-256 of the words by profile `SAME_TEXT`, children included.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="provisions", verbose_name="版本")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children", verbose_name="上级")
    order = models.PositiveIntegerField("次序")
    kind = models.CharField("种类", max_length=12)
    number = models.CharField("编号", max_length=60, blank=True, default="")
    key = models.CharField("序号", max_length=40, blank=True, default="")
    eid = models.CharField("位置", max_length=200)
    wid = models.CharField("身份", max_length=240)
    heading = models.TextField("标题", blank=True, default="")
    text = models.TextField("文字")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    sha = models.CharField("文字摘要", max_length=64)

    class Meta:
        verbose_name = "条文"
        ordering = ["version", "order"]
        indexes = [
            models.Index(fields=["wid"], name="provisions_by_identity"),
            models.Index(fields=["sha"], name="provisions_by_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_provision_per_place"),
            models.UniqueConstraint(fields=["version", "eid"], name="one_provision_per_eid"),
        ]

    def __str__(self) -> str:
        return self.number or self.eid
