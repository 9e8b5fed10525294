"""Kept texts compared here or in a process of their own: the answer is the same."""

from __future__ import annotations

import pytest

from lianxi.apps.rulebook.texts import compare_process
from lianxi.apps.rulebook.texts.given_texts import given
from tests.apps.rulebook.kept_works import FIRST, SECOND

TEXTS = [given("甲", FIRST), given("乙", SECOND), given("丙", SECOND.replace("每一年", "每半年"))]


@pytest.mark.parametrize("many", [2, 3])
@pytest.mark.parametrize("renumbering", [False, True])
def test_long_texts_are_compared_as_short_ones_are(
    monkeypatch: pytest.MonkeyPatch, many: int, renumbering: bool
) -> None:
    switches = {"ignore_punctuation": False, "ignore_renumbering": renumbering}
    here = compare_process.compared(TEXTS[:many], switches)
    monkeypatch.setattr(compare_process, "AT_ONCE", 0)
    assert compare_process.compared(TEXTS[:many], switches) == here
