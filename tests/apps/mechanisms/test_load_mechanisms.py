"""Dated folders and calendars become rows once, and a version in force is not rewritten."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from lianxi.apps.audit.models import Entry
from lianxi.apps.bodies.services.definitions import load_definitions
from lianxi.apps.mechanisms import selectors
from lianxi.apps.mechanisms.models import CalendarYear, KeptDate, LoadedVersion
from lianxi.apps.mechanisms.services import keep_dates, load_mechanisms
from lianxi.kernel.errors import Refused
from tests.apps.mechanisms.people import MACHINE, REAL, RIVER, joint_office

PROJECT = Path(__file__).resolve().parents[3]


def test_every_dated_folder_becomes_a_row_and_every_year_a_calendar(loaded: date) -> None:
    rows = {(row.slug, f"{row.effective}"): row for row in LoadedVersion.objects.all()}
    assert rows[REAL, "2023-08-23"].text_known
    assert not rows[REAL, "2022-11-13"].text_known
    assert {slug for slug, _ in rows} == {REAL, RIVER}
    assert sorted(CalendarYear.objects.values_list("year", flat=True)) == list(range(2020, 2027))


def test_loading_twice_changes_nothing_and_writes_no_second_entry(loaded: date) -> None:
    before = (
        LoadedVersion.objects.count(),
        CalendarYear.objects.count(),
        KeptDate.objects.count(),
        Entry.objects.count(),
    )
    again = load_mechanisms(actor=MACHINE, on=loaded, samples=True)
    after = (
        LoadedVersion.objects.count(),
        CalendarYear.objects.count(),
        KeptDate.objects.count(),
        Entry.objects.count(),
    )
    assert (again.added, again.changed, again.years) == ((), (), ())
    assert after == before


def test_a_real_install_leaves_invented_mechanisms_out(db: None) -> None:
    load_definitions(actor=MACHINE, samples=False)
    load_mechanisms(actor=MACHINE, on=date(2024, 3, 1))
    assert selectors.slugs() == [REAL]


def test_only_who_keeps_the_machine_loads_definitions(loaded: date) -> None:
    with pytest.raises(Refused, match="载入机制定义"):
        load_mechanisms(actor=joint_office(), on=loaded)


def test_a_folder_changed_after_loading_is_seen_and_its_row_keeps_the_first_hash(
    loaded: date, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mechanisms", "data"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    file = tmp_path / "mechanisms" / REAL / "2023-08-23" / "mechanism.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("amount = 7", "amount = 3"), encoding="utf-8")
    monkeypatch.setenv("LIANXI_DEFINITIONS", str(tmp_path))
    before = LoadedVersion.objects.get(slug=REAL, effective="2023-08-23").sha256

    report = load_mechanisms(actor=MACHINE, on=loaded, samples=True)

    assert report.changed == ("三亚经济圈市县人大常委会联席会议工作机制（2023-08-23）",)
    assert LoadedVersion.objects.get(slug=REAL, effective="2023-08-23").sha256 == before
    version = selectors.version_of(selectors.mechanism_and_circle(REAL)[0], date(2023, 8, 23))
    changed = selectors.changed_since_loaded(version)
    assert changed is not None


def test_the_latest_day_of_notice_is_kept_for_every_coming_conference(loaded: date) -> None:
    row = KeptDate.objects.get(slug=REAL, year=2024)
    assert (row.basis, row.due_on, row.provisional) == (date(2024, 9, 20), date(2024, 9, 13), False)
    assert row.clause == "《三亚经济圈市县人大常委会联席会议工作机制》（2023-08-23）三(四)"
    assert row.force == "usual"
    assert sorted(KeptDate.objects.filter(slug=REAL).values_list("year", flat=True)) == [2024, 2025, 2026, 2027]


def test_workdays_that_run_into_a_year_without_a_table_give_a_provisional_day(loaded: date) -> None:
    assert set(KeptDate.objects.filter(slug=RIVER, provisional=True).values_list("year", flat=True)) == {2027}
    assert not KeptDate.objects.filter(slug=REAL, provisional=True).exists(), "calendar days ask for no table"


def test_a_new_day_brings_new_years_into_view_and_keeps_the_old_ones(loaded: date) -> None:
    keep_dates(on=date(2025, 1, 2))
    assert sorted(KeptDate.objects.filter(slug=REAL).values_list("year", flat=True)) == [2024, 2025, 2026, 2027, 2028]
