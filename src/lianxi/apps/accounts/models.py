"""Accounts 账号, roles 角色 with who decided them, one-time codes 激活码, and sign-ins 登录."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from lianxi.apps.bodies.models import Body, Circle, Person
from lianxi.kernel.access import ROLE_LABELS, Role

# words that are addresses of their own below /accounts/
RESERVED = ("new", "invite")
USERNAME = RegexValidator(r"^[a-z][a-z0-9._-]{2,31}\Z", "账号用 3 至 32 个小写字母、数字、点、横线，以字母开头。")
ROLES_IN_BODIES = [(role.value, label) for role, label in ROLE_LABELS.items() if role is not Role.OPERATOR]


TAKEN = {"unique": "这个账号名已有人用，请换一个。"}


class Account(AbstractBaseUser):
    """Who may sign in 账号: a person of one body, or an operator 运维 who belongs to none.

    `person_name` is what the audit writes even after the person has left;
    `previous_password` is the hash before the present one, so that a change is
    a change.
    """

    username = models.CharField("账号", max_length=32, unique=True, validators=[USERNAME], error_messages=TAKEN)
    person_name = models.CharField("姓名", max_length=40)
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="人员"
    )
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="accounts", verbose_name="所在机构"
    )
    is_operator = models.BooleanField("运维", default=False)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须更换口令", default=False)
    password_changed_at = models.DateTimeField("口令更换于", null=True, blank=True)
    previous_password = models.CharField("上一个口令", max_length=128, default="", blank=True)
    created_at = models.DateTimeField("建立于", auto_now_add=True)
    created_on = models.DateField("建立日期")
    created_by = models.CharField("建立者", max_length=80)

    objects = BaseUserManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="account_operator_or_of_a_body",
                condition=Q(is_operator=True, body__isnull=True) | Q(is_operator=False, body__isnull=False),
                violation_error_message="运维账号不属于任何机构；其他账号须有所在机构。",
            ),
            models.CheckConstraint(
                name="account_has_person_name",
                condition=~Q(person_name=""),
                violation_error_message="请写明姓名。",
            ),
            models.CheckConstraint(
                name="account_name_not_reserved",
                condition=~Q(username__in=RESERVED),
                violation_error_message="这个账号名系统另有用处，请换一个。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_name}（{self.username}）"

    @property
    def permalink(self) -> str:
        """Where the account is shown; what the audit calls it."""
        return f"/accounts/{self.username}/"


class GrantState(models.TextChoices):
    """How far a role has come 角色状态."""

    REQUESTED = "requested", "待确认"
    CONFIRMED = "confirmed", "已生效"
    REFUSED = "refused", "不予确认"
    ENDED = "ended", "已终止"


OPEN = (GrantState.REQUESTED, GrantState.CONFIRMED)


class RoleGrant(models.Model):
    """A role asked for, confirmed by the body's own office head, and ended 角色授予.

    It is in force from `start` and no longer on `end`. A `joint_office` role is
    held for a body in a circle; all other roles in a body alone.
    """

    account = models.ForeignKey(Account, models.PROTECT, related_name="grants", verbose_name="账号")
    role = models.CharField("角色", max_length=16, choices=ROLES_IN_BODIES)
    body = models.ForeignKey(Body, models.PROTECT, related_name="grants", verbose_name="机构")
    circle = models.ForeignKey(Circle, models.PROTECT, null=True, related_name="grants", verbose_name="联席圈")
    state = models.CharField("状态", max_length=12, choices=GrantState.choices, default=GrantState.REQUESTED)
    requested_by = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="申请人")
    requested_at = models.DateTimeField("申请于", auto_now_add=True)
    requested_on = models.DateField("申请日期")
    note = models.CharField("申请说明", max_length=200, default="", blank=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="办理人")
    decided_at = models.DateTimeField("办理于", null=True)
    decided_on = models.DateField("办理日期", null=True)
    reason = models.CharField("理由", max_length=200, default="", blank=True)
    start = models.DateField("起", null=True)
    end = models.DateField("止", null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="终止人")
    end_reason = models.CharField("终止理由", max_length=200, default="", blank=True)

    class Meta:
        ordering = ["-requested_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="grant_open_once_in_body",
                fields=["account", "role", "body"],
                condition=Q(state__in=OPEN, circle__isnull=True),
            ),
            models.UniqueConstraint(
                name="grant_open_once_in_circle",
                fields=["account", "role", "body", "circle"],
                condition=Q(state__in=OPEN, circle__isnull=False),
            ),
            models.CheckConstraint(
                name="grant_role_known", condition=Q(role__in=[value for value, _ in ROLES_IN_BODIES])
            ),
            models.CheckConstraint(
                name="grant_circle_for_joint_office_only",
                condition=Q(role=Role.JOINT_OFFICE.value, circle__isnull=False)
                | (~Q(role=Role.JOINT_OFFICE.value) & Q(circle__isnull=True)),
            ),
            models.CheckConstraint(
                name="grant_state_has_its_days",
                condition=Q(state=GrantState.REQUESTED, decided_on__isnull=True, start__isnull=True, end__isnull=True)
                | Q(state=GrantState.REFUSED, decided_on__isnull=False, start__isnull=True, end__isnull=True)
                | Q(state=GrantState.CONFIRMED, decided_on__isnull=False, start__isnull=False, end__isnull=True)
                | Q(state=GrantState.ENDED, start__isnull=False, end__gte=F("start")),
            ),
            models.CheckConstraint(
                name="grant_refused_with_reason", condition=~Q(state=GrantState.REFUSED) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="grant_by_body_and_state", fields=["body", "state"])]

    def __str__(self) -> str:
        return f"{self.account_id} {self.role} {self.body_id}"

    @property
    def role_label(self) -> str:
        """Chinese name of the role, with its circle where it has one."""
        label = Role(self.role).label
        return f"{label}（{self.circle.name}）" if self.circle_id else label

    @property
    def latest_day(self) -> date:
        """Day of the last thing that happened to it."""
        return self.end or self.decided_on or self.requested_on

    @property
    def latest_by(self) -> Account | None:
        """Who did that; nobody where a code decided."""
        return self.ended_by or self.decided_by

    @property
    def latest_word(self) -> str:
        """What that was."""
        return {GrantState.CONFIRMED: "确认了", GrantState.REFUSED: "驳回了"}.get(GrantState(self.state), "终止了")

    def in_force(self, on: date) -> bool:
        """Whether the role counts on a day."""
        return self.start is not None and self.start <= on and (self.end is None or on < self.end)


class Invitation(models.Model):
    """A one-time code 激活码 that makes an office head where a body has none; only its hash is kept.

    A body whose office head cannot get in any more gets one as well, usable
    only from `usable_from` on, so that a sitting office head has time to
    withdraw it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="invitations", verbose_name="机构")
    code_hash = models.CharField("激活码摘要", max_length=64, unique=True)
    issued_by = models.CharField("签发者", max_length=80)
    issued_at = models.DateTimeField("签发于", auto_now_add=True)
    issued_on = models.DateField("签发日期")
    usable_from = models.DateField("启用日期")
    expires_on = models.DateField("有效至")
    redeemed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="使用者")
    redeemed_on = models.DateField("使用日期", null=True)
    withdrawn_on = models.DateField("作废日期", null=True)
    withdrawn_by = models.CharField("作废者", max_length=80, default="", blank=True)

    class Meta:
        ordering = ["-issued_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                name="invitation_open_once_per_body",
                fields=["body"],
                condition=Q(redeemed_on__isnull=True, withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_redeemed_by_somebody",
                condition=Q(redeemed_on__isnull=True, redeemed_by__isnull=True)
                | Q(redeemed_on__isnull=False, redeemed_by__isnull=False, withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="invitation_days_in_order",
                condition=Q(usable_from__gte=F("issued_on"), expires_on__gte=F("usable_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_id} {self.issued_on}"


class EndReason(models.TextChoices):
    """Why a sign-in ended 退出原因, as told to the person at the next click."""

    SIGNED_OUT = "signed_out", "已退出登录。"
    IDLE = "idle", "长时间没有操作，已自动退出，请重新登录。"
    TOO_LONG = "too_long", "本次登录已满最长时限，请重新登录。"
    ELSEWHERE = (
        "elsewhere",
        "您的账号又在别处登录，这里已自动退出。如非本人操作，请立即更换口令。",
    )
    PASSWORD = "password", "口令已更换，请用新口令登录。"
    DEACTIVATED = "deactivated", "账号已停用。"


class SignIn(models.Model):
    """One sign-in 登录: the session keeps its number, this row keeps its times and why it ended."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="sign_ins", verbose_name="账号")
    started_at = models.DateTimeField("登录于")
    seen_at = models.DateTimeField("最近操作于")
    ended_at = models.DateTimeField("退出于", null=True)
    end_reason = models.CharField("退出原因", max_length=12, choices=EndReason.choices, default="", blank=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(name="sign_in_open", fields=["account"], condition=Q(ended_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.account_id} {self.started_at}"
