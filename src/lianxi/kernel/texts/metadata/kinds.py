"""Kinds of rules 制度种类: told by the last words of the title, by who passed it and by the number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TAIL = re.compile(r"(?:[（(〔\[][^（）()]{1,12}[)）〕\]])+\s*\Z")


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of rule, a row of `data/rule_kinds.toml`.

    code:     stands in addresses; ASCII.
    name:     Chinese term.
    endings:  last words of titles of this kind; empty for any.
    adopted:  True where the kind is passed by a congress or its standing committee (a caption says so), False
              where it is not, None where that tells nothing.
    numbers:  parts of a number's organ code that tell this kind (规, 委, 令); empty where none does.
    words:    words in the title that tell it; empty where none does.
    issuers:  words in the issuer's name that tell it.
    outward:  对外行权 (True) or 内部管理 (False).
    """

    code: str
    name: str
    endings: tuple[str, ...] = ()
    adopted: bool | None = None
    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    outward: bool = True


@dataclass(frozen=True, slots=True)
class Signs:
    """What a kind is told by.

    title:   of the rule; a （试行） at its end does not count.
    number:  document number, "" for none. issuer: "" where it is not known.
    adopted: whether its caption says that a congress or standing committee passed it.
    """

    title: str
    number: str = ""
    issuer: str = ""
    adopted: bool = False


def kinds_of(signs: Signs, kinds: Sequence[RuleKind]) -> tuple[RuleKind, ...]:
    """The kinds a text may be of, the likeliest first; empty where nothing tells."""
    weighed = [(_weight(kind, signs, _TAIL.sub("", signs.title)), kind) for kind in kinds]
    return tuple(kind for weight, kind in sorted(weighed, key=lambda pair: -pair[0]) if weight > 0)


def _weight(kind: RuleKind, signs: Signs, title: str) -> int:
    """How much speaks for a kind: its number most, then the issuer, then the title; 0 where one sign excludes it."""
    if kind.adopted is not None and kind.adopted != signs.adopted:
        return 0
    if kind.endings and not title.endswith(kind.endings):
        return 0
    by_number = 4 * any(part in _code(signs.number) for part in kind.numbers)
    by_issuer = 3 * any(part in signs.issuer for part in kind.issuers)
    by_words = 2 * any(word in title for word in kind.words)
    return by_number + by_issuer + by_words + 3 * bool(kind.adopted) + bool(kind.endings)


def _code(number: str) -> str:
    """Code of the organ in a number (示府规〔2024〕3号: 示府规); of an order or announcement the end of its series."""
    code, bracket, _ = number.partition("〔")
    return code if bracket else number.partition("第")[0][-1:]
