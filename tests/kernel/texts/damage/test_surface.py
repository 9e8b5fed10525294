"""All classes together: no text makes them stumble, and clean texts stay clean."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.findings import Finding
from lianxi.kernel.texts.damage.surface import SURFACE

PIECES = st.sampled_from(
    [*"中会會的年月日第条，。,;：()（）《》 \n\u3000×*?？0128%@<>&;{}\\u", "&nbsp;",
     "ä¸­", "浣犲", "\ufeff", "\ud800", "2026124日", "(qū)", "ꎻ"]
)  # fmt: skip
CLEAN = """示例市河道保护条例

（2020年1月2日示例市第八届人民代表大会常务委员会第二次会议通过　2020年3月4日示例省人民代表大会常务委员会第九次会议批准）

第一章　总　则

第一条　为了加强河道保护，根据《中华人民共和国水法》等法律、法规，结合本市实际，制定本条例。
第二条　水质达标率应当不低于98.5%，超过1,200公顷的（含1,200公顷），由市人民政府批准。
（一）向河道排放污水的；
（二）其他行为。
联系人：张三　电话：0898-00000000　邮箱：zhangsan@example.com

示例市人民代表大会常务委员会
2020年3月10日
"""


def every(text: str) -> list[Finding]:
    return [found for find in SURFACE for found in find(text)]


@settings(deadline=None)  # the tables are built at the first call
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_any_text_is_taken_and_each_finding_shows_its_place(text: str) -> None:
    for found in every(text):
        assert 0 <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.original
        assert found.proposal != found.original
        assert found.note


def test_an_ordinance_as_issued_has_no_findings() -> None:
    assert every(CLEAN) == []


@pytest.mark.parametrize(
    "piece", ["（", "《", "中 ", "，\n", "區(qū)", "&#", "<br ", "ä¸", "2026124日", "**a", "\ud800", "首页 "]
)
def test_a_hundred_thousand_characters_of_one_kind_take_their_time_only_once(piece: str) -> None:
    every("会" + piece)
    started = time.perf_counter()
    every(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 5
