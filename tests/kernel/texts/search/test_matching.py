"""What is indexed finds exactly what occurs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.normalise import SEARCH, normalise
from lianxi.kernel.texts.search import (
    BREAK,
    Where,
    distinct_characters,
    matches,
    overlapping_pairs,
    parse_query,
    snippet,
    stretches,
)
from lianxi.kernel.texts.search.snippets import find_hits

TEXT = "第三条　市人民政府应当加强预算監督；審計机关依法审计。\n示例：监督办法"
LETTERS = st.text("预算监督审计。；\n，a1《》 、區", max_size=60)


def found(text: str, typed: str, title: str = "") -> bool:
    fields = {Where.BODY: normalise(text, SEARCH).text, Where.TITLE: normalise(title, SEARCH).text}
    return matches(parse_query(typed), fields)


def test_all_any_and_none() -> None:
    assert found(TEXT, "预算 监督")
    assert found(TEXT, "决算|预算")
    assert not found(TEXT, "预算 决算")
    assert not found(TEXT, "预算 -审计")
    assert found(TEXT, "预算监督")


def test_no_keyword_crosses_a_boundary() -> None:
    assert not found(TEXT, "监督审计机关")
    assert found(TEXT, "预算监督")
    assert not found("预算。监督", "预算监督")
    assert found("预算，监督", "“预算，监督”")
    assert not found("预算监督", "“预算，监督”")
    assert found("监督预算", "预算，监督")
    assert found("预算、监督", "预算监督")


def test_a_field_is_looked_in_alone() -> None:
    assert found("正文", "标题:监督", title="监督办法")
    assert not found("监督", "标题:监督", title="办法")
    assert found("监督", "正文:监督", title="办法")


def occurs_by_pairs(normal: str, part: str) -> bool:
    """As the index looks: one character among the distinct ones, else a row of pairs."""
    if len(part) == 1:
        return part in distinct_characters(normal)
    pairs, wanted = overlapping_pairs(normal), overlapping_pairs(part)
    return any(pairs[at : at + len(wanted)] == wanted for at in range(len(pairs) - len(wanted) + 1))


@given(LETTERS, st.text("预算监督审计a1", min_size=1, max_size=5))
def test_pairs_find_what_occurs_and_nothing_else(text: str, part: str) -> None:
    normal = normalise(text, SEARCH).text
    assert occurs_by_pairs(normal, part) == any(part in stretch for stretch in stretches(normal))


@given(LETTERS)
def test_no_pair_is_taken_for_a_break(text: str) -> None:
    for token in overlapping_pairs(normalise(text, SEARCH).text):
        assert token == BREAK or len(token) == 2
        assert not any(char.isspace() for char in token)


def test_hits_are_shown_at_their_places_in_the_original() -> None:
    keywords = parse_query("预算监督 审计").wanted
    assert [TEXT[start:end] for start, end in find_hits(TEXT, keywords)] == ["预算監督", "審計", "审计"]


def test_the_window_shows_most_hits_and_says_what_it_leaves_out() -> None:
    text = "总则。" * 60 + "预算监督由审计机关负责。" + "附则。" * 60
    shown = snippet(text, parse_query("预算 审计").wanted)
    assert [shown.text[start:end] for start, end in shown.hits] == ["预算", "审计"]
    assert (shown.cut_front, shown.cut_back) == (True, True)
    assert len(shown.text) <= 90


@given(LETTERS, st.sampled_from(["预算", "监督 审", "a1|区", "。"]))
def test_every_hit_lies_in_its_window(text: str, typed: str) -> None:
    if typed == "。":
        return
    shown = snippet(text, parse_query(typed).wanted, room=20)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.hits)
    assert "\n" not in shown.text


@given(
    st.lists(st.sampled_from(["预算", "监督", "a1", "。", "\n", "區"]), max_size=40).map("".join),
    st.sampled_from(["预算", "预算 监督", "a1|区", "监督预算 a1 区"]),
    st.integers(1, 30),
)
def test_no_hit_is_cut_but_one_longer_than_the_window(text: str, typed: str, room: int) -> None:
    keywords = parse_query(typed).wanted
    hits, shown = find_hits(text, keywords), snippet(text, keywords, room)
    flat = text.replace("\n", " ")
    places = [at for at in range(len(text) + 1) if flat.startswith(shown.text, at)]
    moved = [[(at + start, at + end) for start, end in shown.hits] for at in places]
    assert len(shown.text) <= room
    assert bool(shown.hits) == bool(hits)
    if any(end - start <= room for start, end in hits):
        assert any(set(hits) >= set(spans) for spans in moved)
    elif hits:
        assert shown.hits == ((0, room),)
