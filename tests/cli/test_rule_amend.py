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
