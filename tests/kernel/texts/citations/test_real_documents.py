"""The titles, short names and references of the documents the first circle was taken from."""

from __future__ import annotations

from lianxi.kernel.texts.citations import Citation, Form, find_citations
from tests.real_documents import real_documents


def read(number: str) -> tuple[Citation, ...]:
    found = real_documents(f"{number}_*.txt")
    return find_citations(found[0].read_text(encoding="utf-8"))


def test_the_decision_is_found_by_its_short_name_and_the_slip_is_not_taken_for_it() -> None:
    citations = read("000")
    decision = "关于推动和保障三亚经济圈一体化发展的决定"
    assert [c.form for c in citations if c.title == decision] == [Form.MARKED, Form.ALIAS]
    (slip,) = (c for c in citations if c.form is Form.RELATIVE)
    assert (slip.printed, slip.title) == ("本决定", None)


def test_a_title_whose_opening_mark_is_lost_is_found_and_doubted() -> None:
    (doubted,) = (c for c in read("000") if c.doubts)
    assert doubted.title is not None
    assert doubted.title.endswith("若干意见")


def test_titles_full_of_pinyin_are_read_clean_and_the_newsletters_are_no_instruments() -> None:
    citations = read("001")
    regulations = [
        c.title for c in citations if c.title and c.title.endswith(("條例", "規定", "辦法")) and c.instrument
    ]
    assert len(set(regulations)) == 12
    assert not any("(" in title for title in regulations if title)
    assert [c.title for c in citations if not c.instrument][:3] == ["海南要情", "海南信息", "三亞要情"]
    assert [c.kind.value for c in citations if c.title and c.title.endswith("愛國衛生管理辦法")] == ["amend"]


def test_the_opinion_calls_itself_by_its_own_title() -> None:
    (own,) = (c for c in read("002") if c.form is Form.RELATIVE)
    assert own.title is not None
    assert own.title.endswith("區域協調發展新機制的實施意見")


def test_the_plan_is_found_under_its_short_name() -> None:
    plans = [c for c in read("003") if c.title == "三亚市“制度建设年”行动方案"]
    assert [c.form for c in plans] == [Form.MARKED, Form.ALIAS, Form.ALIAS]


def test_both_agreements_are_found() -> None:
    assert {"省际人大区域合作协议书", "省际代表联络站共建协议书"} <= {c.title for c in read("004")}
