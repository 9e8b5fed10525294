"""Reading a text line by line 逐行读取: which sentences a list of units belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lianxi.kernel.texts.assignments.damaged import Span, overlaps
from lianxi.kernel.texts.assignments.deadlines import written_each
from lianxi.kernel.texts.assignments.draft import Draft
from lianxi.kernel.texts.assignments.finding import Found, find_lists
from lianxi.kernel.texts.assignments.headings import Headings, Line, heading_end, is_item, read_line
from lianxi.kernel.texts.assignments.joining import last_joined
from lianxi.kernel.texts.assignments.lists import Listed, read_cell, read_list
from lianxi.kernel.texts.assignments.roles import LABEL
from lianxi.kernel.texts.assignments.tables import Row, read_table

_BLANK = re.compile(r"[\s\u3000*]{0,40}")
_BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x0b\x0c\x85]")
_SENTENCE_END = "。！？!?；;：:”）)〕】]"
_TASK_LABEL = re.compile(
    r"(?:工作|主要|重点|具体|目标|整改)?(?:任务|内容|措施|举措|事项)(?:名称)?[ \u3000*]{0,3}[:：][ \u3000*]{0,3}"
)
_EDGES = " \t\r\n\u3000\u00a0，,；;。、*|"
_BEHIND = " \t\r\n\u3000\u00a0*|?？，,、；;"
_SHORT_HEADING, _LONGEST_TIME = 30, 80
_LABEL_LINE, _TABLE = 0.95, 0.9


class Walk:
    """The state of reading: headings open, sentences no list has claimed yet, tasks found."""

    def __init__(self, text: str, damaged: Sequence[Span]) -> None:
        self.text = text
        self.damaged = damaged
        self.drafts: list[Draft] = []
        self._headings = Headings()
        self._line: Line | None = None
        self._pending: list[Span] = []
        self._only_heading = False
        self._labels: list[tuple[Span, Listed]] = []

    def read(self) -> None:
        """Go through the text once."""
        lines = _lines(self.text)
        at = 0
        while at < len(lines):
            if not self.text[slice(*lines[at])].strip():
                at += 1
                continue
            table = read_table(self.text, lines, at)
            if table and table[0]:
                self._flush()
                for row in table[0]:
                    self._take_row(row)
                at = table[1]
                continue
            until = last_joined(self.text, lines, at)
            self._take_line(read_line(self.text, lines[at][0], lines[until][1]))
            at = until + 1
        self._flush()

    def _take_line(self, line: Line) -> None:
        if line.start == line.end:
            return
        listed = self._label_line(line)
        if listed:
            self._labels.append(((line.body, line.end), listed))
            return
        self._flush()
        at = self._from(line)
        lists = tuple(find_lists(self.text, at, line.end, self.damaged))
        if line.mark:
            self._headings.enter(self.text, line, lists[0].start if lists and lists[0].start > line.body else line.end)
            self._line, self._pending, self._only_heading = line, [], _is_heading(self.text, line)
        for found in lists:
            self._take_found(line, at, found)
            at = found.end
        self._keep(line, at)

    def _label_line(self, line: Line) -> Listed | None:
        """A line that is nothing but labels and their units."""
        label = LABEL.match(self.text, line.body, line.end)
        if not label:
            return None
        listed = read_list(self.text, line.body, line.end)
        if listed is None:
            goes_on = self._labels or self.drafts or _label_follows(self.text, line.end)
            time = label["time"] and line.end - line.body < _LONGEST_TIME and goes_on
            return Listed(True, [], written_each(self.text[label.end() : line.end])) if time else None
        likely = sum(unit.confidence > 0.6 for unit in listed.units)
        return listed if likely * 2 >= len(listed.units) + len(listed.left) else None

    def _from(self, line: Line) -> int:
        label = _TASK_LABEL.match(self.text, line.body, line.end)
        return label.end() if label else line.body

    def _take_found(self, line: Line, at: int, found: Found) -> None:
        own = _trimmed(self.text, at, found.end if found.whole else found.start)
        runs_on = line.mark is None and at == self._from(line)
        spans = [*(self._wrapped() if runs_on else ()), own] if own else self._pending
        if spans:
            self._add(spans, (found.start, found.end), found.listed, found.confidence, found)
        elif self.drafts:
            self.drafts[-1].add(found.listed, (found.start, found.end))
        self._pending, self._only_heading = [], False

    def _wrapped(self) -> list[Span]:
        """The lines before that run on into this one."""
        kept: list[Span] = []
        for span in reversed(self._pending if not self._only_heading else []):
            if self.text[span[1] - 1] in _SENTENCE_END:
                break
            kept.insert(0, span)
        return kept

    def _keep(self, line: Line, at: int) -> None:
        """What stands behind the last list of a line waits for the next one."""
        rest = _trimmed(self.text, at, line.end)
        if not rest:
            return
        if self._only_heading and line.mark is None:
            self._pending, self._only_heading = [], False
        self._pending = [*self._pending[-20:], rest]

    def _flush(self) -> None:
        """The label lines read so far belong to the sentences above them, or to the list before."""
        if not self._labels:
            return
        spans = [span for span, _ in self._labels]
        listed = Listed(labelled=True)
        for _, one in self._labels:
            listed.extend(one)
        whole = (spans[0][0], spans[-1][1])
        self._labels = []
        if not listed.groups and (self._pending or not self.drafts):
            return
        if self._pending:
            self._add(self._pending, whole, listed, _LABEL_LINE)
        elif self.drafts:
            self.drafts[-1].add(listed, whole)
        self._pending, self._only_heading = [], False

    def _add(
        self, spans: list[Span], list_span: Span, listed: Listed, confidence: float, found: Found | None = None
    ) -> None:
        line = self._line
        item_alone = line is not None and is_item(line) and spans[0][0] >= line.start and self._is_all(line, spans)
        numbered = line is not None and line.start <= spans[0][0] < line.end
        head = (list_span[0], min(list_span[1], list_span[0] + 6))
        self.drafts.append(
            Draft(
                path=self._headings.path(own=not item_alone),
                number=line.mark.number if numbered and line and line.mark else None,
                spans=spans,
                list_span=list_span,
                listed=listed,
                confidence=confidence,
                damaged=found.damaged if found else overlaps(head, self.damaged),
                closed=found.closed if found else True,
            )
        )

    def _is_all(self, line: Line, spans: list[Span]) -> bool:
        """Whether the task is the numbered line and no more than its first sentence."""
        last = spans[-1][1]
        return spans[0][0] >= line.body and last <= heading_end(self.text, line) + 1 and spans[0][0] < line.end

    def _take_row(self, row: Row) -> None:
        listed = Listed(labelled=True)
        for role, cell in row.roles:
            listed.extend(read_cell(self.text, *cell, role))
        if row.time:
            listed.deadlines += written_each(self.text[slice(*row.time)])
        above = tuple(re.sub(r"\s+", "", self.text[slice(*span)]) for span in row.above)
        path = self._headings.path(own=True) + above
        whole = (row.start, row.end)
        self.drafts.append(Draft(path, None, [row.task], whole, listed, _TABLE, overlaps(whole, self.damaged)))
        self._pending = []


def _lines(text: str) -> list[Span]:
    marks = [*(found.span() for found in _BREAK.finditer(text)), (len(text), len(text))]
    return list(zip([0, *(stop for _, stop in marks)], (low for low, _ in marks), strict=False))


def _label_follows(text: str, end: int) -> bool:
    """Whether the next line begins with the label of a role."""
    blank = _BLANK.match(text, end)
    label = LABEL.match(text, blank.end()) if blank else None
    return label is not None and label["role"] is not None


def _is_heading(text: str, line: Line) -> bool:
    words = text[line.body : line.end]
    return len(words) <= _SHORT_HEADING and words[-1:] not in "，,、" and not any(mark in words for mark in "。；;！？")


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """A stretch without the marks around it; None where no words are left."""
    words = text[start:end]
    low = start + len(words) - len(words.lstrip(_EDGES))
    high = start + len(words.rstrip(_BEHIND))
    return (low, high) if high - low >= 2 else None
