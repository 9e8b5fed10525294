"""What an address needs, as far as the text says it 默认值, each with the place where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lianxi.kernel.texts.captions import Event, EventKind
from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.sessions import Organ
from lianxi.kernel.texts.structure import Kind, Node

_EFFECT = re.compile(r"本[\u4e00-\u9fff]{1,8}自(?P<day>[^，。；\n]{2,20}?)起(?:开始)?(?:施行|实施|生效|执行)")
_ON_DAY_OF = {
    "通过": EventKind.ADOPT,
    "批准": EventKind.APPROVE,
    "公布": EventKind.PUBLISH,
    "发布": EventKind.PUBLISH,
    "印发": EventKind.PUBLISH,
}
_ACTS_OF_CONGRESS = frozenset({Organ.CONGRESS, Organ.STANDING_COMMITTEE})
_DECISION, _REGULATION = re.compile("(?:决定|决议)$"), re.compile("(?:条例|规定|办法|实施细则)(?:（试行）)?$")
_ELSEWHERE = frozenset({Kind.ATTACHMENT, Kind.DOCUMENT, Kind.QUOTED, Kind.TOC})


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it was read, in Chinese."""

    value: str
    source: str


def find_title(root: Node) -> Found | None:
    """The title of the first text."""
    title = next((child for child in root.children if child.kind is Kind.TITLE and child.heading), None)
    return Found(title.heading, "标题") if title is not None and title.heading else None


def find_work_day(events: Iterable[Event]) -> Found | None:
    """The day on which the text was adopted 通过日, or else published 公布日."""
    for kind in (EventKind.ADOPT, EventKind.PUBLISH):
        if day := _day_of(events, kind):
            return Found(day.isoformat(), f"题注：{kind.label}")
    return None


def find_version(root: Node, events: Iterable[Event]) -> Found | None:
    """The day this version enters into force 施行日.

    The text says when it first entered into force. Of a version amended later
    than that it says nothing, and the day of the amendment is not put in its place.
    """
    known = tuple(events)
    if day := _day_of(known, EventKind.EFFECT):
        return Found(day.isoformat(), "题注：施行")
    changes = [event.date for event in known if event.kind in (EventKind.AMEND, EventKind.REVISE) and event.date]
    for place, said in _sentences(root):
        found = _said_day(said, known)
        if found is not None and found >= max(changes, default=date.min):
            return Found(found.isoformat(), f"{place}：自{said}起施行")
    return None


def find_subtype(title: str, events: Iterable[Event]) -> Found | None:
    """A decision, or a regulation of a congress; what else a text is, its title does not tell."""
    first = next((event for event in events if event.kind is EventKind.ADOPT), None)
    if first is None or first.organ not in _ACTS_OF_CONGRESS:
        return None
    if _DECISION.search(title):
        return Found("jueding", "标题和题注：人大或者常委会通过的决定、决议")
    if _REGULATION.search(title):
        return Found("dfxfg", "标题和题注：人大或者常委会通过的法规")
    return None


def find_region(events: Iterable[Event], codes: Mapping[str, str]) -> Found | None:
    """The region of the body that passed or published the text. codes: name of a region → its six digits."""
    for event in events:
        if event.kind in (EventKind.ADOPT, EventKind.PUBLISH) and event.body and event.body in codes:
            return Found(codes[event.body], f"题注：{event.body}")
    return None


def _day_of(events: Iterable[Event], kind: EventKind) -> date | None:
    return next((event.date for event in events if event.kind is kind and event.date), None)


def _sentences(root: Node) -> Iterator[tuple[str, str]]:
    """Every 本条例自…起施行 of the text itself, the last first: where it stands, and its day as printed."""
    found = [(place, match["day"]) for place, text in _own_words(root, "正文") for match in _EFFECT.finditer(text)]
    return reversed(found)


def _own_words(node: Node, place: str) -> Iterator[tuple[str, str]]:
    for child in node.children:
        if child.kind not in _ELSEWHERE:
            here = (child.number or place) if child.kind in (Kind.ARTICLE, Kind.LEVEL) else place
            yield here, child.text
            yield from _own_words(child, here)


def _said_day(said: str, events: tuple[Event, ...]) -> date | None:
    """2023年10月1日, or the day of an event that the caption tells (公布之日)."""
    printed = find_dates(said)
    if printed:
        return printed[0].day
    kind = next((kind for word, kind in _ON_DAY_OF.items() if word in said), None)
    return _day_of(events, kind) if kind else None
