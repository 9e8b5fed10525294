"""A text made from another 对照文本, each character of which knows where it came from.

Normalising, repairing and reading never lose the original: whatever is found
in the made text is shown, counted and changed at its place in the original.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Mapped:
    """A made text beside its origin.

    text:   what was made.
    origin: what it was made from.
    starts: for each character of `text` the offset in `origin` where its source begins.
    ends:   the offset where its source ends; a character put in anew has an empty source.

    Both arrays never run backwards. For a text that equals its origin they are
    left empty, so that the identity costs nothing.
    """

    text: str
    origin: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, origin: str) -> Mapped:
        """The text itself."""
        return cls(origin, origin, array("L"), array("L"))

    @property
    def is_identity(self) -> bool:
        """Whether offsets of the made text are offsets of its origin."""
        return not self.starts and self.text is self.origin

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The place in the origin of `text[start:end]`; an empty span maps to an empty place."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is outside a text of {len(self.text)} characters")
        if self.is_identity:
            return start, end
        first = self.starts[start] if start < len(self.text) else len(self.origin)
        return (first, first) if start == end else (first, max(first, self.ends[end - 1]))

    def with_text(self, text: str) -> Mapped:
        """The same places under other characters, one for one (upper to lower case, say)."""
        if len(text) != len(self.text):
            raise ValueError(f"{len(text)} characters cannot stand for {len(self.text)}")
        starts, ends = self._places()
        return Mapped(text, self.origin, starts, ends)

    def replaced(self, edits: Iterable[Edit]) -> Mapped:
        """A text in which each `[start, end)` of this one reads `new`.

        The edits ascend and do not overlap (`ValueError` otherwise). A character
        of `new` at the same position in its span keeps that character's place;
        what is longer than its span points to the end of it.
        """
        starts, ends = self._places()
        pieces: list[str] = []
        from_, to = array("L"), array("L")
        at = 0
        for start, end, new in edits:
            if not at <= start <= end <= len(self.text):
                raise ValueError(f"edit [{start}, {end}) overlaps, runs back or is outside the text")
            pieces += (self.text[at:start], new)
            from_.extend(starts[at:start])
            to.extend(ends[at:start])
            whole = self.back(start, end)
            same = len(new) == end - start
            from_.extend(starts[start:end] if same else [whole[0]] * len(new))
            to.extend(ends[start:end] if same else [whole[1]] * len(new))
            at = end
        pieces.append(self.text[at:])
        from_.extend(starts[at:])
        to.extend(ends[at:])
        return Mapped("".join(pieces), self.origin, from_, to)

    def _places(self) -> tuple[array[int], array[int]]:
        if self.is_identity:
            return array("L", range(len(self.text))), array("L", range(1, len(self.text) + 1))
        return self.starts, self.ends
