from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.merging import merged

TEXT = "第十条　區(qū)域協(xié)同，，依法保障。第十一条"


def finding(kind: Damage, start: int, end: int, proposal: str | None = None, confidence: float = 0.6) -> Finding:
    return Finding(kind, start, end, TEXT[start:end], proposal, confidence)


def test_of_two_classes_at_one_place_the_one_that_explains_more_stays():
    shift, width = finding(Damage.GBK_SHIFT, 4, 9), finding(Damage.WIDTH, 5, 6, "（")
    assert merged([width, shift], TEXT) == (shift,)


def test_a_sure_repair_is_never_pushed_out_by_a_doubt():
    sure, doubt = finding(Damage.DOUBLED_PUNCTUATION, 16, 18, "，", 0.97), finding(Damage.CUT_END, 10, 20)
    kept = merged([doubt, sure], TEXT)
    assert sure in kept
    assert [(one.start, one.end) for one in kept] == [(10, 16), (16, 18)]


def test_a_repeated_clause_gives_way_to_repairs_inside_it_and_then_proposes_nothing():
    pinyin = finding(Damage.PINYIN, 4, 9, "區", 0.98)
    clause = finding(Damage.REPEATED_CLAUSE, 0, 23, "", 0.8)
    first, second = merged([clause, pinyin], TEXT)
    assert (first.kind, second.kind) == (Damage.PINYIN, Damage.REPEATED_CLAUSE)
    assert (second.start, second.end, second.proposal) == (9, 23, None)
    assert second.original == TEXT[9:23]


def test_what_is_said_of_a_clause_stays_though_the_clause_is_repeated():
    clause, number = finding(Damage.REPEATED_CLAUSE, 0, 23, ""), finding(Damage.NUMBERING, 0, 3)
    assert [(one.kind, one.start) for one in merged([clause, number], TEXT)] == [
        (Damage.NUMBERING, 0),
        (Damage.REPEATED_CLAUSE, 3),
    ]


def test_a_doubt_inside_a_repeated_clause_is_not_told_again():
    clause, width = finding(Damage.REPEATED_CLAUSE, 0, 23, ""), finding(Damage.WIDTH, 5, 6, "（")
    assert merged([width, clause], TEXT) == (clause,)


_FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(list(Damage)),
        st.integers(0, 13),
        st.integers(14, len(TEXT)),
        st.sampled_from([None, "", "區"]),
        st.sampled_from([0.4, 0.95]),
    ),
    max_size=12,
)


@given(_FINDINGS)
def test_findings_never_overlap_and_every_place_is_still_covered(findings):
    kept = merged(findings, TEXT)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    assert all(one.original == TEXT[one.start : one.end] for one in kept)
    for one in findings:
        assert any(one.start < other.end and other.start < one.end for other in kept)
