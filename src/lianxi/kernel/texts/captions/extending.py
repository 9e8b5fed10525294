"""A caption with one more amendment 题注续写: 根据…《关于修改…的决定》修正, behind what is printed.

The printed words stay as they are; only the first 修正 becomes 第一次修正 when a second one follows (立法技术规范).
"""

from __future__ import annotations

import re
from dataclasses import replace

from lianxi.kernel.texts.captions.event import Event, EventKind
from lianxi.kernel.texts.captions.finding import find_captions
from lianxi.kernel.texts.captions.reading import read_caption
from lianxi.kernel.texts.captions.writing import standard_clause
from lianxi.kernel.texts.numerals import write_number

_CLOSED = re.compile(r"[)）\]］】〕]\s*\Z")
_INNER = str.maketrans("《》", "〈〉")


def extend(printed: str, decision: str, title: str) -> str | None:
    """The caption continued by a decision; None where the decision's own caption tells no passing.

    decision: the text of the decision, whose caption says who passed it and who approved it; title: its name.
    """
    passed = _passing(decision)
    if passed is None:
        return None
    before = [one for one in read_caption(printed).events if one.kind is EventKind.AMEND and one.group == 0]
    if len(before) == 1 and before[0].ordinal is None:
        printed = _counted(printed, before[0])
    clause = _clause(decision, *passed, title, len(before) + 1 if before else None)
    close = _CLOSED.search(printed)
    at = close.start() if close else len(printed.rstrip())
    return f"{printed[:at]}　{clause}{printed[at:]}"


def extend_in(text: str, decision: str, title: str) -> tuple[str, str]:
    """A text with its first caption continued, and that caption; both as they are where there is nothing to go by."""
    found = next(iter(find_captions(text)), None)
    if found is None:
        return text, ""
    printed = text[found.start : found.end]
    said = extend(printed, decision, title) or printed
    return text[: found.start] + said + text[found.end :], said


def _passing(decision: str) -> tuple[Event, Event | None] | None:
    """The passing of a decision, and its approval where it was approved."""
    events = [event for found in find_captions(decision)[:1] for event in found.caption.events if event.group == 0]
    adopted = next((one for one in events if one.kind is EventKind.ADOPT and one.date), None)
    return (adopted, next((one for one in events if one.kind is EventKind.APPROVE), None)) if adopted else None


def _clause(decision: str, adopted: Event, approved: Event | None, title: str, ordinal: int | None) -> str:
    """根据…《…》修正, in the words of the decision's own caption where they end with the verb."""
    said = "".join(title.split()).removeprefix("《").removesuffix("》").translate(_INNER)
    count = f"第{write_number(ordinal)}次" if ordinal else ""
    passed = "".join(decision[adopted.start : adopted.end].split())
    if approved is None and passed.endswith(EventKind.ADOPT.label):
        return f"根据{passed.removesuffix(EventKind.ADOPT.label)}《{said}》{count}{EventKind.AMEND.label}"
    if approved is None:
        changed = replace(adopted, kind=EventKind.AMEND, instrument=said, ordinal=ordinal)
        return standard_clause(changed)
    both = f"{standard_clause(adopted)}、{standard_clause(approved)}"
    return f"根据{both}的《{said}》{count}{EventKind.AMEND.label}"


def _counted(printed: str, event: Event) -> str:
    at = printed.rfind(EventKind.AMEND.label, event.start, event.end)
    return printed if at < 0 else f"{printed[:at]}第一次{printed[at:]}"
