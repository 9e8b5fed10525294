"""What a decision sets between quotation marks 引文.

Each quoted paragraph opens the marks anew and only the last one closes them
(“第三条　…\\n“第二款…”), inner marks nest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_OPENING = re.compile('[“"「]')
_MARK = re.compile('[“”"「」]')
_NEXT_ITEM = re.compile(
    r"\n[ \t\u3000]*(?:[一二三四五六七八九十百]{1,6}、|[(（][一二三四五六七八九十百]{1,6}[)）](?=将|对|删去|增加|第))"
)
_BLANKS = " \t\u3000\u00a0\r"


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Quoted stretches with their marks; one that is never closed ends before the next item."""
    at = 0
    while opening := _OPENING.search(text, at):
        at = _closing(text, opening.start())
        yield opening.start(), at


def _closing(text: str, start: int) -> int:
    depth = 1
    for found in _MARK.finditer(text, start + 1):
        reopens = text[max(start, found.start() - 12) : found.start()].rstrip(_BLANKS)[-1:] == "\n"
        if found[0] in "“「":
            depth += 0 if reopens else 1
        elif found[0] == '"' and reopens:
            continue
        else:
            depth -= 1
        if depth == 0:
            return found.end()
    item = _NEXT_ITEM.search(text, start)
    return item.start() if item else len(text)


def unquoted(quote: str) -> str:
    """The wording between the marks; the marks that open each paragraph anew are no part of it."""
    lines = quote.split("\n")
    lines = [re.sub(f'^[{_BLANKS}]*[“"「]', "", line) for line in lines]
    closed = lines[-1].rstrip()
    lines[-1] = closed[:-1] if closed[-1:] in '”"」' else closed
    return "\n".join(line.strip(_BLANKS) for line in lines)
