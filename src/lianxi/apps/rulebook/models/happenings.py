"""What happened to a work 效力事件: commencement, amendment, repeal, term; standing on a day follows from these."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from lianxi.apps.rulebook.models.kept_records import LIVE, KeptRecord, withdrawn_with_reason
from lianxi.apps.rulebook.models.works import Version, Work
from lianxi.kernel.texts.validity import Happening, HappeningKind

KINDS = [
    (HappeningKind.COMMENCE.value, "施行"),
    (HappeningKind.AMEND.value, "修改"),
    (HappeningKind.REPEAL.value, "废止"),
    (HappeningKind.VOID.value, "宣布失效"),
    (HappeningKind.TERM.value, "有效期"),
    (HappeningKind.REVIVE.value, "恢复施行"),
]
LIFTED = "取消有效期"


def label_of(kind: str, last_day: date | None) -> str:
    """A kind of happening in words: a term without a last day is one that was lifted."""
    return LIFTED if kind == HappeningKind.TERM and last_day is None else dict(KINDS)[kind]


class WorkHappening(KeptRecord):
    """One row is never changed; a wrong one is withdrawn with a reason and stays readable.

    day:        from which it has effect; of a term, from which that term counts as set.
    version:    the version it brought, where it brought one.
    last_day:   of a term, none where it is lifted; of provisions whose new words wait, that of their old ones.
    instrument: what did it, as printed; number: its document number.
    provisions: identities (wid) it concerns; [] for the whole work.
    source:     words of the text, or of the instrument, that say so.

    Where a text takes its place before another, what that one brought is withdrawn and recorded as what it is now.
    recorded_for:  the earlier text for which the row was recorded so; it goes when that is taken out.
    withdrawn_for: the earlier text for which it was withdrawn.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="happenings", verbose_name="制度")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="happenings", verbose_name="版本")
    kind = models.CharField("事件", max_length=10, choices=KINDS)
    day = models.DateField("生效日")
    last_day = models.DateField("有效期末日", null=True)
    instrument = models.CharField("依据的文件", max_length=300, blank=True, default="")
    number = models.CharField("依据文件的文号", max_length=80, blank=True, default="")
    provisions = models.JSONField("涉及的条文", default=list)
    source = models.CharField("出处", max_length=300, blank=True, default="")
    recorded_for = models.ForeignKey(
        Version, models.CASCADE, null=True, related_name="recorded_anew", verbose_name="为哪一版改登"
    )
    withdrawn_for = models.ForeignKey(
        Version, models.SET_NULL, null=True, related_name="withdrawn_happenings", verbose_name="为哪一版撤回"
    )

    class Meta:
        verbose_name = "效力事件"
        ordering = ["day", "pk"]
        indexes = [models.Index(fields=["work", "day"], name="happenings_of_work")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=[code for code, _ in KINDS]), name="happenings_known_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["term", "commence"]) | Q(last_day__isnull=True),
                name="happenings_last_day_of_terms_and_parts",
            ),
            withdrawn_with_reason("happenings_withdrawn_with_reason"),
            models.CheckConstraint(
                condition=~LIVE | Q(withdrawn_for__isnull=True), name="happenings_withdrawn_for_a_text_are_withdrawn"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

    @property
    def label(self) -> str:
        """What happened, in words."""
        return label_of(self.kind, self.last_day)

    def as_value(self) -> Happening:
        """For the kernel."""
        return Happening(HappeningKind(self.kind), self.day, self.instrument, frozenset(self.provisions), self.last_day)
