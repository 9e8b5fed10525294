"""The wheel as a picture 轮盘: seats on a ring, the last host and the next one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

SIZE, RING = 250, 88


@dataclass(frozen=True)
class WheelSeat:
    """One party on the ring; `state` is "last", "next" or "". Coordinates in user units of a 250 × 250 view."""

    name: str
    x: str
    y: str
    radius: int
    state: str


@dataclass(frozen=True)
class WheelPicture:
    """Seats in the order of the rotation, clockwise from the top, and the arc from the last host to the next."""

    seats: tuple[WheelSeat, ...]
    arc: str
    label: str


def wheel_picture(names: Sequence[str], *, last: int | None, following: int | None) -> WheelPicture:
    """Draw `names`; `last` and `following` are places in it, None where nobody is known."""
    states = {last: "last", following: "next"}
    radius = 24 if max(map(len, names), default=0) <= 2 else 34
    seats = tuple(
        WheelSeat(name, *_at(number, len(names)), radius, states.get(number, "")) for number, name in enumerate(names)
    )
    arc = "" if last is None or following is None or last == following else _arc(last, following, len(names), radius)
    said = [f"轮流顺序：{'、'.join(names)}"]
    said += [f"最近一次由{names[last]}承办"] if last is not None else []
    said += [f"下一次轮到{names[following]}"] if following is not None else []
    return WheelPicture(seats, arc, "；".join(said))


def _at(number: float, count: int) -> tuple[str, str]:
    """Place of a seat on the ring, as text with a point whatever the locale."""
    angle = 2 * pi * number / max(count, 1) - pi / 2
    return f"{SIZE / 2 + RING * cos(angle):.1f}", f"{SIZE / 2 + RING * sin(angle):.1f}"


def _arc(last: int, following: int, count: int, radius: int) -> str:
    """Path along the ring, from the edge of one seat to the edge of the next, clockwise."""
    gap = (radius + 5) / (2 * pi * RING) * count
    steps = (following - last) % count
    start, end = _at(last + gap, count), _at(last + steps - gap, count)
    large = 1 if (steps - 2 * gap) / count > 0.5 else 0
    return f"M {start[0]} {start[1]} A {RING} {RING} 0 {large} 1 {end[0]} {end[1]}"
