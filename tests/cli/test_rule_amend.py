"""`lianxi rule amend`, as a real command on the demo."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.installs import Install

pytestmark = pytest.mark.django_db
FOUND = """
from lianxi.apps.rulebook.models import Citation
row = Citation.objects.filter(
    kind="amend", own=False, work__isnull=False, version__work__body="460200", version__title__contains="关于修改"
).order_by("pk").first()
print(row.work.address, row.version.work.address, sep="\\n")
"""


def test_a_decision_is_tried_then_carried_out_once(demo: Install, tmp_path: Path) -> None:
    work, decision = demo.python(FOUND).split()
    tried = demo.run("rule", "amend", work, decision, "--as", "sanya.clerk", "--dry-run", "--json")
    assert tried.returncode == 0, tried.stderr
    answer = json.loads(tried.stdout)
    assert (answer["base"], answer["version"], answer["proof"]) == (1, None, "unprinted")
    assert all(one["applied"] for one in answer["instructions"])
    printed = tmp_path / "印发稿.txt"
    printed.write_text(answer["text"], encoding="utf-8")
    twice = demo.run("rule", "amend", work, decision, "--as", "sanya.clerk", "--printed", str(printed))
    assert "第2版已经自" in twice.stderr
    done = demo.run("rule", "amend", work, decision, "--as", "sanya.clerk", "--kept", "2")
    assert "已证。\n证明记在第2版上。" in done.stdout, done.stderr
    again = demo.run("rule", "amend", work, decision, "--as", "sanya.clerk")
    assert again.returncode == 2
    assert "成为第2版" in again.stderr
    refused = demo.run("rule", "amend", work, decision, "--dry-run")
    assert refused.returncode == 2
    assert "不能“套用修改决定”" in refused.stderr


KEEP = """
from tests.apps.rulebook.amending.amending_world import DECISION, keep_decision
from tests.apps.rulebook.work_looking import kept
split = DECISION.replace("2月1日起施行", "2月1日起施行，其中第三项自2024年7月1日起施行")
print(kept().address, keep_decision(split).work.address, sep="\\n")
"""
REPEAL = """
from datetime import date
from lianxi.apps.rulebook.models import Work
from lianxi.apps.rulebook.services.happenings import record_happening
from lianxi.kernel.texts.validity import HappeningKind
from tests.apps.rulebook.work_looking import KEEPER
record_happening(
    work=Work.objects.get(address="{}"), kind=HappeningKind.REPEAL, day=date({}), instrument="示例废止决定",
    actor=KEEPER, on=date(2024, 3, 1),
)
"""


def test_a_decision_is_carried_out_in_steps_and_not_on_a_rule_that_is_repealed(demo: Install) -> None:
    work, decision = demo.python(KEEP).split()[-2:]
    amend = ("rule", "amend", work, decision, "--as", "jia.clerk")
    first = demo.run(*amend)
    assert "另日施行 2 处" in first.stdout, first.stderr
    assert "自2024年7月1日起施行，这一次先不套用" in first.stdout
    assert "已保存为第2版" in first.stdout
    tried = json.loads(demo.run(*amend, "--dry-run", "--json").stdout)
    assert {(one["own_day"], one["applied"]) for one in tried["instructions"]} == {("2024-07-01", True)}
    demo.python(REPEAL.format(work, "2024, 6, 1"))
    refused = demo.run(*amend)
    assert refused.returncode == 2
    assert "自2024年6月1日起已废止，不能再从2024年7月1日起修改" in refused.stderr
    assert "《示例废止决定》" in refused.stderr
