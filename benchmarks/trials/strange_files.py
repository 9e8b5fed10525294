"""Two thousand files as strangers hand them in: three quarters are good rules, one quarter is broken in every way.

Names too are what comes: blanks, emoji, GBK bytes, 255 bytes, a leading hyphen, `..` inside, duplicates in folders.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from docx import Document

UNITS = ("民政局", "司法局", "水务局", "教育局", "人民政府")
DUPLICATE = "duplicate"


@dataclass(frozen=True)
class Strange:
    """One file. sort: what is the matter with it, "good" for nothing; parts: of its path, in bytes."""

    path: bytes
    content: bytes
    sort: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def strange_files(total: int, broken: int, seed: int) -> list[Strange]:
    """That many files, of which so many are broken; the same for a seed."""
    dice = random.Random(seed)
    good = [_good(number, dice) for number in range(total - broken)]
    bad = [_bad(number, dice, good) for number in range(broken)]
    return [*good, *bad]


def write(files: list[Strange], folder: Path) -> None:
    """Put them down, names byte for byte."""
    for one in files:
        place = folder / os.fsdecode(one.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            file.write(one.content)


def rule_text(number: int) -> str:
    """A complete invented rule, unlike every other one."""
    unit, dice = UNITS[number % len(UNITS)], random.Random(number)
    title = f"示例甲市第{number}号事项管理办法"
    lines = [
        f"第{_chinese(at)}条　{_some_words(dice)}，由示例甲市{unit}负责第{number}号事项。"
        for at in range(2, dice.randrange(5, 20))
    ]
    last = _chinese(len(lines) + 2)
    return (
        f"示例甲市{unit}文件\n\n示甲规〔2024〕{number}号\n\n{title}\n\n（2024年2月1日示例甲市{unit}印发）\n\n"
        f"第一条　为了规范第{number}号事项的管理，根据有关规定，制定本办法。\n" + "\n".join(lines)
        + f"\n第{last}条　本办法自2024年4月1日起施行{'，有效期5年' if number % 5 == 0 else ''}。\n"
    )  # fmt: skip


_WORDS = "预算监督环境保护河流森林渔业旅游市场学校医院药品消防道路文物检查公开评估档案数据"


def _some_words(dice: random.Random) -> str:
    places = dice.choices(range(0, len(_WORDS), 2), k=dice.randrange(8, 30))
    return "".join(_WORDS[at : at + 2] for at in places)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "零一二三四五六七八九"
    return digits[ones] if not tens else ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


def word(text: str) -> bytes:
    """As Word keeps it."""
    document, content = Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(content)
    return content.getvalue()


def _good(number: int, dice: random.Random) -> Strange:
    text = rule_text(number)
    shapes = {
        "docx": lambda: word(text),
        "txt": lambda: text.encode(dice.choice(("utf-8", "gb18030", "utf-8-sig", "utf-16"))),
        "html": lambda: ("<html><meta charset=utf-8><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines())
                         + "</body></html>").encode(),
    }  # fmt: skip
    kind = ("docx", "txt", "txt", "html")[number % 4]
    return Strange(_name(number, kind, dice), shapes[kind](), "good")


def _name(number: int, kind: str, dice: random.Random) -> bytes:
    """A name nobody would choose, one in four times."""
    plain = f"{number:04} 号.{kind}"
    odd = (
        f"  前有空格 {number}.{kind}", f"😀🏛️{number}.{kind}", f"-{number}.{kind}", f"..{number}..{kind}.{kind}",
        f"a;rm -rf {number}$(x)`y`'.{kind}", f"深/很/深/的/夹/{number}.{kind}", f"换\n行{number}.{kind}",
        f"{number}‮倒.{kind}", f"<script>{number}.{kind}", f"%2e%2e%2f{number}.{kind}", f"=1+1 {number}.{kind}",
    )  # fmt: skip
    if number % 40 == 3:
        return f"{number}国密码.{kind}".encode("gb18030")
    if number % 40 == 5:
        tail = f"{number}.{kind}".encode()
        return "长".encode() * ((255 - len(tail)) // 3) + tail
    name = dice.choice(odd) if number % 4 == 0 else plain
    if name.startswith(".."):
        name = f"点{name}"  # hidden files are passed over, as they should be
    return name.encode()


def _bad(number: int, dice: random.Random, good: list[Strange]) -> Strange:
    sort, kind, make = _SORTS[number % len(_SORTS)]
    if number in (14, 114, 214):  # three lines of five megabytes, which nobody breaks
        sort, kind, make = "one line", "txt", lambda at, _: (f"第{at}份" + "预算监督" * 440_000).encode()
    content = make(number, dice)
    if sort == DUPLICATE:
        twin = good[number % len(good)]
        kind, content = twin.path.rsplit(b".", 1)[-1].decode(), twin.content
    return Strange(f"坏/{number:04} {sort}.{kind}".encode(), content, sort)


def _truncated(number: int, dice: random.Random) -> bytes:
    whole = word(rule_text(100_000 + number))
    return whole[: dice.randrange(10, len(whole) - 30)]


def _flipped(number: int, dice: random.Random) -> bytes:
    changed = bytearray(word(rule_text(100_000 + number)))
    for _ in range(200):
        changed[dice.randrange(30, len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def bomb(number: int) -> bytes:
    """A Word file that unpacks to hundreds of megabytes; each has a remark of its own at its end."""
    remark = str(number).encode()
    return _bomb()[:-2] + struct.pack("<H", len(remark)) + remark


@cache
def _bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b" " * 1_000_000)
    return out.getvalue()


def _lying_bomb(number: int) -> bytes:
    """The same, smaller, with a list that says a hundred bytes."""
    content = zlib.compressobj(1, zlib.DEFLATED, -15)
    packed = content.compress(b" " * 3_000_000 + str(number).encode()) + content.flush()
    name, crc = b"word/document.xml", 0
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), 100, len(name), 0) + name + packed
    entry = (
        struct.pack(
            "<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), 100, len(name), 0, 0, 0, 0, 0, 0
        )
        + name
    )
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(local), 0)
    return local + entry + end


def encrypted_pdf(number: int) -> bytes:
    """A PDF that wants a password."""
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n", b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n",
        b"4 0 obj<</Filter/Standard/V 1/R 2/O<" + b"%064x" % number + b">/U<" + b"ab" * 32 + b">/P -4>>endobj\n",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(out))
        out += part
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]>>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + table + trailer


def _growing_xml(number: int) -> bytes:
    lines = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10 if at else "哈"}">' for at in range(12))
    return f"<?xml version='1.0'?><!DOCTYPE x [{lines}]><x>{number}&a11;</x>".encode()


_SORTS: tuple[tuple[str, str, Callable[[int, random.Random], bytes]], ...] = (
    ("truncated", "docx", _truncated),
    ("bits flipped", "docx", _flipped),
    ("bomb", "docx", lambda number, _: bomb(number)),
    ("bomb claims little", "docx", lambda number, _: _lying_bomb(number)),
    ("text named pdf", "pdf", lambda number, _: f"只是文字 {number}".encode()),
    ("empty", "txt", lambda number, _: b""),
    ("encrypted", "pdf", lambda number, _: encrypted_pdf(number)),
    ("noise", "txt", lambda _, dice: dice.randbytes(3000)),
    ("noise with head", "doc", lambda _, dice: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + dice.randbytes(700)),
    ("cut pdf", "pdf", lambda _, dice: b"%PDF-1.7\n" + dice.randbytes(900)),
    ("picture", "png", lambda _, dice: b"\x89PNG\r\n\x1a\n" + dice.randbytes(300)),
    ("blank", "txt", lambda number, _: b" \n\t" * (number + 1)),
    ("rar", "rar", lambda _, dice: b"Rar!\x1a\x07\x01\x00" + dice.randbytes(300)),
    (
        "mixed encodings",
        "txt",
        lambda number, _: f"编号{number}".encode() + "监督".encode("gb18030") + b"\x00\xd8x\x00",
    ),
    ("zero bytes", "txt", lambda number, _: b"\0" * 5000 + str(number).encode()),
    ("broken archive", "zip", lambda _, dice: b"PK\x03\x04" + dice.randbytes(500)),
    ("html without words", "html", lambda number, _: f"<html><script>{number}</script></html>".encode()),
    ("xml that grows", "html", lambda number, _: _growing_xml(number)),
    (DUPLICATE, "txt", lambda number, _: b""),
    ("broken xlsx", "xlsx", lambda number, dice: b"PK\x05\x06" + dice.randbytes(18) + str(number).encode()),
)


def packed(files: list[Strange]) -> bytes:
    """All of them in one ZIP; names as UTF-8 where they are, else in GBK as old systems write them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in files:
            archive.writestr(_entry(one.path), one.content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


class _OldName(zipfile.ZipInfo):
    """An entry whose name is written in GBK, saying nothing of it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802 - the name is zipfile's
        return self.filename.encode("gb18030"), self.flag_bits & ~0x800


def _entry(path: bytes) -> zipfile.ZipInfo:
    try:
        return zipfile.ZipInfo(path.decode())
    except UnicodeDecodeError:
        return _OldName(path.decode("gb18030"))
