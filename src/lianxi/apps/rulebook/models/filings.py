"""When a version was published 公布 and filed 备案."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from lianxi.apps.rulebook.models.kept_records import LIVE, RecordOfDay, withdrawn_with_reason
from lianxi.apps.rulebook.models.works import Version
from lianxi.kernel.rules.filings import Start


class Publication(RecordOfDay):
    """The day on which a version was published 公布日期; where: the gazette, the site, the announcement."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="publications", verbose_name="版本")
    on_day = models.DateField("公布日期")
    where = models.CharField("公布在哪里", max_length=200, blank=True, default="")

    class Meta:
        verbose_name = "公布日期"
        ordering = ["-on_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=LIVE, name="one_publication_of_version"),
            withdrawn_with_reason("publications_withdrawn_with_reason"),
        ]


class Filing(RecordOfDay):
    """One filing of a version 备案记录; what was judged when it was recorded is never judged again.

    recipient: with whom; number: of the report or of the registration.
    start:     what the period ran from (公布 or 成文), basis: that day; "" and None where neither was known.
    due:       last day; late: days after it, 0 for in time, None where it could not be told.
    rule:      first day of the row of data/upkeep_rules.toml that was applied; clause: of that row.
    calendars: tables of the years the last day rests on.
    """

    version = models.ForeignKey(Version, models.CASCADE, related_name="filings", verbose_name="版本")
    on_day = models.DateField("备案日期")
    recipient = models.CharField("报送机关", max_length=200)
    number = models.CharField("备案文号", max_length=80, blank=True, default="")
    note = models.CharField("说明", max_length=300, blank=True, default="")
    start = models.CharField("起算", max_length=9, blank=True, default="", choices=[(o.value, o.label) for o in Start])
    basis = models.DateField("起算日", null=True)
    due = models.DateField("期限末日", null=True)
    late = models.PositiveIntegerField("迟了几天", null=True)
    rule = models.DateField("所用期限的生效日", null=True)
    clause = models.CharField("依据", max_length=300, blank=True, default="")
    calendars = models.JSONField("所用日历", default=list)
    why = models.CharField("判断", max_length=300)

    class Meta:
        verbose_name = "备案记录"
        ordering = ["-on_day", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["version"], condition=LIVE, name="one_filing_of_version"),
            models.CheckConstraint(
                condition=Q(late__isnull=True) | Q(due__isnull=False, basis__isnull=False), name="filings_late_of_due"
            ),
            withdrawn_with_reason("filings_withdrawn_with_reason"),
        ]
