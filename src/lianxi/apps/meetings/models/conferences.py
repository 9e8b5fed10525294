"""A conference 联席会议, its moves from step to step, and the talk about who hosts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from lianxi.apps.bodies.models import Body, Circle
from lianxi.kernel.rules.conference_year import Stage
from lianxi.kernel.rules.rotation import SlotKey

STAGES = [(stage.value, stage.label) for stage in Stage]


class Conference(models.Model):
    """One joint conference on its way through the year 一次联席会议.

    version: day on which the version of the mechanism took effect under which the conference was
        opened; it stays, whatever is revised later.
    slot:    which regular conference of the year; None for an ad hoc one, which does not turn the wheel.
    agenda_version: grows with every change of the agenda, so that two clerks cannot overwrite each other.
    recorded: entered afterwards from the record 补录; it never went through the steps here.
    """

    slug = models.SlugField("标识", max_length=100, unique=True)
    circle = models.ForeignKey(Circle, models.PROTECT, related_name="conferences", verbose_name="联席圈")
    mechanism = models.CharField("机制", max_length=80)
    version = models.DateField("机制版本", null=True)
    year = models.PositiveSmallIntegerField("年份")
    slot = models.PositiveSmallIntegerField("当年第几次", null=True)
    ordinal = models.PositiveSmallIntegerField("次数", null=True)
    reason = models.CharField("临时召开的理由", max_length=300, blank=True)
    stage = models.CharField("环节", max_length=12, choices=STAGES, default=Stage.OPENED)
    opened_on = models.DateField("启动日")
    host = models.ForeignKey(Body, models.PROTECT, null=True, related_name="hosted", verbose_name="承办")
    host_why = models.TextField("承办的由来", blank=True)
    host_accepted_on = models.DateField("确认承办日", null=True)
    topics_due = models.DateField("议题截止日", null=True)
    held_from = models.DateField("会议开始", null=True)
    held_to = models.DateField("会议结束", null=True)
    starts_at = models.CharField("几时开始", max_length=40, blank=True)
    place = models.CharField("地点", max_length=200, blank=True)
    office_met_on = models.DateField("办公室会议日", null=True)
    agenda_version = models.PositiveIntegerField("议程稿次", default=1)
    notice_sent_on = models.DateField("首次通知日", null=True)
    recorded = models.BooleanField("补录", default=False)
    source = models.CharField("来源", max_length=300, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "联席会议"
        ordering = ["-year", "-held_from", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_conference_per_slot", fields=["circle", "year", "slot"], condition=Q(slot__isnull=False)
            ),
            models.UniqueConstraint(
                name="one_conference_per_ordinal", fields=["circle", "ordinal"], condition=Q(ordinal__isnull=False)
            ),
            models.CheckConstraint(
                name="conference_ends_after_start", condition=Q(held_to__isnull=True) | Q(held_to__gte=F("held_from"))
            ),
            models.CheckConstraint(
                name="conference_ad_hoc_has_reason", condition=Q(slot__isnull=False) | ~Q(reason="") | Q(recorded=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """第5次联席会议; by year where the number is not known or none is counted."""
        if self.ordinal:
            return f"第{self.ordinal}次联席会议"
        if self.ad_hoc:
            return f"{self.year}年临时联席会议"
        return f"{self.year}年" + (f"第{self.slot}次" if self.slot and self.slot > 1 else "") + "联席会议"

    @property
    def ad_hoc(self) -> bool:
        """Whether it was called outside the order 临时召开."""
        return self.slot is None

    @property
    def step(self) -> Stage:
        """The step as the kernel knows it."""
        return Stage(self.stage)

    @property
    def key(self) -> SlotKey | None:
        """Its place on the wheel; None for an ad hoc conference."""
        return SlotKey(self.year, self.slot) if self.slot else None

    def get_absolute_url(self) -> str:
        """Where the conference is shown; what the audit calls it."""
        return reverse("meetings:conference", args=[self.slug])


class StageMove(models.Model):
    """One move to the next step or back 环节的推进与退回; never changed."""

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="moves", verbose_name="会议")
    before = models.CharField("从", max_length=12, choices=STAGES, blank=True)
    after = models.CharField("到", max_length=12, choices=STAGES)
    on = models.DateField("办理日")
    backdated = models.BooleanField("补录", default=False)
    by = models.CharField("经办", max_length=80)
    body = models.CharField("机构", max_length=64, blank=True)
    reason = models.CharField("理由", max_length=300, blank=True)
    made_at = models.DateTimeField("登记于", auto_now_add=True)

    class Meta:
        verbose_name = "环节变动"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.before}→{self.after}"


class ChangeKind(models.TextChoices):
    """How the host may change 承办变更."""

    SWAP = "swap", "互换"
    ACTING = "acting", "代承办"
    WITHDRAWN = "withdrawn", "退出承办"


class ChangeState(models.TextChoices):
    """How far the talk has come."""

    OPEN = "open", "待对方同意"
    AGREED = "agreed", "双方同意"
    REFUSED = "refused", "对方不同意"
    TAKEN_BACK = "taken_back", "已撤回"
    NOTED = "noted", "已登记"


class HostChange(models.Model):
    """A change of the host as it was proposed and answered 承办变更; both sides' words stay.

    A swap names the turn that the other side gives in exchange.
    """

    conference = models.ForeignKey(Conference, models.PROTECT, related_name="host_changes", verbose_name="会议")
    kind = models.CharField("种类", max_length=12, choices=ChangeKind)
    state = models.CharField("状态", max_length=12, choices=ChangeState, default=ChangeState.OPEN)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="原承办")
    other = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+", verbose_name="另一方")
    other_year = models.PositiveSmallIntegerField("换回的年份", null=True)
    other_slot = models.PositiveSmallIntegerField("换回的当年第几次", null=True)
    reason = models.CharField("理由", max_length=300)
    proposed_on = models.DateField("提出日")
    proposed_by = models.CharField("提出人", max_length=80)
    answered_on = models.DateField("答复日", null=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answer = models.CharField("答复理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "承办变更"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                name="one_open_host_change", fields=["conference"], condition=Q(state=ChangeState.OPEN)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.get_state_display()}）"
