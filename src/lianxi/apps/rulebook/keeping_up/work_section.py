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
from lianxi.apps.rulebook.works.lives import works_with_lives
from lianxi.kernel.access import Actor, allowed
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
    told = f"{cn_date(newest.on_day)}的清理结论是“{newest.get_conclusion_display()}”"
    if not followed(newest, works_with_lives([work.pk])[work.pk]):
        return f"{told}，还没有登记{_CALLED_FOR[newest.conclusion]}；在那以前，效力不变。"
    if newest.on_day < usual_since(on):
        return f"最近一次清理在{cn_date(newest.on_day)}，已经超过一般的间隔。"
    return ""


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
