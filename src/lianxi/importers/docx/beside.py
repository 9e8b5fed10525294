"""What stands beside the text of a Word file 正文之外: notes, headers and footers, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lianxi.importers.document import LeftOut, Note, Place
from lianxi.importers.docx.inline import Mark, read_inline
from lianxi.importers.docx.markup import Element, children, local, value
from lianxi.importers.docx.package import WordPackage
from lianxi.importers.docx.styles import Styles

_NOTE_PARTS = {"footnote": "footnotes", "endnote": "endnotes", "comment": "comments"}
_EMBEDDED = {
    "image": "图片", "diagramData": "图示（SmartArt）", "chart": "图表", "oleObject": "嵌入的对象",
    "package": "嵌入的文件",
}  # fmt: skip


def notes_of(package: WordPackage, styles: Styles, marks: Sequence[Mark]) -> list[Note]:
    """Footnotes, endnotes and comments in the order of their marks; those without a mark of their own are numbered."""
    held = {kind: _note_texts(package, styles, part, kind) for kind, part in _NOTE_PARTS.items()}
    counted = dict.fromkeys(_NOTE_PARTS, 0)
    found = []
    for mark in marks:
        if mark.key in held[mark.kind]:
            counted[mark.kind] += not mark.label
            text, author = held[mark.kind][mark.key]
            found.append(Note(mark.kind, mark.label or str(counted[mark.kind]), text, mark.at, author))
    return found


def margins_of(package: WordPackage, styles: Styles) -> list[LeftOut]:
    """Headers and footers, each wording once."""
    found: dict[tuple[str, str], LeftOut] = {}
    for kind in ("header", "footer"):
        for part in package.parts(kind):
            said = " ".join(" ".join(read_inline(inside, styles).text for inside in _paragraphs(part)).split())
            if said:
                found.setdefault((kind, said), LeftOut(kind, said, Place()))
    return list(found.values())


def warnings_of(package: WordPackage, changes: int, lost: Sequence[str]) -> list[str]:
    """What whoever reads the text must know about it."""
    said = []
    if changes:
        said.append(f"文件里有 {changes} 处修订，正文按全部接受读入，逐处列出。")
    fields = [name for name in lost if name != "sym"]
    if fields:
        names = "、".join(sorted(set(fields)))
        said.append(f"有 {len(fields)} 处域（{names}）生成的编号或公式没有读入，请与原件核对。")
    if len(lost) > len(fields):
        said.append(f"有 {len(lost) - len(fields)} 处符号不知道是什么字，文中以“�”标出，请与原件核对。")
    kinds = package.kinds()
    embedded = [name for kind, name in _EMBEDDED.items() if kind in kinds]
    if embedded:
        said.append(f"文件里有{'、'.join(embedded)}，其中的字没有读入。")
    return said


def _note_texts(package: WordPackage, styles: Styles, part: str, kind: str) -> dict[str, tuple[str, str]]:
    found = {}
    for note in children(package.part(part), kind):
        said = [read_inline(inside, styles).text.strip() for inside in _paragraphs(note)]
        found[value(note, "id")] = ("\n".join(line for line in said if line), value(note, "author"))
    return found


def _paragraphs(element: Element) -> Iterator[Element]:
    """All paragraphs in an element; the fallback repeats what the choice says."""
    waiting = [element]
    while waiting:
        here = waiting.pop()
        if local(here) == "p":
            yield here
        if local(here) != "Fallback":
            waiting.extend(reversed(here))
