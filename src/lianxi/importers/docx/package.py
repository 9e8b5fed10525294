"""The parts of a Word file 文件部件: found by their relations, not by their names."""

from __future__ import annotations

from posixpath import dirname, join, normpath

from lianxi.importers.archives import OfficeArchive, damaged
from lianxi.importers.docx.markup import Element, children, value

_USUAL = "word/document.xml"


class WordPackage:
    """The main part and the parts it names: styles, numbering, footnotes, endnotes, comments, header, footer."""

    def __init__(self, content: bytes, name: str) -> None:
        self._archive = OfficeArchive(content, name)
        found = [part for kind, part in self._relations("") if kind == "officeDocument"]
        self._main = next(iter(found), _USUAL)
        if not self._archive.holds(self._main):
            raise damaged(name)
        self._named = self._relations(self._main)

    def main(self) -> Element:
        """The main part."""
        return self._archive.xml(self._main)

    def parts(self, kind: str) -> list[Element]:
        """The parts of a kind in the order named; none where the file has none."""
        return [self._archive.xml(part) for named, part in self._named if named == kind]

    def kinds(self) -> frozenset[str]:
        """The kinds of parts the main part names."""
        return frozenset(kind for kind, _ in self._named)

    def part(self, kind: str) -> Element | None:
        """The first part of a kind."""
        return next(iter(self.parts(kind)), None)

    def _relations(self, part: str) -> list[tuple[str, str]]:
        """Kind and part of each relation; what lies outside the file is left alone."""
        folder, _, leaf = part.rpartition("/")
        listed = f"{folder}/_rels/{leaf}.rels".lstrip("/")
        if not self._archive.holds(listed):
            return []
        found = []
        for relation in children(self._archive.xml(listed), "Relationship"):
            target = value(relation, "Target")
            if value(relation, "TargetMode") == "External":
                continue
            path = normpath(target if target.startswith("/") else join("/", dirname(part), target)).lstrip("/")
            if self._archive.holds(path):
                found.append((value(relation, "Type").rpartition("/")[2], path))
        return list(dict.fromkeys(found))
