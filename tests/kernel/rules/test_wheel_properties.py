"""What holds of the wheel whatever the bodies agree: nobody is ever far ahead or behind, and only members host."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.rotation import EventKind, SlotKey, TurnSource
from lianxi.kernel.rules.rotation_events import check_event
from lianxi.kernel.rules.turns import turns
from tests.kernel.rules.small_world import circle, event, held, mechanism, swap, version

BODIES = "ABCDE"
FIRST, CYCLES = 2020, 4
# the machine that runs the tests may be busy; what is asked here is what is true, not how fast it is
unhurried = settings(deadline=None, max_examples=50)
orders = st.integers(2, 5).flatmap(lambda size: st.permutations(BODIES[:size]))


def hosted(rules, where, last):
    return turns(rules, where, first=FIRST, last=last)


@st.composite
def swapped_circles(draw):
    """A mechanism, its circle after some of many proposed swaps were let in, and how many were."""
    order = draw(orders)
    times = draw(st.sampled_from([1, 2]))
    rules = mechanism(version(order, times=times))
    where = circle(order)
    slots = [SlotKey(FIRST + n // times, n % times + 1) for n in range(len(order) * CYCLES)]
    for day, pair in enumerate(draw(st.lists(st.tuples(st.sampled_from(slots), st.sampled_from(slots)), max_size=7))):
        held_by = {(t.year, t.slot): t.host for t in hosted(rules, where, slots[-1].year)}
        first, second = sorted(pair)
        one, other = held_by[first.year, first.slot], held_by[second.year, second.slot]
        proposal = swap(
            (first.year, first.slot), one, (second.year, second.slot), other, on=date(2019, 1, 1) + timedelta(day)
        )
        try:
            check_event(rules, where, proposal)
        except Refused:
            continue
        where = replace(where, events=(*where.events, proposal))
    return rules, where, slots


@unhurried
@given(swapped_circles())
def test_any_sequence_of_swaps_keeps_host_counts_within_one_per_full_cycle(world):
    rules, where, slots = world
    size = len(where.parties.bodies)
    hosts = [turn.host for turn in hosted(rules, where, slots[-1].year)][: len(slots)]
    for cycles in range(1, CYCLES + 1):
        counts = Counter(hosts[: cycles * size])
        assert all(abs(counts[body] - cycles) <= 1 for body in where.parties.bodies)


@unhurried
@given(swapped_circles())
def test_a_swap_that_was_let_in_is_carried_out(world):
    rules, where, slots = world
    found = {(t.year, t.slot): t for t in hosted(rules, where, slots[-1].year)}
    if where.events:
        last = where.events[-1]
        assert found[last.slot.year, last.slot.slot].host == last.other
        assert found[last.other_slot.year, last.other_slot.slot].host == last.body
    assert not any("没有生效" in reason for turn in found.values() for reason in turn.reasons)


@unhurried
@given(swapped_circles())
def test_the_same_facts_always_give_the_same_turns(world):
    rules, where, slots = world
    assert hosted(rules, where, slots[-1].year) == hosted(rules, where, slots[-1].year)


days = st.dates(date(2019, 1, 1), date(2032, 1, 1))


@st.composite
def restless_circles(draw):
    """Bodies that come and go, records with and without hosts, events that may or may not fit."""
    order = draw(orders)
    rules = mechanism(version(order))
    joined = {body: draw(st.one_of(st.just(date(2019, 1, 1)), days)) for body in order}
    left = {body: day for body in order if (day := draw(st.none() | days)) and day >= joined[body]}
    years = draw(st.lists(st.integers(FIRST, FIRST + 6), unique=True, max_size=5))
    records = [held(year, draw(st.none() | st.sampled_from(order))) for year in years]
    kinds = st.sampled_from(list(EventKind))
    events = [
        event(
            draw(kinds),
            draw(st.integers(FIRST, FIRST + 10)),
            on=draw(days),
            consents=tuple(order),
            reason="有事",
            body=draw(st.sampled_from(order)),
            other=draw(st.sampled_from(order)),
            other_slot=SlotKey(draw(st.integers(FIRST, FIRST + 10))),
        )
        for _ in range(draw(st.integers(0, 6)))
    ]
    return rules, circle(order, conferences=records, events=events, joined=joined, left=left)


@unhurried
@given(restless_circles())
def test_nobody_who_is_not_a_member_on_the_day_is_foreseen_as_host(world):
    rules, where = world
    for turn in hosted(rules, where, FIRST + 12):
        if turn.source is TurnSource.PREDICTED and turn.host:
            assert where.parties.is_member(turn.host, turn.window[0])


@unhurried
@given(restless_circles())
def test_a_host_on_record_is_shown_as_recorded_and_an_unnamed_one_stays_empty(world):
    rules, where = world
    found = {turn.year: turn for turn in hosted(rules, where, FIRST + 12)}
    for record in where.conferences:
        assert (found[record.year].host, found[record.year].source) == (record.host, TurnSource.HELD)


@unhurried
@given(restless_circles())
def test_nothing_is_filled_in_before_the_last_recorded_host(world):
    rules, where = world
    named = [record.year for record in where.conferences if record.host]
    for turn in hosted(rules, where, FIRST + 12):
        if named and turn.year < max(named) and turn.record is None:
            assert turn.host is None


@unhurried
@given(restless_circles(), st.integers(FIRST, FIRST + 12), st.integers(0, 6))
def test_asking_for_fewer_years_gives_the_same_turns(world, first, span):
    rules, where = world
    part = turns(rules, where, first=first, last=first + span)
    whole = turns(rules, where, first=FIRST - 3, last=FIRST + 20)
    assert part == tuple(turn for turn in whole if first <= turn.year <= first + span)


@unhurried
@given(restless_circles())
def test_every_turn_has_a_reason(world):
    rules, where = world
    assert all(turn.reasons for turn in hosted(rules, where, FIRST + 12))
