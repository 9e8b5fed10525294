"""A decision carried out on a work 套用修改决定: the version it brought, its instructions, how far it is proven."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from lianxi.apps.rulebook.models.works import Version, Work


class ProofState(models.TextChoices):
    """Whether the text of the version is proven against the printed one 证明.

    A decision of which something was left out proves nothing, whatever the printed text says.
    """

    PROVEN = "proven", "已证"
    DIFFERS = "differs", "未证，与印出的文本有不同"
    PARTIAL = "partial", "未证，决定没有全部套用"
    UNPRINTED = "unprinted", "未证，还没有印出的文本"


class Amendment(models.Model):
    """One decision carried out on one version of a work; the row is never changed.

    Of a decision that commences in parts (其中第二项自…起施行) there is a row for each day.

    version:      the version it brought, or the printed one it was held against.
    base:         the version it amended; decision: the version of the decision that was read.
    day:          from which the amendment counts.
    instructions: every instruction in order: {"said", "act", "words", "start", "applied", "why", "later", "touched"};
                  `words` are those of the decision, `why` says why it was left out and `later` whether only for now,
                  `touched` are identities of provisions.
    references:   references within the text that follow new numbers: {"place", "was", "becomes", "applied"}.
    printed:      name of what it was held against; "" for nothing. printed_text: its text, "" where it is `version`.
    differences:  where they depart: {"part", "place", "amended", "printed", "before", "after"}.
    made_version: whether the version came by this act; False where it had come in printed before.
    """

    work = models.ForeignKey(Work, models.CASCADE, related_name="amendments", verbose_name="制度")
    version = models.OneToOneField(Version, models.CASCADE, related_name="amendment", verbose_name="形成的版本")
    base = models.ForeignKey(Version, models.CASCADE, related_name="amended_by", verbose_name="修改的版本")
    decision = models.ForeignKey(Version, models.PROTECT, related_name="amends", verbose_name="修改决定")
    day = models.DateField("施行日期")
    instructions = models.JSONField("修改", default=list)
    references = models.JSONField("随之改动的引用", default=list)
    proof = models.CharField("证明", max_length=10, choices=ProofState)
    printed = models.CharField("印出的文本", max_length=300, blank=True, default="")
    printed_text = models.TextField("印出的文字", blank=True, default="")
    differences = models.JSONField("不同之处", default=list)
    made_version = models.BooleanField("由套用形成", default=True)
    applied = models.DateTimeField("套用时刻", default=timezone.now)
    applied_by = models.CharField("套用人", max_length=100)
    applied_on = models.DateField("套用日期")

    class Meta:
        verbose_name = "套用的修改决定"
        ordering = ["work", "version"]
        constraints = [
            models.UniqueConstraint(fields=["work", "decision", "day"], name="one_amendment_by_decision_on_day"),
            models.CheckConstraint(condition=Q(proof__in=ProofState.values), name="amendments_known_proof"),
            models.CheckConstraint(condition=~Q(version=F("base")), name="amendments_change_version"),
            models.CheckConstraint(
                condition=~Q(proof__in=["proven", "differs"]) | ~Q(printed=""), name="amendments_proof_has_printed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision.title}→{self.version}"

    @property
    def left_out(self) -> list[dict[str, object]]:
        """Instructions that were not carried out."""
        return [one for one in self.instructions if not one["applied"]]

    def get_absolute_url(self) -> str:
        """Its permalink, a page of the work."""
        return reverse("rulebook:amendment", args=[self.work.address.removeprefix("/akn/"), self.version.number])
