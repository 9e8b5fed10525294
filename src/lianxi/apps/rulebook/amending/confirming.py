"""What a person confirmed of a decision that was tried 确认, and what has to be in order before it counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from lianxi.apps.rulebook.amending.in_force import require_not_over
from lianxi.apps.rulebook.amending.steps import steps_of, waiting_in, why_put_off
from lianxi.apps.rulebook.amending.trial import Outcome, Printed, Reading
from lianxi.apps.rulebook.models import Amendment, Version, Work
from lianxi.apps.rulebook.selectors import version_on, visible_works
from lianxi.apps.rulebook.services.withdrawing import LONGEST_REASON
from lianxi.kernel.access import Actor
from lianxi.kernel.errors import Refused
from lianxi.web.wording import cn_date


@dataclass(frozen=True)
class Choice:
    """What a person confirmed of a decision that was tried.

    taken:      places of the instructions to carry out; None for all that fit and count from the day.
    left_why:   place → why it is left out, for each that is not carried out.
    later:      places of what is left out only for now: the same decision may bring it from a later day.
    references: references within the text that follow new numbers, by `trial.key_of`.
    differing:  that a printed text which differs has been looked at, and the text is kept unproven.
    """

    day: date
    taken: frozenset[int] | None = None
    left_why: Mapping[int, str] = field(default_factory=dict)
    later: frozenset[int] = frozenset()
    references: frozenset[str] = frozenset()
    printed: Printed | None = None
    differing: bool = False


def check_places(work: Work, base: Version, decision: Version, choice: Choice, actor: Actor, on: date) -> None:
    """`Refused` where this decision cannot be carried out on this version from that day."""
    if not visible_works(actor, on).filter(pk=decision.work_id).exists():
        raise Refused("rule_visible", "没有这份决定，或者您不能查看。", remedy="请核对地址，或向入库机构索取。")
    if base.work_id != work.pk or decision.work_id == work.pk:
        raise Refused("version_of_work", "决定和要修改的版本须是两件制度。", remedy="请重新选。")
    if steps := steps_of(work, decision):
        _check_step(steps, base, choice.day)
    require_not_over(work, choice.day)
    if base.commences and choice.day < base.commences:
        meant = version_on(work, choice.day)
        said = f"决定自{cn_date(choice.day)}起施行，早于第{base.number}版的施行日期{cn_date(base.commences)}。"
        remedy = f"那一天施行的是第{meant.number}版，请改选它。" if meant else "请先补入那一天施行的文本。"
        raise Refused("decision_after_version", said, remedy=f"{remedy}日期写错了的，请改日期。")
    kept = choice.printed.version if choice.printed else None
    if kept:
        _check_printed(work, base, kept, choice.day)
    elif same := work.versions.filter(commences=choice.day).exclude(pk=base.pk).first():
        raise Refused(
            "version_of_day", f"第{same.number}版已经自{cn_date(choice.day)}起施行，不能再有一版从同一天起。",
            remedy="它是这份决定印出的文本的，请选“库中已有的一版”来核对；是另一份决定形成的，请改选它为原文。",
        )  # fmt: skip


def _check_step(steps: Sequence[Amendment], base: Version, day: date) -> None:
    """A decision is carried out once, but for what was put off: that follows later, on the text made before."""
    last = steps[-1]
    waiting, number = waiting_in(steps), last.version.number
    if not waiting:
        said = f"这份决定已由{last.applied_by}于{cn_date(last.applied_on)}套用，成为第{number}版。"
        raise Refused("decision_once", said, remedy=f"一份决定对一件制度只套用一次；请看第{number}版的套用记录。")
    if day <= last.day:
        raise Refused(
            "later_step", f"这份决定自{cn_date(last.day)}起的部分已经套用，余下的 {len(waiting)} 项应当晚于那一天。",
            remedy="请把施行日期改为这几项另外写明的日期。",
        )  # fmt: skip
    if base.pk != last.version_id and (base.commences is None or base.commences <= last.day):
        raise Refused(
            "step_on_step",
            f"第{base.number}版里没有这份决定已经套用的部分。",
            remedy=f"请改选第{number}版，或者它以后施行的一版。",
        )


def with_put_off(reading: Reading, choice: Choice) -> Choice:
    """What counts from a later day is put off, where nobody gave another reason to leave it out."""
    given = {at: why for at, why in choice.left_why.items() if why.strip()}
    later = choice.later & frozenset(range(len(reading.told))) | reading.later(choice.day) - given.keys()
    return replace(choice, left_why={at: why_put_off(reading.told[at].own) for at in later} | given, later=later)


def _check_printed(work: Work, base: Version, kept: Version, day: date) -> None:
    if kept.work_id != work.pk or kept.pk == base.pk:
        raise Refused("printed_version", "印出的文本须是这件制度的另一版。", remedy="请重新选。")
    if kept.commences and kept.commences != day:
        said = f"第{kept.number}版自{cn_date(kept.commences)}起施行，决定自{cn_date(day)}起施行，不是同一天。"
        raise Refused("printed_version", said, remedy="请核对是不是这份决定形成的一版，或者改施行日期。")
    if Amendment.objects.filter(version=kept).exists():
        raise Refused("version_once", f"第{kept.number}版已经是另一份决定形成的。", remedy="请核对选的是哪一版。")


def check_confirmed(outcome: Outcome, choice: Choice) -> None:
    """Whatever is left out has its reason, and a difference from the printed text was looked at."""
    if len(outcome.left) == len(outcome.told):
        if choice.later.issuperset(outcome.left):
            raise Refused(
                "something_due", f"到{cn_date(choice.day)}，没有一项要套用：各项都另有施行日期。",
                remedy="请把施行日期改为决定给它们写明的日期。",
            )  # fmt: skip
        if any(one.fits for one in outcome.told):
            raise Refused("something_taken", "一项也没有确认。", remedy="请勾选“能套用的全部确认”，或者逐项确认。")
        raise Refused("something_fits", "没有一项套得上。", remedy="请核对选的是不是决定所修改的那一件、那一版。")
    for at in outcome.left:
        why = choice.left_why.get(at, "").strip()
        if not 0 < len(why) <= LONGEST_REASON:
            said = f"第{at + 1}项“{outcome.told[at].said}”没有套用，也没有写明理由。"
            raise Refused(
                "reason_required", said, remedy=f"请确认套用，或者写明为什么不套用，不超过 {LONGEST_REASON} 字。"
            )
    if outcome.proof and not outcome.proof.equal and not outcome.left and not choice.differing:
        raise Refused(
            "printed_equal", f"印出的文本与套用的结果有 {len(outcome.proof.departures)} 处不同。",
            remedy="请逐处核对；仍要保存的，请勾选“已经看过不同之处”，文本会标为未证。",
        )  # fmt: skip
