"""What a person says a citation means 人工所指, where the text alone does not tell, or tells it wrongly."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models.kept_records import KeptRecord, withdrawn_with_reason
from lianxi.apps.rulebook.models.works import Work


class ChoiceScope(models.TextChoices):
    """How far a choice goes, from the narrowest; the narrowest counts."""

    PLACE = "place", "只这一处"
    WORK = "work", "这件制度里写这个名称的每一处"
    BODY = "body", "本机构每件制度里写这个名称的每一处"


class CitedChoice(KeptRecord):
    """Which work is meant by a name; a row is never changed, a wrong one is withdrawn with a reason.

    body, work, citation: whose texts, which text, which place; as narrow as `scope` says.
    name:    by which citations are matched; printed: as it stood where it was chosen.
    target:  the work meant; None where it is outside the repository, then `note` says what it is.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="cited_choices", verbose_name="机构")
    scope = models.CharField("范围", max_length=5, choices=ChoiceScope)
    work = models.ForeignKey(Work, models.CASCADE, null=True, related_name="cited_choices", verbose_name="制度")
    citation = models.ForeignKey("rulebook.Citation", models.CASCADE, null=True, related_name="+", verbose_name="引用")
    name = models.CharField("名称", max_length=300)
    printed = models.CharField("原文", max_length=300)
    target = models.ForeignKey(Work, models.CASCADE, null=True, related_name="chosen_as", verbose_name="所指的制度")
    note = models.CharField("库外的文件", max_length=300, blank=True, default="")
    why = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "人工所指"
        ordering = ["-recorded", "-pk"]
        indexes = [models.Index(fields=["body", "name"], name="cited_choices_by_name")]
        constraints = [
            models.CheckConstraint(condition=Q(scope__in=ChoiceScope.values), name="cited_choices_known_scope"),
            models.CheckConstraint(
                condition=Q(scope="place", work__isnull=False, citation__isnull=False)
                | Q(scope="work", work__isnull=False, citation__isnull=True)
                | Q(scope="body", work__isnull=True, citation__isnull=True),
                name="cited_choices_as_narrow_as_said",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=False, note="") | (Q(target__isnull=True) & ~Q(note="")),
                name="cited_choices_target_or_note",
            ),
            withdrawn_with_reason("cited_choices_withdrawn_with_reason"),
            models.UniqueConstraint(
                fields=["citation"], condition=Q(withdrawn_on__isnull=True, scope="place"),
                name="one_cited_choice_per_place",
            ),
            models.UniqueConstraint(
                fields=["work", "name"], condition=Q(withdrawn_on__isnull=True, scope="work"),
                name="one_cited_choice_per_work",
            ),
            models.UniqueConstraint(
                fields=["body", "name"], condition=Q(withdrawn_on__isnull=True, scope="body"),
                name="one_cited_choice_per_body",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.printed
