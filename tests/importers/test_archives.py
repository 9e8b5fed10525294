"""A packed file that would grow without measure is refused before it is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from lianxi.importers.archives import OfficeArchive
from lianxi.importers.limits import LARGEST_PART, LARGEST_UNPACKED
from lianxi.importers.reading import read_document
from lianxi.kernel.errors import Refused


def bomb(parts: int, size: int) -> bytes:
    """Zeros that pack to a thousandth."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * size)
        for number in range(parts):
            archive.writestr(f"word/{number}.xml", b"\0" * size)
    return out.getvalue()


@pytest.mark.parametrize(("parts", "size"), [(7, LARGEST_UNPACKED // 8 + 1), (0, LARGEST_PART + 1)])
def test_a_bomb_is_refused_with_what_to_do(parts: int, size: int) -> None:
    content = bomb(parts, size)
    assert len(content) < 300_000
    with pytest.raises(Refused, match="解开后超过") as caught:
        read_document(content, "示例.docx")
    assert caught.value.guard == "file_unpacks_too_large"


def test_a_part_that_understates_its_size_is_not_unpacked_beyond_it() -> None:
    content = bomb(0, 1_000_000).replace((1_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    with pytest.raises(Refused) as caught:
        read_document(content, "示例.docx")
    assert caught.value.guard == "file_damaged"


def test_a_part_behind_a_password_is_refused() -> None:
    content = bytearray(bomb(0, 10))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    with pytest.raises(Refused, match="密码"):
        OfficeArchive(bytes(content), "示例.docx")
