"""Masks keep what lets a colleague recognise a record, and nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.masking import (
    MASKS,
    mask_address,
    mask_contact,
    mask_email,
    mask_fields,
    mask_id_number,
    mask_name,
    mask_phone,
)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张三丰", "张**"),
        ("张王小明", "张***"),
        ("欧阳修", "欧阳*"),
        ("司马相如", "司马**"),
        ("欧阳", "欧*"),
        ("阿依古丽·买买提", "阿***·***"),
        ("示例·陈海", "示例·陈*"),
        ("示例·", "示例·"),
        ("张", "*"),
        ("", ""),
        ("  ", ""),
        ("张**", "张**"),
        ("John Smith", "J*** *****"),
    ],
)
def test_a_name_keeps_its_surname_only(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13812345678", "138****5678"),
        ("138 1234 5678", "138 **** 5678"),
        ("+86 13812345678", "+86 138****5678"),
        ("0086-138-1234-5678", "0086-138-****-5678"),
        ("0898-88271234", "0898-****1234"),
        ("0898-8827123", "0898-***7123"),
        ("(010)62345678", "(010)****5678"),
        ("88271234", "****1234"),
        ("12345", "*****"),
        ("", ""),
        ("138****5678", "138****5678"),
    ],
)
def test_a_phone_number_keeps_its_network_and_last_four(phone, masked):
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("460200199001011234", "460***********1234"),
        ("46020019900101123X", "460***********123X"),
        ("460200900101123", "460********1123"),
        ("460***********1234", "460***********1234"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_an_identity_number_keeps_three_and_four_places(number, masked):
    assert mask_id_number(number) == masked


@pytest.mark.parametrize(
    ("email", "masked"),
    [
        ("zhang.san@example.org", "z***@example.org"),
        ("z@example.org", "***@example.org"),
        ("z***@example.org", "z***@example.org"),
        ("no address", "**********"),
        ("", ""),
    ],
)
def test_an_email_keeps_its_domain(email, masked):
    assert mask_email(email) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("示例县示例镇", "示例县示例镇"),
        ("示例县示例镇红旗村委会三组18号", "示例县示例镇红旗村委会***"),
        ("示例县示例镇18号新村", "示例县示例镇***"),
        ("示例路12号3栋502", "示例路***"),
        ("", ""),
    ],
)
def test_an_address_ends_at_the_village(address, masked):
    assert mask_address(address) == masked


def test_a_contact_is_masked_as_what_it_is():
    assert mask_contact("zhang@example.org") == "z***@example.org"
    assert mask_contact("13812345678") == "138****5678"
    assert mask_contact("张三丰") == "张**"


def test_fields_are_masked_by_their_key_at_any_depth():
    before = {
        "name": "张三丰",
        "title": "示例机构",
        "seats": [{"person": "李四", "phone": "13812345678", "count": 2}],
        "contact": ["王五", None],
        "email": None,
    }
    assert mask_fields(before) == {
        "name": "张**",
        "title": "示例机构",
        "seats": [{"person": "李*", "phone": "138****5678", "count": 2}],
        "contact": ["王*", None],
        "email": None,
    }
    assert before["name"] == "张三丰"


@pytest.mark.parametrize("mask", sorted({*MASKS.values()} - {mask_contact}, key=lambda mask: mask.__name__))
@given(text=st.text(max_size=40) | st.from_regex(r"[0-9+() -]{0,25}", fullmatch=True) | st.emails())
def test_masking_what_is_masked_changes_nothing(mask, text):
    assert mask(mask(text)) == mask(text)
