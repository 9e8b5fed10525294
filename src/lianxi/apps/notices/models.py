"""What people are told 提醒, the letter 邮件 that carries it out of the house, and searches watched for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.accounts.models import Account
from lianxi.apps.bodies.models.spans import not_blank
from lianxi.apps.notices.number_sets import read

TITLE, CLAUSE, NAME = 200, 300, 60
DIGEST = "digest"


class Notice(models.Model):
    """One thing one person is told 提醒: what waits, why, by which clause, and where to do it.

    `body` and `circle` are codes of where the person's role made them hear of
    it. With a `once_key` the same thing is not told to the same person twice.
    `links` are what it speaks of: title and permalink of each.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="notices", verbose_name="收件人")
    kind = models.CharField("种类", max_length=40)
    title = models.CharField("提醒", max_length=TITLE)
    text = models.TextField("缘由", blank=True, default="")
    clause = models.CharField("依据", max_length=CLAUSE, blank=True, default="")
    href = models.CharField("去处", max_length=300)
    links = models.JSONField("所指", default=list, blank=True)
    body = models.CharField("机构代码", max_length=40, blank=True, default="")
    circle = models.CharField("联席圈", max_length=80, blank=True, default="")
    # "on" is a reserved word of SQL; some databases do not take it even in quotes.
    on = models.DateField("日期", db_column="on_day")
    created_at = models.DateTimeField("写于", default=timezone.now)
    read_at = models.DateTimeField("读于", null=True)
    once_key = models.CharField("去重键", max_length=160, blank=True, default="")

    class Meta:
        verbose_name = "提醒"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="notice_once_per_account", fields=["account", "once_key"], condition=~Q(once_key="")
            ),
            models.CheckConstraint(
                name="notice_leads_into_the_house",
                condition=Q(href__startswith="/") & ~Q(href__startswith="//"),
                violation_error_message="提醒只能通向本系统的页面。",
            ),
            not_blank("notice_has_title", "title"),
        ]
        indexes = [
            models.Index(name="notice_unread", fields=["account"], condition=Q(read_at__isnull=True)),
            models.Index(name="notice_of_account", fields=["account", "-created_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("notices:detail", args=[self.pk])

    @property
    def is_read(self) -> bool:
        """Whether the person has opened it."""
        return self.read_at is not None


class LetterState(models.TextChoices):
    """Where a letter stands 邮件状态. All but the first are ends."""

    WAITING = "waiting", "待发"
    SENT = "sent", "已发"
    FAILED = "failed", "未发出"
    SKIPPED = "skipped", "未寄"


TONES = {
    LetterState.WAITING: "gold",
    LetterState.SENT: "green",
    LetterState.FAILED: "red",
    LetterState.SKIPPED: "muted",
}


class Letter(models.Model):
    """The e-mail of one notice 邮件; its person is the notice's.

    `reason` says in Chinese why it was not sent, `last_error` what the mail
    server answered. Until `taken_until` one worker is busy with it.
    """

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="letter", verbose_name="提醒")
    address = models.CharField("地址", max_length=100, blank=True, default="")
    subject = models.CharField("主题", max_length=TITLE + 20, blank=True, default="")
    text = models.TextField("正文", blank=True, default="")
    state = models.CharField("状态", max_length=10, choices=LetterState.choices, default=LetterState.WAITING)
    reason = models.CharField("原因", max_length=200, blank=True, default="")
    attempts = models.PositiveIntegerField("试发次数", default=0)
    last_error = models.CharField("最近的错误", max_length=300, blank=True, default="")
    taken_until = models.DateTimeField("占用至", null=True)
    on = models.DateField("日期", db_column="on_day")
    created_at = models.DateTimeField("写于", default=timezone.now)
    sent_at = models.DateTimeField("发于", null=True)

    class Meta:
        verbose_name = "邮件"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="letter_state_known", condition=Q(state__in=LetterState.values)),
            models.CheckConstraint(
                name="letter_sent_has_instant",
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="letter_unsent_has_reason",
                condition=~Q(state__in=[LetterState.FAILED, LetterState.SKIPPED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="letter_waiting_has_address", condition=~Q(state=LetterState.WAITING) | ~Q(address="")
            ),
        ]
        indexes = [models.Index(name="letter_waiting", fields=["id"], condition=Q(state=LetterState.WAITING))]

    def __str__(self) -> str:
        return self.subject

    @property
    def said(self) -> str:
        """The state as its person reads it: 未寄（没有登记电子邮箱）."""
        label = self.get_state_display()
        return f"{label}（{self.reason}）" if self.reason else label

    @property
    def tone(self) -> str:
        """Colour of the state's badge."""
        return TONES[LetterState(self.state)]


class Frequency(models.TextChoices):
    """How soon one is told of new hits 提醒频率."""

    AT_ONCE = "at_once", "有了就提醒"
    DAILY = "daily", "每天一次"


class SavedSearch(models.Model):
    """A search somebody keeps 收藏的检索; they are told when another work begins to be found.

    address:  the query string of the search page in its standard form, which is all that is asked.
    digest:   by which an address of any length is unique.
    known:    the works it has found so far, as `number_sets` writes them: told of already, or there at the beginning.
    fresh:    those of them found since the person last looked.
    asked_at, asked_on: place in the change log and day for which it was last asked; nothing is asked twice.
    fault:    why it cannot be asked any more; "" while it can.
    """

    account = models.ForeignKey(Account, models.CASCADE, related_name="saved_searches", verbose_name="账号")
    name = models.CharField("名称", max_length=NAME)
    address = models.TextField("检索")
    digest = models.CharField("检索的摘要", max_length=64)
    frequency = models.CharField("提醒频率", max_length=10, choices=Frequency, default=Frequency.AT_ONCE)
    paused = models.BooleanField("暂停", default=False)
    known = models.TextField("已知的制度", blank=True, default="")
    fresh = models.TextField("没看过的制度", blank=True, default="")
    asked_at = models.CharField("查到哪里", max_length=60, blank=True, default="")
    asked_on = models.DateField("查的日期", null=True)
    fault = models.CharField("不能查的原因", max_length=300, blank=True, default="")
    looked_at = models.DateTimeField("最近看过", null=True)
    created_at = models.DateTimeField("收藏于", default=timezone.now)

    class Meta:
        verbose_name = "收藏的检索"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="saved_search_once_per_account", fields=["account", "digest"]),
            models.CheckConstraint(name="saved_search_frequency_known", condition=Q(frequency__in=Frequency.values)),
            not_blank("saved_search_has_name", "name"),
        ]
        indexes = [models.Index(name="saved_search_watched", fields=["account"], condition=Q(paused=False))]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("shell:saved_search", args=[self.pk])

    @property
    def works_known(self) -> frozenset[int]:
        """The works nothing more is to be told of."""
        return read(self.known)
