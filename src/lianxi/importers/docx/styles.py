"""What a paragraph has from its style 段落样式: numbering, place in the outline; styles build on one another."""

from __future__ import annotations

from dataclasses import dataclass

from lianxi.importers.docx.markup import Element, child, children, is_on, number, value

_DEEPEST = 20  # styles on styles; Word's own end at four, and a damaged file may build one on itself


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style as the file states it; None where it says nothing."""

    below: str
    numbering: int | None
    level: int | None
    outline: int | None
    hidden: bool


class Styles:
    """The paragraph styles of a file."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._chains: dict[str, list[tuple[str, Style]]] = {}
        self._usual = ""
        for element in children(root, "style"):
            name = value(element, "styleId")
            self._styles[name] = _read(element)
            if value(element, "type") == "paragraph" and value(element, "default").lower() in {"1", "true", "on"}:
                self._usual = name

    def chain(self, name: str) -> list[tuple[str, Style]]:
        """The style and those it builds on, nearest first; one the file does not define counts as the usual one."""
        if name not in self._chains:
            self._chains[name] = self._chain(name if name in self._styles else self._usual)
        return self._chains[name]

    def _chain(self, name: str) -> list[tuple[str, Style]]:
        found: list[tuple[str, Style]] = []
        while name in self._styles and len(found) < _DEEPEST:
            found.append((name, self._styles[name]))
            name = self._styles[name].below
        return found

    def list_of(self, name: str) -> int | None:
        """The list a style of its own names; None where it does not exist."""
        return self._styles[name].numbering if name in self._styles else None

    def outline(self, name: str) -> int | None:
        """Level in the outline from 1, where the style gives one."""
        said = next((style.outline for _, style in self.chain(name) if style.outline is not None), None)
        return said + 1 if said is not None and said < 9 else None

    def hidden(self, name: str) -> bool:
        """Whether the text of a style is not printed."""
        return any(style.hidden for _, style in self.chain(name))


def _read(element: Element) -> Style:
    looks = child(element, "pPr")
    return Style(
        below=value(child(element, "basedOn")),
        numbering=number(value(child(looks, "numPr", "numId"))),
        level=number(value(child(looks, "numPr", "ilvl"))),
        outline=number(value(child(looks, "outlineLvl"))),
        hidden=is_on(child(element, "rPr", "vanish")),
    )
