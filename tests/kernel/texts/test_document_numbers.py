from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.document_numbers import NumberKind, find_document_numbers


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("根据琼府办〔2015〕162号的要求", "琼府办〔2015〕162号"),
        ("三府规[2024]3号", "三府规〔2024〕3号"),
        ("国办发（2020）53号", "国办发〔2020〕53号"),
        ("川办发 〔 2025 〕 49 号", "川办发〔2025〕49号"),
        ("玉政办电﹝2019﹞11号", "玉政办电〔2019〕11号"),
        ("粤办函【2021】第216号", "粤办函〔2021〕216号"),
        ("海南省人民政府令 第58号", "海南省人民政府令第58号"),
        ("国务院令第588号", "国务院令第588号"),
        ("公告（第92号）", "公告第92号"),
        ("公告〔八届〕第5号", "公告〔八届〕第5号"),
        ("中华人民共和国主席令第四十一号", "中华人民共和国主席令第四十一号"),
        ("HFGS—2017—9", "HFGS—2017—9"),
        ("2019年4月1日示例市人民政府令第5号", "示例市人民政府令第5号"),
        ("二〇一九年四月一日示例市人民政府令第5号", "示例市人民政府令第5号"),
        ("2020年1月1日海府〔2019〕1号", "海府〔2019〕1号"),
    ],
)
def test_a_document_number_is_found_and_shown_in_the_standard_form(text, canonical):
    assert [one.canonical for one in find_document_numbers(text)] == [canonical]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("根据三府〔2020〕1号和国办函〔2016〕88号", ["三府〔2020〕1号", "国办函〔2016〕88号"]),
        ("国办发〔2020〕1号和国务院令第588号", ["国办发〔2020〕1号", "国务院令第588号"]),
        ("现将琼财〔2020〕5号印发", ["琼财〔2020〕5号"]),
        ("现批转三发改〔2019〕45号", ["三发改〔2019〕45号"]),
        ("附件国发〔2014〕43号", ["国发〔2014〕43号"]),
        ("转发财政部财预〔2012〕463号", ["财预〔2012〕463号"]),
        ("省委琼发〔2018〕8号、國務院國發〔2018〕34號", ["琼发〔2018〕8号", "國發〔2018〕34号"]),
        ("省财政厅、省教育厅琼财教〔2020〕1号", ["琼财教〔2020〕1号"]),
        ("国家发展改革委发改价格〔2020〕1号", ["发改价格〔2020〕1号"]),
        ("和政发〔2020〕3号", ["和政发〔2020〕3号"]),
        ("人社部发〔2020〕1号、市委办发〔2020〕3号", ["人社部发〔2020〕1号", "市委办发〔2020〕3号"]),
        ("并政发〔2020〕1号、将政文〔2020〕3号", ["并政发〔2020〕1号", "将政文〔2020〕3号"]),
    ],
)
def test_words_and_organs_before_a_code_are_no_part_of_it(text, canonical):
    assert [one.canonical for one in find_document_numbers(text)] == canonical


def test_two_numbers_of_one_document_are_two():
    found = find_document_numbers("惠府〔2017〕46号（HFGS—2017—9）")
    assert [one.kind for one in found] == [NumberKind.NUMBERED, NumberKind.REGISTERED]


@pytest.mark.parametrize("text", ["第三号", "（2019—2020年）", "命令他们", "第12条", "公告如下", "〔2023〕"])
def test_what_is_no_document_number_is_left_alone(text):
    assert find_document_numbers(text) == ()


@given(st.text("琼府办发令公告〔〕()2015第9号 和", max_size=40))
def test_numbers_never_overlap(text):
    found = find_document_numbers(text)
    assert all(text[one.start : one.end] == one.printed for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
