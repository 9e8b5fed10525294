"""The wheel: what is on record stays, what is not stays empty, and from the last recorded host it goes on."""

from dataclasses import replace
from datetime import date

import pytest

from lianxi.kernel.errors import Refused
from lianxi.kernel.rules.rotation import EventKind, SlotKey, TurnSource
from lianxi.kernel.rules.rotation_events import adjustments_of, check_event
from lianxi.kernel.rules.turns import expected_turn, turns
from tests.kernel.rules.small_world import circle, event, held, mechanism, swap, version

ABC = mechanism(version("ABC"))


def hosts(where, first, last, rules=ABC):
    return [turn.host for turn in turns(rules, where, first=first, last=last)]


def reasons(where, year, rules=ABC):
    return "".join(turns(rules, where, first=year, last=year)[0].reasons)


def test_a_new_mechanism_begins_with_the_first_of_the_order():
    found = turns(ABC, circle("ABC"), first=2020, last=2023)
    assert [(t.year, t.ordinal, t.host) for t in found] == [
        (2020, 1, "A"),
        (2021, 2, "B"),
        (2022, 3, "C"),
        (2023, 4, "A"),
    ]
    assert {t.source for t in found} == {TurnSource.PREDICTED}


def test_nothing_is_filled_in_before_the_first_recorded_host():
    where = circle("ABC", conferences=[held(2020, None, 1), held(2023, "B", 4)])
    assert hosts(where, 2020, 2025) == [None, None, None, "B", "C", "A"]


def test_a_gap_before_the_last_recorded_host_stays_empty():
    where = circle("ABC", conferences=[held(2020, "A", 1), held(2022, "C", 3)])
    gap = turns(ABC, where, first=2021, last=2021)[0]
    assert (gap.host, gap.ordinal, gap.source) == (None, None, TurnSource.PREDICTED)
    assert hosts(where, 2023, 2023) == ["A"]


def test_without_any_recorded_host_the_wheel_of_a_later_rule_has_nothing_to_go_on_from():
    rules = mechanism(version("ABC", known=False), version("ABC", effective=date(2022, 1, 1)))
    where = circle("ABC", conferences=[held(2020, None, 1), held(2021, None, 2)])
    assert hosts(where, 2020, 2023, rules) == [None] * 4
    assert "没有一次会议的记录写明承办方" in reasons(where, 2023, rules)


def test_a_conference_whose_host_is_not_named_uses_up_a_turn():
    where = circle("ABC", conferences=[held(2020, "A", 1), held(2021, None, 2)])
    assert hosts(where, 2020, 2022) == ["A", None, "C"]


def test_a_host_out_of_turn_is_gone_on_from_and_named():
    where = circle("ABC", conferences=[held(2020, "A", 1), held(2021, "C", 2)])
    assert hosts(where, 2020, 2023) == ["A", "C", "A", "B"]
    assert "本应由B承办" in reasons(where, 2021)


def test_a_host_outside_the_order_uses_up_the_turn_of_the_one_whose_it_was():
    where = circle("ABCX", conferences=[held(2020, "A", 1), held(2021, "X", 2)])
    assert hosts(where, 2020, 2022) == ["A", "X", "C"]


def test_an_ad_hoc_conference_does_not_turn_the_wheel():
    regular = [held(2020, "A", 1)]
    ad_hoc = held(2021, "C", ad_hoc=True, held_from=date(2021, 3, 1))
    where = circle("ABC", conferences=[*regular, ad_hoc])
    found = turns(ABC, where, first=2021, last=2022)
    assert [(t.host, t.ad_hoc, t.slot) for t in found] == [("C", True, None), ("B", False, 1), ("C", False, 1)]
    assert [t.host for t in found if not t.ad_hoc] == hosts(circle("ABC", conferences=regular), 2021, 2022)


def test_the_ordinals_go_on_from_the_last_one_on_record_ad_hoc_ones_included():
    ad_hoc = held(2021, "C", 6, ad_hoc=True, held_from=date(2021, 3, 1))
    where = circle("ABC", conferences=[held(2020, "A", 5), ad_hoc])
    assert [t.ordinal for t in turns(ABC, where, first=2020, last=2022)] == [5, 6, 7, 8]


def test_a_late_joiner_takes_the_place_the_order_keeps_for_it_from_the_day_it_joins():
    where = circle("ABC", conferences=[held(2020, "A", 1)], joined={"B": date(2023, 9, 12)})
    assert hosts(where, 2021, 2025) == ["C", "A", "C", "A", "B"]
    assert "B在2021-09-11不是成员，跳过" in reasons(where, 2021)


def test_a_body_that_left_is_passed_over_from_the_day_after_its_last():
    where = circle("ABC", conferences=[held(2020, "A", 1)], left={"B": date(2021, 9, 10)})
    assert hosts(where, 2021, 2023) == ["C", "A", "C"]


def test_a_new_order_goes_on_from_the_last_host_in_its_new_place():
    rules = mechanism(version("ABC"), version("CABD", effective=date(2022, 1, 1)))
    where = circle("ABCD", conferences=[held(2020, "A", 1), held(2021, "B", 2)])
    assert hosts(where, 2022, 2025, rules) == ["D", "C", "A", "B"]


def test_a_last_host_that_the_new_order_drops_hands_on_to_whoever_came_next():
    rules = mechanism(version("ABCD"), version("DCA", effective=date(2022, 1, 1)))
    where = circle("ABCD", conferences=[held(2020, "A", 1), held(2021, "B", 2)])
    assert hosts(where, 2022, 2024, rules) == ["C", "A", "D"]


def test_several_conferences_a_year_take_one_turn_each():
    rules = mechanism(version("ABC", times=2))
    found = turns(rules, circle("ABC"), first=2020, last=2021)
    assert [(t.year, t.slot, t.host) for t in found] == [(2020, 1, "A"), (2020, 2, "B"), (2021, 1, "C"), (2021, 2, "A")]
    assert [t.window[0].month for t in found if t.window] == [3, 9, 3, 9]


def test_a_record_takes_the_slot_whose_window_is_nearest():
    rules = mechanism(version("ABC", times=2))
    where = circle("ABC", conferences=[held(2020, "B", held_from=date(2020, 8, 30))])
    assert [(t.slot, t.host) for t in turns(rules, where, first=2020, last=2020)] == [(1, None), (2, "B")]


def test_a_conference_every_other_year_leaves_the_years_between_out():
    rules = mechanism(version("ABC", years=2))
    where = circle("ABC", conferences=[held(2021, "A", 1)])
    assert [(t.year, t.host) for t in turns(rules, where, first=2020, last=2026)] == [
        (2021, "A"),
        (2023, "B"),
        (2025, "C"),
    ]


def test_predictions_stay_predictions_however_long_ago():
    assert turns(ABC, circle("ABC"), first=2020, last=2020)[0].source is TurnSource.PREDICTED


def test_a_swap_by_consent_exchanges_two_turns_and_leaves_the_others():
    where = circle("ABC", events=[swap(2020, "A", 2021, "B")])
    assert hosts(where, 2020, 2025) == ["B", "A", "C", "A", "B", "C"]
    assert "A与B互换" in reasons(where, 2020)


def test_a_swapped_conference_on_record_keeps_the_rest_of_the_wheel():
    where = circle("ABC", conferences=[held(2020, "B", 1)], events=[swap(2020, "A", 2021, "B", on=date(2020, 3, 1))])
    assert hosts(where, 2020, 2023) == ["B", "A", "C", "A"]


def test_a_swap_that_was_not_carried_out_is_undone_on_both_sides():
    where = circle("ABC", conferences=[held(2020, "A", 1)], events=[swap(2020, "A", 2021, "B", on=date(2020, 3, 1))])
    assert hosts(where, 2020, 2022) == ["A", "B", "C"]


def test_a_swap_moves_with_its_turns_when_a_conference_is_cancelled():
    events = [
        swap(2020, "A", 2022, "C", on=date(2020, 2, 1)),
        event(EventKind.NO_MEETING, 2021, on=date(2021, 2, 1), reason="防疫"),
    ]
    assert hosts(circle("ABC", events=events), 2020, 2024) == ["C", None, "B", "A", "A"]


@pytest.mark.parametrize("agreed", ["", "A", "B"])
def test_a_swap_needs_the_consent_of_both(agreed):
    with pytest.raises(Refused, match="的同意记录") as refused:
        check_event(ABC, circle("ABC"), swap(2020, "A", 2021, "B", consents=tuple(agreed)))
    assert refused.value.guard == "consent_missing"
    assert refused.value.source == "《小机制》（2020-01-01）二"
    assert refused.value.remedy


def test_consent_given_after_the_day_of_the_event_does_not_count():
    late = swap(2020, "A", 2021, "B", on=date(2020, 2, 1))
    early = swap(2020, "A", 2021, "B", on=date(2020, 1, 15))
    mixed = replace(late, on=date(2020, 1, 20), consents=(early.consents[0], late.consents[1]))
    with pytest.raises(Refused) as refused:
        check_event(ABC, circle("ABC"), mixed)
    assert refused.value.guard == "consent_missing"


@pytest.mark.parametrize(
    ("one", "guard"),
    [
        (swap(2020, "B", 2021, "A"), "not_their_turn"),
        (swap(2020, "A", 2020, "A"), "same_body"),
        (swap((2020, 2), "A", 2021, "B"), "no_such_turn"),
        (swap(2020, "A", 2026, "A"), "same_body"),
        (event(EventKind.SKIP, 2020, body="A"), "consent_missing"),
        (event(EventKind.SKIP, 2020, body="B", consents="B"), "not_their_turn"),
        (event(EventKind.ACTING, 2020, body="A", other="B"), "consent_missing"),
        (event(EventKind.ACTING, 2020, body="A", other="X", consents="X"), "not_a_member"),
        (event(EventKind.NO_MEETING, 2020), "reason_missing"),
        (event(EventKind.NO_MEETING, (2020, 3), reason="防疫"), "no_such_slot"),
    ],
)
def test_an_event_that_cannot_be_is_refused_with_a_remedy(one, guard):
    with pytest.raises(Refused) as refused:
        check_event(ABC, circle("ABC"), one)
    assert refused.value.guard == guard
    assert refused.value.remedy


def test_a_swap_of_a_conference_already_held_is_refused():
    where = circle("ABC", conferences=[held(2020, "A", 1)])
    with pytest.raises(Refused) as refused:
        check_event(ABC, where, swap(2020, "A", 2021, "B", on=date(2020, 9, 20)))
    assert refused.value.guard == "already_held"


def test_a_swap_with_a_body_that_will_not_be_a_member_is_refused():
    where = circle("ABC", left={"B": date(2023, 1, 1)})
    with pytest.raises(Refused) as refused:
        check_event(ABC, where, swap(2021, "B", 2023, "A"))
    assert refused.value.guard == "not_a_member"


def test_nobody_may_fall_two_turns_behind():
    first = swap(2020, "A", 2024, "B")
    second = swap(2023, "A", 2027, "B")
    with pytest.raises(Refused, match="多出或少去两次") as refused:
        check_event(ABC, circle("ABC", events=[first]), second)
    assert refused.value.guard == "turns_uneven"


def test_a_body_may_let_its_turn_go_and_waits_for_the_next_one():
    where = circle("ABC", events=[event(EventKind.SKIP, 2021, body="B", consents="B")])
    assert hosts(where, 2020, 2024) == ["A", "C", "A", "B", "C"]


def test_a_cancelled_conference_leaves_the_wheel_where_it_is():
    where = circle("ABC", events=[event(EventKind.NO_MEETING, 2021, reason="防疫")])
    found = turns(ABC, where, first=2020, last=2023)
    assert [(t.host, t.ordinal) for t in found] == [("A", 1), (None, None), ("B", 2), ("C", 3)]
    assert "停办：防疫" in found[1].reasons[0]


def test_an_acting_host_uses_up_the_turn_of_the_one_it_stands_in_for():
    acting = event(EventKind.ACTING, 2021, body="B", other="C", consents="C", reason="场地检修")
    where = circle("ABC", events=[acting])
    found = turns(ABC, where, first=2020, last=2023)
    assert [(t.host, t.owner) for t in found] == [("A", "A"), ("C", "B"), ("C", "C"), ("A", "A")]
    assert "这一轮仍算B的" in "".join(found[1].reasons)


def test_an_acting_host_on_record_is_not_out_of_turn():
    acting = event(EventKind.ACTING, 2020, body="A", other="C", consents="C", on=date(2020, 9, 8))
    where = circle("ABC", conferences=[held(2020, "C", 1)], events=[acting])
    assert hosts(where, 2020, 2022) == ["C", "B", "C"]


def test_an_event_that_does_not_fit_has_no_effect_and_the_turn_says_so():
    where = circle("ABC", events=[swap(2020, "A", 2021, "B", consents="A")])
    assert hosts(where, 2020, 2021) == ["A", "B"]
    assert "互换没有生效" in reasons(where, 2020)
    assert len(adjustments_of(ABC, where)[1]) == 1


def test_whose_turn_it_was_is_asked_of_what_was_on_record_before():
    where = circle("ABC", conferences=[held(2020, "A", 1), held(2021, "C", 2)])
    turn = expected_turn(ABC, where, SlotKey(2021))
    assert (turn.host, turn.source) == ("B", TurnSource.PREDICTED)


def test_there_is_no_turn_for_a_slot_that_the_mechanism_does_not_have():
    with pytest.raises(Refused) as refused:
        expected_turn(ABC, circle("ABC"), SlotKey(2021, 2))
    assert refused.value.guard == "no_such_slot"
