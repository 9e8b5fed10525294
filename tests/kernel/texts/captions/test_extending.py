"""题注续写: a caption continued by a decision reads back as one more 修正, and nothing printed before is touched."""

from __future__ import annotations

from datetime import date

import pytest

from lianxi.kernel.texts.captions import EventKind, extend, extend_in, read_caption

PRINTED = "（2015年3月1日示例市第一届人民代表大会常务委员会第三次会议通过）"
TITLE = "示例市人民代表大会常务委员会关于修改《示例市示例条例》的决定"
DECISION = f"""{TITLE}

（2020年5月1日示例市第二届人民代表大会常务委员会第四次会议通过）

一、删去第三条。
"""
APPROVED = DECISION.replace("通过）", "通过　2020年7月30日示例省第三届人民代表大会常务委员会第五次会议批准）")


def test_the_amendment_stands_behind_what_is_printed() -> None:
    said = extend(PRINTED, DECISION, TITLE)
    assert said == (
        "（2015年3月1日示例市第一届人民代表大会常务委员会第三次会议通过　根据2020年5月1日示例市第二届人民代表大会"
        "常务委员会第四次会议《示例市人民代表大会常务委员会关于修改〈示例市示例条例〉的决定》修正）"
    )


@pytest.mark.parametrize("decision", [DECISION, APPROVED])
def test_it_reads_back_as_one_more_amendment(decision: str) -> None:
    once = extend(PRINTED, decision, TITLE) or ""
    twice = extend(once, decision.replace("2020年", "2023年"), TITLE) or ""
    amended = [event for event in read_caption(twice).events if event.kind is EventKind.AMEND]
    assert [event.ordinal for event in amended] == [1, 2]
    assert [event.date for event in amended] == [date(2020, 5, 1), date(2023, 5, 1)]
    assert not read_caption(twice).flags
    assert twice.replace("第一次", "", 1).startswith(once[:-1])


def test_without_a_passing_nothing_is_said() -> None:
    assert extend(PRINTED, "关于修改示例办法的决定\n一、删去第三条。\n", "关于修改示例办法的决定") is None
    assert extend_in("示例办法\n第一条　甲。\n", DECISION, TITLE) == ("示例办法\n第一条　甲。\n", "")
