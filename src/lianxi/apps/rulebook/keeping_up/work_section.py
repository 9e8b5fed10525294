"""The section 清理与备案 of the page of a work: its conclusions, and of each version publication and filing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.apps.rulebook.acts import RECORD_REVIEW
from lianxi.apps.rulebook.keeping_up.filing_duties import FilingDuty, duties_of, kinds_filed
from lianxi.apps.rulebook.keeping_up.review_list import followed, usual_since
from lianxi.apps.rulebook.keeping_up.tones import CONCLUSION_TONES, STATE_TONES
from lianxi.apps.rulebook.models import Filing, Publication, Review, Work
from lianxi.apps.rulebook.works.lives import standing_of_part, works_with_lives
from lianxi.kernel.access import Actor, allowed
from lianxi.kernel.rules.reviews import interval_of
from lianxi.kernel.texts.validity import Standing
from lianxi.loaders.upkeep_rules import load_upkeep_rules
from lianxi.web.wording import cn_date


@dataclass(frozen=True)
class FiledVersion:
    """A version with its duty to be filed, the record of its publication, and what was withdrawn."""

    duty: FilingDuty
    tone: str
    publication: Publication | None
    withdrawn: Sequence[Publication | Filing]


@dataclass(frozen=True)
class Upkeep:
    """What the section shows. notice: that the newest conclusion was not followed, or is old; "" for neither."""

    reviews: Sequence[tuple[Review, str]]
    notice: str
    filed: bool
    versions: Sequence[FiledVersion]
    keeps: bool


def upkeep_of(work: Work, actor: Actor, on: date) -> Upkeep | None:
    """For people of the bodies; None for visitors, whom the texts concern and not how they are kept."""
    if not actor.body:
        return None
    rows = list(work.reviews.select_related("version", "unit").defer("version__text", "version__as_read"))
    reviews = [(row, CONCLUSION_TONES[row.as_conclusion()]) for row in rows]
    filed = work.kind in kinds_filed()
    return Upkeep(
        reviews, _notice(work, rows, on), filed, _versions(work, on) if filed else (),
        allowed(actor, RECORD_REVIEW, body=work.body_id),
    )  # fmt: skip


def _notice(work: Work, rows: Sequence[Review], on: date) -> str:
    newest = next((row for row in rows if row.withdrawn_on is None and row.on_day <= on), None)
    if newest is None:
        return ""
    living = works_with_lives([work.pk])[work.pk]
    standing = standing_of_part(living, on)
    if not followed(newest, living, on):
        told = f"{cn_date(newest.on_day)}的清理结论是“{newest.get_conclusion_display()}”"
        return f"{told}，还没有登记{_CALLED_FOR[newest.conclusion]}；{_meanwhile(standing)}。"
    return _overdue(work.kind, newest.on_day, on) if standing.status.binds else ""


def _meanwhile(standing: Standing) -> str:
    """What the rule is worth until then: a conclusion changes nothing, its own term ends it all the same."""
    if standing.status.binds and standing.until:
        return f"在那以前，到{cn_date(standing.until)}有效期届满为止，效力不变"
    return "在那以前，效力不变"


def _overdue(kind: str, newest: date, on: date) -> str:
    """That the last review is older than the usual interval of the kind, with its source; "" where none is set."""
    rule, first = interval_of(kind, load_upkeep_rules().reviews), usual_since(kind, on)
    if rule is None or first is None or newest >= first:
        return ""
    return f"最近一次清理在{cn_date(newest)}，已经超过一般的间隔（{rule.months}个月，{rule.source}）。"


_CALLED_FOR = {"amend": "新版本或者修改它的文件", "repeal": "废止它的文件", "void": "宣布它失效的文件", "keep": ""}


def _versions(work: Work, on: date) -> list[FiledVersion]:
    publications = list(Publication.objects.filter(version__work=work))
    filings = list(Filing.objects.filter(version__work=work))
    live = {row.version_id: row for row in publications if row.withdrawn_on is None}
    off = [row for row in (*publications, *filings) if row.withdrawn_on is not None]
    return [
        FiledVersion(
            duty,
            STATE_TONES[duty.state],
            live.get(duty.version),
            [row for row in off if row.version_id == duty.version],
        )
        for duty in sorted(duties_of(Work.objects.filter(pk=work.pk), on), key=lambda one: -one.number)
    ]
