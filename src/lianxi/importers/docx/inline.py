"""The inside of a paragraph 段内文字: text as accepted, and what was changed, noted, hidden or boxed in it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lianxi.importers.document import Change
from lianxi.importers.docx.fields import Fields
from lianxi.importers.docx.formulas import formula_text
from lianxi.importers.docx.markup import Element, child, children, is_on, local, value
from lianxi.importers.docx.styles import Styles
from lianxi.importers.docx.symbols import UNKNOWN, symbol, with_symbols

_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_NO_LINE_BREAKS = frozenset({"page", "column"})
_CHANGES = {"ins": "inserted", "moveTo": "moved_here", "del": "deleted", "moveFrom": "moved_away"}
_GONE = frozenset({"deleted", "moved_away"})
_MARKS = {"footnoteReference": "footnote", "endnoteReference": "endnote", "commentReference": "comment"}
_FORMULAS = frozenset({"oMath", "oMathPara"})
# Properties and the reading printed above a word; the fallback repeats what the choice says.
_NO_TEXT = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "delInstrText", "fldData", "rt", "Fallback", "tblPr"})


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a note is marked; `label` where its writer chose one, such as *."""

    kind: str
    key: str
    at: int
    label: str = ""


@dataclass(slots=True)
class Inline:
    """What a paragraph says; offsets count in `text`. `lost`: names of what could not be read."""

    text: str = ""
    changes: list[Change] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    hidden: str = ""
    lost: list[str] = field(default_factory=list)

    def followed_by(self, other: Inline) -> Inline:
        """Both as one paragraph: what remains when the mark between them was deleted."""
        by = len(self.text)
        return Inline(
            self.text + other.text,
            self.changes + [replace(change, at=change.at + by) for change in other.changes],
            self.marks + [replace(mark, at=mark.at + by) for mark in other.marks],
            self.boxes + other.boxes,
            self.hidden + other.hidden,
            self.lost + other.lost,
        )


def read_inline(paragraph: Element, styles: Styles) -> Inline:
    """The paragraph without its generated number."""
    reader = _Reader(styles)
    for element in paragraph:
        reader.visit(element, None)
    return reader.finished()


def change_of(element: Element, kind: str) -> Change:
    """Who changed and when, without text yet."""
    return Change(kind, "", 0, value(element, "author"), value(element, "date"))


class _Reader:
    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._fields = Fields()
        self._parts: list[str] = []
        self._length = 0
        self._said = Inline()

    def finished(self) -> Inline:
        self._said.text = "".join(self._parts)
        self._said.lost += self._fields.lost
        return self._said

    def visit(self, element: Element, under: Change | None) -> None:
        """Read an element; `under` is the change it stands in."""
        name = local(element)
        if name == "r" and self._is_hidden(element):
            self._said.hidden += "".join(_texts(element))
        elif name == "r" and (mark := _custom_mark(element)) is not None:
            self._mark(_MARKS[local(mark)], mark, under, "".join(_texts(element)).strip())
        elif name in _MARKS:
            self._mark(_MARKS[name], element, under)
        elif name == "txbxContent":
            self._said.boxes.append(element)
        elif name == "fldSimple":
            self._simple_field(element, under)
        elif name not in _NO_TEXT and not self._text(name, element, under):
            self._inside(name, element, under)

    def _inside(self, name: str, element: Element, under: Change | None) -> None:
        inner = change_of(element, _CHANGES[name]) if name in _CHANGES and len(element) else under
        for inside in element:
            # A deletion inside an insertion is a deletion: the text was added and taken away again.
            self.visit(inside, under if under is not None and under.kind in _GONE else inner)

    def _text(self, name: str, element: Element, under: Change | None) -> bool:
        """Add what an element says by itself; False where it only holds others."""
        if name in {"t", "delText"}:
            self._put(_said_in(element), under)
        elif name in _BREAKS:
            # The break before a new page only moves what follows.
            skipped = value(element, "type") in _NO_LINE_BREAKS and not self._length
            self._put("" if skipped else _BREAKS[name], under)
        elif name == "sym":
            self._put(_symbol(element), under)
        elif name == "fldChar":
            self._put(self._fields.mark(value(element, "fldCharType")), under)
        elif name == "instrText":
            self._fields.code(element.text or "")
        elif name in _FORMULAS:
            self._put(formula_text(element), under)
        else:
            return False
        return True

    def _simple_field(self, element: Element, under: Change | None) -> None:
        self._fields.mark("begin")
        self._fields.code(value(element, "instr"))
        self._fields.mark("separate")
        for inside in element:
            self.visit(inside, under)
        self._put(self._fields.mark("end"), under)

    def _is_hidden(self, run: Element) -> bool:
        own = child(run, "rPr", "vanish")
        style = value(child(run, "rPr", "rStyle"))
        return is_on(own) if own is not None else bool(style) and self._styles.hidden(style)

    def _put(self, text: str, under: Change | None) -> None:
        if not text or self._fields.hide_text():
            return
        self._fields.text()
        if UNKNOWN in text:
            self._said.lost.append("sym")
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

    def _mark(self, kind: str, element: Element, under: Change | None, label: str = "") -> None:
        if under is None or under.kind not in _GONE:
            self._said.marks.append(Mark(kind, value(element, "id"), self._length, label))


def _continues(last: Change, under: Change, length: int) -> bool:
    same = (last.kind, last.author, last.moment) == (under.kind, under.author, under.moment)
    return same and last.at + (0 if last.kind in _GONE else len(last.text)) == length


def _texts(element: Element) -> list[str]:
    return [inside.text or "" for inside in element.iter() if local(inside) in {"t", "delText"}]


def _custom_mark(run: Element) -> Element | None:
    """The reference of a note whose mark is the text of the run."""
    references = (one for name in _MARKS for one in children(run, name))
    return next((one for one in references if value(one, "customMarkFollows").lower() in {"1", "true", "on"}), None)


def _said_in(element: Element) -> str:
    """The text of `w:t`; where it uses the places of a symbol font, what that font shows there."""
    text = element.text or ""
    if not any("\uf000" <= sign < "\uf100" for sign in text):
        return text
    run = element.getparent()
    fonts = child(run, "rPr", "rFonts") if run is not None else None
    return with_symbols(text, value(fonts, "ascii") or value(fonts, "hAnsi"))


def _symbol(element: Element) -> str:
    try:
        return symbol(int(value(element, "char"), 16), value(element, "font"))
    except ValueError:
        return ""
