"""The number a text bears itself."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.metadata import Field, read_metadata

TEXT = "示例市示例管理办法\n{}\n\n第一条　为了示例，根据示委发〔2020〕9号制定本办法。\n"


@pytest.mark.parametrize(
    ("line", "ground"),
    [
        ("文号：示府规〔2024〕3号", "标题附近“文号”之后"),
        ("索引号：00123　发文字号：示府规〔2024〕3号", "标题附近“发文字号”之后"),
        ("示府规〔2024〕3号　　　签发人：某某", "标题附近单独一行的文号"),
        ("**示府规〔2024〕3号**", "标题附近单独一行的文号"),
        ("示例市示例局文件\t示府规〔2024〕3号", "标题附近单独一行的文号"),
    ],
)
def test_a_number_behind_its_label_or_beside_who_signs_is_the_texts_own(line: str, ground: str) -> None:
    text = TEXT.format(line)
    (number,) = [one for one in read_metadata(text).proposals if one.field is Field.NUMBER]
    assert (number.value, number.ground, number.sure) == ("示府规〔2024〕3号", ground, True)
    assert text[number.start : number.end] == "示府规〔2024〕3号"


@pytest.mark.parametrize("line", ["示府规〔24〕3号", "示府规〔二〇二四〕3号", "示府规〔2024〕3-2号"])
def test_a_line_that_looks_like_a_number_and_is_none_is_a_doubt(line: str) -> None:
    read = read_metadata(TEXT.format(line))
    assert read.value(Field.NUMBER) is None
    assert read.doubts == (f"“{line}”像是文号，写法不合规范，没有读出，请核对后填写。",)


def test_a_number_in_a_sentence_below_the_title_is_not_the_texts_own() -> None:
    read = read_metadata(TEXT.format("根据示委发〔2020〕9号文件，市政府制定。"))
    assert (read.value(Field.NUMBER), read.doubts) == (None, ())
