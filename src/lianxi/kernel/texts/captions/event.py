"""What a caption 题注 says: events of an instrument's life, each with its day, its body and its sitting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.texts.sessions import Organ


class EventKind(StrEnum):
    """Kind of event 事件种类.

    修正 changes articles by a decision, 修订 replaces the whole text (立法技术规范);
    they are kept apart and counted apart.
    """

    ADOPT = "adopt"
    APPROVE = "approve"
    AMEND = "amend"
    REVISE = "revise"
    PUBLISH = "publish"
    EFFECT = "effect"
    REPEAL = "repeal"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]


_LABELS = {
    EventKind.ADOPT: "通过",
    EventKind.APPROVE: "批准",
    EventKind.AMEND: "修正",
    EventKind.REVISE: "修订",
    EventKind.PUBLISH: "公布",
    EventKind.EFFECT: "施行",
    EventKind.REPEAL: "废止",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a caption.

    start, end:  its words, in characters of the text that was read.
    date:        None where none is printed, or what is printed is no day (then a flag says so).
    body:        the region's name before 第…届 or before the organ (示例市, 全国, 市); of what is no organ of a
                 region the name itself (国务院); None where no body is printed for this event.
    term, session: 届 and 次.
    instrument:  title of the deciding instrument without its outer marks, inner marks as 〈〉; of an order or
                 announcement its number (令第58号).
    ordinal:     1 for 第一次修正, as printed.
    verb:        the words that tell the kind.
    number:      order, announcement or document number beside the event.
    group:       0 for the first instrument, 1 for the next where captions of several run together.
    under:       a title printed before the event inside the caption.
    expanded:    a 扩大会议.
    presidium_session: 次 of the sitting of the 主席团, where `session` is that of its congress.
    """

    kind: EventKind
    date: date | None = None
    body: str | None = None
    organ: Organ | None = None
    term: int | None = None
    session: int | None = None
    instrument: str | None = None
    ordinal: int | None = None
    start: int = 0
    end: int = 0
    verb: str = ""
    number: str | None = None
    group: int = 0
    under: str | None = None
    expanded: bool = False
    presidium_session: int | None = None


@dataclass(frozen=True, slots=True)
class Flag:
    """What a reader has to look at 提示.

    proposal: a day, only where the damaged characters allow no other.
    """

    code: str
    start: int
    end: int
    message: str
    proposal: date | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the printed caption: words that stay as they are, or the place of a value.

    event, field: whose value and which one stands here (`date`, `body`, `term`, …); -1 and "" for other words.
    """

    printed: str
    event: int = -1
    field: str = ""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption read; `script` is how it is printed, piece by piece, and is empty for one put together by hand."""

    events: tuple[Event, ...]
    flags: tuple[Flag, ...] = ()
    script: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCaption:
    """A caption in a document; `title` is the line it stands under, None where there is none."""

    start: int
    end: int
    caption: Caption
    title: str | None = None


def plain(caption: Caption) -> dict[str, object]:
    """The caption for JSON: `{"events": [{"kind", "date", "body", …}], "flags": [{"code", "message", …}]}`.

    `session` is 次 of a sitting within a 届; of one without 届 (联席会议, 政府常务会议 of a year)
    it is null and `sitting` keeps the printed number.
    """
    return {
        "events": [_plain_event(event) for event in caption.events],
        "flags": [_plain_flag(flag) for flag in caption.flags],
    }


def _plain_event(event: Event) -> dict[str, object]:
    return {
        "kind": event.kind.value,
        "kind_name": event.kind.label,
        "date": event.date.isoformat() if event.date else None,
        "body": event.body,
        "organ": event.organ.value if event.organ else None,
        "term": event.term,
        "session": None if event.term is None else event.session,
        "sitting": event.session,
        "instrument": event.instrument,
        "ordinal": event.ordinal,
        "start": event.start,
        "end": event.end,
        "verb": event.verb,
        "number": event.number,
        "group": event.group,
        "under": event.under,
        "expanded": event.expanded,
        "presidium_session": event.presidium_session,
    }


def _plain_flag(flag: Flag) -> dict[str, object]:
    return {
        "code": flag.code,
        "start": flag.start,
        "end": flag.end,
        "message": flag.message,
        "proposal": flag.proposal.isoformat() if flag.proposal else None,
    }
