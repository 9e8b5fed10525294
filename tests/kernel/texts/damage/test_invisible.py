"""Characters without width."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.invisible import find_invisible


@pytest.mark.parametrize("mark", ["\u200b", "\u200d", "\ufeff", "\u00ad", "\u2060", "\u200e", "\u200b\ufeff"])
def test_an_invisible_run_is_surely_taken_out(mark: str) -> None:
    (found,) = find_invisible(f"常务{mark}委员会")
    assert (found.original, found.proposal, found.is_sure) == (mark, "", True)


def test_a_mark_that_turns_the_order_needs_a_look() -> None:
    (found,) = find_invisible("第\u202e31\u202c条".replace("\u202c", ""))
    assert not found.is_sure


@pytest.mark.parametrize("text", ["第一条\u3000为了", "👨\u200d👩\u200d👧", "ب\u200cت", "甲\n\t乙"])
def test_blanks_and_scripts_that_need_joiners_are_no_damage(text: str) -> None:
    assert list(find_invisible(text)) == []
