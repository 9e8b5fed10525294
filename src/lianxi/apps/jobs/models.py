"""One table: background work 后台任务, who asked for it, how far it is, and which worker holds it."""

from __future__ import annotations

import uuid

from django.db import models
from django.urls import reverse
from django.utils import timezone


class JobState(models.TextChoices):
    """Where a job stands 任务状态. The first two are open, the rest are ends."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    FAILED = "failed", "未成"
    CANCELLED = "cancelled", "已取消"


OPEN_STATES = (JobState.WAITING, JobState.RUNNING)
TONES = {
    JobState.WAITING: "gold",
    JobState.RUNNING: "blue",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "muted",
}


class Job(models.Model):
    """A piece of background work 后台任务.

    Names and codes stand as text, so that a job can be read when its account
    or body is long gone. `body` "" means the machine's own work 系统任务.

    `attempts` counts how often a worker took the job up and is the fence: a
    worker writes only while its attempt is the current one. `failures` counts
    the attempts that went wrong or whose worker vanished; an attempt handed
    back in good order is not held against the job.
    """

    uuid = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("种类", max_length=80)
    title = models.CharField("任务", max_length=200)
    arguments = models.JSONField("参数", default=dict)
    once_key = models.CharField("去重键", max_length=120, blank=True, default="")
    body = models.CharField("机构代码", max_length=40, blank=True, default="")
    account = models.CharField("账号", max_length=150, blank=True, default="")
    person = models.CharField("提出人", max_length=100, blank=True, default="")
    # "on" is a reserved word of SQL; some databases do not take it even in quotes.
    on = models.DateField("办理日", db_column="on_day")
    state = models.CharField("状态", max_length=10, choices=JobState.choices, default=JobState.WAITING)

    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    note = models.CharField("进展", max_length=200, blank=True, default="")
    cursor = models.JSONField("续办处", default=dict)
    result = models.JSONField("结果", default=dict)
    error = models.TextField("原因", blank=True, default="")

    attempts = models.PositiveIntegerField("第几次执行", default=0)
    failures = models.PositiveIntegerField("未成次数", default=0)
    max_attempts = models.PositiveSmallIntegerField("最多未成次数", default=4)
    run_after = models.DateTimeField("不早于", default=timezone.now)
    worker = models.CharField("执行者", max_length=120, blank=True, default="")
    lease_until = models.DateTimeField("租约至", null=True)
    heartbeat = models.DateTimeField("最近心跳", null=True)

    created = models.DateTimeField("提出时间", default=timezone.now)
    started = models.DateTimeField("开始时间", null=True)
    finished = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "后台任务"
        ordering = ["-created", "-pk"]
        indexes = [
            models.Index(fields=["state", "run_after"], name="jobs_ready"),
            models.Index(fields=["body", "-created"], name="jobs_of_body"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="jobs_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=JobState.RUNNING) | models.Q(lease_until__isnull=False),
                name="jobs_running_has_lease",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN_STATES) | models.Q(finished__isnull=False),
                name="jobs_ended_has_instant",
            ),
            models.UniqueConstraint(
                fields=["once_key"],
                condition=models.Q(state__in=OPEN_STATES) & ~models.Q(once_key=""),
                name="jobs_once_while_open",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("jobs:detail", args=[self.uuid])

    @property
    def is_open(self) -> bool:
        """Whether the job still waits or runs."""
        return self.state in OPEN_STATES

    @property
    def percent(self) -> int | None:
        """Share done in whole per cent; unknown while the total is unknown."""
        if self.state == JobState.DONE:
            return 100
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def tone(self) -> str:
        """Colour of the state's badge."""
        return TONES[JobState(self.state)]
