"""Texts that travel with a form 随表单往返的文本: the server keeps none, so each answer carries them along.

A field of a form would change line ends on its way, so they go packed and as base64.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from lianxi.kernel.errors import Refused

MOST_TOGETHER = 3_000_000
"""Bytes of UTF-8; even what cannot be packed then stays below the 5 MiB that a form may send."""
_MOST_UNPACKED = 4 * MOST_TOGETHER
_LAYOUT = "\t\n\r\f\v"
_CONTROLS = {code: "\ufffd" for code in range(32) if chr(code) not in _LAYOUT}
_MOST_NAME = 80


@dataclass(frozen=True)
class GivenText:
    """A text as it was handed in.

    name:     of its file, or what to call pasted words.
    warnings: what reading its file had to say.
    """

    name: str
    text: str
    warnings: tuple[str, ...] = ()


def given(name: str, text: str, warnings: Sequence[str] = ()) -> GivenText:
    """A text ready to be compared: signs that control a terminal show as a replacement, and that is said."""
    shown = text.translate(_CONTROLS).encode("utf-8", "replace").decode()
    said = (*warnings, "有看不见的控制字符，已用 � 代替。") if shown != text else tuple(warnings)
    one_line = "".join(char for char in name if char.isprintable()).strip()
    return GivenText(one_line if len(one_line) <= _MOST_NAME else _shortened(one_line), shown, said)


def pack(texts: Sequence[GivenText]) -> str:
    """The texts as a form carries them."""
    plain = json.dumps([[one.name, one.text, one.warnings] for one in texts], ensure_ascii=False)
    return base64.b64encode(zlib.compress(plain.encode(), 6)).decode()


def unpack(words: str, *, least: int = 2) -> list[GivenText]:
    """The texts that `pack` packed, or `Refused` where they were lost or changed on the way."""
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(base64.b64decode(words, validate=True), _MOST_UNPACKED)
        if not unpacking.eof:
            raise ValueError
        texts = [_text(*one) for one in json.loads(plain)]
    except (ValueError, TypeError, zlib.error, RecursionError):
        raise _lost() from None
    if len(texts) < least:
        raise _lost()
    return texts


def _text(name: object, text: object, warnings: object) -> GivenText:
    if not isinstance(name, str) or not isinstance(text, str) or not isinstance(warnings, list):
        raise TypeError
    return given(name, text, [str(one) for one in warnings])


def _shortened(name: str) -> str:
    """A long name with its middle left out: its beginning names the document, its end the version."""
    return f"{name[: _MOST_NAME - 25]}…{name[-24:]}"


def _lost() -> Refused:
    return Refused(
        "texts_lost", "文本在传送中丢失或损坏了，没有比对。", remedy="服务器不存文本；请重新选择文件，再比一次。"
    )
