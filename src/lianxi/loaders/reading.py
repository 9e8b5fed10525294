"""Reading 逐项读取: takes a definition file apart key by key and keeps every fault it meets.

A wrong or missing value is noted and reading goes on with a stand-in, so that
all faults of a file come at once; whoever reads throws the result away when
there are any. Used instead of pydantic models where a command has to start at
once and rows must be checked against other files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from lianxi.kernel.errors import Fault
from lianxi.kernel.rules.parties import Known
from lianxi.loaders.fault_messages import say_error, say_value
from lianxi.loaders.toml_files import dotted_key

Value = TypeVar("Value", str, int, bool, date)
Choice = TypeVar("Choice", bound=StrEnum)
KINDS = {str: "string_type", int: "int_type", bool: "bool_type", date: "date_type"}
BODY_CODE = re.compile(r"[0-9]{6}(-[a-z]+)?")
FIRST_YEAR, LAST_YEAR = 1949, 2200


class Reading:
    """One table of a file: the file itself, a section of it, or a row of a list."""

    def __init__(
        self, file: str, content: dict[str, Any], faults: list[Fault], place: tuple[str | int, ...] = ()
    ) -> None:
        self.file = file
        self.content = content
        self.faults = faults
        self.place = place
        self.asked: set[str] = set()
        self.inside: list[Reading] = []

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        return key in self.content

    def fault(self, key: str | tuple[str | int, ...], message: str) -> None:
        """Note a fault at a key of this table."""
        inside = (key,) if isinstance(key, str) else key
        self.faults.append(Fault(self.file, dotted_key((*self.place, *inside)), message))

    def text(self, key: str, *, required: bool = False, longest: int = 600) -> str:
        """A text; "" where it is missing or wrong."""
        value = self._take(key, str, required) or ""
        if required and self.has(key) and isinstance(self.content[key], str) and not value.strip():
            self.fault(key, "不能为空，请补写。")
        if len(value) > longest:
            self.fault(key, f"至多写 {longest} 个字，请删短。")
        return value

    def flag(self, key: str) -> bool:
        """true or false; false where it is missing."""
        return self._take(key, bool, False) or False

    def whole(self, key: str, *, low: int, high: int, required: bool = False) -> int | None:
        """A whole number within bounds."""
        value = self._take(key, int, required)
        if value is not None and not low <= value <= high:
            self.fault(key, f"应在 {low} 至 {high} 之间，现为 {value}，请改正。")
            return None
        return value

    def year(self, key: str, *, required: bool = False) -> int | None:
        """A year that a record can mean."""
        return self.whole(key, low=FIRST_YEAR, high=LAST_YEAR, required=required)

    def day(self, key: str, *, required: bool = False) -> date | None:
        """A date."""
        value = self._take(key, date, required)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            self.fault(key, f"日期 {value} 不在 {FIRST_YEAR} 年至 {LAST_YEAR} 年之间，请核对。")
            return None
        return value

    def since(self, key: str) -> tuple[date, Known] | None:
        """A day, or the year alone as a whole number; with how exactly it is known."""
        value = self.content.get(key)
        if isinstance(value, int) and not isinstance(value, bool):
            year = self.year(key)
            return (date(year, 1, 1), Known.YEAR) if year else None
        day = self.day(key, required=True)
        return (day, Known.DAY) if day else None

    def choice(self, key: str, kind: type[Choice], *, required: bool = False) -> Choice | None:
        """One of the values of `kind`."""
        value = self._take(key, str, required)
        return None if value is None else self._choose((key,), kind, value)

    def choices(self, key: str, kind: type[Choice], *, required: bool = False) -> tuple[Choice, ...]:
        """A list of values of `kind`."""
        found = (self._choose((key, index), kind, text) for index, text in self._listed(key, required))
        return tuple(value for value in found if value is not None)

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(text for _, text in self._listed(key, required))

    def body(self, key: str, *, required: bool = False) -> str:
        """Code of a body; "" where it is missing or wrong."""
        value = self._take(key, str, required)
        return "" if value is None else self._body((key,), value)

    def bodies(self, key: str, *, required: bool = False) -> tuple[tuple[int, str], ...]:
        """A list of codes of bodies with their places; each once."""
        codes = [(index, self._body((key, index), text)) for index, text in self._listed(key, required)]
        for index, code in codes:
            if code and code in (other for at, other in codes if at < index):
                self.fault((key, index), f"“{code}”写了两次，请删去一处。")
        return tuple((index, code) for index, code in codes if code)

    def table(self, key: str, *, required: bool = False) -> Reading | None:
        """A section; None where it is missing or no table."""
        self.asked.add(key)
        value = self.content.get(key)
        if value is None:
            if required:
                self.fault(key, say_error("missing", {}, None))
            return None
        if not isinstance(value, dict):
            self.fault(key, say_error("dict_type", {}, value))
            return None
        return self._enter(value, (key,))

    def rows(self, key: str, *, required: bool = False) -> tuple[Reading, ...]:
        """The rows of a list of tables."""
        self.asked.add(key)
        value = self.content.get(key, [])
        if not isinstance(value, list):
            self.fault(key, f"应写成若干节 [[{key}]]，请改正。")
            return ()
        if required and not value:
            self.fault(key, f"至少要有一节 [[{key}]]，请补写。")
        for index, row in enumerate(value):
            if not isinstance(row, dict):
                self.fault((key, index), say_error("dict_type", {}, row))
        return tuple(self._enter(row, (key, index)) for index, row in enumerate(value) if isinstance(row, dict))

    def finish(self) -> None:
        """Note every key that nobody asked for, here and in all tables inside."""
        missing = sorted(self.asked - self.content.keys())
        for key in self.content:
            if key not in self.asked:
                likely = get_close_matches(key, missing, n=1)
                hint = f"是不是想写“{likely[0]}”？" if likely else ""
                self.fault(key, say_error("extra_forbidden", {}, self.content[key]) + hint)
        for inside in self.inside:
            inside.finish()

    def _enter(self, content: dict[str, Any], place: tuple[str | int, ...]) -> Reading:
        inside = Reading(self.file, content, self.faults, (*self.place, *place))
        self.inside.append(inside)
        return inside

    def _take(self, key: str, kind: type[Value], required: bool) -> Value | None:
        """The value of a key if it is of the kind wanted."""
        self.asked.add(key)
        value = self.content.get(key)
        if value is None:
            if required:
                self.fault(key, say_error("missing", {}, None))
            return None
        if not _is(value, kind):
            self.fault(key, say_error(KINDS[kind], {}, value))
            return None
        return value  # type: ignore[no-any-return]

    def _listed(self, key: str, required: bool) -> Iterator[tuple[int, str]]:
        """Texts of a list with their places."""
        self.asked.add(key)
        value = self.content.get(key)
        if value is None or value == []:
            if required:
                self.fault(key, say_error("missing", {}, None) if value is None else "至少要写一项，请补写。")
            return
        if not isinstance(value, list):
            self.fault(key, say_error("list_type", {}, value))
            return
        for index, text in enumerate(value):
            if isinstance(text, str) and text.strip():
                yield index, text
            else:
                self.fault((key, index), say_error("string_type", {}, text))

    def _choose(self, place: tuple[str | int, ...], kind: type[Choice], value: str) -> Choice | None:
        known = [member.value for member in kind]
        if value in known:
            return kind(value)
        likely = get_close_matches(value, known, n=1)
        hint = f"是不是想写“{likely[0]}”？" if likely else ""
        self.fault(place, f"没有{say_value(value)}这个值，只能是 {'、'.join(known)} 之一，请改正。{hint}")
        return None

    def _body(self, place: tuple[str | int, ...], code: str) -> str:
        if BODY_CODE.fullmatch(code):
            return code
        self.fault(place, f"机构代码应是六位数字，现为{say_value(code)}，请改正。")
        return ""


def _is(value: object, kind: type[object]) -> bool:
    """Whether a value is of a kind; a truth value is no number, a point in time no day."""
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, kind) and not isinstance(value, datetime)
