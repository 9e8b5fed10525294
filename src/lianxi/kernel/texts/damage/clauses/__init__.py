"""Damage to clauses 条款损坏: what goes wrong with whole provisions, not with single characters (domain notes M.12–14).

Nothing here is ever sure enough to be mended unseen: whether a repeat, a gap or a
contradiction is damage or was issued so, only the original can tell.
"""

from __future__ import annotations

from collections.abc import Iterator

from lianxi.kernel.texts.damage.clauses.alias_drift import find_alias_drift
from lianxi.kernel.texts.damage.clauses.contradictions import find_contradictions
from lianxi.kernel.texts.damage.clauses.cut_end import find_cut_ends
from lianxi.kernel.texts.damage.clauses.foreign import find_foreign_clauses
from lianxi.kernel.texts.damage.clauses.numbering import find_numbering
from lianxi.kernel.texts.damage.clauses.repeats import find_repeated_clauses
from lianxi.kernel.texts.damage.clauses.sheet import Sheet
from lianxi.kernel.texts.damage.findings import Finding
from lianxi.kernel.texts.structure import Node

__all__ = ["find_clause_damage"]

_CLASSES = (
    find_repeated_clauses,
    find_numbering,
    find_cut_ends,
    find_foreign_clauses,
    find_alias_drift,
    find_contradictions,
)


def find_clause_damage(text: str, root: Node) -> Iterator[Finding]:
    """All damage to clauses, class by class; `root` is the tree of this `text`, which is read as it stands."""
    sheet = Sheet(text, root)
    for find in _CLASSES:
        yield from find(sheet)
