"""The counter-check 回算: an original, read one byte late, must give exactly what stands in the text."""

from __future__ import annotations

from lianxi.kernel.texts.damage.shift.double_bytes import code_of, full_width_code
from lianxi.kernel.texts.damage.shift.notes import note_end
from lianxi.kernel.texts.damage.shift.spans import LOST


def explains(original: str, text: str, at: int, end: int) -> bool:
    """Whether `original` without its first byte reads as `text[at:end]`.

    Half-width marks count as the full-width ones they were; a last single byte
    shows itself as ASCII or as the mark of an orphan. False where a pair is
    missing or something is left over.
    """
    codes = [code_of(char) for char in original]
    stream = b"".join(bytes(code) for code in codes if code is not None)[1:]
    if None in codes:
        return False
    while len(stream) > 1 and at < end:
        char = text[at]
        if bytes(code_of(char) or full_width_code(char) or ()) != stream[:2]:
            return False
        stream, at = stream[2:], note_end(text, at + 1)
    if len(stream) != 1 or at >= end:
        return not stream and at == end
    return text[at] in LOST or stream == text[at].encode()
