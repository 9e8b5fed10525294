"""A decision that changes the clause on the term changes the term; one that leaves the clause leaves it."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.rulebook.amending.trial import doubts_of, read_decision
from lianxi.apps.rulebook.selectors import standing_of
from lianxi.apps.rulebook.services.amending import amend_rule
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.accounts.people import TODAY
from tests.apps.rulebook.amending.amending_world import DAY, DECISION, NAME, all_of_it, keep_decision
from tests.apps.rulebook.work_looking import KEEPER, kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rule_house", "true_stretches")]
CLAUSE = "四、将第五条中的“{}”修改为“{}”。\n五、对条文"
SET = DECISION.replace(
    "四、对条文", CLAUSE.format("有效期至2028年12月31日", "有效期至2033年12月31日")
)  # fmt: skip
LIFTED = DECISION.replace("四、对条文", CLAUSE.format("起施行，有效期至2028年12月31日", "起施行"))


@pytest.mark.parametrize(
    ("decision", "until"), [(DECISION, date(2030, 12, 31)), (SET, date(2033, 12, 31)), (LIFTED, None)]
)
def test_the_term_is_that_of_the_text_that_comes_out(decision: str, until: date | None) -> None:
    """It was renewed by a notice meanwhile, of which the text knows nothing: that stays where the clause stays."""
    work = kept()
    record_happening(
        work=work, kind=HappeningKind.TERM, day=date(2024, 1, 15), last_day=date(2030, 12, 31), actor=KEEPER, on=TODAY
    )  # fmt: skip
    reading = read_decision(keep_decision(decision), work.versions.get())
    said = "".join(doubts_of(reading, reading.outcome(reading.fitting), DAY))
    assert ("有效期的写法变了：保存时照形成的文本登记" in said) == (decision != DECISION)
    made = amend_rule(
        work=work, base=reading.base, decision=reading.decision, choice=all_of_it(), actor=KEEPER, on=TODAY
    )  # fmt: skip
    assert all(one["applied"] for one in made.instructions), made.instructions
    assert standing_of(work, DAY).until == until
    terms = made.version.happenings.filter(kind="term")
    assert [row.instrument for row in terms] == ([] if decision == DECISION else [NAME])
