"""The inside of a paragraph 段内文字: text as accepted, and what was changed, noted, hidden or boxed in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lianxi.importers.document import Change
from lianxi.importers.docx.markup import Element, child, is_on, local, value

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CHANGES = {"ins": "inserted", "moveTo": "moved_here", "del": "deleted", "moveFrom": "moved_away"}
_GONE = frozenset({"deleted", "moved_away"})
_MARKS = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
# Properties, field codes and the reading printed above a word; the fallback repeats what the choice says.
_NO_TEXT = frozenset(
    {"pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delInstrText", "fldData", "rt", "Fallback", "tblPr"}
)


@dataclass(slots=True)
class Inline:
    """What a paragraph says; offsets count in `text`."""

    text: str = ""
    changes: list[Change] = field(default_factory=list)
    marks: list[tuple[str, str, int]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: str = ""

    def followed_by(self, other: Inline) -> Inline:
        """Both as one paragraph: what remains when the mark between them was deleted."""
        by = len(self.text)
        return Inline(
            self.text + other.text,
            self.changes + [replace(change, at=change.at + by) for change in other.changes],
            self.marks + [(kind, key, at + by) for kind, key, at in other.marks],
            self.boxes + other.boxes,
            self.hidden + other.hidden,
        )


def read_inline(paragraph: Element) -> Inline:
    """The paragraph without its generated number."""
    reader = _Reader()
    for element in paragraph:
        reader.visit(element, None)
    return reader.finished()


def change_of(element: Element, kind: str) -> Change:
    """Who changed and when, without text yet."""
    return Change(kind, "", 0, value(element, "author"), value(element, "date"))


class _Reader:
    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._said = Inline()

    def finished(self) -> Inline:
        self._said.text = "".join(self._parts)
        return self._said

    def visit(self, element: Element, under: Change | None) -> None:
        """Read an element; `under` is the change it stands in."""
        name = local(element)
        if name == "r" and is_on(child(element, "rPr", "vanish")):
            self._said.hidden += "".join(_texts(element))
        elif name in {"t", "delText"}:
            self._put(element.text or "", under)
        elif name in _BREAKS:
            self._put(_BREAKS[name], under)
        elif name == "sym":
            self._put(_symbol(element), under)
        elif name in _MARKS:
            self._mark(_MARKS[name], element, under)
        elif name == "txbxContent":
            self._said.boxes.append(element)
        elif name not in _NO_TEXT:
            inner = change_of(element, _CHANGES[name]) if name in _CHANGES and len(element) else under
            for inside in element:
                # A deletion inside an insertion is a deletion: the text was added and taken away again.
                self.visit(inside, under if under is not None and under.kind in _GONE else inner)

    def _put(self, text: str, under: Change | None) -> None:
        if not text:
            return
        if under is not None:
            self._note_change(text, under)
        if under is None or under.kind not in _GONE:
            self._parts.append(text)
            self._length += len(text)

    def _note_change(self, text: str, under: Change) -> None:
        """Runs of one change that follow each other are one."""
        changes = self._said.changes
        if changes and _continues(changes[-1], under, self._length):
            changes[-1] = replace(changes[-1], text=changes[-1].text + text)
        else:
            changes.append(replace(under, text=text, at=self._length))

    def _mark(self, kind: str, element: Element, under: Change | None) -> None:
        if under is None or under.kind not in _GONE:
            self._said.marks.append((kind, value(element, "id"), self._length))


def _continues(last: Change, under: Change, length: int) -> bool:
    same = (last.kind, last.author, last.moment) == (under.kind, under.author, under.moment)
    return same and last.at + (0 if last.kind in _GONE else len(last.text)) == length


def _texts(element: Element) -> list[str]:
    return [inside.text or "" for inside in element.iter() if local(inside) in {"t", "delText"}]


def _symbol(element: Element) -> str:
    """A character of a named font; those of the private area mean nothing outside the font."""
    try:
        code = int(value(element, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 else ""
