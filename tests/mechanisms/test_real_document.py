"""The definitions of the first circle against the document they were taken from."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.loaders.mechanisms import load_mechanism
from tests.real_documents import real_documents

PROJECT = Path(__file__).resolve().parents[2]
SLUG, REVISED = "sanya-circle-joint-conference", date(2023, 8, 23)


@pytest.fixture(scope="module")
def document() -> str:
    found = real_documents("000_*.txt")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def items(document: str) -> dict[str, str]:
    """The text of part three by clause number: 三(一), 三(二) …"""
    part = document.split("### 三、主要机制")[1].split("\n## ")[0]
    found = re.findall(r"^（([一二三四五六七八九十]+)）(.+)$", part, flags=re.MULTILINE)
    return {f"三({number})": text for number, text in found}


@pytest.fixture(scope="module")
def version() -> MechanismVersion:
    mechanism, _ = load_mechanism(SLUG)
    return mechanism.version_on(REVISED)


def test_every_rule_finds_its_words_in_the_clause_it_names(items: dict[str, str], version: MechanismVersion) -> None:
    missing = [
        f"{rule.key} {rule.clause}: {words}"
        for rule in version.rules
        if rule.clause in items
        for words in rule.must_contain
        if words not in items[rule.clause]
    ]
    assert missing == []
    assert {rule.clause for rule in version.rules} <= items.keys()


def test_every_item_of_the_document_is_a_clause_and_repeats_are_marked(
    items: dict[str, str], version: MechanismVersion
) -> None:
    clauses = {clause.number: clause for clause in version.clauses}
    assert items.keys() <= clauses.keys()
    assert {n: c.repeats for n, c in clauses.items() if c.repeats} == {
        "三(五)": "三(三)", "三(六)": "三(四)", "三(七)": "三(一)",
    }  # fmt: skip
    assert items["三(六)"] == items["三(四)"]
    assert items["三(七)"] == items["三(一)"]
    assert clauses["三(十)"].status.value == "stray"


def test_gists_are_our_own_words_and_not_the_document(document: str, version: MechanismVersion) -> None:
    assert [clause.number for clause in version.clauses if clause.gist in document] == []


def test_sittings_agree_with_the_caption_of_the_decision(document: str) -> None:
    caption = re.search(r"关于推动和保障三亚经济圈一体化发展的决定\s+（(.+?)）", document)
    assert caption
    bodies = tomllib.loads((PROJECT / "data" / "bodies.toml").read_text(encoding="utf-8"))["bodies"]
    known = {
        (body["name"].removesuffix("人民代表大会常务委员会"), sitting["held_on"])
        for body in bodies
        for term in body.get("terms", ())
        for sitting in term.get("sittings", ())
    }
    told = re.findall(r"(\d{4})年(\d+)月(\d+)日(.+?)第[一二三四五六七八九十]+届", caption[1])
    assert len(told) == 5
    assert {(name, date(int(y), int(m), int(d))) for y, m, d, name in told} <= known
