"""What happened to a work, in order of time 沿革: computed from its rows and its captions, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lianxi.apps.rulebook.amending.work_part import Brought
from lianxi.apps.rulebook.models import Version, WorkHappening
from lianxi.kernel.texts.captions import Caption, Event, EventKind, find_captions, render
from lianxi.kernel.texts.structure import Kind
from lianxi.kernel.texts.validity import HappeningKind, Standing, Status, standing_on
from lianxi.web.wording import cn_date

_BEFORE_FORCE = (EventKind.ADOPT, EventKind.APPROVE, EventKind.PUBLISH, EventKind.AMEND, EventKind.REVISE)
"""What a caption tells beyond the happenings, which tell of force themselves."""
_ORDER = {"通过": 0, "批准": 1, "修正": 1, "修订": 1, "成文": 2, "公布": 3}


@dataclass(frozen=True)
class Moment:
    """One point of the line, as shell/parts/timeline.html reads it.

    clause: what says so: the caption, the instrument, or the words of the text.
    """

    when: date
    title: str
    text: str = ""
    clause: str = ""
    state: str = "done"
    flag: str = ""
    href: str = ""


def life_line(
    versions: Sequence[Version], happenings: Sequence[WorkHappening], parts: Mapping[int, str], day: date,
    brought: Mapping[int, Brought],
) -> list[Moment]:  # fmt: skip
    """All moments of the versions and of the happenings that count, each told once; the standing of the day is red.

    parts: happening → the provisions it names, as printed. brought: version → the decision that brought it, whose
    articles are not told one by one.
    """
    standing = standing_on([row.as_value() for row in happenings], day)
    moments = {
        (one.when, one.title, one.text): one
        for one in (*_from_captions(versions), *_from_signing(versions), *_from_happenings(happenings, parts, brought))
    }
    ordered = sorted(moments.values(), key=lambda one: (one.when, _ORDER.get(one.title, 9)))
    return [_shown(one, day, standing) for one in ordered]


def _from_captions(versions: Sequence[Version]) -> Iterator[Moment]:
    for version in versions:
        for found in find_captions(_caption(version)):
            for event in found.caption.events:
                if event.date and event.group == 0 and event.kind in _BEFORE_FORCE:
                    yield Moment(event.date, event.kind.label, _words(event), "题注")


def _caption(version: Version) -> str:
    """As kept with the version, else as it stands in its text."""
    if version.caption:
        return version.caption
    return "\n".join(version.provisions.filter(kind=Kind.CAPTION.value).values_list("text", flat=True))


def _words(event: Event) -> str:
    """The event in one line, without the day, which stands beside it."""
    said = render(Caption((event,))).strip("（）")
    return said.removeprefix(cn_date(event.date)) if event.date else said


def _from_signing(versions: Sequence[Version]) -> Iterator[Moment]:
    for version in versions:
        if version.issued and not version.caption:
            yield Moment(version.issued, "成文", version.document_number, "落款")


def _from_happenings(
    happenings: Sequence[WorkHappening], parts: Mapping[int, str], brought: Mapping[int, Brought]
) -> Iterator[Moment]:
    for row in happenings:
        by = brought.get(row.version_id or 0) if row.kind == HappeningKind.AMEND else None
        if by and row.provisions:
            continue
        version = f"第{row.version.number}版" if row.version else ""
        said = "；".join(
            filter(None, (row.instrument + (f"（{row.number}）" if row.number else ""), parts[row.pk], version))
        )
        source = "" if row.instrument else row.source or "施行条款"
        if row.kind == HappeningKind.TERM and row.last_day:
            yield Moment(row.last_day, "有效期末日", said, source if row.source else row.instrument or "有效期条款")
        else:
            proof = f"{by.instructions} 项修改，{by.proof}" if by else ""
            yield Moment(
                row.day, row.label, "；".join(filter(None, (said, proof))), source,
                href=by.href if by else "",
            )  # fmt: skip


def _shown(moment: Moment, day: date, standing: Standing) -> Moment:
    """Past or to come; the moment on which the standing of the day rests carries its word."""
    state = "done" if moment.when <= day else "next"
    if standing.status is Status.PENDING or not _is_ground(moment, standing):
        return replace(moment, state=state)
    return replace(moment, state="now", flag=standing.status.label)


def _is_ground(moment: Moment, standing: Standing) -> bool:
    ground = standing.ground
    if ground is None:
        return False
    if ground.kind is HappeningKind.TERM and ground.last_day:
        return moment.title == "有效期末日" and moment.when == ground.last_day
    label = dict(WorkHappening._meta.get_field("kind").choices or ())[ground.kind.value]
    return moment.when == ground.day and moment.title == label and moment.text.startswith(ground.instrument)
