"""Keys in portions 分批: a database takes only so many values in one question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

AT_ONCE = 2_000
Key = TypeVar("Key", int, str)


def portions(keys: Iterable[Key], most: int = AT_ONCE) -> Iterator[list[Key]]:
    """The distinct keys in order, at most so many at a time."""
    ordered = sorted(set(keys))
    for at in range(0, len(ordered), most):
        yield ordered[at : at + most]
