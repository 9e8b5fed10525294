"""A copy 文本 with the places that may differ taken out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate

from lianxi.kernel.texts.compare.words import comparable
from lianxi.kernel.texts.same_text.front import Front, read_front
from lianxi.kernel.texts.same_text.passing import Field, Mask
from lianxi.kernel.texts.same_text.register import Names
from lianxi.kernel.texts.same_text.sittings import day_beside, opening_sittings

_SIGNS = {field: chr(0x10FF00 + at) for at, field in enumerate(Field)}
FIELDS = {sign: field for field, sign in _SIGNS.items()}
"""Private-use characters that stand for what was taken out; such a character of the copy itself is spelt out."""
_SIGN = re.compile(f"[{''.join(FIELDS)}\U0010fffd]")
_TAKEN = re.compile(f"[{''.join(FIELDS)}]")
_SPELT = {ord(sign): f"U+{ord(sign):X}" for sign in FIELDS}


_LINE = "\U0010fffd"
_TOP_LINES, _TOP = 3, 200


@dataclass(frozen=True, slots=True)
class Levelled:
    """A copy in the form of profile `SAME_TEXT` without its line ends (as it is if `strict`).

    front: what its first lines and the lines below a signature say.
    top:   the first lines.
    """

    text: str
    front: Front
    top: str


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

    def places(self) -> Iterator[tuple[str, Field]]:
        """What was taken out, with its kind."""
        return zip(self.taken, (FIELDS[sign] for sign in _TAKEN.findall(self.skeleton)), strict=True)

    def named(self) -> str:
        """The words with nothing taken out but names of bodies."""
        taken = iter(self.taken)

        def back(sign: re.Match[str]) -> str:
            words = next(taken)
            return sign[0] if FIELDS[sign[0]] is Field.BODY else words

        return _TAKEN.sub(back, self.skeleton)


def level(text: str, *, strict: bool) -> Levelled:
    """Read the front of a copy."""
    spelt = text.translate(_SPELT) if _SIGN.search(text) else text
    if strict:
        return Levelled(spelt, read_front(spelt), _top(spelt))
    lines = [line for line in comparable(_LINE.join(spelt.splitlines())).split(_LINE) if line]
    by_lines = "\n".join(lines)
    ends = [end + at for at, end in enumerate(accumulate(map(len, lines)))]
    return Levelled("".join(lines), _without_line_ends(read_front(by_lines), ends), _top(by_lines))


def _top(by_lines: str) -> str:
    return "".join(by_lines.split("\n", _TOP_LINES)[:_TOP_LINES])[:_TOP]


def _without_line_ends(front: Front, ends: list[int]) -> Front:
    """The places in the text whose line ends are left out."""
    masks = (
        Mask(mask.start - bisect_left(ends, mask.start), mask.end - bisect_left(ends, mask.end), mask.field)
        for mask in front.masks
    )
    return replace(front, masks=tuple(masks))


def take_out(copy: Levelled, names: Names) -> MaskedCopy:
    """Take out of a copy what may differ."""
    own = _own(copy, names)
    masks = _masks(copy.text, copy.front, names, own)
    pieces: list[str] = []
    taken: list[str] = []
    at = 0
    for mask in masks:
        pieces += (copy.text[at : mask.start], _SIGNS[mask.field])
        taken.append(copy.text[mask.start : mask.end])
        at = mask.end
    skeleton = "".join([*pieces, copy.text[at:]])
    bodies = tuple(
        (words, _body(words, names)) for mask, words in zip(masks, taken, strict=True) if mask.field is Field.BODY
    )
    fingerprint = hashlib.sha256(skeleton.encode("utf-8", "surrogatepass")).hexdigest()
    return MaskedCopy(own, skeleton, tuple(taken), bodies, fingerprint)


def _body(name: str, names: Names) -> str:
    return names.body_of.get(name, name)


def _own(copy: Levelled, names: Names) -> str | None:
    """The body of the caption, else the only one that the first lines name."""
    if copy.front.body is not None:
        return _body(copy.front.body, names)
    named = {_body(name, names) for _, _, name in names.words.find(copy.top)} - {""}
    return named.pop() if len(named) == 1 else None


def _masks(text: str, front: Front, names: Names, own: str | None) -> list[Mask]:
    """All places, in order and without overlap; the caption's reading goes before the register."""
    bodies = [Mask(start, end, Field.BODY) for start, end, _ in names.words.find(text)]
    found = list(front.masks)
    for words, spans in front.sittings or opening_sittings(text, bodies, own, names):
        at = text.find(words)
        while at >= 0:
            found += [Mask(at + start, at + end, field) for start, end, field in spans]
            found += day_beside(text, at, at + len(words), front.days)
            at = text.find(words, at + len(words))
    taken = bytearray(len(text))
    kept: list[Mask] = []
    for mask in found + bodies:
        if mask.end > mask.start and taken.find(1, mask.start, mask.end) < 0:
            taken[mask.start : mask.end] = b"\x01" * (mask.end - mask.start)
            kept.append(mask)
    return sorted(kept, key=lambda mask: mask.start)
