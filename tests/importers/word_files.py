"""Word files for tests: python-docx writes them, what it does not know is put in as XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from tests.importers.workbooks import repacked

W = nsdecls("w")


def saved(document: WordDocument) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_lines(*lines: str) -> bytes:
    """A file of plain paragraphs."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def define(document: WordDocument, key: int, levels: Sequence[tuple[str, str]], more: str = "") -> None:
    """A list definition and a list of the same number; each level is its format and its wording."""
    root = document.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{wording}"/></w:lvl>'
        for depth, (form, wording) in enumerate(levels)
    )
    definition = parse_xml(f'<w:abstractNum {W} w:abstractNumId="{key}">{written}</w:abstractNum>')
    root.insert(0, definition)
    use(document, key, key)


def use(document: WordDocument, key: int, definition: int, override: str = "") -> None:
    """One more list of a definition."""
    root = document.part.numbering_part.element
    root.append(parse_xml(f'<w:num {W} w:numId="{key}"><w:abstractNumId w:val="{definition}"/>{override}</w:num>'))


def numbered(document: WordDocument, text: str, key: int, depth: int = 0) -> Paragraph:
    """A paragraph in a list."""
    paragraph = document.add_paragraph(text)
    looks = paragraph._p.get_or_add_pPr()
    looks.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'))
    return paragraph


def of_style(document: WordDocument, style: str, key: int, depth: int) -> None:
    """Let the paragraphs of a style be numbered."""
    looks = document.styles[style].element.get_or_add_pPr()
    looks.append(parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'))


def run(text: str, tag: str = "t") -> str:
    """A run as XML."""
    return f'<w:r><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def changed(kind: str, inside: str, author: str = "示例甲") -> str:
    """A tracked change as XML."""
    return f'<w:{kind} {W} w:id="1" w:author="{author}" w:date="2026-01-05T09:00:00Z">{inside}</w:{kind}>'


def without_mark(paragraph: Paragraph) -> None:
    """Let the end of a paragraph be deleted."""
    looks = paragraph._p.get_or_add_pPr()
    looks.append(parse_xml(f'<w:rPr {W}><w:del w:id="9" w:author="示例乙"/></w:rPr>'))


def with_part(content: bytes, part: str, kind: str, xml: str) -> bytes:
    """The file with one more part that its main part names, such as its footnotes."""
    relations = "word/_rels/document.xml.rels"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        named = archive.read(relations).decode()
    source = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    one = f'<Relationship Id="rIdX{kind}" Type="{source}/{kind}" Target="{part}"/></Relationships>'
    return repacked(
        content,
        {relations: named.replace("</Relationships>", one).encode(), f"word/{part}": xml.encode()},
    )
