"""Counts with unit, value and noun, and the look-alikes that are none; the examples are invented 示例."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.counts import CountKind, plain, read_counts


@pytest.mark.parametrize(
    ("text", "printed", "value", "unit", "kind"),
    [
        ("新出台制度694项。", "694项", 694, "项", CountKind.COUNT),
        ("修订兩件法規。", "兩件", 2, "件", CountKind.COUNT),
        ("涉及三百零六个项目。", "三百零六个", 306, "个", CountKind.COUNT),
        ("发放资料1.2万份。", "1.2万份", 12000, "份", CountKind.COUNT),
        ("投入1,012件。", "1,012件", 1012, "件", CountKind.COUNT),
        ("共１２件。", "１２件", 12, "件", CountKind.COUNT),
        ("产值1.3亿元。", "1.3亿元", 130_000_000, "元", CountKind.MONEY),
        ("总量４.０３万亿元。", "４.０３万亿元", 4_030_000_000_000, "元", CountKind.MONEY),
        ("满意率７８．９１％。", "７８．９１％", "78.91", "%", CountKind.PERCENTAGE),
        ("占百分之七十八点九。", "百分之七十八点九", "78.9", "%", CountKind.PERCENTAGE),
        ("占５８·８％。", "５８·８％", "58.8", "%", CountKind.PERCENTAGE),
        ("贫困人口减少6800万，", "6800万", 68_000_000, "", CountKind.COUNT),
        ("合计：12件。", "12件", 12, "件", CountKind.COUNT),
        ("GDP1.3万亿元。", "1.3万亿元", 1_300_000_000_000, "元", CountKind.MONEY),
        ("建议总数166件。", "166件", 166, "件", CountKind.COUNT),
        ("建议总数三百件。", "三百件", 300, "件", CountKind.COUNT),
        ("有七成以上。", "七成以上", 70, "%", CountKind.PERCENTAGE),
        ("提高2.3个百分点。", "2.3个百分点", "2.3", "个百分点", CountKind.POINTS),
        ("增长2倍。", "2倍", 2, "倍", CountKind.RATIO),
        ("建成公路120公里。", "120公里", 120, "公里", CountKind.MEASURE),
        ("用时3个月。", "3个月", 3, "个月", CountKind.DURATION),
        ("培育3个体系。", "3个", 3, "个", CountKind.COUNT),
        ("13部门联合检查。", "13部门", 13, "部门", CountKind.COUNT),
    ],
)
def test_a_number_with_its_unit_is_a_count(text, printed, value, unit, kind):
    counts = read_counts(text).counts
    assert [(count.printed, count.value, count.unit, count.kind) for count in counts] == [
        (printed, Decimal(value), unit, kind)
    ]
    assert text[counts[0].start : counts[0].end] == printed


@pytest.mark.parametrize(
    "text",
    [
        "第三次会议",
        "八届十三次会议",
        "第三、四项",
        "第3至5条",
        "立法法65条",
        "前三名",
        "2023年8月29日",
        "2021—2035年",
        "示例〔2024〕3号",
        "0898-88251234",
        "“1+3+N”机制",
        "1+3项目标",
        "版本V2项",
        "14:30次",
        "“三会一课”制度",
        "四套班子",
        "三次产业结构",
        "一个办公室",
        "高效办成一件事",
        "三门县",
        "五家渠市",
        "12项目",
        "《五年规划（2021—2035年）3项》",
        "增强四个意识",
        "二三产业",
        "前两款规定的情形",
        "零部件",
        "一、二、三类疫病",
        "第九十八条和九十九条",
        "原因之一所致",
    ],
)
def test_ordinals_dates_numbers_of_documents_and_names_are_no_counts(text):
    assert read_counts(text).counts == ()


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("约120公里", "约", 120),
        ("近5万多名学生", "近多", 50000),
        ("300余人次", "余", 300),
        ("170多次", "多", 170),
        ("4倍多", "多", 4),
        ("60%以上", "以上", 60),
        ("数十家", "数十", None),
        ("几百人", "几百", None),
        ("488人", "", 488),
    ],
)
def test_an_approximation_is_kept_as_printed(text, said, value):
    count = read_counts(text).counts[0]
    assert (count.approximation, count.value) == (said, value)
    assert count.exact == (None if said else value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3至5件", 3, 5),
        ("3件至5件", 3, 5),
        ("15%—20%", 15, 20),
        ("两三次", 2, 3),
        ("三五名", 3, 5),
        ("20～30万人", 200000, 300000),
    ],
)
def test_a_range_has_two_ends_and_no_value(text, low, high):
    (count,) = read_counts(text).counts
    assert (count.low, count.high, count.value) == (low, high, None)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("新出台或修订制度694项", "制度"),
        ("收集群众意见建议131条", "群众意见建议"),
        ("对外行权制度122项", "对外行权制度"),
        ("已梳理17个乡镇分别签订协议", "乡镇"),
        ("代表满意率78.91%", "代表满意率"),
        ("推动10项惠企政策落地", "惠企政策"),
        ("共488人。", ""),
    ],
)
def test_the_noun_counted_stands_after_or_before_the_number(text, what):
    assert read_counts(text).counts[0].what == what


def test_the_word_about_after_a_count_makes_no_treaty_of_it():
    assert [count.printed for count in read_counts("打通18条约120公里的公路").counts] == ["18条", "约120公里"]


def test_the_plain_form_keeps_whole_numbers_as_numbers_and_others_exact():
    first, second, third = plain(read_counts("建议166件、满意率78.10%、3至5次"))["counts"]
    assert (first["value"], second["value"], third["value"], third["low"]) == (166, "78.1", None, 3)
    assert (first["unit"], first["kind"], first["what"], first["approximate"]) == ("件", "count", "建议", False)


_ALPHABET = st.sampled_from(
    list(
        "0123456789一二三十百千万亿两几数第约近余多件项次个人元%％.．,，、。；：（）()其中共占率由从到至增长倍翻番比分之成年"
    )
    + list("《》“”\n 甲")
)


@given(st.one_of(st.text(max_size=80), st.text(_ALPHABET, max_size=120)))
def test_any_text_is_read_and_every_place_is_inside_it(text):
    report = read_counts(text)
    for count in report.counts:
        assert text[count.start : count.end] == count.printed != ""
    assert all(before.end <= after.start for before, after in zip(report.counts, report.counts[1:], strict=False))
    assert all(0 <= start < end <= len(text) for check in report.checks for start, end in check.members)
    plain(report)


@pytest.mark.parametrize(
    "piece", ["1", "一", "(", "1,234", "其中1件、", "《“", "第1、", "1—", "占1%,1件", "\ud800", "0." * 3]
)
def test_a_long_run_of_one_thing_is_read(piece):
    read_counts(piece * (20_000 // len(piece)))
