"""What may differ between copies of one text 可变项: a register of names, never a guess.

A first try with a pattern for body names missed the names it did not expect
and grouped nothing (texts.md 4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from lianxi.kernel.texts.longest import LongestWords


@dataclass(frozen=True, slots=True)
class Register:
    """Names of bodies.

    bodies: each name and the body it stands for: (甲市, 甲市), (甲, 甲市). A name that stands for the
            body whose copy it is, whichever that may be (本市, 本县), stands for "".
    """

    bodies: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, names: Iterable[str] | Mapping[str, str]) -> Register:
        """A register of names, each of a body of its own, or of names and the bodies they stand for."""
        pairs = names.items() if isinstance(names, Mapping) else ((name, name) for name in names)
        return cls(tuple(sorted((name, body) for name, body in pairs if len(name) > 1)))

    def with_bodies(self, names: Iterable[str]) -> Register:
        """The register and bodies that it does not name yet."""
        known = {name for name, _ in self.bodies}
        more = {name for name in names if len(name) > 1 and name not in known}
        return Register(tuple(sorted((*self.bodies, *((name, name) for name in more))))) if more else self


@dataclass(frozen=True, slots=True)
class Names:
    """A register ready to be looked for in a text."""

    body_of: dict[str, str]
    words: LongestWords


@lru_cache(maxsize=16)
def names_of(register: Register) -> Names:
    """The register's automaton, built once."""
    return Names(dict(register.bodies), LongestWords(name for name, _ in register.bodies))
