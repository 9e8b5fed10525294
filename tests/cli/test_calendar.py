"""`lianxi calendar` and `lianxi upgrade` on a real install."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.apps.mechanisms.people import TABLE_2027
from tests.cli.installs import Install

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path: Path) -> str:
    file = tmp_path / "2027.toml"
    file.write_text(TABLE_2027, encoding="utf-8")
    return str(file)


def test_a_year_is_previewed_then_loaded_by_a_joint_office_and_by_nobody_else(demo: Install, table: str) -> None:
    preview = demo.json("calendar", "load", table, "--dry-run")
    assert (preview["year"], preview["loaded"]) == (2027, False)
    assert {"before": "2027-03-08", "after": "2027-03-09"}.items() <= preview["moved"][0].items()
    assert 2027 not in [row["year"] for row in demo.json("calendar", "list")]

    for nobody in ([], ["--as", "sanya.deputy"]):
        refused = demo.run("calendar", "load", table, *nobody)
        assert refused.returncode == 2
        assert "联席办" in refused.stderr
        assert refused.stdout == ""

    loaded = demo.json("calendar", "load", table, "--as", "baoting.clerk")
    assert loaded == {**preview, "loaded": True}
    assert 2027 in [row["year"] for row in demo.json("calendar", "list")]


def test_a_faulty_file_is_explained_fault_by_fault(demo: Install, tmp_path: Path) -> None:
    file = tmp_path / "faulty.toml"
    file.write_text(TABLE_2027.replace("2027-03-13", "2027-03-15").replace('version = "2027-1"', ""), encoding="utf-8")
    done = demo.run("calendar", "load", str(file), "--as", "baoting.clerk")
    assert done.returncode == 2
    assert "共 2 处" in done.stderr
    assert "faulty.toml：version" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_upgrade_may_be_repeated_and_takes_up_a_missing_year(demo: Install) -> None:
    demo.python(
        "from lianxi.apps.mechanisms.models import CalendarYear; CalendarYear.objects.filter(year=2026).delete()"
    )
    assert 2026 not in [row["year"] for row in demo.json("calendar", "list")]
    for _ in range(2):
        assert demo.run("upgrade").returncode == 0
    assert 2026 in [row["year"] for row in demo.json("calendar", "list")]


def test_an_upgrade_makes_no_database(tmp_path: Path) -> None:
    empty = Install(tmp_path / "nothing", tables=False)
    try:
        done = empty.run("upgrade")
        assert done.returncode == 2
        assert "lianxi init" in done.stderr
    finally:
        empty.drop()


def test_reading_without_a_database_makes_the_demo_one_and_keeps_stdout_clean(tmp_path: Path) -> None:
    empty = Install(tmp_path / "nothing", tables=False)
    try:
        done = empty.run("calendar", "list", "--json")
        assert [row["year"] for row in json.loads(done.stdout)] == list(range(2026, 2019, -1))
        assert "示例数据库" in done.stderr
    finally:
        empty.drop()
