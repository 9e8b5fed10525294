"""Costs: what was spent and who bears it are the same sum to the cent, borne as the clause has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lianxi.apps.audit.models import Entry
from lianxi.apps.meetings import acts
from lianxi.apps.meetings.models import Conference
from lianxi.apps.meetings.selectors import ConferenceState, cost_of
from lianxi.apps.meetings.services import state_cost
from lianxi.kernel.rules.conference_year import Stage
from tests.apps.mechanisms.people import clerk
from tests.apps.meetings.walking import REAL, RIVER, Ring, back_at, both_circles, refused

pytestmark = pytest.mark.usefixtures("circles")
CENT = Decimal("0.01")
LARGEST = 99_999_999_999  # so large that six of them are still an amount
cents = st.integers(0, LARGEST).map(lambda number: Decimal(number) * CENT)


@pytest.fixture(scope="module", autouse=True)
def _walked(walk: Callable[[Stage], None]) -> None:
    walk(Stage.MINUTES)


def state(ring: Ring, lines: list[str], shares: dict[str, str]) -> Conference:
    spent = [(f"项目{number}", Decimal(amount)) for number, amount in enumerate(lines)]
    borne = {body: Decimal(amount) for body, amount in shares.items()}
    return state_cost(conference=ring.conference, lines=spent, shares=borne, actor=ring.office)


def no(guard: str, ring: Ring, lines: list[str], shares: dict[str, str]) -> str:
    """The refusal of a statement, which leaves nothing behind."""
    refusal = refused(guard, state, ring=ring, lines=lines, shares=shares)
    assert cost_of(ring.conference).gap_cents is None
    return str(refusal)


@both_circles
def test_the_host_bears_the_cost_and_the_clause_is_named(ring: Ring) -> None:
    back_at(ring)
    one = state(ring, ["1200.50", "799.5"], {ring.host: "2000.00"})
    cost = cost_of(one)
    assert (cost.spent, cost.borne, cost.gap_cents) == (Decimal("2000.00"), Decimal("2000.00"), 0)
    assert {REAL.slug: "三(九)", RIVER.slug: "六"}[ring.slug] in Entry.objects.get(act=acts.STATE_COST.code).clause


@both_circles
def test_where_the_clause_allows_it_the_parties_share(ring: Ring) -> None:
    back_at(ring)
    first, second = ring.host, ring.others[0]
    assert cost_of(state(ring, ["0.01", "0.02"], {first: "0.02", second: "0.01"})).gap_cents == 0


@both_circles
@pytest.mark.parametrize(("borne", "words"), [("99.99", "少0.01元"), ("100.01", "多0.01元")])
def test_a_cent_too_few_or_too_many_is_refused(ring: Ring, borne: str, words: str) -> None:
    back_at(ring)
    assert words in no("cost_adds_up", ring, ["60.00", "40.00"], {ring.host: borne})


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "Infinity", "10000000000.00", "1e30"])
def test_an_amount_that_is_none_is_refused(amount: str) -> None:
    back_at(REAL)
    no("amount", REAL, [amount], {REAL.host: "1"})
    assert "五指山" in no("amount", REAL, ["1"], {REAL.host: amount})


@both_circles
def test_something_is_stated_even_where_nothing_was_spent(ring: Ring) -> None:
    back_at(ring)
    no("cost_stated", ring, [], {})
    assert cost_of(state(ring, ["0"], {})).gap_cents == 0
    assert ConferenceState(ring.conference, ring.held).progress.cost_gap == 0


@both_circles
def test_only_parties_bear_and_only_the_joint_office_states(ring: Ring) -> None:
    one = back_at(ring)
    no("a_party", ring, ["1"], {"000000": "1"})
    refused("role_required", state_cost, conference=one, lines=[], shares={}, actor=clerk(ring.host))


def test_where_the_host_must_bear_it_nobody_else_does() -> None:
    back_at(RIVER)
    Conference.objects.filter(circle=RIVER.slug).update(version=date(2021, 3, 1))
    assert "示例乙县不能分担" in no("host_bears", RIVER, ["2"], {RIVER.host: "1", "990200": "1"})
    state(RIVER, ["2"], {RIVER.host: "2", "990200": "0"})


@both_circles
def test_a_second_statement_takes_the_place_of_the_first_and_the_audit_keeps_it(ring: Ring) -> None:
    back_at(ring)
    state(ring, ["10"], {ring.host: "10"})
    one = state(ring, ["12"], {ring.host: "12"})
    assert (one.costs.count(), one.shares.get().amount) == (1, Decimal("12"))
    entry = Entry.objects.filter(act=acts.STATE_COST.code).latest("id")
    assert Decimal(entry.before["spent"]) == 10


@given(amounts=st.lists(cents, min_size=1, max_size=6), cut=st.integers(0, 100))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_adds_up_is_taken_and_adds_up_afterwards(amounts: list[Decimal], cut: int) -> None:
    back_at(RIVER)
    total = sum(amounts)
    part = (total * cut / 100).quantize(CENT)
    shares = {RIVER.host: str(total - part), RIVER.others[0]: str(part)}
    one = state(RIVER, [str(amount) for amount in amounts], shares)
    assert cost_of(one).gap_cents == 0
    assert sum(line.amount for line in one.costs.all()) == sum(share.amount for share in one.shares.all()) == total
