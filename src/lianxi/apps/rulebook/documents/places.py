"""What stands at a place of a text 所在: the piece of the structure that begins or goes on there."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from lianxi.kernel.texts.structure import Kind, Node, read_structure, walk


class Places:
    """A text and its structure, asked by the position of a character; read when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    def at(self, position: int) -> Node:
        """The innermost node whose own words hold the character."""
        return self._nodes[max(bisect_right(self._starts, position) - 1, 0)]

    def begins(self, position: int) -> bool:
        """Whether nothing but blanks of its node stands before the character."""
        return not self.text[self.at(position).start : position].strip()

    def is_before_title(self, position: int) -> bool:
        """Whether the title of the text is yet to come."""
        return position < self._title

    @cached_property
    def _nodes(self) -> list[Node]:
        return [node for node in walk(read_structure(self.text)) if node.text] or [read_structure(self.text)]

    @cached_property
    def _starts(self) -> list[int]:
        return [node.start for node in self._nodes]

    @cached_property
    def _title(self) -> int:
        return next((node.start for node in self._nodes if node.kind is Kind.TITLE), 0)
