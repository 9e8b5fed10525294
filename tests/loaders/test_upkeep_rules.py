"""How often rules are gone through and by when they are filed is data, and every fault in the file is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lianxi.kernel.errors import DefinitionError
from lianxi.kernel.rules.filings import must_be_filed
from lianxi.loaders.rule_kinds import FILE as KINDS
from lianxi.loaders.toml_files import definitions_root
from lianxi.loaders.upkeep_rules import FILE, load_upkeep_rules


def test_every_period_of_the_house_names_its_source_and_internal_rules_are_not_filed() -> None:
    rules = load_upkeep_rules()
    assert all(one.deadline.clause for one in rules.filings)
    assert {kind: one.months for one in rules.reviews for kind in one.kinds} == {"guizhang": 60, "guifan": 24}
    assert all("国发〔2010〕33号" in one.source for one in rules.reviews)
    assert must_be_filed("dfxfg", rules.filings)
    assert not must_be_filed("zhidu", rules.filings)
    assert {one.words for one in rules.filings} == {"公布之日起30日内"}


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    shutil.copy(definitions_root() / KINDS, tmp_path / KINDS)
    row = '[[filings]]\nkinds = [{}]\neffective = 2020-01-01\namount = {}\nunit = "{}"\nstarts = ["published"]\n'
    rows = row.format('"guifan"', 30, "day") + 'clause = "甲"\n'
    rows += row.format('"guifan", "wu"', 99999, "day") + 'clause = "乙"\n'
    rows += row.format('"renda"', 30, "week") + "\n"
    rows += '[[reviews]]\nkinds = ["guifan"]\nmonths = 0\nforce = "usual"\n'
    rows += '[[reviews]]\nkinds = ["guifan", "wu"]\nmonths = 24\nforce = "usual"\nsource = "甲"\n'
    rows += '[[reviews]]\nkinds = ["guifan"]\nmonths = 12\nforce = "usual"\nsource = "乙"\n'
    (tmp_path / FILE).write_text(f"{rows}[other]\n")
    with pytest.raises(DefinitionError) as refused:
        load_upkeep_rules(tmp_path)
    said = {fault.key for fault in refused.value.faults}
    assert {
        "filings.第2项.amount", "filings.第2项.kinds", "filings.第3项.unit", "filings.第3项.clause", "other",
        "reviews.第1项.months", "reviews.第1项.source", "reviews.第2项.kinds", "reviews.第3项.kinds",
    } <= said  # fmt: skip
    assert sum(fault.key == "filings.第2项.kinds" for fault in refused.value.faults) == 2
