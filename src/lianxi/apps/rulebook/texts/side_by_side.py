"""A text beside what it may have been 逐处对照: the lines with findings, cut into pieces for the page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lianxi.kernel.texts.damage.findings import Finding

MOST_LINES = 200
_CONTEXT = 60


@dataclass(frozen=True)
class Piece:
    """A run of characters; `mark` says what becomes of it: "" kept, "was" replaced, "now" new, "seen" only noted."""

    text: str
    mark: str = ""
    label: str = ""


@dataclass
class ComparedLine:
    """One line of the text with its findings, as it stands and as it would read with every proposal taken."""

    number: int
    before: list[Piece] = field(default_factory=list)
    after: list[Piece] = field(default_factory=list)
    doubts: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class Comparison:
    """The lines shown, and how many more have findings."""

    lines: tuple[ComparedLine, ...]
    left_out: int


def compare(text: str, findings: Sequence[Finding]) -> Comparison:
    """The lines with findings, the first `MOST_LINES` of them."""
    starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
    by_line: dict[int, list[Finding]] = {}
    for finding in findings:
        by_line.setdefault(bisect_right(starts, finding.start) - 1, []).append(finding)
    ends = [*(start - 1 for start in starts[1:]), len(text)]
    shown = list(by_line)[:MOST_LINES]
    lines = tuple(_line(text, starts[line], ends[line], line + 1, by_line[line]) for line in shown)
    return Comparison(lines, len(by_line) - len(shown))


def _line(text: str, start: int, end: int, number: int, findings: Sequence[Finding]) -> ComparedLine:
    line = ComparedLine(number, doubts=[one for one in findings if not one.is_sure])
    at = start
    for one in findings:
        kept = Piece(_shortened(text[at : one.start], first=at == start))
        stop = min(one.end, max(end, one.start + 1))
        more = "…" if one.end > stop else ""
        line.before += (kept, Piece(visible(text[one.start : stop]) + more, _mark(one), one.kind.label))
        line.after.append(kept)
        line.after += _proposed(one, text[one.start : stop] + more)
        at = stop
    last = Piece(_shortened(text[at:end], last=True))
    line.before.append(last)
    line.after.append(last)
    return line


def _mark(finding: Finding) -> str:
    if finding.proposal is None:
        return "seen"
    return "was" if finding.is_sure else "was is-doubt"


def _proposed(finding: Finding, stands: str) -> Iterator[Piece]:
    if finding.proposal is None:
        yield Piece(stands, "seen", f"{finding.kind.label}，没有建议")
    elif finding.proposal:
        yield Piece(visible(finding.proposal), "now" if finding.is_sure else "now is-doubt", finding.kind.label)


def visible(text: str) -> str:
    """Characters one could not see, by their number; a line end as its sign."""
    return "".join(
        "↵" if char == "\n" else char if char.isprintable() or char == "\u3000" else f"[U+{ord(char):04X}]"
        for char in text
    )


def _shortened(text: str, *, first: bool = False, last: bool = False) -> str:
    """Long stretches without findings shortened to their edges."""
    if len(text) <= 3 * _CONTEXT:
        return text
    head = "" if first else text[:_CONTEXT]
    tail = "" if last else text[-_CONTEXT:]
    return f"{head}……{tail}"
