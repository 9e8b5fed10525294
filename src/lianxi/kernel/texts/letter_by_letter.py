"""A quick way of normalising: most texts hold nothing but characters that each become one character, or nothing.

What each of them becomes is read off the profile's own steps, so the quick way cannot say otherwise than the slow one.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lianxi.kernel.texts.mapped import Mapped

ORDINARY = "\t\n -~§°·—‘-”、。〈-】〔〕\u3000！-～一-\u9fff㐀-\u4dbf"
"""Characters of which none has anything to do with its neighbours, as the inside of a character class."""
_ONLY_ORDINARY = re.compile(f"[{ORDINARY}]*")
_EVERY = re.compile(f"[{ORDINARY}]")
_MARKS = "，；：！？"


@dataclass(frozen=True, slots=True)
class LetterByLetter:
    """What becomes of the ordinary characters.

    marks:   the commonest that change, each with what it becomes: replacing is quicker than looking up.
    changed: any other that changes. table: what these become. dropped: what is left out, as a pattern. gone: the same.
    """

    marks: tuple[tuple[str, str], ...]
    changed: re.Pattern[str]
    table: dict[str, str]
    dropped: re.Pattern[str]
    gone: frozenset[str]

    @classmethod
    def of(cls, steps: Callable[[str], Mapped]) -> LetterByLetter:
        """As the steps of a profile do."""
        every = "".join(_EVERY.findall("".join(map(chr, range(0x10000)))))
        made = steps(every)
        becomes = {every[start]: new for new, start in zip(made.text, made.starts, strict=True)}
        table = {old: new for old, new in becomes.items() if old != new}
        marks = tuple((mark, table.pop(mark)) for mark in _MARKS if mark in table)
        gone = frozenset(every) - becomes.keys()
        return cls(marks, _any(table), table, _any(sorted(gone)), gone)

    def text(self, origin: str) -> str | None:
        """The text as it becomes; None where it holds other characters."""
        if not _ONLY_ORDINARY.fullmatch(origin):
            return None
        made = self.dropped.sub("", origin)
        for mark, new in self.marks:
            made = made.replace(mark, new)
        return self.changed.sub(lambda found: self.table[found[0]], made)

    def mapped(self, origin: str) -> Mapped | None:
        """The same, with the place of each character."""
        made = self.text(origin)
        if made is None:
            return None
        kept = [at for at, char in enumerate(origin) if char not in self.gone]
        return Mapped(made, origin, array("L", kept), array("L", [at + 1 for at in kept]))


def _any(characters: Iterable[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(map(re.escape, characters))}]")
