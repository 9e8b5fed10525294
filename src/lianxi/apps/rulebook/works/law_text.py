"""The text of a version as the page shows it 正文: lines with anchors, who counts and who not, and the contents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.apps.rulebook.models import Provision, Version
from lianxi.kernel.texts.structure import DIVISIONS, Kind
from lianxi.kernel.texts.validity import Happening, Standing, Status, standing_on
from lianxi.web.wording import cn_date

_NUMBERED = frozenset({Kind.ARTICLE.value, Kind.LEVEL.value})
_CONTENTS = {kind.value: depth for depth, kind in enumerate(DIVISIONS)} | {Kind.ATTACHMENT.value: 0}
_SHORTEST = 3
"""Headings from which on a table of contents is worth its place."""


@dataclass(frozen=True)
class Line:
    """One line of the text.

    eid:    of the provision that begins here, "" where one goes on; inner: of a first paragraph in the same line.
    kind:   of the provision; depth: of a level 一、（一）1.
    number: printed before the words; wid: identity of an article or level that has a history.
    mark:   what sets it apart from the whole as to its standing, with tone and words for the reader.
    """

    kind: str
    text: str
    eid: str = ""
    inner: str = ""
    number: str = ""
    wid: str = ""
    depth: int = 0
    mark: str = ""
    tone: str = ""
    why: str = ""
    off: bool = False


@dataclass(frozen=True)
class Content:
    """A line of the table of contents."""

    eid: str
    words: str
    depth: int


def lines_of(version: Version, history: Sequence[Happening], day: date) -> list[Line]:
    """The lines in the order of the text; an article's number and first paragraph stand in one."""
    marks, changed = _marks(history, day), _changed(version)
    rows = version.provisions.order_by("start", "order")
    lines = (line for row in rows for line in _lines(row, marks))
    return list(_with_first_paragraphs(replace(line, wid=line.wid if line.wid in changed else "") for line in lines))


def _changed(version: Version) -> set[str]:
    """Identities whose words or number are not the same in all versions: those that have a history to tell."""
    words: dict[str, list[str]] = defaultdict(list)
    rows = Provision.objects.filter(version__work=version.work_id, kind__in=_NUMBERED)
    for wid, sha in rows.values_list("wid", "sha"):
        words[wid].append(sha)
    count = version.work.versions.count()
    return {wid for wid, shas in words.items() if len(shas) < count or len(set(shas)) > 1}


def contents_of(lines: Iterable[Line]) -> list[Content]:
    """Parts, chapters, sections and attachments; without any the first levels, else the articles."""
    lines = [line for line in lines if line.eid]
    found = [Content(line.eid, line.text, _CONTENTS[line.kind]) for line in lines if line.kind in _CONTENTS]
    if len(found) < _SHORTEST:
        found = [
            Content(line.eid, f"{line.number}{line.text[:24]}" if line.kind == Kind.LEVEL else line.number, 0)
            for line in lines
            if line.kind in _NUMBERED and line.depth <= 1
        ]
    return found if len(found) >= _SHORTEST else []


def _lines(row: Provision, marks: dict[str, Line]) -> Iterator[Line]:
    words = [line.strip() for line in row.text.splitlines() if line.strip()]
    said = marks.get(row.wid, Line("", ""))
    first = replace(said, kind=row.kind, text=words[0] if words else "", eid=row.eid, depth=_depth(row))
    if row.kind in _NUMBERED:
        bare = first.text.removeprefix(row.number).lstrip() if row.number else first.text
        number = row.number if bare != first.text else ""
        first = replace(first, number=number, text=bare, wid=row.wid)
    if first.text or first.number:
        yield first
    yield from (replace(first, text=line, eid="", number="", mark="", wid="") for line in words[1:])


def _depth(row: Provision) -> int:
    return sum(part.startswith("lvl_") for part in row.eid.split("__"))


def _with_first_paragraphs(lines: Iterable[Line]) -> Iterator[Line]:
    """第二条 and the words of its first paragraph as one line, with an anchor for each."""
    waiting: Line | None = None
    for line in lines:
        if waiting is not None:
            joined = line.kind == Kind.PARAGRAPH and line.eid.startswith(f"{waiting.eid}__")
            yield replace(waiting, text=line.text, inner=line.eid, off=waiting.off or line.off) if joined else waiting
            waiting = None
            if joined:
                continue
        if line.kind == Kind.ARTICLE and not line.text:
            waiting = line
        else:
            yield line
    if waiting is not None:
        yield waiting


def _marks(history: Sequence[Happening], day: date) -> dict[str, Line]:
    """Identity → what sets a provision apart, for those that some happening names."""
    whole = standing_on(history, day)
    named = {wid for one in history for wid in one.provisions}
    marks = {wid: _mark(standing_on(history, day, wid), whole) for wid in named}
    return {wid: line for wid, line in marks.items() if line is not None}


def _mark(own: Standing, whole: Standing) -> Line | None:
    if own.status is whole.status and own.ground == whole.ground:
        return None
    since = f"自{cn_date(own.since)}起" if own.since else ""
    by = f"，依据《{own.ground.instrument.strip('《》')}》" if own.ground and own.ground.instrument else ""
    if own.status is Status.PENDING and own.ground:
        return Line("", "", mark="未生效", tone="teal", why=f"自{cn_date(own.ground.day)}起施行", off=True)
    if not own.status.binds:
        return Line("", "", mark=own.status.label, tone="red", why=f"{since}{by}", off=True)
    label = "已修改" if own.status is Status.AMENDED else "已施行"
    return Line("", "", mark=label, tone="blue", why=f"{since}{by}")
