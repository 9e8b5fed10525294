"""Which text counts on a day: the latest to commence, and among those of one day the last number."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.works.chosen_text import choose, spans_of
from lianxi.kernel.errors import Refused

FIRST_DAY = date(2024, 1, 1)
DAYS = st.integers(0, 12).map(lambda count: FIRST_DAY + timedelta(days=count))


def versions(*days: date | None) -> list[Version]:
    return [Version(pk=number, number=number, commences=day) for number, day in enumerate(days, start=1)]


@given(st.lists(st.none() | DAYS, min_size=1, max_size=6), DAYS)
def test_on_every_day_at_most_one_text_counts_and_it_is_the_latest_to_commence(
    days: list[date | None], day: date
) -> None:
    kept = versions(*days)
    begun = [one for one in kept if one.commences is not None and one.commences <= day]
    counting = [span.version for span in spans_of(kept) if span.covers(day)]
    assert counting == ([max(begun, key=lambda one: (one.commences, one.number))] if begun else [])


@given(st.lists(st.none() | DAYS, min_size=1, max_size=6), DAYS)
def test_a_version_asked_for_is_shown_on_a_day_that_is_its_own_where_it_has_one(
    days: list[date | None], today: date
) -> None:
    spans = spans_of(versions(*days))
    for span in spans:
        chosen = choose(spans, {"version": str(span.version.number)}, today)
        assert chosen.version == span.version
        assert chosen.span.covers(chosen.day) is (span.first is not None and not span.empty)
        assert (chosen.notice == "") is (span.covers(today))


def test_before_the_first_day_the_first_text_is_shown_and_after_it_that_of_the_day() -> None:
    spans = spans_of(versions(date(2024, 1, 1), date(2025, 1, 1)))
    assert choose(spans, {"on": "2020-01-01"}, FIRST_DAY).version.number == 1
    assert choose(spans, {"on": "2026-01-01"}, FIRST_DAY).version.number == 2


@pytest.mark.parametrize("asked", [{"on": "2024-02-30"}, {"on": "heute"}, {"version": "0"}, {"version": "x"}])
def test_what_is_no_day_and_no_version_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(Refused):
        choose(spans_of(versions(FIRST_DAY)), asked, FIRST_DAY)
