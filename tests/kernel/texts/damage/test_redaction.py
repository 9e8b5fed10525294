"""Places where words were taken out."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.redaction import find_redactions


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("名单（略）", "（略）"),
        ("住址(此处略)。", "(此处略)"),
        ("×××市人民政府", "×××"),
        ("省级、???、三亚", "???"),
        ("身份证46***34", "***"),
        ("某某街道", "某某"),
        ("□□县", "□□"),
        ("XX市", "XX"),
        ("通知\n某政办函〔2025〕18号", "某政办函"),
        ("某某府发〔2025〕18号", "某某府发"),
        ("【此处删除120字】", "【此处删除120字】"),
    ],
)
def test_a_redaction_is_found_and_nothing_proposed(text: str, original: str) -> None:
    (found,) = find_redactions(text)
    assert (found.original, found.proposal) == (original, None)


@pytest.mark.parametrize(
    "text",
    [
        "5×3",
        "**要点** 正文",
        "\n*****\n",
        "□是 □否",
        "真的？？",
        "OXX1型",
        "战略",
        "（二）略有增长",
        "Vitamin XX",
        "李某（2025）案",
    ],
)
def test_signs_with_a_meaning_are_no_redaction(text: str) -> None:
    assert list(find_redactions(text)) == []
