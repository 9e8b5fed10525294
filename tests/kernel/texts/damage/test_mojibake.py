"""Bytes of one encoding read as another."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.mojibake import find_mojibake, is_refused

SENTENCE = "三亚市人民代表大会常务委员会通过本办法，自公布之日起施行。"


def as_western(text: str, encoding: str) -> str:
    return text.encode(encoding).decode("latin-1")


@pytest.mark.parametrize(
    "garbled",
    [as_western(SENTENCE, "utf-8"), as_western(SENTENCE, "gb2312"), "浣犲ソ", r"\u4e2d\u56fd"],
    ids=["utf8 as latin-1", "gbk as latin-1", "utf8 as gbk", "escapes"],
)
def test_what_decodes_exactly_is_surely_repaired(garbled: str) -> None:
    (found,) = find_mojibake(garbled)
    assert found.is_sure
    assert found.proposal in {SENTENCE, "你好", "中国"}


@pytest.mark.parametrize(
    "garbled",
    [
        as_western(SENTENCE, "utf-8").replace("\xa4", "").replace("\x9a", ""),
        SENTENCE.encode().decode("gbk", "replace").replace("\ufffd", "?"),
        SENTENCE.encode("gbk").decode("utf-8", "replace"),
        "锟斤拷锟斤拷烫烫烫" * 3,
    ],
    ids=["bytes lost", "utf8 as gbk with bytes lost", "gbk as utf8", "replacement read as gbk"],
)
def test_what_lost_bytes_is_found_without_a_proposal_for_all_and_refused(garbled: str) -> None:
    assert any(found.proposal is None for found in find_mojibake(garbled))
    assert is_refused(garbled)


def test_a_single_garbled_word_does_not_refuse_a_document() -> None:
    assert not is_refused(SENTENCE * 3 + "锟斤拷")


@pytest.mark.parametrize(
    "text", ["", SENTENCE, "café Müller naïve", "5×3＝15±2°C", "×××××", "····", "浣江镇", "“——”……"]
)
def test_foreign_words_signs_and_rare_characters_are_no_mojibake(text: str) -> None:
    assert find_mojibake(text) == ()
    assert not is_refused(text)
