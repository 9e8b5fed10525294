"""Regions and the organs in them: bodies, their instruments, terms 届 and sittings 次会议."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from lianxi.apps.bodies.models.spans import ends_after_start, not_blank
from lianxi.kernel.texts.numerals import write_number


class RegionLevel(models.TextChoices):
    """Rank of a region 行政级别, as GB/T 2260 builds its codes."""

    PROVINCE = "province", "省级"
    PREFECTURE = "prefecture", "地级"
    COUNTY = "county", "县级"


class Region(models.Model):
    """One division code of GB/T 2260 行政区划 with the span in which it was valid."""

    code = models.CharField("代码", max_length=6, primary_key=True)
    name = models.CharField("名称", max_length=60)
    short_name = models.CharField("简称", max_length=20)
    level = models.CharField("级别", max_length=12, choices=RegionLevel.choices)
    kind = models.CharField("类别", max_length=12)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children", verbose_name="上级")
    valid_from = models.DateField("启用", null=True)
    valid_to = models.DateField("停用", null=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors", verbose_name="后继")
    sample = models.BooleanField("示例", default=False)
    source = models.CharField("依据", max_length=300, default="", blank=True)
    note = models.CharField("说明", max_length=300, default="", blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(name="region_code_six_digits", condition=Q(code__regex=r"^[0-9]{6}$")),
            models.CheckConstraint(name="region_level_known", condition=Q(level__in=RegionLevel.values)),
            models.CheckConstraint(
                name="region_successor_other", condition=Q(successor__isnull=True) | ~Q(successor=F("code"))
            ),
            models.CheckConstraint(
                name="region_successor_after_end", condition=Q(successor__isnull=True) | Q(valid_to__isnull=False)
            ),
            ends_after_start("region_ends_after_start", "valid_from", "valid_to"),
            not_blank("region_has_name"),
        ]

    def __str__(self) -> str:
        return self.name


class FormerName(models.Model):
    """A name or code a region used to bear 旧名旧码.

    Codes have been given out again to other regions, so an old code is no key:
    read it only together with its days.
    """

    region = models.ForeignKey(Region, models.CASCADE, related_name="former_names", verbose_name="行政区划")
    code = models.CharField("代码", max_length=6)
    name = models.CharField("名称", max_length=60)
    start = models.DateField("起", null=True)
    end = models.DateField("止", null=True)
    source = models.CharField("依据", max_length=300, default="", blank=True)
    note = models.CharField("说明", max_length=300, default="", blank=True)

    class Meta:
        ordering = ["region", F("start").asc(nulls_first=True), "code"]
        constraints = [
            models.UniqueConstraint(name="former_name_once", fields=["region", "code", "name"]),
            models.CheckConstraint(name="former_code_six_digits", condition=Q(code__regex=r"^[0-9]{6}$")),
            ends_after_start("former_name_ends_after_start"),
            not_blank("former_name_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.code}"


class BodyKind(models.TextChoices):
    """Kind of body 机构类别."""

    STANDING_COMMITTEE = "standing_committee", "人大常委会"
    CONGRESS = "congress", "人民代表大会"
    GOVERNMENT = "government", "人民政府"


class Body(models.Model):
    """An organ of a region 机构. The standing committee bears the region's code; others add a suffix."""

    code = models.CharField("代码", max_length=40, primary_key=True)
    name = models.CharField("名称", max_length=80)
    short_name = models.CharField("简称", max_length=40)
    kind = models.CharField("类别", max_length=24, choices=BodyKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="bodies", verbose_name="行政区划")
    valid_from = models.DateField("设立", null=True)
    valid_to = models.DateField("撤销", null=True)
    note = models.CharField("说明", max_length=300, default="", blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                name="body_one_of_a_kind_in_region", fields=["region", "kind"], condition=Q(valid_to__isnull=True)
            ),
            models.CheckConstraint(name="body_kind_known", condition=Q(kind__in=BodyKind.values)),
            ends_after_start("body_ends_after_start", "valid_from", "valid_to"),
            not_blank("body_has_name"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> str:
        """A body has the level of its region."""
        return self.region.level

    @property
    def sample(self) -> bool:
        """Whether the body is invented 示例."""
        return self.region.sample


class Instrument(models.Model):
    """A form of document a body may lawfully adopt 可制定的文件形式, with the law that says so."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="instruments", verbose_name="机构")
    form = models.CharField("文种", max_length=30)
    source = models.CharField("法律依据", max_length=200)
    approval = models.CharField("批准", max_length=100, default="", blank=True)
    limits = models.CharField("范围", max_length=200, default="", blank=True)
    verified = models.BooleanField("已核", default=True)
    order = models.PositiveSmallIntegerField("序", default=0)
    end = models.DateField("停用", null=True)

    class Meta:
        ordering = ["body", "order"]
        constraints = [
            models.UniqueConstraint(name="instrument_once_per_body", fields=["body", "form"]),
            not_blank("instrument_has_form", "form"),
            not_blank("instrument_has_source", "source"),
        ]

    def __str__(self) -> str:
        return self.form


class Term(models.Model):
    """A term of office of a body 届."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms", verbose_name="机构")
    number = models.PositiveSmallIntegerField("届")
    start = models.DateField("起", null=True)
    end = models.DateField("止", null=True)
    verified = models.BooleanField("已核", default=True)
    source = models.CharField("出处", max_length=300, default="", blank=True)
    note = models.CharField("说明", max_length=300, default="", blank=True)

    class Meta:
        ordering = ["body", "number"]
        constraints = [
            models.UniqueConstraint(name="term_number_once_per_body", fields=["body", "number"]),
            models.CheckConstraint(name="term_number_from_one", condition=Q(number__gte=1)),
            ends_after_start("term_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"第{write_number(self.number)}届"


class Sitting(models.Model):
    """A sitting of a body within a term 次会议; `held_on` is a day on which it is known to have sat."""

    term = models.ForeignKey(Term, models.PROTECT, related_name="sittings", verbose_name="届")
    number = models.PositiveSmallIntegerField("次")
    held_on = models.DateField("日期")
    verified = models.BooleanField("已核", default=True)
    source = models.CharField("出处", max_length=300, default="", blank=True)
    note = models.CharField("说明", max_length=300, default="", blank=True)

    class Meta:
        ordering = ["term", "number"]
        constraints = [
            models.UniqueConstraint(name="sitting_number_once_per_term", fields=["term", "number"]),
            models.CheckConstraint(name="sitting_number_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"第{write_number(self.number)}次会议"
