from __future__ import annotations

from datetime import date

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.models import Body, Sitting, Term
from lianxi.apps.bodies.selectors import term_on
from lianxi.apps.bodies.services import add_sitting, add_term, change_sitting, change_term
from lianxi.kernel.errors import Refused
from tests.apps.bodies.world import CLERK, DAY, HEAD, OTHER_CLERK


@pytest.fixture
def term(body: Body) -> Term:
    return add_term(body=body, number=8, start=date(2021, 9, 1), actor=CLERK, on=DAY)


def test_a_term_follows_the_one_before(body: Body, term: Term) -> None:
    with pytest.raises(Refused, match="第八届已经登记"):
        add_term(body=body, number=8, actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="重叠或次序颠倒"):
        add_term(body=body, number=7, start=date(2022, 1, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="止期应晚于起期"):
        add_term(body=body, number=9, start=date(2026, 1, 1), end=date(2026, 1, 1), actor=CLERK, on=DAY)
    add_term(body=body, number=7, start=date(2016, 9, 1), end=date(2021, 9, 1), actor=CLERK, on=DAY)
    assert term_on(body, date(2020, 1, 1)).number == 7
    assert term_on(body, DAY).number == 8


def test_a_term_with_unknown_days_is_the_present_one_if_its_number_is_the_highest(body: Body) -> None:
    add_term(body=body, number=5, verified=False, actor=CLERK, on=DAY)
    assert term_on(body, DAY).number == 5


def test_what_becomes_known_of_a_term_is_filled_in_and_recorded(term: Term) -> None:
    changed = change_term(term=term, end=date(2026, 9, 1), actor=HEAD, on=DAY)
    assert changed.end == date(2026, 9, 1)
    assert Entry.objects.order_by("-id")[0].act == "term.change"
    before = Entry.objects.count()
    change_term(term=term, end=date(2026, 9, 1), actor=HEAD, on=DAY)
    assert Entry.objects.count() == before


def test_sittings_stand_in_order_within_their_term(term: Term) -> None:
    thirteenth = add_sitting(term=term, number=13, held_on=date(2023, 8, 29), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="第十三次会议已经登记"):
        add_sitting(term=term, number=13, held_on=date(2023, 8, 29), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="次序与日期不合"):
        add_sitting(term=term, number=14, held_on=date(2023, 8, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="不在第八届的任期内"):
        add_sitting(term=term, number=1, held_on=date(2020, 8, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused, match="还没有到"):
        add_sitting(term=term, number=20, held_on=date(2025, 8, 1), actor=CLERK, on=DAY)
    changed = change_sitting(sitting=thirteenth, held_on=date(2023, 8, 28), actor=CLERK, on=DAY)
    assert changed.held_on == date(2023, 8, 28)
    assert Sitting.objects.count() == 1


def test_nobody_else_registers_terms_or_sittings(body: Body, term: Term) -> None:
    sitting = add_sitting(term=term, number=1, held_on=date(2021, 10, 1), actor=CLERK, on=DAY)
    with pytest.raises(Refused):
        add_term(body=body, number=9, actor=OTHER_CLERK, on=DAY)
    with pytest.raises(Refused):
        change_term(term=term, number=9, actor=OTHER_CLERK, on=DAY)
    with pytest.raises(Refused):
        add_sitting(term=term, number=2, held_on=date(2021, 12, 1), actor=OTHER_CLERK, on=DAY)
    with pytest.raises(Refused):
        change_sitting(sitting=sitting, number=2, actor=OTHER_CLERK, on=DAY)
