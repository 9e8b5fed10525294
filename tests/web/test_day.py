from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from lianxi.kernel.errors import Refused
from lianxi.web.day import act_day, advance_demo_day, day_of, is_demo, set_demo_day, today
from lianxi.web.models import DemoDay

pytestmark = pytest.mark.django_db
STANDING = date(2024, 9, 20)


@pytest.fixture
def demo() -> None:
    set_demo_day(STANDING)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 9, 19, 15, 59, 59, 999_999, tzinfo=UTC), date(2024, 9, 19)),
        (datetime(2024, 9, 19, 16, 0, tzinfo=UTC), date(2024, 9, 20)),
        (datetime(2023, 12, 31, 16, 0, tzinfo=UTC), date(2024, 1, 1)),
    ],
)
def test_a_day_begins_at_midnight_in_shanghai(moment: datetime, day: date) -> None:
    assert day_of(moment) == day


def test_midnight_in_shanghai_counts_even_while_another_zone_is_active() -> None:
    with timezone.override("America/New_York"):
        assert day_of(datetime(2024, 9, 19, 16, 0, tzinfo=UTC)) == date(2024, 9, 20)


def test_in_real_use_today_is_the_day_in_shanghai() -> None:
    before = day_of(timezone.now())
    assert before <= today() <= day_of(timezone.now())
    assert not is_demo()


@pytest.mark.usefixtures("demo")
def test_the_demo_has_a_day_of_its_own() -> None:
    assert today() == STANDING
    assert is_demo()


@pytest.mark.usefixtures("demo")
def test_the_demo_moves_forward() -> None:
    assert advance_demo_day(date(2024, 9, 27)) == date(2024, 9, 27)
    assert today() == date(2024, 9, 27)


@pytest.mark.usefixtures("demo")
def test_moving_to_the_same_day_twice_does_no_harm() -> None:
    advance_demo_day(date(2024, 9, 27))
    assert advance_demo_day(date(2024, 9, 27)) == date(2024, 9, 27)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("to", "guard"),
    [
        (STANDING - timedelta(days=1), "forward_only"),
        (STANDING + timedelta(days=367), "step_too_long"),
        (date.max, "step_too_long"),
    ],
)
def test_the_demo_neither_goes_back_nor_jumps_out_of_reach(to: date, guard: str) -> None:
    with pytest.raises(Refused) as refusal:
        advance_demo_day(to)
    assert refusal.value.guard == guard
    assert refusal.value.remedy
    assert today() == STANDING


def test_a_real_install_has_no_day_to_move() -> None:
    with pytest.raises(Refused) as refusal:
        advance_demo_day(date(2030, 1, 1))
    assert refusal.value.guard == "demo_only"
    assert not is_demo()


@pytest.mark.usefixtures("demo")
def test_there_is_only_one_demo_day() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DemoDay.objects.create(id=2, day=STANDING)


@pytest.mark.usefixtures("demo")
def test_an_act_counts_on_today_unless_another_day_is_given() -> None:
    assert act_day() == act_day(STANDING)
    assert act_day().on == STANDING
    assert not act_day().backdated


@pytest.mark.usefixtures("demo")
def test_an_act_entered_later_is_marked_as_such() -> None:
    day = act_day(date(2024, 9, 1))
    assert day.on == date(2024, 9, 1)
    assert day.backdated


@pytest.mark.usefixtures("demo")
def test_an_act_of_tomorrow_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        act_day(STANDING + timedelta(days=1))
    assert refusal.value.guard == "future_day"
    assert "补录" in refusal.value.remedy
