"""A document is found among others and cut into items, however its headings are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.outline import Item, find_title, read_items

TITLE = "示例三江联席会议工作规则"
MARKED = """# 示例合集

示例三江联席会议工作规则是怎样来的，这里说一说。

## 示例三江 联席会议工作规则

（2021年3月1日通过 2022年10月27日修订）

为了做好示例，商定如下。

### 一、宗旨

示例的宗旨。

### 二、机制

（一）会议每年一次。

(二) 一般提前五个
工作日通知。

## 关于示例的决定

（一）这一条不属于规则。
"""


def numbers(text: str, title: str = TITLE) -> list[str]:
    return [item.number for item in read_items(text, title)]


def test_the_document_is_found_by_its_title_and_ends_at_the_next_heading() -> None:
    assert numbers(MARKED) == ["题注", "序", "一", "二(一)", "二(二)"]
    assert find_title(MARKED, TITLE) == 5


def test_every_item_keeps_its_words_and_its_line() -> None:
    items = {item.number: item for item in read_items(MARKED, TITLE)}
    assert items["一"] == Item("一", 11, "宗旨\n示例的宗旨。")
    assert items["二(二)"] == Item("二(二)", 19, "一般提前五个\n工作日通知。")
    assert items["题注"].line == 7


def test_plain_headings_give_the_same_items_as_marked_ones() -> None:
    plain = MARKED.replace("### ", "").replace("## ", "").replace("# ", "")
    assert read_items(plain, TITLE) == read_items(MARKED, TITLE)


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_any_line_ending_will_do(ending: str) -> None:
    assert read_items("\ufeff" + MARKED.replace("\n", ending), TITLE) == read_items(MARKED, TITLE)


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("示例三江联席会议工作规则", 1),
        ("《示例三江联席会议工作规则》", 1),
        ("示例三江\n联席会议工作规则", 1),
        ("示例三江\n\n联席会议\n\n工作规则", 1),
        ("附件1：示例三江联席会议工作规则", 1),
        ("\n**示例三江　联席会议工作规则**", 2),
        ("#### 示例三江 联席会议工作规则 ####", 1),
    ],
)
def test_a_title_is_found_however_it_is_set(head: str, line: int) -> None:
    text = f"{head}\n\n一、第一条的内容。\n"
    assert find_title(text, TITLE) == line
    assert numbers(text) == ["一"]


@pytest.mark.parametrize("text", ["", "\n\n", "一、没有标题。", "关于《示例三江联席会议工作规则》的说明\n一、说明。"])
def test_a_file_without_the_document_has_no_items(text: str) -> None:
    assert find_title(text, TITLE) == 0
    assert read_items(text, TITLE) == ()


@pytest.mark.parametrize(
    ("line", "number", "text"),
    [
        ("（三）内容。", "(三)", "内容。"),
        ("(三)内容。", "(三)", "内容。"),
        ("（ 三 ） 内容。", "(三)", "内容。"),
        ("**（三）**内容。", "(三)", "内容。"),
        ("　　（三）内容。", "(三)", "内容。"),
        ("> - （三）内容。", "(三)", "内容。"),
        ("三、内容。", "三", "内容。"),
        ("三.内容。", "三", "内容。"),
        ("### 三、内容。", "三", "内容。"),
        ("十二、内容。", "十二", "内容。"),
        ("第三条　内容。", "第三条", "内容。"),
    ],
)
def test_an_item_is_known_by_its_number(line: str, number: str, text: str) -> None:
    assert read_items(f"{TITLE}\n\n{line}\n", TITLE) == (Item(number, 3, text),)


def test_items_of_an_article_and_chapters_in_between() -> None:
    text = f"{TITLE}\n\n第一章　总则\n第一条　总的。\n第二章 分则\n第二条　下列事项：\n（一）甲。\n（二）乙。\n"
    assert numbers(text) == ["第一条", "第二条(一)", "第二条(二)"]


def test_a_heading_that_says_something_itself_is_an_item_though_others_follow() -> None:
    text = f"{TITLE}\n\n一、会议每年一次。\n（一）甲。\n二、机制\n先说一句。\n（一）乙。\n"
    assert numbers(text) == ["一", "一(一)", "二", "二(一)"]


def test_headings_of_items_may_have_the_rank_of_the_title() -> None:
    text = f"## {TITLE}\n\n## 一、宗旨\n\n宗旨。\n\n## 二、会议\n\n会议。\n\n## 另一份\n\n一、别的。\n"
    assert numbers(text) == ["一", "二"]


def test_a_number_that_comes_again_is_told_apart() -> None:
    assert numbers(f"{TITLE}\n\n一、甲。\n一、乙。\n") == ["一", "一〔第2处〕"]


def test_where_the_title_stands_in_a_list_of_contents_the_document_itself_counts() -> None:
    text = f"目录\n\n{TITLE}\n\n关于示例的决定\n\n{TITLE}\n\n一、甲。\n\n二、乙。\n"
    assert numbers(text) == ["一", "二"]


def test_a_signature_below_a_bare_document_is_not_part_of_its_last_item() -> None:
    items = read_items(f"{TITLE}\n\n一、甲。\n\n示例三江联席会议办公室\n\n2021年3月1日\n", TITLE)
    assert items == (Item("一", 3, "甲。"),)


def test_a_preamble_without_caption_and_a_caption_over_two_lines() -> None:
    assert numbers(f"{TITLE}\n\n为了示例。\n\n一、甲。\n") == ["序", "一"]
    items = read_items(f"{TITLE}\n（2021年通过\n2022年修订）\n为了示例。\n一、甲。\n", TITLE)
    assert [(item.number, item.line) for item in items] == [("题注", 2), ("序", 4), ("一", 5)]


def test_a_fingerprint_does_not_mind_breaks_spaces_and_widths_and_minds_words() -> None:
    one = Item("一", 1, "一般安排在9月中旬（原则上）。")
    assert one.fingerprint == Item("一", 9, "一般安排在 ９月\n中旬(原则上)。").fingerprint
    assert one.fingerprint != Item("一", 1, "一般安排在8月中旬（原则上）。").fingerprint


@given(st.text(max_size=300), st.sampled_from(["", TITLE + "\n", f"## {TITLE}\n"]))
def test_no_text_makes_the_reading_fail_and_every_line_is_in_the_file(text: str, head: str) -> None:
    whole = head + text
    count = len(whole.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    items = read_items(whole, TITLE)
    assert all(1 <= item.line <= count for item in items)
    assert len({item.number for item in items}) == len(items)


@given(st.lists(st.from_regex(r"\A[甲乙丙丁]{1,12}。\Z"), min_size=1, max_size=9))
def test_what_is_written_as_items_is_read_back_as_items(texts: list[str]) -> None:
    numerals = "一二三四五六七八九"
    written = f"# {TITLE}\n" + "".join(f"（{numerals[n]}）{text}\n\n" for n, text in enumerate(texts))
    items = read_items(written, TITLE)
    assert [(item.number, item.text) for item in items] == [(f"({numerals[n]})", text) for n, text in enumerate(texts)]
