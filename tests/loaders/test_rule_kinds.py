"""Kinds of rules are data, and every fault in the file is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianxi.kernel.errors import DefinitionError
from lianxi.loaders.rule_kinds import load_rule_kinds, rule_kind


def test_the_kinds_of_the_house_load_and_their_codes_begin_with_a_letter() -> None:
    kinds = load_rule_kinds()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert rule_kind("zhidu").outward is False
    assert rule_kind("dfxfg").adopted is True


def test_every_fault_is_named_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "rule_kinds.toml").write_text(
        '[[kinds]]\ncode = "1a"\nname = "甲"\noutward = true\n[[kinds]]\ncode = "ab"\nname = "乙"\noutward = true\n'
        '[[kinds]]\ncode = "ab"\nname = "丙"\noutward = true\n[other]\nx = 1\n'
    )
    with pytest.raises(DefinitionError) as refused:
        load_rule_kinds(tmp_path)
    said = [fault.key for fault in refused.value.faults]
    assert {"kinds.第1项.code", "other", "kinds.第3项.code"} <= set(said)
