"""All readers together: any text is read without failing, and every place lies in the text as it came."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.kernel.texts.damage.check import CheckUp, check
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.damage.repair import repair
from lianxi.kernel.texts.report import read_all, read_findings
from lianxi.loaders.character_model import load_character_model
from lianxi.loaders.regions import place_names
from tests.apps.rulebook.damaged import TEXT

_PIECES = st.sampled_from([
    "第一条", "第二条", "第十二条之一", "第一章", "（一）", "一、", "1.", "①", "\n", "\r\n", "\u3000",
    "（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）",
    "關(guān)", "區(qū)", "?谑小⑽牟?", "，，", ",。", "（牵头单位：市财政局）",
    "〔责任部门：", "12项", "其中", "5项", "百分之二十", "78.91%", "2026124日", "《", "》", "〈", "“", "”",
    "《关于修改〈示例条例〉的决定》", "以下简称", "本决定", "前款", "???", "@@", "&nbsp;", "\u200b", "ꎻ", "ä¸\xadå›½",
    "目录", "附件：", "到2025年", "同比增长",
])  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=40).map("".join))


@pytest.fixture(scope="module")
def model() -> CharacterModel:
    return load_character_model()


def places(value: Any) -> Iterator[tuple[int, int]]:
    if isinstance(value, dict):
        if isinstance(value.get("start"), int):
            yield value["start"], value["end"]
        for one in value.values():
            yield from places(one)
    elif isinstance(value, list):
        for one in value:
            yield from places(one)


def holds_together(found: CheckUp) -> None:
    assert all(one.end <= other.start for one, other in pairwise(found.findings))
    assert all(one.original == found.text[one.start : one.end] for one in found.findings)
    assert 0 <= found.score.points <= 100
    report = json.loads(json.dumps(read_all(found)))
    assert all(0 <= start <= end <= len(found.text) for start, end in places(report))
    assert [one.start for one in read_findings(report["check"], found.text)] == [one.start for one in found.findings]


@settings(deadline=None, max_examples=150)
@given(_TEXTS)
def test_any_text_is_read_and_every_place_lies_in_it(model: CharacterModel, text: str) -> None:
    holds_together(check(text, model, place_names()))


@settings(deadline=None, max_examples=60)
@given(_TEXTS)
def test_applying_what_is_sure_leaves_a_text_that_reads_at_least_as_well(model: CharacterModel, text: str) -> None:
    found = check(text, model)
    done = repair(text, found.findings, classes=set(Damage))
    again = check(done.text, model)
    assert len(done.changes) == sum(one.is_sure for one in found.findings)
    assert not any(one.is_sure and one.kind is Damage.ZERO_WIDTH for one in again.findings)


def test_a_damaged_text_is_read_through_its_damage(model: CharacterModel) -> None:
    found = check(TEXT, model)
    holds_together(found)
    report = read_all(found)
    (caption,) = report["captions"]["captions"]
    assert [(one["date"], one["body"]) for one in caption["events"]] == [("2023-08-29", "示例市")]
    assert [one["lead"] for one in report["tasks"]["tasks"]] == [["市发展改革委"]]
    assert [one["holds"] for one in report["counts"]["checks"]] == [True]


def test_without_a_model_shifted_spans_are_named_and_nothing_is_proposed() -> None:
    text = "（二）加强海口市、文昌市建设，发展?？谑小⑽牟小!旅游。\n".replace("?？", "??")
    shifts = [one for one in check(text).findings if one.kind is Damage.GBK_SHIFT]
    assert all(one.proposal is None for one in shifts)
    assert shifts


def test_of_a_refused_text_nothing_but_the_check_up_is_reported(model: CharacterModel) -> None:
    found = check("ä¸­åŽäººæ°‘å…±å’Œå›½å®ªæ³•" * 30, model)
    assert found.refused
    assert found.score.points == 0
    assert set(read_all(found)) == {"check"}
