from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.shift import shift_spans
from tests.kernel.texts.damage.shifting import shifted

GARBAGE = st.text(alphabet="?\ufffd!;,:()（）？；，āù吨袊舜蟆冯谑小⑽牟@_M^s海口市\ue433\ud800 \n2", max_size=60)


@pytest.mark.parametrize("half_width", [False, True])
@pytest.mark.parametrize(
    ("before", "span", "behind"),
    [
        ("各部门分工负责。", "海口市示例局牵头", "，有关单位配合"),
        ("由示例委员会、", "海口市、文昌市", "、澄迈县负责"),
        ("各部門分工負責", "。〔牽頭", "部門：示例廳"),
        ("建設濱江濱", "海花園", "城市"),
        ("依法作出", "处理决定并送达当事人", "。"),
    ],
)
def test_a_span_is_found_with_both_its_marks(before: str, span: str, behind: str, half_width: bool):
    text = shifted(before, span, behind, half_width=half_width)
    assert list(shift_spans(text)) == [(len(before), len(text) - len(behind))]


def test_the_tail_of_a_note_belongs_to_the_span():
    text = "实行全區(qū)域?qū)ν忾_放"
    assert [text[start:end] for start, end in shift_spans(text)] == ["?qū)ν忾_"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "这样可以吗?可以。为什么?因为法律有规定。",
        "真的吗?!不行的话怎么办?“可以”,他说?《办法》第三条?",
        "https://example.org/search?q=决定&page=2?关于 Where is it? 在这里",
        "由省级、???、示例市负责,共??项",
        "到哪里去?１９９８年１月?2024年",
        "?",
        "????????",
        "鹽(yán)城?(略)",
    ],
)
def test_question_marks_of_ordinary_text_are_no_shift(text: str):
    assert list(shift_spans(text)) == []


@given(GARBAGE | st.text(max_size=80))
def test_spans_lie_in_the_text_one_behind_the_other(text: str):
    at = 0
    for start, end in shift_spans(text):
        assert at <= start < end <= len(text)
        assert text[start] in "?\ufffd"
        at = end


def test_a_long_text_of_nothing_but_marks_is_read_to_its_end():
    for text in ("?" * 90_000, "?啊" * 20_000, "?(ā" * 20_000, "?；" * 20_000, "(" * 90_000 + "?"):
        assert all(end <= len(text) for _, end in shift_spans(text))
