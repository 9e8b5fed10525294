"""All mechanisms and circles held against each other 机制总检: files, agreed changes to the wheel, worked cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.cases import failures
from lianxi.kernel.rules.rotation_events import adjustments_of
from lianxi.loaders.calendars import load_calendar
from lianxi.loaders.circles import FOLDER as CIRCLES
from lianxi.loaders.mechanism_versions import CASES
from lianxi.loaders.mechanisms import FOLDER, Definitions, read_all
from lianxi.loaders.table_rows import row_key
from lianxi.loaders.toml_files import definitions_root


@dataclass(frozen=True)
class Report:
    """What was looked at, and every fault 检查结果."""

    definitions: Definitions
    faults: tuple[Fault, ...]

    @property
    def summary(self) -> str:
        """机制 2 个、版本 4 个、联席圈 2 个、例子 37 个."""
        versions = sum(len(mechanism.versions) for mechanism in self.definitions.mechanisms.values())
        cases = sum(len(found) for found in self.definitions.cases.values())
        return (
            f"机制 {len(self.definitions.mechanisms)} 个、版本 {versions} 个、"
            f"联席圈 {len(self.definitions.circles)} 个、例子 {cases} 个"
        )


def check_definitions(root: Path | None = None) -> Report:
    """Every fault of every folder at once: in the files, in agreed changes that cannot be, in cases that fail."""
    root = root or definitions_root()
    definitions, faults = read_all(root)
    faults += _rejected_events(definitions)
    if any(definitions.cases.values()):
        try:
            faults += _failing_cases(definitions, load_calendar(root))
        except DefinitionError as error:
            faults += error.faults
    return Report(definitions, tuple(sorted(set(faults))))


def _rejected_events(definitions: Definitions) -> Iterator[Fault]:
    """Swaps without consent, turns that are not theirs, and the like."""
    for mechanism in definitions.mechanisms.values():
        circle = definitions.circle_of(mechanism)
        _, rejected = adjustments_of(mechanism, circle)
        for one in rejected:
            yield Fault(f"{CIRCLES}/{circle.slug}.toml", row_key("events", one.number), str(one.refusal))


def _failing_cases(definitions: Definitions, calendar: WorkCalendar) -> Iterator[Fault]:
    for (slug, effective), cases in definitions.cases.items():
        mechanism = definitions.mechanisms[slug]
        version = mechanism.version_on(effective)
        file = f"{FOLDER}/{slug}/{effective.isoformat()}/{CASES}"
        for index, case in enumerate(cases):
            for failure in failures(case, version, mechanism, definitions.circle_of(mechanism), calendar):
                yield Fault(file, row_key("cases", index), f"例子“{case.sentence}”不成立：{failure}")
