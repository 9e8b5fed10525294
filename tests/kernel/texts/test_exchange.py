"""Layout written into attributes is read back as it was, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.exchange import NOT_IN_XML, after_last_break, begins_line, escape, unescape


@given(st.text(st.characters() | st.sampled_from("\\nu\n\r\t\u3000\ud800\uffff"), max_size=30))
def test_what_is_escaped_comes_back_and_fits_into_xml(layout: str) -> None:
    said = escape(layout)
    assert unescape(said) == layout
    assert NOT_IN_XML.search(said) is None
    assert not set(said) & set("\n\r\t")


@pytest.mark.parametrize(
    ("layout", "said"), [("　　", "　　"), ("\r\n", "\\r\\n"), ("\x0b\ufeff", "\\u000b\\ufeff"), ("\\", "\\\\")]
)
def test_blanks_stay_and_line_ends_are_seen(layout: str, said: str) -> None:
    assert escape(layout) == said


@pytest.mark.parametrize("said", ["\\", "\\x", "\\u12", "\\U00110000", "\\U99999999"])
def test_what_escape_never_writes_stays_as_it_is(said: str) -> None:
    assert unescape(said) == said


def test_a_line_begins_after_a_line_end_and_at_the_front() -> None:
    assert [begins_line(before) for before in ("", "甲\n", "甲\r", "甲\u2028", "甲", "甲　")] == [True] * 4 + [
        False
    ] * 2
    assert after_last_break("\n　\n　　") == 3
    assert after_last_break("　") == 0
