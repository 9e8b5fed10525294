"""The whole report on a text 体检报告: everything the readers find, at places of the original, as plain values.

Tasks, captions, citations and counts are read through the damage (`reading`),
so that a city name inside a shifted span is not lost; their places are given
in the original all the same.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from lianxi.kernel.texts import assignments, captions, citations, counts, metadata, structure
from lianxi.kernel.texts.damage.character_model import CharacterModel
from lianxi.kernel.texts.damage.check import CheckUp, check
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.reading import Reading
from lianxi.kernel.texts.damage.repair import Repaired, repair

Plain = dict[str, Any]


def read_all(found: CheckUp) -> Plain:
    """Every part of the report; of a refused text only the check-up, because nothing else in it can be trusted."""
    if found.refused:
        return {"check": plain_check(found)}
    reading = found.reading
    parts = {
        "structure": structure.plain(found.structure),
        "captions": {"captions": [_plain_caption(one) for one in captions.find_captions(reading.text)]},
    }
    return {
        "check": plain_check(found),
        **{name: _moved_back(part, reading) for name, part in parts.items()},
        "citations": read_citations(reading),
        "tasks": read_tasks(reading),
        "counts": read_counts(reading),
    }


def read_tasks(reading: Reading, register: assignments.UnitRegister | None = None) -> Plain:
    """The tasks of a text, in the shape of `tasks`."""
    found = assignments.read_assignments(reading.text, register, reading.doubtful)
    return _placed(assignments.plain(found), reading)


def read_citations(reading: Reading, register: citations.TitleRegister | None = None) -> Plain:
    """What a text cites, in the shape of `cite`."""
    return _placed(citations.plain(citations.find_citations(reading.text, register)), reading)


def read_counts(reading: Reading) -> Plain:
    """The counts of a text and what can be checked of them, in the shape of `counts`."""
    return _placed(counts.plain(counts.read_counts(reading.text)), reading)


def read_particulars(
    reading: Reading, kinds: Sequence[metadata.RuleKind], ranks: Mapping[str, str] | None = None
) -> Plain:
    """What a text says of itself, as `metadata` gives it. `ranks`: of regions by name."""
    return _placed(metadata.plain(metadata.read_metadata(reading.text, kinds, ranks)), reading)


def plain_check(found: CheckUp) -> Plain:
    """A check-up in the shape of `check`: score, refused, findings; and the reasons of the score."""
    return {
        "score": found.score.points,
        "refused": found.refused,
        "characters": len(found.text),
        "reasons": [
            {"class": one.kind.value, "label": one.kind.label, "places": one.places, "points": one.points}
            for one in found.score.reasons
        ],
        "findings": [plain_finding(one) for one in found.findings],
    }


def plain_finding(one: Finding) -> Plain:
    """A finding in the shape of `check`."""
    return {
        "class": one.kind.value,
        "label": one.kind.label,
        "start": one.start,
        "end": one.end,
        "original": one.original,
        "proposal": one.proposal,
        "confidence": round(one.confidence, 3),
        "sure": one.is_sure,
        "note": one.note,
        "alternatives": [{"text": text, "weight": round(weight, 3)} for text, weight in one.alternatives],
    }


def read_findings(check_up: Plain, text: str) -> tuple[Finding, ...]:
    """The findings of a plain check-up of `text`, as they were."""
    return tuple(
        Finding(
            Damage(one["class"]), one["start"], one["end"], text[one["start"] : one["end"]], one["proposal"],
            one["confidence"], one["note"], tuple((other["text"], other["weight"]) for other in one["alternatives"]),
        )
        for one in check_up["findings"]
    )  # fmt: skip


def repair_copy(
    text: str, model: CharacterModel, names: Sequence[str], *, classes: Collection[Damage], places: Collection[int]
) -> Repaired:
    """Check a text over and apply what was accepted to a copy."""
    return repair(text, check(text, model, names).findings, classes=classes, places=places)


def plain_repair(done: Repaired, *, name: str, sha256: str) -> Plain:
    """The record of a repair: the file it was made from, every change, everything asked for but left."""
    return {
        "file": name,
        "sha256": sha256,
        "changes": [plain_finding(one.finding) | {"at": one.at, "new": one.new} for one in done.changes],
        "left": [plain_finding(one) | {"why": why} for one, why in done.left],
    }


def _plain_caption(one: captions.FoundCaption) -> Plain:
    return captions.plain(one.caption) | {"start": one.start, "end": one.end}


def _placed(plain: Plain, reading: Reading) -> Plain:
    moved: Plain = _moved_back(plain, reading)
    return moved


def _moved_back(value: Any, reading: Reading) -> Any:
    """Plain values with every `start` and `end` counted in the original instead of the reading."""
    if reading.made.is_identity:
        return value
    if isinstance(value, list):
        return [_moved_back(one, reading) for one in value]
    if not isinstance(value, dict):
        return value
    moved = {key: _moved_back(one, reading) for key, one in value.items()}
    if isinstance(value.get("start"), int) and isinstance(value.get("end"), int):
        moved["start"], moved["end"] = reading.made.back(value["start"], value["end"])
    return moved
