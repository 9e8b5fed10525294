"""Conclusions of reviews 清理结论: recorded, also long afterwards, and withdrawn with a reason, never changed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from lianxi.apps.audit.services import record
from lianxi.apps.bodies.models import Unit
from lianxi.apps.rulebook.acts import RECORD_REVIEW, WITHDRAW_REVIEW
from lianxi.apps.rulebook.models import Review, Version, Work
from lianxi.apps.rulebook.models.kept_records import LIVE
from lianxi.apps.rulebook.services.days import plausible_days
from lianxi.apps.rulebook.services.rows import still_there
from lianxi.apps.rulebook.services.version_order import counting_or_first
from lianxi.apps.rulebook.services.withdrawing import reason_given, take_back
from lianxi.kernel.access import Actor, require
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion

LONGEST = 500
"""Characters of a reason."""


@transaction.atomic
def record_review(
    *, work: Work, conclusion: Conclusion, day: date, reason: str, actor: Actor, on: date, unit: Unit | None = None
) -> Review:
    """Record what the review of a work came to on a day 登记清理结论.

    unit: which went through it, of the body that keeps the work; the responsible one where none is given. The text
    gone through is the one that counted on the day. A work has one conclusion a day.
    """
    require(actor, RECORD_REVIEW, body=work.body_id)
    work = still_there(Work.objects.select_for_update(), work.pk)
    reason = reason.strip()
    version = check_review(work, day, reason, unit, on)
    row = Review.objects.create(
        work=work, version=version, on_day=day, conclusion=conclusion.value, reason=reason,
        unit_id=unit.pk if unit else work.unit_id, recorded_by=actor.person, recorded_on=on,
    )  # fmt: skip
    record(
        act=RECORD_REVIEW, actor=actor, body=work.body_id, target=work.get_absolute_url(), on=day,
        title=f"“{work.title}”清理结论：{conclusion.label}", note=reason, backdated=row.backdated,
        after={"conclusion": row.conclusion, "day": day.isoformat(), "version": version.number if version else 0},
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_review(*, review: Review, why: str, actor: Actor, on: date) -> Review:
    """Take back a conclusion that was recorded wrongly 撤回清理结论."""
    row = still_there(Review.objects.select_for_update(of=("self",)).select_related("work"), review.pk)
    require(actor, WITHDRAW_REVIEW, body=row.work.body_id)
    return take_back(row, row.work, act=WITHDRAW_REVIEW, why=why, actor=actor, on=on)


def check_review(work: Work, day: date, reason: str, unit: Unit | None, on: date) -> Version | None:
    """The text that was gone through; `Refused` where a conclusion on that day cannot be recorded."""
    plausible_days({"清理日期": day})
    if day > on:
        raise Refused("day_not_future", f"清理日期（{day}）晚于今天（{on}）。", remedy="请填作出结论的那一天。")
    reason_given(reason, "请填写为什么是这个结论。", LONGEST)
    if unit is not None and unit.body_id != work.body_id:
        raise Refused("unit_of_body", "清理单位不是入库机构的单位。", remedy="请在本机构的单位里选。")
    version = counting_or_first(list(work.versions.defer("text", "as_read", "repairs")), day)
    made = [one for one in (version.issued, version.commences) if one] if version else []
    if made and day < min(made):
        said = f"清理日期（{day}）早于这件制度最早的日期（{min(made)}）。"
        raise Refused("review_after_making", said, remedy="请核对是不是另一件，或者日期写错。")
    if there := work.reviews.filter(LIVE, on_day=day).first():
        raise Refused(
            "one_conclusion_a_day",
            f"{day}已登记过结论“{there.get_conclusion_display()}”。",
            remedy="登记错了的，先撤回那一项。",
        )
    return version
