"""What an address needs is read from the text, with its place; what the text leaves open stays open."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.exporters.akoma_ntoso import caption_events
from lianxi.exporters.akoma_ntoso.defaults import (
    Found,
    find_region,
    find_subtype,
    find_title,
    find_version,
    find_work_day,
)
from lianxi.exporters.akoma_ntoso.slugs import slug_of
from lianxi.kernel.texts.addresses import SUBTYPES
from lianxi.kernel.texts.structure import read_structure

PASSED = "2023年8月29日示例市第八届人民代表大会常务委员会第十三次会议通过"
AMENDED = "根据2025年6月1日示例市第八届人民代表大会常务委员会第二十次会议《关于修改〈示例市湿地保护条例〉的决定》修正"


def version(caption: str, last: str) -> Found | None:
    root = read_structure(f"示例市湿地保护条例\n（{caption}）\n第一条　示例。\n第二条　{last}\n")
    return find_version(root, caption_events(root))


@pytest.mark.parametrize(
    ("caption", "last", "expected"),
    [
        (PASSED, "本条例自2023年10月1日起施行。", ("2023-10-01", "第二条：自2023年10月1日起施行")),
        (PASSED, "本条例自二〇二三年十月一日起施行。", ("2023-10-01", "第二条：自二〇二三年十月一日起施行")),
        (PASSED, "本条例自通过之日起施行。", ("2023-08-29", "第二条：自通过之日起施行")),
        (PASSED, "本条例自公布之日起施行。", None),
        (f"{PASSED}　2023年9月1日公布", "本条例自公布之日起施行。", ("2023-09-01", "第二条：自公布之日起施行")),
        (f"{PASSED}　自2023年12月1日起施行", "本条例自2023年10月1日起施行。", ("2023-12-01", "题注：施行")),
        (f"{PASSED}　{AMENDED}", "本条例自2023年10月1日起施行。", None),
        (f"{PASSED}　{AMENDED}", "本条例自2025年7月1日起施行。", ("2025-07-01", "第二条：自2025年7月1日起施行")),
        (PASSED, "示例法自2020年1月1日起施行。", None),
        (PASSED, "甲方负责联络。", None),
    ],
)
def test_the_day_of_entry_into_force_is_read_where_the_text_says_it(
    caption: str, last: str, expected: tuple[str, str] | None
) -> None:
    assert version(caption, last) == (Found(*expected) if expected else None)


def test_a_day_in_quoted_wording_is_not_that_of_the_text() -> None:
    item = "一、第三条修改为：“第三条　本条例自2030年1月1日起施行。”\n"
    text = f"关于修改示例条例的决定\n{item}本决定自2024年1月1日起施行。\n"
    found = find_version(read_structure(text), ())
    assert found is not None
    assert found.value == "2024-01-01"


@pytest.mark.parametrize(
    ("title", "caption", "subtype"),
    [
        ("示例市湿地保护条例", PASSED, "dfxfg"),
        ("关于加强示例工作的决定", PASSED, "jueding"),
        ("示例市联席会议工作机制", PASSED, None),
        ("示例市湿地管理办法", "2023年8月29日示例市人民政府令第58号公布", None),
    ],
)
def test_the_subtype_is_told_only_where_title_and_body_leave_no_choice(
    title: str, caption: str, subtype: str | None
) -> None:
    root = read_structure(f"{title}\n（{caption}）\n第一条　示例。\n")
    found = find_subtype(title, caption_events(root))
    assert (found.value if found else None) == subtype
    assert subtype is None or subtype in SUBTYPES


def test_title_day_and_region_come_from_title_and_caption() -> None:
    root = read_structure(f"示例市湿地保护条例\n（{PASSED}）\n第一条　示例。\n")
    events = caption_events(root)
    assert find_title(root) == Found("示例市湿地保护条例", "标题")
    assert find_work_day(events) == Found("2023-08-29", "题注：通过")
    assert find_region(events, {"示例市": "990100"}) == Found("990100", "题注：示例市")
    assert find_region(events, {}) is None
    assert find_work_day(()) is None


def test_the_caption_of_a_second_text_tells_nothing_of_the_first() -> None:
    notice = "关于示例的通知\n一、甲。\n二、乙。\n"
    assert caption_events(read_structure(f"{notice}\n示例市条例\n（{PASSED}）\n第一条　示例。\n")) == ()


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("示例市湿地保护条例（试行）", "shi-li-shi-shi-di-bao-hu-tiao-li-shi-xing"),
        ("2024年A区绿化办法", "2024-nian-a-qu-lv-hua-ban-fa"),
        ("《》", ""),
    ],
)
def test_a_title_in_plain_letters(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_long_titles_that_differ_only_at_their_end_have_different_names() -> None:
    office = "示例市人民代表大会常务委员会办公室关于进一步做好市第八届人民代表大会代表联络站"
    slugs = {slug_of(f"{office}{what}的通知") for what in ("经费管理", "信息报送", "信息报送工作")}
    assert len(slugs) == 3
    assert all(80 < len(slug) <= 100 for slug in slugs)


@given(st.text(st.characters() | st.sampled_from("示例条例 -A1"), max_size=200))
def test_a_slug_is_always_one_an_address_takes(title: str) -> None:
    slug = slug_of(title)
    assert slug == "" or re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 100
