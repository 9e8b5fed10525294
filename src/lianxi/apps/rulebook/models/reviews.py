"""What a review came to 清理（复核）结论, one row for each review of a work."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.models.kept_records import LIVE, RecordOfDay, withdrawn_with_reason
from lianxi.apps.rulebook.models.works import Version, Work
from lianxi.kernel.rules.reviews import Conclusion

CONCLUSIONS = [(one.value, one.label) for one in Conclusion]


class Review(RecordOfDay):
    """One conclusion; it decides nothing by itself.

    on_day:  of the conclusion.
    version: the text that was gone through; None for a work without a text of that day.
    unit:    which went through it, the responsible one unless said otherwise.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="reviews", verbose_name="制度")
    version = models.ForeignKey(Version, models.CASCADE, null=True, related_name="reviews", verbose_name="版本")
    on_day = models.DateField("清理日期")
    conclusion = models.CharField("结论", max_length=6, choices=CONCLUSIONS)
    reason = models.CharField("理由", max_length=500)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="reviews", verbose_name="清理单位")

    class Meta:
        verbose_name = "清理结论"
        ordering = ["-on_day", "-pk"]
        indexes = [models.Index(fields=["work", "on_day"], name="reviews_of_work")]
        constraints = [
            models.CheckConstraint(condition=Q(conclusion__in=[one for one, _ in CONCLUSIONS]), name="reviews_known"),
            models.UniqueConstraint(fields=["work", "on_day"], condition=LIVE, name="one_review_of_work_on_day"),
            withdrawn_with_reason("reviews_withdrawn_with_reason"),
        ]

    def as_conclusion(self) -> Conclusion:
        """For the kernel."""
        return Conclusion(self.conclusion)
