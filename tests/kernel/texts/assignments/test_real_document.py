"""The tasks of a real opinion, and documents that hold none."""

from __future__ import annotations

import pytest

from lianxi.kernel.texts.assignments import AssignmentReport, read_assignments
from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.damage.pinyin import find_pinyin
from lianxi.kernel.texts.mapped import Mapped
from tests.real_documents import real_documents


def read(number: str) -> str:
    found = real_documents(f"{number}_*.txt")
    return found[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def report() -> AssignmentReport:
    text = read("002")
    without = Mapped.of(text).replaced((one.start, one.end, one.proposal or "") for one in find_pinyin(text))
    return read_assignments(simplified(without.text))


def test_all_blocks_are_found_one_behind_a_destroyed_label(report: AssignmentReport) -> None:
    assert len(report.tasks) == 21
    assert [task.path[-1][:3] for task in report.tasks if task.damaged] == ["(二)"]
    damaged = next(task for task in report.tasks if task.damaged)
    assert [unit.name for unit in damaged.lead][:2] == ["省发展改革委", "省交通运输厅"]
    assert damaged.lead[4].name == "省委深改办(自贸办)"
    assert not any(task.others or task.cut for task in report.tasks)


def test_cities_lead_beside_departments_and_every_list_is_open(report: AssignmentReport) -> None:
    cities = next(task for task in report.tasks if any(unit.name == "三亚市" for unit in task.lead))
    assert {"澄迈县", "陵水县", "乐东县", "保亭县", "儋州市", "琼海市"} <= {unit.name for unit in cities.lead}
    assert all(group.open for task in report.tasks for group in task.groups)


def test_the_target_years_are_found(report: AssignmentReport) -> None:
    assert list(dict.fromkeys(target.by for target in report.targets)) == ["2020", "2025", "2035", "本世纪中叶"]


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_documents_that_assign_nothing_have_no_tasks(number: str) -> None:
    assert read_assignments(simplified(read(number))).tasks == ()
