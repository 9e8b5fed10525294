"""Amending and its proof told: the JSON of `lianxi text amend`."""

from __future__ import annotations

from lianxi.kernel.texts.compare.amending.applying import Amended
from lianxi.kernel.texts.compare.amending.instruction import Instruction
from lianxi.kernel.texts.compare.amending.proving import Proof
from lianxi.kernel.texts.numerals import write_number

_LONGEST = 60


def plain(proof: Proof) -> dict[str, object]:
    """`{"equal", "parts": [{"part", "agrees", "departures"}], "differences", …}` and what `plain_amended` tells."""
    return {
        "equal": proof.equal,
        "parts": [
            {
                "part": part.part,
                "agrees": part.agrees,
                "note": part.note,
                "departures": [
                    {
                        "place": one.place,
                        "amended": one.amended,
                        "printed": one.printed,
                        "before": one.before,
                        "after": one.after,
                        "label": one.label,
                    }
                    for one in part.departures
                ],
            }
            for part in proof.parts
        ],
        "differences": [
            {
                "amended": [unit.key for unit in pair.old],
                "printed": [unit.key for unit in pair.new],
                "relation": pair.relation.value,
                "redline": [[piece.change.value, piece.old, piece.new] for piece in proof.comparison.redline(pair)],
            }
            for pair in proof.differences
        ],
        **plain_amended(proof.amended),
    }


def plain_amended(amended: Amended) -> dict[str, object]:
    """`{"instructions": [{"act", "places", …}], "not_applied": [{…, "reason"}], "consequences", "text"}`."""
    return {
        "instructions": [plain_instruction(one) for one in amended.applied],
        "not_applied": [{**plain_instruction(one.instruction), "reason": one.reason} for one in amended.not_applied],
        "consequences": [
            {
                "place": one.place.label,
                "was": one.was,
                "becomes": one.becomes,
                "applied": one.applied,
                "note": one.note,
                "context": one.context,
            }
            for one in amended.consequences
        ],
        "open_places": list(amended.open_places),
        "doubts": list(amended.doubts),
        "text": amended.text,
    }


def plain_instruction(instruction: Instruction) -> dict[str, object]:
    """An instruction with its place in the decision, its places in the law and its wording."""
    return {
        "act": instruction.act.value,
        "label": instruction.act.label,
        "places": [place.label for place in instruction.places],
        "to": [place.label for place in instruction.to],
        "was": instruction.was,
        "text": instruction.text,
        "count": f"{instruction.count[0]}{instruction.count[1]}" if instruction.count else "",
        "law": instruction.law,
        "start": instruction.start,
        "end": instruction.end,
    }


def in_words(instruction: Instruction) -> str:
    """What an instruction orders in one line: 第三条 替换文字 “五百元”→“一千元”; long wording is cut."""
    places = "、".join(place.label for place in instruction.places)
    new = (*([instruction.division] if instruction.division else []), *instruction.to)
    to = "、".join(place.label for place in new)
    words = f"“{_short(instruction.was)}”→" if instruction.was else ""
    words += f"“{_short(instruction.text)}”" if instruction.text or instruction.was else ""
    count = f"{write_number(instruction.count[0])}{instruction.count[1]}" if instruction.count else ""
    return " ".join(part for part in (places, instruction.act.label + count, to, words) if part)


def _short(words: str) -> str:
    said = " ".join(words.split())
    return said if len(said) <= _LONGEST else said[:_LONGEST] + "…"
