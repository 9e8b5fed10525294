"""The guide to adding a mechanism cannot drift from what the loader reads."""

import re
import tomllib

import pytest

from lianxi.kernel.rules.clauses import ClauseStatus, Force
from lianxi.kernel.rules.quorum import Base, Counted
from lianxi.kernel.rules.roles import ConferenceRole
from lianxi.kernel.rules.rotation import EventKind
from lianxi.kernel.rules.verdicts import Answer
from lianxi.kernel.rules.windows import Part
from lianxi.loaders.mechanism_rules import SECTIONS
from lianxi.loaders.toml_files import PROJECT

GUIDE = (PROJECT / "docs/how-to/add-mechanism.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```toml\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("snippet", SNIPPETS)
def test_every_snippet_is_valid_toml(snippet):
    assert tomllib.loads(snippet)


def test_every_section_is_explained():
    assert [name for name in ("parties", *SECTIONS) if f"[{name}" not in GUIDE] == []


@pytest.mark.parametrize("kind", [ConferenceRole, EventKind, Answer, Force])
def test_every_value_is_explained_with_its_chinese_name(kind):
    missing = [one.value for one in kind if one.value not in GUIDE or one.label not in GUIDE]
    assert missing == []


def test_the_other_values_are_named():
    values = [*(p for p in Part if p is not Part.WHOLE), *Base, *Counted, ClauseStatus.REPEATED, ClauseStatus.STRAY]
    assert [value.value for value in values if value.value not in GUIDE] == []


def test_the_files_of_the_example_are_those_of_the_guide():
    for version in ("2021-03-01", "2023-01-01"):
        folder = PROJECT / "mechanisms/demo-river-joint-conference" / version
        assert sorted(path.name for path in folder.iterdir()) == ["cases.toml", "clauses.toml", "mechanism.toml"]
        assert f"{version}/" in GUIDE
