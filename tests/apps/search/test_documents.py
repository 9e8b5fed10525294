"""A standing as the index keeps it: one line, read again for any day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lianxi.apps.search.documents import final_status, last_turn, standing_line, status_in
from lianxi.kernel.texts.validity import Happening, HappeningKind, standing_on

DAYS = st.dates(date(1, 1, 2), date(9998, 12, 30))


@given(DAYS, DAYS, DAYS)
def test_the_line_says_what_the_kernel_says_in_any_year(first: date, second: date, asked: date) -> None:
    """A year typed with two digits is refused where it is entered; one that is there stops no index."""
    begun, ended = sorted((first, second))
    history = [Happening(HappeningKind.COMMENCE, begun), Happening(HappeningKind.REPEAL, ended)]
    line = standing_line(history, None)
    for day in (asked, begun, begun - timedelta(days=1), ended, ended + timedelta(days=1)):
        assert status_in(line, day) == standing_on(history, day).status.value
    assert final_status(line) == standing_on(history, date.max).status.value
    assert date.fromordinal(last_turn(line)) == ended
