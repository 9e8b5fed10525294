"""Official documents opened again: all their words."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from docx import Document


def words_of_docx(content: bytes) -> str:
    """All text of a Word file, tables and headers included."""
    opened = Document(BytesIO(content))
    parts = [paragraph.text for paragraph in opened.paragraphs]
    parts += [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    parts += [paragraph.text for section in opened.sections for paragraph in section.header.paragraphs]
    return "\n".join(parts)


def words_of_pdf(content: bytes) -> str:
    """All text of a PDF, without the breaks of its lines."""
    opened = pypdfium2.PdfDocument(content)
    text = "".join(opened[number].get_textpage().get_text_range() for number in range(len(opened)))
    return "".join(text.split())
