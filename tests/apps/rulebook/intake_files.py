"""Files for the intake, made as strangers make them: good ones of several kinds, and bad ones of every sort."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator

from docx import Document

UNITS = ("民政局", "司法局", "水务局", "教育局")


def text_of(number: int, unit: str = "民政局") -> str:
    """A complete invented rule, different from every other one."""
    title = f"示例甲市第{number}号事项管理办法"
    return (
        f"示例甲市{unit}文件\n\n示甲规〔2024〕{number}号\n\n{title}\n\n"
        f"（2024年2月1日示例甲市{unit}印发）\n\n"
        f"第一条　为了规范第{number}号事项的管理，根据有关规定，制定本办法。\n"
        f"第二条　第{number}号事项由示例甲市{unit}负责，每年检查{number % 11 + 1}次，结果向社会公开。\n"
        f"第三条　违反本办法的，责令改正；拒不改正的，依照第{number}号清单处理。\n"
        f"第四条　本办法自2024年4月1日起施行{'，有效期5年' if number % 5 == 0 else ''}。\n"
    )


def word(text: str) -> bytes:
    """As Word keeps it."""
    document, content = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


class OldSystemInfo(zipfile.ZipInfo):
    """An entry whose name is written as old Chinese systems write it: in GBK, saying nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name is zipfile's
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def packed(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A ZIP, its names in UTF-8 or in GBK."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr((OldSystemInfo if gbk else zipfile.ZipInfo)(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def bad(number: int) -> tuple[str, bytes]:
    """A malformed file: a different sort for each number, some cut or changed at random."""
    source = random.Random(number)
    good = word(text_of(number))
    changed = bytearray(good)
    for _ in range(200):
        changed[source.randrange(30, len(changed))] ^= 1 << source.randrange(8)
    sorts: tuple[tuple[str, bytes], ...] = (
        ("空.txt", b""),
        ("截断.docx", good[: len(good) // 2]),
        ("乱.docx", b"PK\x03\x04" + source.randbytes(900)),
        ("假.pdf", f"只是文字 {number}".encode()),
        ("坏.pdf", b"%PDF-1.7\n" + source.randbytes(900)),
        ("图.png", b"\x89PNG\r\n\x1a\n" + source.randbytes(300)),
        ("空白.txt", b" \n" * (number % 90 + 1)),
        ("改.docx", bytes(changed)),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + source.randbytes(700)),
        ("套.rar", packed({"内.txt": text_of(number).encode()})),
    )
    name, content = sorts[number % len(sorts)]
    return f"坏{number:04}-{name}", content


def bunch(good: int, malformed: int) -> Iterator[tuple[str, bytes]]:
    """Good files as text, Word and web pages, and malformed ones, each with its name."""
    for number in range(good):
        text = text_of(number, UNITS[number % len(UNITS)])
        if number % 3 == 0:
            yield f"好{number:04}.docx", word(text)
        elif number % 3 == 1:
            yield f"好{number:04}.txt", text.encode("gb18030" if number % 2 else "utf-8")
        else:
            body = "".join(f"<p>{line}</p>" for line in text.splitlines())
            yield f"好{number:04}.html", f"<html><meta charset=utf-8><body>{body}</body></html>".encode()
    for number in range(malformed):
        yield bad(number)
