"""Rows of the table → lines, with every fault of every row: where, what stands there, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from lianxi.apps.bodies.particulars import WrongFormError, clean_line, clean_particular
from lianxi.apps.bodies.people_table.columns import COLUMNS, LABELS, Header, find_header
from lianxi.importers.days import check_day, parse_day
from lianxi.importers.xlsx import Sheet, SheetCell, SheetRow
from lianxi.kernel.errors import Fault

LONGEST_SHOWN = 40
BLANK = SheetCell(None, "blank", "")


class Span(Protocol):
    """What a line and a registered seat have in common."""

    @property
    def start(self) -> date | None: ...

    @property
    def end(self) -> date | None: ...


@dataclass(frozen=True)
class RowFault:
    """What is wrong in one row 行差错."""

    row: int
    column: str
    place: str
    value: str
    message: str

    def as_fault(self, file: str) -> Fault:
        """The same as the command line and the API show it."""
        said = f"现为“{self.value}”。" if self.value else ""
        return Fault(file, f"第{self.row}行 {self.column}".strip(), f"{self.message}{said}")


@dataclass(frozen=True)
class PersonLine:
    """One right row: a person, and the seat it gives them if `post` is set."""

    row: int
    name: str
    qualifier: str = ""
    post: str = ""
    start: date | None = None
    end: date | None = None
    phone: str = ""
    email: str = ""
    note: str = ""

    @property
    def who(self) -> tuple[str, str]:
        """Name and qualifier: the person within the body."""
        return self.name, self.qualifier

    def shares_a_day(self, other: Span) -> bool:
        """Whether the two seats share a day; a line without a seat shares none."""
        if self.start is None or other.start is None:
            return False
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


@dataclass(frozen=True)
class PeopleTable:
    """The whole table: right lines, faults of the others, what was ignored, and every row as text."""

    header: Header
    lines: tuple[PersonLine, ...]
    faults: tuple[RowFault, ...]
    texts: Mapping[int, tuple[str, ...]]
    notices: tuple[str, ...]

    @property
    def faulty_rows(self) -> tuple[int, ...]:
        """Numbers of the rows with at least one fault."""
        return tuple(sorted({fault.row for fault in self.faults}))


def read_table(sheet: Sheet, posts: Mapping[str, bool]) -> PeopleTable:
    """All rows below the header. `posts`: name of each post the body has → whether only one may hold it."""
    header = find_header(sheet)
    rows = [row for row in sheet.rows if row.number > header.row and _holds_something(row, header)]
    merged = _merged_rows(sheet, header)
    lines: list[PersonLine] = []
    faults: list[RowFault] = []
    for row in rows:
        reader = RowReader(row, header, posts)
        line = reader.line()
        found = merged.get(row.number) or reader.faults
        faults += found
        if line and not found:
            lines.append(line)
    lines, clashes = _without_clashes(lines, posts)
    texts = {row.number: tuple(_at(row, header, column.key).text for column in COLUMNS) for row in rows}
    return PeopleTable(header, tuple(lines), tuple(faults + clashes), texts, tuple(_notices(sheet, header)))


class RowReader:
    """Reads one row and gathers its faults."""

    def __init__(self, row: SheetRow, header: Header, posts: Mapping[str, bool]) -> None:
        self.row = row
        self.header = header
        self.posts = posts
        self.faults: list[RowFault] = []

    def line(self) -> PersonLine | None:
        """The row as a line, or None where the name is missing; faults are in `faults`."""
        texts = {key: self.particular(key) for key in ("name", "qualifier", "phone", "email", "note")}
        post, start, end = self.post(), self.day("start"), self.day("end")
        if post and start is None and not self._blamed("start"):
            self.blame("start", "填了职务，还须填任职起。")
        if not post and (start or end) and not self._blamed("post"):
            self.blame("post", "填了任职起止，还须填职务。")
        if start and end and end <= start:
            self.blame("end", f"任职止应晚于任职起（{start.isoformat()}）；任职止是不再担任的第一天。")
        return PersonLine(row=self.row.number, post=post, start=start, end=end, **texts) if texts["name"] else None

    def particular(self, key: str) -> str:
        """One particular in its one form, "" where it is faulty."""
        text = self.text(key)
        if key == "phone" and "*" in text:
            self.blame(key, "这是脱敏后的号码，请填完整的号码，或留空（不会清除已有的号码）。")
            return ""
        if key != "name" and not text:
            return ""
        try:
            return clean_particular(key, text)
        except WrongFormError as error:
            if not self._blamed(key):
                self.blame(key, str(error))
            return ""

    def post(self) -> str:
        """A post this body has."""
        post = clean_line(self.text("post"))
        if post and post not in self.posts:
            self.blame("post", f"本机构没有这一职务，可填：{'、'.join(self.posts)}。")
            return ""
        return post

    def day(self, key: str) -> date | None:
        """A day, from a date cell or from text that can be read in one way."""
        cell = _at(self.row, self.header, key)
        text = self.text(key)
        if not text:
            return None
        try:
            return check_day(cell.value) if isinstance(cell.value, date) else parse_day(text)
        except ValueError as error:
            self.blame(key, str(error))
            return None

    def text(self, key: str) -> str:
        """Text of a cell; formulas and errors are blamed and count as nothing."""
        cell = _at(self.row, self.header, key)
        if cell.kind == "formula":
            if not self._blamed(key):
                self.blame(key, "这一格是公式，请改为填值（复制后“选择性粘贴—数值”）。")
            return ""
        if cell.kind == "error":
            if not self._blamed(key):
                self.blame(key, "这一格是错误值，请改正。")
            return ""
        return cell.text.strip()

    def blame(self, key: str, message: str) -> None:
        """Note a fault in the column of `key`."""
        cell = _at(self.row, self.header, key)
        self.faults.append(RowFault(self.row.number, LABELS[key], cell.place, cell.text[:LONGEST_SHOWN], message))

    def _blamed(self, key: str) -> bool:
        return any(fault.column == LABELS[key] for fault in self.faults)


def _at(row: SheetRow, header: Header, key: str) -> SheetCell:
    """The cell of a column; blank where the sheet lacks the column or the row is short."""
    place = header.places.get(key)
    return row.cells[place] if place is not None and place < len(row.cells) else BLANK


def _holds_something(row: SheetRow, header: Header) -> bool:
    """Whether one of the columns that are read holds something; totals and signatures beside them do not count."""
    return any(_at(row, header, column.key).kind != "blank" for column in COLUMNS)


def _merged_rows(sheet: Sheet, header: Header) -> dict[int, list[RowFault]]:
    """Merged cells at or below the header: it is not known for which rows their value holds."""
    message = "有合并的单元格，分不清内容属于哪一行，请取消合并后逐行填写。"
    found: dict[int, list[RowFault]] = {}
    for first, last, place in sheet.merged:
        for row in sheet.rows:
            if max(first, header.row) <= row.number <= last and row.number > header.row:
                found.setdefault(row.number, []).append(RowFault(row.number, "", place, "", message))
    return found


def _without_clashes(lines: list[PersonLine], posts: Mapping[str, bool]) -> tuple[list[PersonLine], list[RowFault]]:
    """Lines that go together; of two that do not, the later is at fault."""
    kept: list[PersonLine] = []
    faults: list[RowFault] = []
    of_person: dict[tuple[str, str], list[PersonLine]] = {}
    of_single_post: dict[str, list[PersonLine]] = {}
    for line in lines:
        rivals = of_single_post.get(line.post, [])
        clash = next(_clashes(line, of_person.get(line.who, []), rivals), None)
        if clash:
            faults.append(clash)
            continue
        kept.append(line)
        of_person.setdefault(line.who, []).append(line)
        if posts.get(line.post):
            of_single_post.setdefault(line.post, []).append(line)
    return kept, faults


def _clashes(line: PersonLine, same: Iterable[PersonLine], rivals: Iterable[PersonLine]) -> Iterator[RowFault]:
    """Why a line cannot stand beside earlier ones of the same person, or of others in a post for one."""
    for other in same:
        yield from _contradictions(line, other)
        if (line.post, line.start) == (other.post, other.start):
            said = f"与第 {other.row} 行重复，请删去一行；如是同名的两人，请填“同名区分”。"
            yield RowFault(line.row, "姓名", "", line.name, said)
        elif line.post and line.post == other.post and line.shares_a_day(other):
            yield RowFault(line.row, "任职起", "", "", f"与第 {other.row} 行同一职务的起止重叠，请改正。")
    for other in rivals:
        if other.who != line.who and line.shares_a_day(other):
            said = f"这一职务同一时间只有一人，与第 {other.row} 行（{other.name}）的起止重叠，请改正。"
            yield RowFault(line.row, "职务", "", line.post, said)


def _contradictions(line: PersonLine, other: PersonLine) -> Iterator[RowFault]:
    """The same person with two telephone numbers is perhaps two persons."""
    for key in ("phone", "email", "note"):
        mine, theirs = getattr(line, key), getattr(other, key)
        if mine and theirs and mine != theirs:
            said = f"与第 {other.row} 行同一人的{LABELS[key]}不同，请改成一致；如是同名的两人，请填“同名区分”。"
            yield RowFault(line.row, LABELS[key], "", mine, said)


def _notices(sheet: Sheet, header: Header) -> Iterator[str]:
    if header.ignored:
        yield f"没有用到的列：{'、'.join(header.ignored)}"
    if sheet.others:
        yield f"只读第一个可见的工作表“{sheet.title}”，没有读：{'、'.join(sheet.others)}"
