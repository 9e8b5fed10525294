"""Straight lines drawn on a page 线条: the borders of tables, whatever way a program draws them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

_THIN = 3.0  # points: a filled shape not wider is a line
_STRAIGHT = 1.0
_MOST_POINTS = 400  # a path with more is a drawing
_SAME = 2.0  # lines closer together are one, such as both edges of a border

Box = Callable[[float, float, float, float], tuple[float, float, float, float]]
"""From left, right, top, bottom in the page's own measures to those of the page as shown."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page at a height, or down the page at a distance from the left."""

    at: float
    begin: float
    end: float


def rules_of(path: pypdfium2.PdfObject, box: Box) -> tuple[list[Rule], list[Rule]]:
    """The lines a path draws across and down the page."""
    across: list[Rule] = []
    down: list[Rule] = []
    stroked = _is_stroked(path)
    for points in _parts(path):
        pairs = pairwise(points) if stroked else [_extent(points)]
        for (x, y), (other_x, other_y) in pairs:
            left, right, top, bottom = box(min(x, other_x), max(x, other_x), max(y, other_y), min(y, other_y))
            thin = _STRAIGHT if stroked else _THIN
            if bottom - top <= thin < right - left:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= thin < bottom - top:
                down.append(Rule((left + right) / 2, top, bottom))
    return across, down


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that continue or cover each other as one; programs draw the border of each cell by itself."""
    rows: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if rows and rule.at - rows[-1][0].at <= _SAME:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    found: list[Rule] = []
    for row in rows:
        row.sort(key=lambda rule: rule.begin)
        at, begin, end = row[0].at, row[0].begin, row[0].end
        for rule in row[1:]:
            if rule.begin <= end + _SAME:
                end = max(end, rule.end)
            else:
                found.append(Rule(at, begin, end))
                begin, end = rule.begin, rule.end
        found.append(Rule(at, begin, end))
    return found


def _is_stroked(path: pypdfium2.PdfObject) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)) and bool(stroke.value)


def _parts(path: pypdfium2.PdfObject) -> list[list[tuple[float, float]]]:
    """The corners of each part, in the measures of the page; a closed part ends where it began."""
    count = pdfium.FPDFPath_CountSegments(path.raw)
    if count > _MOST_POINTS:
        return []
    place = _matrix(path)
    parts: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = place.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not parts:
            parts.append([])
        parts[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            parts[-1].append(parts[-1][0])
    return parts


def _matrix(path: pypdfium2.PdfObject) -> pypdfium2.PdfMatrix:
    """From the path's measures to those of the page, through the forms it stands in."""
    matrix, container = path.get_matrix(), path.container
    while container is not None:
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    return matrix


def _extent(points: list[tuple[float, float]]) -> tuple[tuple[float, float], tuple[float, float]]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs), min(ys)), (max(xs), max(ys))
