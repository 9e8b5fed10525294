"""What the pages show of verdicts 体检: lines with tones and links, the matrix of a circle, the figures above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from lianxi.apps.mechanisms.sheets import FORCE_TONES
from lianxi.apps.meetings.entries import Entry
from lianxi.apps.meetings.facts import Judged
from lianxi.kernel.rules.clauses import Force
from lianxi.kernel.rules.judging import USUAL_RULES
from lianxi.kernel.rules.verdicts import Answer, Verdict

NO_MECHANISM = "当时还没有机制"
HOW_TO_READ = (
    "“应当”的偏离是没有照条款办；“一般”“原则上”的偏离只须说明原因，不是违反。"
    "没有记录的一律写“无法判断”，不当作没有办。“可以”的用与不用都行，不计入条数。"
)
_TONES = {Answer.KEPT: "green", Answer.DEPARTED: "gold", Answer.NOT_YET: "blue", Answer.UNKNOWN: "muted"}


@dataclass(frozen=True)
class VerdictLine:
    """One verdict on one conference as a table shows it."""

    entry: Entry
    circle: str
    judged: Judged

    @property
    def verdict(self) -> Verdict:
        return self.judged.verdict

    @property
    def tone(self) -> str:
        """Red only for a departure from what must be."""
        if self.verdict.verdict is Answer.DEPARTED and self.verdict.force is Force.MUST:
            return "red"
        return _TONES[self.verdict.verdict]

    @property
    def answer(self) -> str:
        return self.verdict.verdict.label

    @property
    def force(self) -> str:
        return self.verdict.force.label if self.verdict.force else "不详"

    @property
    def force_tone(self) -> str:
        return FORCE_TONES[self.verdict.force] if self.verdict.force else "muted"

    @property
    def href(self) -> str:
        """Where the verdict stands with its reason."""
        return f"{reverse('meetings:verdicts', args=[self.entry.slug])}#{self.verdict.rule}"

    @property
    def clause_href(self) -> str:
        """The clause on the page of its version."""
        ref = self.verdict.clause
        page = reverse("mechanisms:version", args=[ref.slug, ref.effective.isoformat()])
        return f"{page}#clause-{ref.number}" if ref.number else page

    @property
    def column(self) -> str:
        """Name of its column in the matrix; the windows of a year's conferences share one."""
        return USUAL_RULES.get(self.verdict.rule.partition(".")[0], self.verdict.label)

    @property
    def weighs(self) -> bool:
        """Whether it belongs into matrix and figures: what is only allowed cannot be departed from."""
        return self.verdict.force is not Force.MAY


@dataclass(frozen=True)
class MatrixRow:
    """One conference against all rules; `cells` is empty where there was no mechanism yet."""

    entry: Entry
    host: str
    cells: tuple[VerdictLine | None, ...]


@dataclass(frozen=True)
class CircleSheet:
    """The conferences of a circle against the rules of their versions, the newest first."""

    slug: str
    name: str
    sample: bool
    header: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


def verdict_lines(entry: Entry, circle: str, judged: Iterable[Judged]) -> list[VerdictLine]:
    """The verdicts on one conference in the order of the text."""
    return [VerdictLine(entry, circle, one) for one in judged]


def circle_sheet(
    slug: str,
    name: str,
    sample: bool,
    names: Mapping[str, str],
    lines: Sequence[tuple[Entry, Sequence[VerdictLine]]],
) -> CircleSheet:
    """The matrix of a circle; rules of different versions with one name stand in one column."""
    header = tuple(dict.fromkeys(one.column for _, found in lines for one in found if one.weighs))
    rows = [MatrixRow(entry, names.get(entry.host or "", ""), _cells(header, found)) for entry, found in lines]
    return CircleSheet(slug, name, sample, header, tuple(reversed(rows)))


def tiles(lines: Sequence[VerdictLine]) -> list[dict[str, object]]:
    """How often each answer was given."""
    weighed = [one for one in lines if one.weighs]
    counted = {answer: [one for one in weighed if one.verdict.verdict is answer] for answer in Answer}
    must = sum(one.verdict.force is Force.MUST for one in counted[Answer.DEPARTED])
    notes = {
        Answer.KEPT: "按条款办了",
        Answer.DEPARTED: f"其中“应当” {must} 条，“一般” {len(counted[Answer.DEPARTED]) - must} 条",
        Answer.NOT_YET: "还没有到时候",
        Answer.UNKNOWN: "没有记录，或条文不详",
    }
    return [
        {
            "label": answer.label, "value": len(found), "unit": "条", "note": notes[answer],
            "tone": ("red" if must else _TONES[answer]) if answer is Answer.DEPARTED and found else _TONES[answer],
        }
        for answer, found in counted.items()
    ]  # fmt: skip


def _cells(header: Sequence[str], found: Sequence[VerdictLine]) -> tuple[VerdictLine | None, ...]:
    by_column = {one.column: one for one in found if one.weighs}
    return tuple(by_column.get(label) for label in header) if found else ()
