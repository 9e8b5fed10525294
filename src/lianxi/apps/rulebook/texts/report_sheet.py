"""A report as the page shows it 体检单: what came as plain values, with Chinese words and in the order of reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lianxi.apps.rulebook.texts.side_by_side import Comparison, compare
from lianxi.kernel.texts.damage.findings import Finding
from lianxi.kernel.texts.numerals import write_number
from lianxi.kernel.texts.report import read_findings

Plain = dict[str, Any]

MOST_ROWS = 200
GOOD, FAIR = 90, 70
EVENT_TONES = {
    "adopt": "green", "approve": "green", "amend": "blue", "revise": "blue", "publish": "teal", "effect": "teal",
    "repeal": "red",
}  # fmt: skip
ORGANS = {
    "congress": "人民代表大会", "standing_committee": "常务委员会", "chairs": "主任会议", "government": "人民政府",
    "presidium": "主席团",
}  # fmt: skip
CHECKS = {"sum": "合计", "percentage": "百分比", "growth": "增长"}
HOLDS = {True: ("合得上", "green"), False: ("合不上", "red"), None: ("无法断定", "gold")}
_HEADINGS = {"part", "subpart", "chapter", "section", "article", "level", "attachment", "title", "document", "preamble"}


@dataclass(frozen=True)
class ClassRow:
    """One class of damage: how often, how many sure, what it cost, one note as an example."""

    value: str
    label: str
    places: int
    sure: int
    points: int
    note: str


@dataclass(frozen=True)
class TreeRow:
    """One provision of the tree with its rank."""

    depth: int
    number: str
    words: str
    eid: str
    doubt: str


@dataclass(frozen=True)
class Sheet:
    """Everything the page needs; parts that a refused text does not have are empty."""

    name: str
    characters: int
    refused: bool
    score: int
    tone: str
    rows: tuple[ClassRow, ...]
    findings: int
    sure: int
    comparison: Comparison
    tree: tuple[TreeRow, ...]
    tree_left_out: int
    captions: tuple[Plain, ...]
    citations: tuple[Plain, ...]
    tasks: tuple[Plain, ...]
    targets: tuple[Plain, ...]
    checks: tuple[Plain, ...]
    counts: tuple[Plain, ...]


def report_sheet(text: str, name: str, report: Plain) -> Sheet:
    """The report on `text` for the page."""
    check = report["check"]
    findings = read_findings(check, text)
    tree = list(_tree(report["structure"])) if "structure" in report else []
    tasks = report.get("tasks", {"tasks": [], "targets": []})
    numbers = report.get("counts", {"counts": [], "checks": []})
    return Sheet(
        name=name,
        characters=len(text),
        refused=check["refused"],
        score=check["score"],
        tone="green" if check["score"] >= GOOD else "gold" if check["score"] >= FAIR else "red",
        rows=tuple(_rows(check["reasons"], findings)),
        findings=len(findings),
        sure=sum(one.is_sure for one in findings),
        comparison=compare(text, findings),
        tree=tuple(tree[:MOST_ROWS]),
        tree_left_out=max(0, len(tree) - MOST_ROWS),
        captions=tuple(_captions(report.get("captions", {"captions": []})["captions"], text)),
        citations=tuple(report.get("citations", {"citations": []})["citations"]),
        tasks=tuple(tasks["tasks"]),
        targets=tuple(tasks["targets"]),
        checks=tuple(_check(one) for one in numbers["checks"]),
        counts=tuple(numbers["counts"]),
    )


def _rows(reasons: Sequence[Plain], findings: Sequence[Finding]) -> Iterator[ClassRow]:
    sure = Counter(one.kind.value for one in findings if one.is_sure)
    notes = {one.kind.value: one.note for one in reversed(findings)}
    for reason in reasons:
        kind = reason["class"]
        yield ClassRow(kind, reason["label"], reason["places"], sure[kind], reason["points"], notes[kind])


def _tree(node: Plain, depth: int = -1) -> Iterator[TreeRow]:
    if depth >= 0 and (node["number"] or node["heading"] or node["kind"] in _HEADINGS):
        words = node["heading"] or " ".join(node["text"].split()).removeprefix(node["number"] or "").strip("　 、.．")
        yield TreeRow(min(depth, 6), node["number"] or "", words[:60], node["eid"], "；".join(node["doubts"]))
    for child in node["children"]:
        yield from _tree(child, depth + 1)


def _captions(found: Sequence[Plain], text: str) -> Iterator[Plain]:
    for one in found:
        yield one | {"events": [_event(event) for event in one["events"]], "printed": text[one["start"] : one["end"]]}


def _event(event: Plain) -> Plain:
    label, tone = event["kind_name"], EVENT_TONES[event["kind"]]
    term, session = event["term"], event["sitting"]
    sitting = (f"第{write_number(term)}届" if term else "") + (f"第{write_number(session)}次" if session else "")
    return event | {"label": label, "tone": tone, "organ": ORGANS.get(event["organ"], ""), "sitting": sitting}


def _check(one: Plain) -> Plain:
    label, tone = HOLDS[one["holds"]]
    return one | {"name": CHECKS[one["kind"]], "label": label, "tone": tone}
