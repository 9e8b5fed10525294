"""Chains of acts: one per body and one for the system.

Names and codes are kept as text, so that nothing else has to exist for an
entry to be readable.
"""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from lianxi.apps.audit.canonical import FIELDS, FIRST, FORM, entry_hash

SYSTEM = "system"


class Chain(models.Model):
    """One chain 审计链 and its head: the number and hash of its last entry.

    The row is locked while an entry is appended, which is what keeps the
    numbers without gaps.
    """

    key = models.CharField("链", max_length=64, primary_key=True)
    last_number = models.PositiveBigIntegerField("末号", default=0)
    last_hash = models.CharField("末条摘要", max_length=64, default=FIRST)

    def __str__(self) -> str:
        return f"{self.key}#{self.last_number}"


class Entry(models.Model):
    """One act 审计条目: who, for which body, what, on what, before and after, by which clause.

    Written once by `services.record`; the database refuses to change or
    delete it.
    """

    chain = models.ForeignKey(Chain, verbose_name="链", on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField("编号")
    form = models.CharField("序列化形式", max_length=8, default=FORM)
    at = models.DateTimeField("记录时刻")
    on = models.DateField("办理日")
    backdated = models.BooleanField("补录", default=False)
    act = models.CharField("行为代码", max_length=100)
    act_label = models.CharField("行为", max_length=200)
    account = models.CharField("账号", max_length=200, blank=True)
    person = models.CharField("姓名", max_length=200, blank=True)
    system_user = models.CharField("系统用户", max_length=200, blank=True)
    roles = models.TextField("角色", blank=True)
    body = models.CharField("机构", max_length=64, blank=True)
    target = models.TextField("对象", blank=True)
    title = models.TextField("事由", blank=True)
    before = models.JSONField("之前", null=True)
    after = models.JSONField("之后", null=True)
    clause = models.TextField("依据", blank=True)
    note = models.TextField("说明", blank=True)
    prev_hash = models.CharField("上条摘要", max_length=64)
    hash = models.CharField("本条摘要", max_length=64)
    hidden: bool
    """Set on rows of `told.told_entries` alone: whether its words are hidden from the person it was read for."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["chain", "number"], name="audit_entry_numbered_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="audit_entry_numbered_from_one"),
        ]
        indexes = [
            models.Index(fields=["chain", "on"], name="audit_entry_by_day"),
            models.Index(fields=["account"], name="audit_entry_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}#{self.number} {self.act_label}"

    def get_absolute_url(self) -> str:
        """Permalink of the entry."""
        return reverse("audit:entry", args=[self.chain_id, self.number])

    @property
    def own_hash(self) -> str:
        """Hash recomputed from what the row says now; equals `hash` while nobody has touched it."""
        return entry_hash({name: getattr(self, name) for name in FIELDS} | {"chain": self.chain_id})
