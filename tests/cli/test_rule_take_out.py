"""`lianxi rule take-out`, as a real command on the demo."""

from __future__ import annotations

import pytest

from tests.cli.installs import Install

pytestmark = pytest.mark.django_db
FOUND = """
from lianxi.apps.rulebook.models import Version
two = Version.objects.filter(number=2, work__body="460200", work__title__contains="条例").order_by("pk").first()
print(two.work.address)
"""
LEFT = """
from lianxi.apps.rulebook.models import Work
for work in Work.objects.filter(address={address!r}):
    print(*work.versions.order_by("number").values_list("number", flat=True))
"""


def test_the_newest_version_goes_then_the_whole_and_search_finds_it_no_more(demo: Install) -> None:
    address = demo.python(FOUND).strip()
    who = ("--as", "sanya.head", "--why", "示例·重复")
    tried = demo.json("rule", "take-out", address, "--dry-run", *who)
    assert tried == {"work": address, "version": None, "taken_out": False, "held": tried["held"]}
    wrong = demo.run("rule", "take-out", address, "--newest", "9", *who)
    assert (wrong.returncode, "没有第9版" in wrong.stderr) == (2, True)
    clerk = demo.run("rule", "take-out", address, "--as", "sanya.clerk", "--why", "示例")
    assert (clerk.returncode, "不能“撤出" in clerk.stderr) == (2, True)
    assert demo.json("rule", "take-out", address, "--newest", "2", *who)["taken_out"] is True
    assert demo.python(LEFT.format(address=address)).strip() == "1"
    done = demo.run("rule", "take-out", f"/rules/{address.removeprefix('/akn/')}/", *who)
    assert "已撤出“" in done.stdout, done.stderr
    assert demo.python(LEFT.format(address=address)) == ""
    gone = demo.run("rule", "take-out", address, *who)
    assert gone.returncode == 2
    assert demo.run("index", "check").returncode == 0
    assert demo.run("audit", "verify").returncode == 0
