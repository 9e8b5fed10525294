"""Citations 引用 as rows: what each version says of other works and of itself, and the names of works."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.rulebook.models.choices import CitedChoice
from lianxi.apps.rulebook.models.provisions import Provision
from lianxi.apps.rulebook.models.works import Version, Work
from lianxi.kernel.texts.citations import CitationKind, Form


class WorkName(models.Model):
    """A title or a document number one of the versions of a work bears 名称与文号.

    name: as the version writes it; key: as it is looked up, in one script and width.
    """

    KINDS = (("title", "名称"), ("number", "文号"))

    work = models.ForeignKey(Work, models.CASCADE, related_name="names", verbose_name="制度")
    kind = models.CharField("种类", max_length=6, choices=KINDS)
    name = models.CharField("写法", max_length=300)
    key = models.CharField("查找用", max_length=300)

    class Meta:
        verbose_name = "制度的名称"
        indexes = [models.Index(fields=["kind", "key"], name="work_names_by_key")]
        constraints = [
            models.UniqueConstraint(fields=["work", "kind", "key"], name="one_name_of_work_once"),
            models.CheckConstraint(condition=Q(kind__in=["title", "number"]), name="work_names_known_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class Citation(models.Model):
    """One place where a version cites a work; the words never change, which work is meant may become known later.

    provision:  the innermost one it stands in; order: place among the citations of the version.
    start, end: of the name, in characters of the version's text; printed: what stands there.
    title:      in full, also where a short name is printed; number: the document number in the standard form.
    key:        the title as it is looked up; "" where the text names none.
    named:      provisions named: [{"words", "keys", "wids"}], wids of the cited work as it stood on the day of the
                citing version; fewer wids than keys where it has no such provision.
    own:        it cites its own text (本条例第三条); work is then the own work.
    work:       the work meant; None while it is not in the repository, or two might be meant.
    choice:     by which a person said what is meant; automatic: what number and title say, whatever a person said.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="citations", verbose_name="引用的版本")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="cites", verbose_name="引用的条文")
    order = models.PositiveIntegerField("次序")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    printed = models.TextField("原文")
    form = models.CharField("写法", max_length=10, choices=[(one.value, one.value) for one in Form])
    kind = models.CharField("引用方式", max_length=10, choices=[(one.value, one.label) for one in CitationKind])
    wording = models.CharField("用语", max_length=60, blank=True, default="")
    title = models.TextField("被引用的名称", blank=True, default="")
    key = models.CharField("查找用", max_length=300, blank=True, default="")
    number = models.CharField("被引用的文号", max_length=80, blank=True, default="")
    named = models.JSONField("所指条文", default=list)
    own = models.BooleanField("引用本文", default=False)
    doubts = models.JSONField("疑点", default=list)
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="cited_by", verbose_name="被引用的制度")
    automatic = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="+", verbose_name="自动找到的制度")
    choice = models.ForeignKey(CitedChoice, models.SET_NULL, null=True, related_name="rows", verbose_name="人工所指")

    class Meta:
        verbose_name = "引用"
        ordering = ["version", "order"]
        indexes = [
            models.Index(fields=["key"], name="citations_by_title"),
            models.Index(fields=["number"], name="citations_by_number"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["version", "order"], name="one_citation_per_place"),
            models.CheckConstraint(condition=Q(own=False) | Q(work__isnull=False), name="citations_own_resolved"),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def name(self) -> str:
        """By which a choice is matched: the title, else the number, else the words printed."""
        return (self.key or self.number or self.printed)[:300]

    @property
    def words(self) -> str:
        """The provisions named, in full: 第三条、第五条第二款."""
        return "、".join(one["words"] for one in self.named)

    @property
    def wids(self) -> list[str]:
        """Identities of the provisions named, in the cited work."""
        return [wid for one in self.named for wid in one["wids"]]
