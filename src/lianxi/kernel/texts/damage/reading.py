"""Reading through damage 透读: the text as a reader takes it, each character still at its place in the original.

Only for reading (tasks, structure, captions): nothing that is kept or shown as
the text's own wording comes from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.characters import simplified
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.mapped import Mapped

_READ_WITH = frozenset({Damage.PINYIN, Damage.GBK_SHIFT, Damage.GBK_CODE_POINT, Damage.ZERO_WIDTH})
_DOUBTFUL = frozenset({Damage.GBK_SHIFT, Damage.MOJIBAKE})


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read.

    made:     simplified, without pinyin notes and invisible characters, shifted spans as proposed.
    doubtful: spans of `made.text` that stand where the original was destroyed, repaired or not.
    """

    made: Mapped
    doubtful: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The words to read."""
        return self.made.text


def read_through(text: str, findings: Sequence[Finding]) -> Reading:
    """The text as read with what `findings` (of one place each) propose."""
    used = [one for one in findings if one.kind in _READ_WITH and one.proposal is not None]
    made = Mapped.of(text)
    if used:
        made = made.replaced((one.start, one.end, one.proposal or "") for one in used)
    plain = simplified(made.text)
    if plain != made.text:
        made = made.with_text(plain)
    destroyed = [one for one in findings if one.kind in _DOUBTFUL]
    return Reading(made, tuple(_in_made(destroyed, used)))


def _in_made(destroyed: Iterable[Finding], used: Sequence[Finding]) -> Iterable[tuple[int, int]]:
    """Where the destroyed places stand once the proposals are read."""
    pending = iter(used)
    edit = next(pending, None)
    moved = 0
    for one in destroyed:
        while edit is not None and edit.end <= one.start:
            moved += len(edit.proposal or "") - (edit.end - edit.start)
            edit = next(pending, None)
        start = one.start + moved
        if edit is not None and (edit.start, edit.end) == (one.start, one.end):
            yield start, start + len(edit.proposal or "")
        else:
            yield start, start + one.end - one.start
