"""Comparison of the real documents with themselves and with one word changed."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.compare import Relation, compare
from lianxi.kernel.texts.same_text import same_text
from tests.real_documents import real_documents


@pytest.fixture(scope="module")
def documents() -> list[str]:
    found = real_documents()
    return [path.read_text(encoding="utf-8") for path in found]


def test_every_document_is_the_same_as_itself(documents: list[str]) -> None:
    for text in documents:
        assert {pair.relation for pair in compare(text, text).pairs} == {Relation.SAME}
        assert same_text([text, text.replace("，", ",").replace("\n", "\r\n")]).equal


def test_a_changed_word_changes_one_unit_and_makes_the_copy_unequal(documents: list[str]) -> None:
    for text in documents:
        at = text.index("应", len(text) // 2) if "应" in text[len(text) // 2 :] else len(text) // 2
        changed = text[:at] + "示例改动" + text[at:]
        pairs = [pair for pair in compare(text, changed).pairs if pair.relation is not Relation.SAME]
        assert [pair.relation for pair in pairs] == [Relation.EDITED]
        assert not same_text([text, changed]).equal
