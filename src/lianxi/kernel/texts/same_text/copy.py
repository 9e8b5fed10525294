"""A copy 文本 with the places that may differ taken out."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.same_text.front import Front, read_front
from lianxi.kernel.texts.same_text.passing import Field, Mask
from lianxi.kernel.texts.same_text.register import Names

_SIGNS = {field: chr(0x10FF00 + at) for at, field in enumerate(Field)}
FIELDS = {sign: field for field, sign in _SIGNS.items()}
"""Private-use characters that stand for what was taken out; such a character of the copy itself is spelt out."""
_SIGN = re.compile(f"[{''.join(FIELDS)}\U0010fffd]")
_SPELT = {ord(sign): f"U+{ord(sign):X}" for sign in FIELDS}


_LINE = "\U0010fffd"


@dataclass(frozen=True, slots=True)
class Levelled:
    """A copy in the form of profile `SAME_TEXT` (as it is if `strict`), line by line, and what its front says."""

    text: str
    front: Front
    strict: bool


@dataclass(frozen=True, slots=True)
class MaskedCopy:
    """A copy read.

    own:         the body whose copy it is; None where neither caption nor title tell.
    skeleton:    the words that count, a sign in each place that may differ.
    taken:       the words taken out, in order.
    bodies:      of each body name taken out its name and its body, in order.
    fingerprint: SHA-256 of the skeleton.
    """

    own: str | None
    skeleton: str
    taken: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]
    fingerprint: str

    def pieces(self) -> list[tuple[str, Field | None]]:
        """Character by character; what was taken out in one piece, with its kind."""
        taken = iter(self.taken)
        return [(next(taken), FIELDS[char]) if char in FIELDS else (char, None) for char in self.skeleton]


def level(text: str, *, strict: bool) -> Levelled:
    """Read the front of a copy."""
    spelt = text.translate(_SPELT) if _SIGN.search(text) else text
    if not strict:
        lines = comparable(_LINE.join(spelt.splitlines())).split(_LINE)
        spelt = "\n".join(line for line in lines if line)
    return Levelled(spelt, read_front(spelt), strict)


def take_out(copy: Levelled, names: Names) -> MaskedCopy:
    """Take out of a copy what may differ."""
    masks = _masks(copy.text, copy.front, names)
    pieces: list[str] = []
    taken: list[str] = []
    at = 0
    for mask in masks:
        pieces += (copy.text[at : mask.start], _SIGNS[mask.field])
        taken.append(copy.text[mask.start : mask.end])
        at = mask.end
    skeleton = "".join([*pieces, copy.text[at:]])
    skeleton = skeleton if copy.strict else skeleton.replace("\n", "")
    bodies = tuple(
        (words, _body(words, names)) for mask, words in zip(masks, taken, strict=True) if mask.field is Field.BODY
    )
    fingerprint = hashlib.sha256(skeleton.encode("utf-8", "surrogatepass")).hexdigest()
    return MaskedCopy(_own(copy.text, copy.front, names), skeleton, tuple(taken), bodies, fingerprint)


def _body(name: str, names: Names) -> str:
    return names.body_of.get(name, name)


def _own(levelled: str, front: Front, names: Names) -> str | None:
    """The body of the caption, else the only one that the first lines name."""
    if front.body is not None:
        return _body(front.body, names)
    top = "\n".join(levelled.split("\n", 3)[:3])[:200]
    named = {_body(name, names) for _, _, name in names.words.find(top)} - {""}
    return named.pop() if len(named) == 1 else None


def _masks(levelled: str, front: Front, names: Names) -> list[Mask]:
    """All places, in order and without overlap; the caption's reading goes before the register."""
    found = list(front.masks)
    for words, spans in front.sittings:
        at = levelled.find(words)
        while at >= 0:
            found += [Mask(at + start, at + end, field) for start, end, field in spans]
            at = levelled.find(words, at + len(words))
    found += [Mask(start, end, Field.BODY) for start, end, _ in names.words.find(levelled)]
    taken = bytearray(len(levelled))
    kept: list[Mask] = []
    for mask in found:
        if mask.end > mask.start and not any(taken[mask.start : mask.end]):
            taken[mask.start : mask.end] = b"\x01" * (mask.end - mask.start)
            kept.append(mask)
    return sorted(kept, key=lambda mask: mask.start)
