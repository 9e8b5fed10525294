"""One name 一处名称 in a text, and the ground names stand on."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.kernel.texts.citations.aliases import Tail
from lianxi.kernel.texts.citations.citation import Form
from lianxi.kernel.texts.citations.pairing import Title
from lianxi.kernel.texts.citations.provisions import Run
from lianxi.kernel.texts.citations.relative import Pointer
from lianxi.kernel.texts.document_numbers import DocumentNumber


@dataclass(frozen=True, slots=True)
class Name:
    """One name and what belongs to it.

    tail:   brackets after it (numbers, short names); run: provisions after that.
    number: a document number beside it, or the name itself.
    """

    start: int
    end: int
    form: Form
    called: str
    tail: Tail
    marks: Title | None = None
    registered: str | None = None
    number: DocumentNumber | None = None
    pointer: Pointer | None = None
    run: Run | None = None

    @property
    def whole_end(self) -> int:
        """Where its brackets and provisions end."""
        return self.run.end if self.run else max(self.end, self.tail.end)


class Ground:
    """Which characters of a text already belong to a name."""

    def __init__(self, length: int) -> None:
        self._taken = bytearray(length)

    def is_free(self, start: int, end: int) -> bool:
        return self._taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        self._taken[start:end] = b"\x01" * (end - start)

    def claim(self, start: int, end: int) -> bool:
        """Take a place if nothing lies there yet."""
        free = self.is_free(start, end)
        if free:
            self.take(start, end)
        return free


def bare(
    start: int, end: int, form: Form, called: str, *, pointer: Pointer | None = None, run: Run | None = None
) -> Name:
    return Name(start, end, form, called, Tail(end, end), pointer=pointer, run=run)
