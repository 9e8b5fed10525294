"""The exact text of a file of our own 原样读回: words from the elements, layout from the attributes."""

from __future__ import annotations

from hashlib import sha256

from lianxi.importers.akoma_ntoso.facts import Element, children, first, local
from lianxi.importers.limits import MOST_CHARACTERS
from lianxi.kernel.texts.exchange import CHARACTER, LATER, LAYOUT, PIECES, begins_line, unescape

_DOCUMENTS = frozenset({"act", "doc"})
_HIGHEST = 0x10FFFF


def layout_of(meta: Element | None) -> Element | None:
    """The element in which the exporter wrote what is usual; None in a file of others."""
    about = first(meta, "proprietary")
    return about if any(one.tag == f"{{{LAYOUT}}}text" for one in children(about)) else None


def read_exact(document: Element, about: Element) -> str | None:
    """The text that was exported, character by character, if nobody changed the file; None where it is too long.

    What is usual is written once and stands at every piece, so a small file can be made to hold an endless text.
    """
    reader = _ExactReader(about)
    reader.document(document)
    return "".join(reader.parts) if reader.length <= MOST_CHARACTERS else None


def is_unchanged(text: str, about: Element) -> bool:
    """Whether the text is the one whose digest was written at the export."""
    said = first(about, "text")
    return said is not None and said.get("sha256") == sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _ExactReader:
    """Goes through the elements in the order of the text."""

    def __init__(self, about: Element) -> None:
        self.usual = {
            str(one.get("of")): (unescape(one.get("before", "")), unescape(one.get("after", "")))
            for one in children(about, "usual")
        }
        self.parts: list[str] = []
        self.length = 0

    def document(self, document: Element) -> None:
        """A document; what stands at its end in the text comes last."""
        later: list[Element] = []
        self._inside(document, later)
        for piece in later:
            self._piece(piece)

    def _inside(self, element: Element, later: list[Element]) -> None:
        for child in element:
            name = local(child)
            if name == "meta":
                continue
            if name in _DOCUMENTS:
                self.document(child)
            elif name not in PIECES:
                self._inside(child, later)
            elif child.get(f"{{{LAYOUT}}}place") == LATER:
                later.append(child)
            else:
                self._piece(child)

    def _piece(self, element: Element) -> None:
        above = element.getparent()
        before, after = self.usual.get(f"{local(above) if above is not None else ''}/{local(element)}", ("", ""))
        if not begins_line(self.parts[-1] if self.parts else ""):
            before = ""
        before, after = self._own(element, "before", before), self._own(element, "after", after)
        said = before + _words(element) + after
        self.length += len(said)
        if said and self.length <= MOST_CHARACTERS:
            self.parts.append(said)

    def _own(self, element: Element, side: str, usual: str) -> str:
        said = element.get(f"{{{LAYOUT}}}{side}")
        return usual if said is None else unescape(said)


def _words(element: Element) -> str:
    """All words of an element; characters that XML cannot hold stand there by their number."""
    said = [element.text or ""]
    for child in element:
        said.append(_character(child) if child.get("name") == CHARACTER else _words(child))
        said.append(child.tail or "")
    return "".join(said)


def _character(element: Element) -> str:
    try:
        number = int(element.get(f"{{{LAYOUT}}}code", ""), 16)
    except ValueError:
        return ""
    return chr(number) if 0 <= number <= _HIGHEST else ""
