"""Captions and what they tell, from the tables beside this file."""

from __future__ import annotations

from pathlib import Path

from lianxi.kernel.texts.captions import Caption

Entry = tuple[str, tuple[str, ...]]


def entries(name: str) -> list[Entry]:
    found: list[Entry] = []
    for block in (Path(__file__).parent / name).read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.split("\n") if line and not line.startswith("#")]
        if lines:
            found.append((lines[0].replace("⏎", "\n"), tuple(line.strip() for line in lines[1:])))
    return found


def told(caption: Caption) -> tuple[str, ...]:
    """Events in the notation of the tables: kind, day, body:organ, term/sitting, #ordinal, instrument."""
    return tuple(
        " ".join(
            [
                event.kind.value,
                str(event.date or "-"),
                f"{event.body or '-'}:{event.organ.value if event.organ else '-'}",
                f"{event.term or '-'}/{event.session or '-'}",
                *([f"#{event.ordinal}"] if event.ordinal else []),
                *([event.instrument] if event.instrument else []),
            ]
        )
        for event in caption.events
    )
