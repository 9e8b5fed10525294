"""Identities 条文身份 carried from one version to the next (texts.md 3): the `wid` of Akoma Ntoso.

An id (eid) says where a provision stands in one version; its identity was given
when it first appeared and stays with it when articles are renumbered. Comments
and citations hold the identity.
"""

from __future__ import annotations

from collections.abc import Mapping

from lianxi.kernel.texts.compare.comparison import Comparison, Pair


def carry_identities(
    comparison: Comparison, identities: Mapping[str, str], version: str, *, confirmed: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Id in the new text → identity, for every provision of it.

    identities: id in the old text → identity; a provision missing there is its own.
    version:    names the new version; a provision that first appears there gets `id@version`.
    confirmed:  ids in the new text of suggested pairs (疑似) that a reader has confirmed; the others are new.

    Of merged provisions the first one lives on, of a split one its first part.
    """
    carried: dict[str, str] = {}
    for pair in comparison.provisions:
        heirs = pair.new[:1] if _continues(pair, confirmed) else ()
        for unit in pair.new:
            minted = f"{unit.eid}@{version}"
            carried[unit.eid] = identities.get(pair.old[0].eid, pair.old[0].eid) if unit in heirs else minted
    return carried


def _continues(pair: Pair, confirmed: frozenset[str]) -> bool:
    if not pair.old or not pair.new:
        return False
    return not pair.suggested or pair.new[0].eid in confirmed
