"""Captions 题注: the note under the title of a law that tells who passed, approved, changed and published it, and when.

Read by the grammar of the domain notes b.4, which sums up 立法技术规范 and the
captions of the national law database and of local regulations.
"""

from lianxi.kernel.texts.captions.event import Caption, Event, EventKind, Flag, FoundCaption, Part, plain
from lianxi.kernel.texts.captions.extending import extend, extend_in
from lianxi.kernel.texts.captions.finding import find_captions
from lianxi.kernel.texts.captions.reading import read_caption
from lianxi.kernel.texts.captions.writing import render

__all__ = [
    "Caption",
    "Event",
    "EventKind",
    "Flag",
    "FoundCaption",
    "Part",
    "extend",
    "extend_in",
    "find_captions",
    "plain",
    "read_caption",
    "render",
]
