"""Days no rule can have, and terms out of order, are refused wherever a day is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lianxi.apps.bodies.models import Body
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.services.correcting import correct_rule
from lianxi.apps.rulebook.services.days import check_term, plausible_days
from lianxi.apps.rulebook.services.filing import record_publication
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.apps.rulebook.services.keeping import Source, keep_version, keep_work
from lianxi.apps.rulebook.services.reviewing import record_review
from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.reviews import Conclusion
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY, A
from tests.apps.rulebook.kept_works import CHANGED, FIRST, SAID, SECOND
from tests.apps.rulebook.work_looking import KEEPER, kept

FIRST_DAY, LAST_DAY, ONE, SLIP = date(1900, 1, 1), date(2200, 12, 31), timedelta(days=1), date(24, 6, 1)


@pytest.mark.parametrize(
    ("day", "refused"),
    [(FIRST_DAY - ONE, True), (FIRST_DAY, False), (LAST_DAY, False), (LAST_DAY + ONE, True), (None, False)],
)
def test_a_day_is_plausible_from_1900_to_2200(day: date | None, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused, match=r"施行日期（.*）的年份不对"):
            plausible_days({"成文日期": FIRST_DAY, "施行日期": day})
    else:
        plausible_days({"成文日期": FIRST_DAY, "施行日期": day})


@pytest.mark.parametrize(("last_day", "refused"), [(TODAY - ONE, True), (TODAY, False), (TODAY + ONE, False)])
def test_a_term_does_not_end_before_it_begins(last_day: date, refused: bool) -> None:
    if refused:
        with pytest.raises(Refused, match="早于施行日期"):
            check_term(TODAY, last_day)
    else:
        check_term(TODAY, last_day)


@pytest.mark.django_db
@pytest.mark.usefixtures("rule_house")
@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"commences": SLIP}, "施行日期（0024-06-01）"),
        ({"issued": SLIP}, "成文日期（0024-06-01）"),
        ({"day": SLIP}, "通过、公布或成文日期（0024-06-01）"),
        ({"last_day": date(2328, 12, 31)}, "有效期末日（2328-12-31）"),
        ({"commences": None, "last_day": LAST_DAY}, "没有施行日期的"),
        ({"last_day": date(2023, 12, 31)}, "早于施行日期"),
    ],
)
def test_neither_a_work_nor_a_version_comes_in_with_such_days(wrong: dict[str, date], words: str) -> None:
    body = Body.objects.get(pk=A)
    with pytest.raises(Refused, match=words):
        keep_work(
            text=FIRST, particulars=replace(SAID, **wrong), source=Source(), body=body, actor=KEEPER, on=TODAY
        )  # fmt: skip
    assert not Work.objects.exists()
    work = kept()
    with pytest.raises(Refused, match=words):
        keep_version(
            work=work, text=SECOND, particulars=replace(SAID, **wrong), source=Source(), actor=KEEPER, on=TODAY
        )  # fmt: skip
    assert work.versions.count() == 1
    keep_version(work=work, text=SECOND, particulars=CHANGED, source=Source(), actor=KEEPER, on=TODAY)


ACTS: dict[str, Callable[[Work], object]] = {
    "从哪天起": lambda work: record_happening(
        work=work, kind=HappeningKind.REPEAL, day=SLIP, instrument="示例决定", actor=KEEPER, on=TODAY
    ),
    "有效期末日": lambda work: record_happening(
        work=work, kind=HappeningKind.TERM, day=TODAY, last_day=date(2290, 1, 1), actor=KEEPER, on=TODAY
    ),
    "施行日期": lambda work: correct_rule(
        version=work.versions.get(), values={"commences": SLIP, "last_day": None}, seen={}, why="看错", actor=KEEPER,
        on=TODAY,
    ),
    "清理日期": lambda work: record_review(
        work=work, conclusion=Conclusion.KEEP, day=SLIP, reason="仍然适用", actor=KEEPER, on=TODAY
    ),
    "公布日期": lambda work: record_publication(version=work.versions.get(), day=SLIP, actor=KEEPER, on=TODAY),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.usefixtures("rule_house")
@pytest.mark.parametrize("label", ACTS)
def test_every_act_on_a_rule_names_the_field_with_such_a_day(label: str) -> None:
    with pytest.raises(Refused, match=rf"{label}（.*）的年份不对") as refusal:
        ACTS[label](kept())
    assert refusal.value.guard == "day_plausible"
