from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.mapped import Mapped


def test_the_identity_maps_every_place_to_itself():
    made = Mapped.of("第一条")
    assert made.is_identity
    assert made.back(1, 3) == (1, 3)
    assert made.back(3, 3) == (3, 3)


def test_what_was_taken_out_belongs_to_no_character():
    made = Mapped.of("區(qū)域").replaced([(1, 5, "")])
    assert made.text == "區域"
    assert made.back(0, 1) == (0, 1)
    assert made.back(1, 2) == (5, 6)
    assert made.back(0, 2) == (0, 6)


def test_two_rounds_of_edits_still_point_to_the_first_text():
    made = Mapped.of("a  b  c").replaced([(1, 3, " "), (4, 6, "")]).replaced([(0, 1, "第一")])
    assert made.text == "第一 bc"
    assert made.back(0, 2) == (0, 1)
    assert made.back(4, 5) == (6, 7)


@pytest.mark.parametrize("edits", [[(0, 2, ""), (1, 3, "")], [(2, 1, "")], [(0, 9, "")], [(3, 4, ""), (0, 1, "")]])
def test_edits_that_overlap_or_run_back_are_refused(edits):
    with pytest.raises(ValueError, match="overlaps"):
        Mapped.of("abcdef"[:5]).replaced(edits)


@given(st.text(max_size=30), st.data())
def test_a_kept_character_maps_to_itself_whatever_is_changed_around_it(origin, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(origin)), max_size=6)))
    edits = [(a, b, data.draw(st.text(max_size=3))) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    edits = [edit for index, edit in enumerate(edits) if index == 0 or edit[0] >= edits[index - 1][1]]
    made = Mapped.of(origin).replaced(edits)
    touched = {place for start, end, _ in edits for place in range(start, end)}
    kept = [origin[a:b] for a, b in (made.back(i, i + 1) for i in range(len(made.text))) if b - a == 1]
    assert [char for place, char in enumerate(origin) if place not in touched] == [
        char for char in kept if char
    ] or touched
    spans = [made.back(i, i + 1) for i in range(len(made.text))]
    assert all(0 <= a <= b <= len(origin) for a, b in spans)
    assert spans == sorted(spans)
