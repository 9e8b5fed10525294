from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.numerals import read_number, read_ordinal_key, write_digits, write_number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("十三", 13),
        ("一百零五", 105),
        ("二〇二三", 2023),
        ("二00七", 2007),
        ("二○二三", 2023),
        ("廿三", 23),
        ("卅一", 31),
        ("二百廿五", 225),
        ("壹佰贰拾", 120),
        ("１２", 12),
        ("3万", 30000),
        ("三万二千", 32000),
        ("二十万零三百", 200300),
        ("十二亿三千万", 1230000000),
        ("两", 2),
        ("①", 1),
        ("㈢", 3),
        ("⑿", 12),
    ],
)
def test_numbers_are_read_in_every_script(written, number):
    assert read_number(written) == number


@pytest.mark.parametrize(
    "written", ["", "条", "一百二", "百", "十十", "一千三", "零十", "万", "三百五百", "½", "一二十"]
)
def test_what_is_no_number_or_may_be_two_is_none(written):
    assert read_number(written) is None


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("第十二条之一", "12-1"),
        ("第一百二十三条之二", "123-2"),
        ("十二条之一", "12-1"),
        ("第 四 章", "4"),
        ("（三）", "3"),
        ("(十二)", "12"),
        ("4.", "4"),
        ("五、", "5"),
        ("②", "2"),
        ("第12条", "12"),
    ],
)
def test_a_provision_number_becomes_an_arabic_key_with_its_branch(printed, key):
    assert read_ordinal_key(printed) == key


@pytest.mark.parametrize("printed", ["条", "第条", "之一", "第一百二条", "甲"])
def test_a_provision_without_a_number_has_no_key(printed):
    assert read_ordinal_key(printed) is None


@given(st.integers(0, 10**8 - 1))
def test_a_written_number_is_read_back(number):
    assert read_number(write_number(number)) == number


@given(st.integers(1000, 9999))
def test_a_year_in_digits_is_read_back(year):
    assert read_number(write_digits(year)) == year


@given(st.text(max_size=50))
def test_any_text_is_read_or_is_none(text):
    assert read_number(text) is None or read_number(text) >= 0
    read_ordinal_key(text)
