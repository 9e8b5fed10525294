"""Every worked case of every mechanism folder holds; the test's name is the case's sentence."""

import pytest

from lianxi.kernel.rules.cases import failures
from lianxi.loaders.calendars import load_calendar
from lianxi.loaders.definitions import check_definitions
from lianxi.loaders.mechanisms import load_all

DEFINITIONS = load_all()
CALENDAR = load_calendar()
CASES = [
    pytest.param(slug, effective, case, id=f"{slug} {effective} {case.sentence}")
    for (slug, effective), cases in DEFINITIONS.cases.items()
    for case in cases
]


@pytest.mark.parametrize(("slug", "effective", "case"), CASES)
def test_a_worked_case_holds(slug, effective, case):
    mechanism = DEFINITIONS.mechanisms[slug]
    version = mechanism.version_on(effective)
    assert failures(case, version, mechanism, DEFINITIONS.circle_of(mechanism), CALENDAR) == ()


def test_every_version_has_cases():
    versions = {(m.slug, v.effective) for m in DEFINITIONS.mechanisms.values() for v in m.versions}
    assert {key for key, cases in DEFINITIONS.cases.items() if cases} == versions


def test_all_folders_are_without_fault():
    assert check_definitions().faults == ()
