"""Surface damage 文字损坏: the classes seen in the characters themselves, whatever the document says."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lianxi.kernel.texts.damage.code_points import find_code_points
from lianxi.kernel.texts.damage.findings import Finding
from lianxi.kernel.texts.damage.injected import find_injected
from lianxi.kernel.texts.damage.invisible import find_invisible
from lianxi.kernel.texts.damage.lines import find_broken_lines
from lianxi.kernel.texts.damage.lost import find_lost
from lianxi.kernel.texts.damage.marks import find_doubled_marks
from lianxi.kernel.texts.damage.markup import find_markup
from lianxi.kernel.texts.damage.mojibake import find_mojibake
from lianxi.kernel.texts.damage.pinyin import find_pinyin
from lianxi.kernel.texts.damage.redaction import find_redactions
from lianxi.kernel.texts.damage.residue import find_residue
from lianxi.kernel.texts.damage.script import find_mixed_script
from lianxi.kernel.texts.damage.spacing import find_inner_spaces
from lianxi.kernel.texts.damage.spun import find_spun
from lianxi.kernel.texts.damage.variants import find_variants
from lianxi.kernel.texts.damage.vocabulary import find_vocabulary
from lianxi.kernel.texts.damage.width import find_width

SURFACE: tuple[Callable[[str], Iterable[Finding]], ...] = (
    find_mojibake,
    find_code_points,
    find_pinyin,
    find_invisible,
    find_markup,
    find_injected,
    find_lost,
    find_redactions,
    find_residue,
    find_spun,
    find_vocabulary,
    find_doubled_marks,
    find_broken_lines,
    find_inner_spaces,
    find_variants,
    find_mixed_script,
    find_width,
)
"""All of them, from what destroys most to what only looks untidy."""
