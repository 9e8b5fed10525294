"""Caution near lost bytes 谨慎: behind a “?” that may stand for a lost byte, characters may not be the author's.

A full-width digit or a repeated mark there can be half of two shifted
characters (domain notes M.2), so nothing but the shift itself is sure there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from lianxi.kernel.texts.damage.findings import SURE, Damage, Finding

_LOST_BYTE = re.compile(r"\?(?=[^\x00-\x7f])")
_REACH = 24
"""Characters behind the mark: shifted runs longer than this are rare, and a false doubt costs only a look."""
_DOUBTED = SURE - 0.05


def doubted_behind_lost_bytes(findings: Iterable[Finding], text: str) -> Iterator[Finding]:
    """The findings, less sure where a byte may have been lost shortly before them."""
    marks = [found.start() for found in _LOST_BYTE.finditer(text)] if "?" in text else []
    if not marks:
        yield from findings
        return
    doubtful = {place for mark in marks for place in range(mark + 1, mark + 1 + _REACH)}
    for one in findings:
        near = one.is_sure and one.kind is not Damage.GBK_SHIFT and one.start in doubtful
        yield replace(one, confidence=_DOUBTED) if near else one
