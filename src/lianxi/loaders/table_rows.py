"""Lists of tables in a definition file: each row is checked on its own, so that one bad row hides no other's faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.loaders.toml_files import WHOLE_FILE, check

if TYPE_CHECKING:
    from pydantic import BaseModel

    Row = TypeVar("Row", bound=BaseModel)


def row_key(name: str, index: int, inside: str = "") -> str:
    """Place of a row, counted from one: ``regions.第3项.parent``."""
    place = f"{name}.第{index + 1}项"
    return f"{place}.{inside}" if inside and inside != WHOLE_FILE else place


def read_rows(model: type[Row], content: dict[str, Any], name: str, file: str) -> tuple[dict[int, Row], list[Fault]]:
    """Rows of `[[name]]` that are right, by their index, and the faults of those that are not."""
    given = content.get(name, [])
    if not isinstance(given, list) or not all(isinstance(item, dict) for item in given):
        return {}, [Fault(file, name, f"应写成若干个 [[{name}]]，请改正。")]
    rows: dict[int, Row] = {}
    faults: list[Fault] = []
    for index, item in enumerate(given):
        try:
            rows[index] = check(model, item, file)
        except DefinitionError as error:
            faults += [Fault(file, row_key(name, index, fault.key), fault.message) for fault in error.faults]
    return rows, faults


def unknown_sections(content: dict[str, Any], known: Iterable[str], file: str) -> list[Fault]:
    """A fault for every section the file should not have."""
    names = sorted(set(content) - set(known))
    return [Fault(file, name, f"没有这一节，只能有 {'、'.join(known)}；请核对拼写或删去。") for name in names]


def repeated(keys: Iterable[tuple[int, object]], name: str, inside: str, file: str) -> list[Fault]:
    """A fault for every row whose key an earlier row already bears."""
    first: dict[object, int] = {}
    faults: list[Fault] = []
    for index, key in keys:
        if key in first:
            faults.append(
                Fault(file, row_key(name, index, inside), f"“{key}”与第{first[key] + 1}项重复，请删去一处或改正。")
            )
        else:
            first[key] = index
    return faults
