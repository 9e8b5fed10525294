"""Any file read 读入文件: one entry for all kinds. For files of strangers see `own_process`, which has limits."""

from __future__ import annotations

from collections.abc import Callable

from lianxi.importers.akoma_ntoso import read_akn_file
from lianxi.importers.archives import damaged, is_out_of_memory
from lianxi.importers.doc import read_doc
from lianxi.importers.document import ReadDocument
from lianxi.importers.docx.reading import read_docx
from lianxi.importers.html.reading import read_html
from lianxi.importers.kinds import kind_of
from lianxi.importers.pdf.reading import read_pdf
from lianxi.importers.spreadsheets import read_workbook
from lianxi.importers.text_files import read_text_file
from lianxi.kernel.errors import Refused

_READERS: dict[str, Callable[[bytes, str], ReadDocument]] = {
    "text": read_text_file,
    "docx": read_docx,
    "html": read_html,
    "doc": read_doc,
    "pdf": read_pdf,
    "xlsx": read_workbook,
    "akn": read_akn_file,
}


def read_document(content: bytes, name: str) -> ReadDocument:
    """The text of a file with its places, tables, notes and changes; `Refused` where it cannot be read.

    name: the file's name with its ending, for messages and to be held against the content.
    """
    kind = kind_of(content, name)
    try:
        return _READERS[kind](content, name)
    except (Refused, MemoryError):
        raise
    except Exception as error:  # a broken file makes the parsers beneath raise nearly anything
        if is_out_of_memory(error):
            raise MemoryError from error
        raise damaged(name) from error
