"""The revised version of the first circle is bound to the document itself."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from lianxi.cli.mechanism import command
from lianxi.kernel.rules.binding import Binding, BindingState, bind
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.texts.outline import read_items
from lianxi.loaders.mechanisms import load_mechanism
from tests.real_documents import real_documents

SLUG, REVISED = "sanya-circle-joint-conference", date(2023, 8, 23)
REPEATED = {"三(五)": "三(三)", "三(六)": "三(四)", "三(七)": "三(一)"}


@pytest.fixture(scope="module")
def file() -> Path:
    found = real_documents("000_*.txt")
    return found[0]


@pytest.fixture(scope="module")
def version() -> MechanismVersion:
    mechanism, _ = load_mechanism(SLUG)
    return mechanism.version_on(REVISED)


@pytest.fixture(scope="module")
def binding(file: Path, version: MechanismVersion) -> Binding:
    return bind(version, read_items(file.read_text(encoding="utf-8"), version.title), {})


def test_every_clause_a_rule_cites_is_bound_and_no_rule_needs_a_check(
    binding: Binding, version: MechanismVersion
) -> None:
    cited = {rule.clause for rule in version.rules}
    assert {number for number in cited if binding.of(number).state is not BindingState.FOUND} == set()
    assert {rule.key: why for rule in version.rules if (why := binding.needs_check(rule))} == {}


def test_nothing_is_missing_and_nothing_is_there_that_no_clause_names(
    binding: Binding, version: MechanismVersion
) -> None:
    assert binding.failed == ()
    assert [one.number for one in binding.clauses] == [clause.number for clause in version.clauses]
    assert all(one.expected for one in binding.clauses)


def test_the_three_repeated_items_and_the_stray_one_are_named(binding: Binding) -> None:
    repeated = {one.number: one.why for one in binding.with_state(BindingState.REPEATED)}
    assert repeated.keys() == REPEATED.keys()
    assert all(f"与{REPEATED[number]}重复" in why for number, why in repeated.items())
    assert [one.number for one in binding.with_state(BindingState.STRAY)] == ["三(十)"]


def test_one_word_altered_in_the_document_is_told(file: Path, version: MechanismVersion) -> None:
    text = file.read_text(encoding="utf-8").replace("提前一周", "提前三天")
    items = read_items(text, version.title)
    assert bind(version, items, {}).needs_check(version.rule("notice")) == "原文三(四)没有写“一周”。"


def test_the_document_of_the_revision_is_not_taken_for_that_of_the_first_version(file: Path) -> None:
    first = ("bind", str(file), "--slug", SLUG, "--effective", "2022-11-13", "--dry-run")
    assert "2023-08-23 版的原文" in str(CliRunner().invoke(command, first).exception)


def test_the_command_answers_the_same_and_finds_the_mechanism_by_its_title(file: Path, binding: Binding) -> None:
    result = CliRunner().invoke(command, ["bind", str(file), "--dry-run", "--json"])
    assert result.exit_code == 0
    rows = json.loads(result.stdout)
    assert [(row["number"], row["state"], row["line"]) for row in rows] == [
        (one.number, one.state.value, one.line) for one in binding.clauses
    ]
    assert all(set(row) == {"number", "state", "words", "line", "why"} for row in rows)
