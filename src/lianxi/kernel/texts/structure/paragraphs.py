"""Paragraphs 款: whether an unnumbered line of an article is a new one.

A 款 carries no number (立法法65条), so its beginning shows only in the line
break. After points it is a new 款, unless it goes on with a sentence; where the
page leaves that open, it is said and not guessed silently (texts.md 3).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lianxi.kernel.texts.structure.lines import Line, Wrapping

_GOES_ON = ("的", "由", "处", "应当", "可以", "予以", "均", "并", "且", "以及", "或者", "及")
"""First words of a line that finishes the sentence of the points before it: …的，由…处以罚款。"""


class Step(Enum):
    """What an unnumbered line does."""

    JOINS = auto()
    ENDS_SENTENCE = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class Reading:
    step: Step
    doubt: str = ""


def read_unnumbered(line: Line, before: Line, wrapping: Wrapping, *, after_point: bool) -> Reading:
    """How an unnumbered line stands to the one before it, within one article."""
    if wrapping.indented and wrapping.width:
        if not line.indented:
            return Reading(Step.JOINS)
    elif wrapping.is_full(before) and before.closed:
        return Reading(Step.NEW, "上一行恰在行宽处以句末标点结束，这里可能仍属上一款")
    if not before.closed:
        silent = wrapping.is_full(before) or before.last in "，、,"
        return Reading(Step.JOINS, "" if silent else "其中一行没有句末标点，下一行已并入，可能是新的一款")
    if before.last in "。！？!?…":
        return Reading(Step.NEW)
    if after_point and line.plain.startswith(_GOES_ON):
        return Reading(
            Step.ENDS_SENTENCE, f"项后的这一段未编号，上一项以“{before.last}”结束：看来接着上一句，不另成一款"
        )
    return Reading(Step.NEW, f"上一段以“{before.last}”结束，这一段未编号：按新的一款计，请核对")
