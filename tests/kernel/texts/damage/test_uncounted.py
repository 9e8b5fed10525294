"""Measure words that lack their number."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.uncounted import find_uncounted


@pytest.mark.parametrize(
    ("text", "original"),
    [
        ("代表共提出建议件，经交办", "建议件"),
        ("召开常委会会议次，听取报告", "会议次"),
        ("农村公路总里程公里，其中", "里程公里"),
        ("征集意见建议条，采纳47条", "建议条"),
        ("征集意见建议 条，采纳47条", "建议 条"),
        ("建成代表联络站个，接待选民人次。", "络站个"),
        ("审议专项工作报告项；", "报告项"),
        ("安排补助资金万元、", "资金万元"),
        ("参加培训的人大代表名。", "代表名"),
    ],
)
def test_a_measure_word_without_its_number_is_found_and_nothing_invented(text: str, original: str) -> None:
    found = next(iter(find_uncounted(text)))
    assert (found.original, found.proposal) == (original, None)
    assert text[found.start : found.end] == original


@pytest.mark.parametrize(
    "text",
    [
        "有关文件、案件、事件，符合条件，办理交办件、行政复议案件，",
        "下列事项，各项、每条，依照前条，",
        "再次，层次、届次。按人次，",
        "各个，每个、某个；十二个，若干个。",
        "两公里，每平方公里，五十万元，以万元，",
        "姓名，签名、提名。现场，市场。身份，月份。国家，",
        "提出建议126件，召开会议八次。",
        "单位：万元，",
    ],
)
def test_words_that_end_like_a_measure_and_counted_things_stay(text: str) -> None:
    assert list(find_uncounted(text)) == []
