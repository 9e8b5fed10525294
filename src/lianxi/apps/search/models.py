"""The change log of the index 索引变更: what has to be found anew, written together with what changed."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone


def new_mark() -> str:
    """A mark that no other row bears."""
    return uuid.uuid4().hex


class IndexChange(models.Model):
    """One object of one source changed, came or went.

    xid:  number of the transaction on PostgreSQL, where rows do not become visible in the order of `seq`; 0 elsewhere.
    mark: by which an index knows this very row again; after a restore another row may stand at the same place.
    """

    seq = models.BigAutoField(primary_key=True)
    source = models.CharField("来源", max_length=20)
    object_id = models.PositiveBigIntegerField("对象")
    xid = models.PositiveBigIntegerField("事务", default=0)
    mark = models.CharField("标记", max_length=32, default=new_mark)
    noted = models.DateTimeField("时刻", default=timezone.now)

    class Meta:
        verbose_name = "索引变更"
        ordering = ["xid", "seq"]
        indexes = [models.Index(fields=["xid", "seq"], name="changes_in_order")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"


class Generation(models.Model):
    """Which life of which database this is; a restore begins a new one. There is one row.

    pruned_xid, pruned_seq: the last change that was let go of; 0 while all are kept.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    mark = models.CharField("标记", max_length=32, default=new_mark)
    pruned_xid = models.PositiveBigIntegerField("清理到的事务", default=0)
    pruned_seq = models.PositiveBigIntegerField("清理到的序号", default=0)

    class Meta:
        verbose_name = "数据库的代"
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="generation_is_one_row")]

    def __str__(self) -> str:
        return self.mark
