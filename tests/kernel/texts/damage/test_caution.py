from __future__ import annotations

import pytest

from lianxi.kernel.texts.damage.check import find_marks


@pytest.mark.parametrize("text", ["聽取了匯?蟆７V同志的意見，", "（Ｎ?希拢蹋牛Ｔ陔吥?的問題"])
def test_nothing_but_the_shift_itself_is_sure_behind_a_lost_byte(text: str) -> None:
    assert [one for one in find_marks(text) if one.is_sure and one.start > text.index("?")] == []


def test_far_from_lost_bytes_what_is_sure_stays_sure() -> None:
    text = "是否同意?同意。" + "各单位应当按照要求办理。" * 3 + "做好工作，，依法办理。"
    assert any(one.is_sure and one.original == "，，" for one in find_marks(text))
