from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.sessions import Organ, find_sessions, read_session, write_session


@pytest.mark.parametrize(
    ("text", "organ", "term", "session"),
    [
        ("三亚市第八届人民代表大会常务委员会第十三次会议通过", Organ.STANDING_COMMITTEE, 8, 13),
        ("市十七届人大常委会第三十八次会议", Organ.STANDING_COMMITTEE, 17, 38),
        ("区六届人大五次会议", Organ.CONGRESS, 6, 5),
        ("十二届10次市政府常务会议", Organ.GOVERNMENT, 12, 10),
        ("第15次主任会议", Organ.CHAIRS, None, 15),
        ("三亚经济圈市县人大常委会第四次联席会议", Organ.OTHER, None, 4),
        ("第十四届全国人民代表大会第一次会议", Organ.CONGRESS, 14, 1),
        ("第六届人民代表大会主席团第二次会议", Organ.PRESIDIUM, 6, 2),
    ],
)
def test_term_and_sitting_are_read_in_the_long_form_and_in_short_ones(text, organ, term, session):
    found = read_session(text)
    assert (found.organ, found.term, found.session) == (organ, term, session)


def test_the_national_body_keeps_its_place_inside_the_wording():
    assert read_session("第八届全国人民代表大会常务委员会第十二次会议").place == "全国"


@pytest.mark.parametrize("text", ["第三次修正", "会议", "第八届会议", "十三次修订"])
def test_what_names_no_sitting_is_none(text):
    assert read_session(text) is None


@given(
    st.sampled_from([Organ.CONGRESS, Organ.STANDING_COMMITTEE, Organ.PRESIDIUM]),
    st.integers(1, 20),
    st.integers(1, 60),
    st.booleans(),
)
def test_a_written_sitting_is_read_back(organ, term, session, short):
    found = read_session(write_session(organ, term, session, short=short))
    assert (found.organ, found.term, found.session) == (organ, term, session)


@given(st.text("第八届十三次会议人大常委会政府 \n", max_size=60))
def test_sittings_never_overlap(text):
    found = find_sessions(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
