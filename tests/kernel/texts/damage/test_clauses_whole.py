from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.clauses import find_clause_damage
from lianxi.kernel.texts.damage.findings import Damage
from lianxi.kernel.texts.structure import read_structure
from tests.real_documents import real_documents

PIECES = (
    *(
        "第一条",
        "第二条之一",
        "第十章",
        "一、",
        "（三）",
        "1.",
        "①",
        "本条例",
        "本决定",
        "以下简称",
        "《决定》",
        "附件：",
        "目　录",
    ),
    *(
        "《",
        "》",
        "“",
        "”",
        "（",
        "）",
        "\n",
        "\n\n",
        "　",
        "。",
        "，",
        "：",
        "……",
        "示例条例\n",
        "下列三项：",
        "共三章二十条",
    ),
    *(
        "2023年2月30日",
        "2023年9月25日（星期日）",
        "两市三县",
        "三市三县",
        "甲市、乙县",
        "示例单位应当按照职责做好有关工作",
    ),
    *("示例市第八届人民代表大会常务委员会第三次会议通过", "自2024年1月1日起施行"),
)


def found(text):
    return list(find_clause_damage(text, read_structure(text)))


@pytest.fixture(scope="module")
def generated_loop():
    files = real_documents("000_*.txt")
    return files[0].read_text(encoding="utf-8")


def test_the_generated_loop_is_found_clause_by_clause(generated_loop):
    places = {}
    for one in found(generated_loop):
        places.setdefault(one.kind, []).append(one)
    numbers = [one.original.split("、")[0].split("）")[0] for one in places[Damage.REPEATED_CLAUSE]]
    assert {"（五", "（六", "（七", "八", "九", "二十", "四十三"} <= set(numbers)
    assert len([number for number in numbers if len(number) <= 3 and number[0] != "（"]) == 36
    assert [one.original for one in places[Damage.CUT_END]] == ["四十四、两市三县要"]
    assert [one.original for one in places[Damage.FOREIGN_CLAUSE]] == ["本决定"]
    assert [one.original for one in places[Damage.ALIAS_DRIFT]] == ["三市三县"]
    assert Damage.NUMBERING not in places
    assert Damage.CONTRADICTION not in places


def check(text):
    for one in found(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.original == text[one.start : one.end]
        assert 0 < one.confidence <= 0.9
        assert one.note.endswith("。")
        assert not one.is_sure


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=150, deadline=None)
def test_whatever_is_built_of_official_wording_is_read_and_nothing_is_sure(text):
    check(text)


@given(st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text):
    check(text)


@pytest.mark.parametrize(
    "text", ["", "\ud800", "\x00" * 50, "（" * 5000, "“" * 5000, "《" * 5000, "第一条" * 3000, "一、\n" * 3000]
)
def test_extreme_texts_are_read(text):
    check(text)


def test_a_whole_document_that_stands_twice_is_named_as_one():
    once = "示例条例\n\n（2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过）\n\n" + "".join(
        f"第{number}条　示例市{name}主管部门应当按照职责做好{name}方面的有关工作，并向社会公布。\n"
        for number, name in zip("一二三四", ("教育", "交通", "水务", "民政"), strict=True)
    )
    repeats = [one for one in found(once + "\n" + once) if one.kind is Damage.REPEATED_CLAUSE]
    assert [one.original.strip() for one in repeats] == [once.strip()]
