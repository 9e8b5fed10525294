from __future__ import annotations

from math import exp
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.errors import DefinitionError
from lianxi.kernel.texts.damage.character_model import UNKNOWN, CharacterModel
from lianxi.loaders.character_model import FILE, load_character_model
from lianxi.loaders.regions import place_names
from lianxi.loaders.toml_files import definitions_root

MODEL = load_character_model()


def cost(text: str) -> float:
    first, second, third = MODEL.encode(text)
    return MODEL.cost(first, second, third)


@pytest.mark.parametrize(("likely", "unlikely"), [("常务委", "常务海"), ("人大常", "人大口"), ("根据《", "根据县")])
def test_official_phrases_are_likelier_than_chance(likely: str, unlikely: str):
    assert cost(likely) + 2 < cost(unlikely)


def test_traditional_characters_digits_and_letters_count_as_what_they_stand_for():
    assert MODEL.encode("國務院") == MODEL.encode("国务院")
    assert len(set(MODEL.encode("0９5"))) == 1
    assert len(set(MODEL.encode("aＺ"))) == 1
    assert MODEL.encode(",") == MODEL.encode("，")
    assert MODEL.encode(UNKNOWN + "\ue000") == [0, 0]


@given(st.integers(0, len(MODEL.symbols) - 1), st.integers(0, len(MODEL.symbols) - 1))
@settings(max_examples=12, deadline=None)
def test_probabilities_of_all_that_may_follow_make_one(first: int, second: int):
    total = sum(exp(-MODEL.cost(first, second, third)) for third in range(len(MODEL.symbols)))
    assert 0.85 < total < 1.15


def test_readings_tell_the_characters_that_a_conversion_brought_in():
    assert "區" in MODEL.readings["qū"]
    assert "數" in MODEL.readings["shù"]


def test_the_model_is_small_enough_to_ship():
    assert (definitions_root() / FILE).stat().st_size <= 1_500_000


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]\n", b'{"format": "lianxi-characters-1"}\n', b"\xff\x00\n\n", b"null\nx"]
)
def test_a_broken_file_is_refused_with_a_sentence(content: bytes):
    with pytest.raises(DefinitionError, match="字模型"):
        CharacterModel.from_bytes(content)


def test_a_missing_file_is_named(tmp_path: Path):
    with pytest.raises(DefinitionError, match="没有字模型文件"):
        load_character_model(tmp_path)


def test_places_are_real_regions_with_their_short_names():
    places = place_names()
    assert {"海口市", "海口", "文昌市"} <= set(places)
    assert not any("示例" in place for place in places)
