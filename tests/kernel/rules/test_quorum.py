"""Quorum and majority in whole numbers: the wording alone decides the boundary."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.quorum import Base, Counted, MajorityRule, QuorumRule, Share

MORE_THAN_HALF, TWO_THIRDS = Share(1, 2, more=True), Share(2, 3, more=False)


def quorum(share, counts=Counted.PEOPLE):
    return QuorumRule(key="quorum", clause="七", force=Force.MUST, share=share, counts=counts)


def majority(share, of, counts=Counted.PEOPLE):
    return MajorityRule(key="majority", clause="七", force=Force.MUST, share=share, of=of, counts=counts)


@pytest.mark.parametrize(
    ("share", "base", "needed"),
    [
        (MORE_THAN_HALF, 16, 9),
        (MORE_THAN_HALF, 15, 8),
        (Share(1, 2, more=False), 16, 8),
        (Share(1, 2, more=False), 15, 8),
        (TWO_THIRDS, 15, 10),
        (TWO_THIRDS, 16, 11),
        (Share(2, 3, more=True), 15, 11),
        (Share(1, 1, more=False), 5, 5),
    ],
)
def test_the_number_needed_is_exact(share, base, needed):
    assert share.needed(base) == needed


@given(st.integers(1, 10), st.integers(1, 10), st.booleans(), st.integers(1, 5000), st.integers(0, 5000))
def test_a_share_is_reached_exactly_where_the_fraction_says(numerator, denominator, more, base, counted):
    if numerator > denominator or (more and numerator == denominator) or counted > base:
        return
    part, whole = Fraction(counted, base), Fraction(numerator, denominator)
    reached = part > whole if more else part >= whole
    assert quorum(Share(numerator, denominator, more)).judge(base, counted).met is reached


def test_exactly_half_is_not_more_than_half_and_the_answer_says_so():
    outcome = majority(MORE_THAN_HALF, Base.ALL).judge(total=16, present=12, in_favour=8)
    assert not outcome.met
    assert "恰为二分之一，不算超过" in outcome.why
    assert majority(MORE_THAN_HALF, Base.ALL).judge(16, 12, 9).met


def test_a_majority_of_all_differs_from_one_of_those_present():
    assert not majority(MORE_THAN_HALF, Base.ALL).judge(total=20, present=12, in_favour=8).met
    assert majority(MORE_THAN_HALF, Base.PRESENT).judge(total=20, present=12, in_favour=8).met


def test_nobody_is_no_quorum():
    assert not quorum(TWO_THIRDS).judge(0, 0).met


@pytest.mark.parametrize(("total", "present", "in_favour"), [(5, 6, 0), (5, 3, 4), (5, -1, 0)])
def test_numbers_that_cannot_be_are_not_judged(total, present, in_favour):
    with pytest.raises(ValueError, match="cannot be"):
        majority(MORE_THAN_HALF, Base.ALL).judge(total, present, in_favour)


@pytest.mark.parametrize(("numerator", "denominator", "more"), [(0, 2, False), (3, 2, False), (1, 1, True)])
def test_a_share_nobody_can_reach_is_no_share(numerator, denominator, more):
    with pytest.raises(ValueError, match="no share"):
        Share(numerator, denominator, more)


def test_rules_are_told_in_the_words_of_the_field():
    assert quorum(TWO_THIRDS).sentence({}) == "会议应当有全体组成人员三分之二以上出席才能举行。"
    assert quorum(MORE_THAN_HALF, Counted.BODIES).sentence({}) == "会议应当有参加各方过半数出席才能举行。"
    assert majority(MORE_THAN_HALF, Base.ALL).sentence({}) == "议定事项应当由全体组成人员过半数同意才能通过。"
    assert majority(Share(1, 1, more=False), Base.PRESENT, Counted.BODIES).sentence({}) == (
        "议定事项应当由到会各方全部同意才能通过。"
    )
    assert Share(3, 5, more=True).label == "超过五分之三"
