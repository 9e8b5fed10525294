"""The structure of the real documents, where they are at hand."""

from __future__ import annotations

from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk
from tests.real_documents import real_documents


def read(number: str) -> Node:
    found = real_documents(f"{number}_*.txt")
    text = found[0].read_text(encoding="utf-8")
    root = read_structure(text)
    assert "".join(node.text for node in walk(root)) == text
    return root


def test_a_page_with_news_a_mechanism_and_a_decision_holds_three_documents_more() -> None:
    documents = [node for node in read("000").children if node.kind is Kind.DOCUMENT]
    assert [len(node.children) for node in documents] == [6, 2, 47]
    mechanism, _, decision = documents
    assert [node.eid for node in mechanism.children[-1].children] == [f"lvl_3__lvl_{n}" for n in range(1, 11)]
    assert decision.children[-1].number == "四十四、"
    assert [node.kind for node in decision.children[:3]] == [Kind.TITLE, Kind.CAPTION, Kind.PREAMBLE]


def test_a_report_has_two_runs_of_six_items() -> None:
    levels = [node.eid for node in walk(read("001")) if node.kind is Kind.LEVEL and node.number]
    assert levels == [f"{prefix}lvl_{n}" for prefix in ("", "head_1__") for n in range(1, 7)]


def test_an_opinion_with_readings_between_its_characters_has_ten_parts() -> None:
    root = read("002")
    numbers = [f"{n}、" for n in "一二三四五六七八九十"]
    assert [node.number for node in root.children if node.kind is Kind.LEVEL] == numbers
    assert sum(node.eid.count("lvl") == 2 for node in walk(root)) == 19
    assert (root.children[1].kind, root.children[-1].kind) == (Kind.CAPTION, Kind.FOOTER)


def test_news_pages_give_title_and_text() -> None:
    for number in ("003", "004"):
        assert {node.kind for node in walk(read(number))} <= {Kind.DOCUMENT, Kind.TITLE, Kind.TEXT, Kind.FOOTER}
