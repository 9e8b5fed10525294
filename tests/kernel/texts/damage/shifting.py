"""Shifting texts on purpose: what a page shows when it loses a byte."""

from __future__ import annotations


def shifted(before: str, span: str, behind: str, *, half_width: bool = False) -> str:
    """`before span behind` with the first byte of the span lost; the last byte of it, left over, becomes "?"."""
    late = span.encode("gbk")[1:]
    shown = "?"
    while len(late) > 1 and late[0] >= 0x80:
        shown, late = shown + late[:2].decode("gb18030"), late[2:]
    shown += late.decode("ascii") if late[:1] < b"\x80" else "?"
    text = before + shown + behind
    return text.translate(str.maketrans("！？；，：（）", "!?;,:()")) if half_width else text
