"""Characters that look like others."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.variants import find_variants


@pytest.mark.parametrize(
    ("text", "original", "proposal", "sure"),
    [
        ("第⼀条", "⼀", "一", True),
        ("委员⻓", "⻓", "长", True),
        ("更\uf9e4", "\uf9e4", "理", True),
        ("二О二三年", "О", "〇", False),
        ("政务Аpp上线", "Аpp", "App", False),
    ],
)
def test_a_look_alike_is_read_as_the_character_meant(text: str, original: str, proposal: str, *, sure: bool) -> None:
    (found,) = find_variants(text)
    assert (found.original, found.proposal, found.is_sure) == (original, proposal, sure)


@pytest.mark.parametrize("text", ["第一条", "Москва", "α粒子和β射线", "Ω值", "App"])
def test_letters_of_their_own_script_stay(text: str) -> None:
    assert list(find_variants(text)) == []
