"""`lianxi mechanism bind` on a real install: the joint office imports, nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.apps.mechanisms.people import RIVER
from tests.apps.mechanisms.river_original import CHANGED, TEXT
from tests.cli.installs import Install

pytestmark = pytest.mark.django_db
FREE = """
from lianxi.apps.mechanisms.models import BoundProvision, TextBinding
BoundProvision.objects.all().delete()
TextBinding.objects.all().delete()
"""
"""Of the demo's bindings: a version that is bound to a work takes no file."""


def test_an_original_is_imported_by_the_joint_office_and_a_changed_one_is_told(demo: Install, tmp_path: Path) -> None:
    file = tmp_path / "原文.txt"
    file.write_text(TEXT, encoding="utf-8")
    demo.python(FREE)
    bind = ("mechanism", "bind", str(file), "--slug", RIVER)
    for nobody in ([], ["--as", "sanya.clerk"], ["--as", "operator"]):
        refused = demo.run(*bind, *nobody)
        assert refused.returncode == 2
        assert "联席办" in refused.stderr
        assert refused.stdout == ""
    assert {row["state"] for row in demo.json(*bind, "--as", "jia.clerk")} == {"found"}
    again = demo.run(*bind, "--as", "jia.clerk")
    assert "没有改动" in again.stderr
    file.write_text(CHANGED, encoding="utf-8")
    states = {row["number"]: row["state"] for row in demo.json(*bind, "--as", "jia.clerk")}
    assert states["五"] == "changed"
    assert set(states.values()) == {"found", "changed"}


KEEP = """
from datetime import date
from tests.apps.mechanisms.river_work import kept
print(kept(date(2024, 3, 1)).address)
"""


def test_a_version_is_bound_to_a_work_of_the_repository(demo: Install) -> None:
    made = demo.python(KEEP).split()[-1]
    bind = ("mechanism", "bind", "--work", made)
    looked = demo.json(*bind, "--dry-run", "--as", "jia.clerk")
    assert {row["state"] for row in looked} == {"found"}
    assert {row["number"]: row["eid"] for row in looked}["五"] == "lvl_5"
    refused = demo.run(*bind, "--as", "sanya.clerk")
    assert refused.returncode == 2
    assert "联席办" in refused.stderr
    assert demo.json(*bind, "--as", "jia.clerk") == looked
    both = demo.run(*bind, "README.md", "--as", "jia.clerk")
    assert both.returncode == 2
    assert "只给一个" in both.stderr


GIST = """
from lianxi.apps.rulebook.models import Work
print(Work.objects.get(title="三亚经济圈市县人大常委会联席会议工作机制").address)
"""


@pytest.mark.parametrize("which", [["--slug", "sanya-circle-joint-conference"], []], ids=["named", "read"])
def test_a_gist_of_the_repository_is_not_bound_as_if_it_were_the_text(demo: Install, which: list[str]) -> None:
    refused = demo.run("mechanism", "bind", "--work", demo.python(GIST).split()[-1], *which, "--as", "sanya.clerk")
    assert refused.returncode == 2
    assert "《三亚经济圈市县人大常委会联席会议工作机制》里存的只是要义，不是原文" in refused.stderr
    assert "没有找到" not in refused.stderr
