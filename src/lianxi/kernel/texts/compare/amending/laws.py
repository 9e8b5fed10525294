"""Which instructions of a decision are for which text 打包修改."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lianxi.kernel.texts.compare.amending.instruction import Act, Instruction
from lianxi.kernel.texts.structure import Kind, read_structure, walk

_ADDITION = re.compile(r"[（(][^（）()]{1,12}[）)]\Z")


def of_law(instructions: Sequence[Instruction], title: str) -> tuple[Instruction, ...]:
    """Those for one text, of a decision that amends several; 修改《中华人民共和国某法》 is of 某法 too.

    What the decision says of all of them (对条文顺序作相应调整) is for each.
    """
    names = {one.law for one in instructions if one.law}
    wanted = {name for name in names if _bare(name) == _bare(title)} or {
        name for name in names if _bare(name).endswith(_bare(title)) or _bare(title).endswith(_bare(name))
    }
    return tuple(
        one for one in instructions if one.law in wanted or (wanted and one.law is None and one.act is Act.REORDER)
    )


def of_text(instructions: Sequence[Instruction], text: str) -> tuple[Instruction, ...]:
    """Those for a text, by its title; all of them where the decision names no more than one law."""
    if len({one.law for one in instructions if one.law}) <= 1:
        return tuple(instructions)
    return of_law(instructions, title_of(text))


def title_of(text: str) -> str:
    """The title of a text, "" where it has none."""
    titles = (node.heading or "" for node in walk(read_structure(text)) if node.kind is Kind.TITLE)
    return "".join(next(titles, "").split())


def _bare(title: str) -> str:
    return _ADDITION.sub("", "".join(title.split()))
