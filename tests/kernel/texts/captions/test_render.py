from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianxi.kernel.texts.captions import Caption, Event, EventKind, read_caption, render
from lianxi.kernel.texts.normalise import SAME_TEXT, normalise
from lianxi.kernel.texts.sessions import Organ
from tests.kernel.texts.captions.tables import entries

PRINTED = [printed for name in ("real.txt", "invented.txt") for printed, _ in entries(name)]
CHANGING = (EventKind.AMEND, EventKind.REVISE, EventKind.REPEAL)


@pytest.mark.parametrize("printed", PRINTED, ids=range(len(PRINTED)))
def test_a_caption_that_was_read_comes_out_as_printed(printed: str) -> None:
    written = render(read_caption(printed))
    assert normalise(written, SAME_TEXT).text == normalise(printed, SAME_TEXT).text


@pytest.mark.parametrize("printed", PRINTED, ids=range(len(PRINTED)))
def test_every_value_of_an_event_has_its_place_in_the_printed_form(printed: str) -> None:
    """Otherwise a changed event would come out as the old one."""
    caption = read_caption(printed)
    placed = {(part.event, part.field) for part in caption.script}
    days = {caption.events[index].date for index, field in placed if field == "date"}
    for index, event in enumerate(caption.events):
        assert event.date is None or event.date in days
        if event.session is not None:
            assert {(index, "session")} <= placed


def test_a_changed_event_comes_out_changed_in_the_printed_manner() -> None:
    caption = read_caption("（二○○七年三月三十日甲市第十届人大常委会第3次会议通过 2008-03-01公布）")
    first, second = caption.events
    changed = replace(
        caption,
        events=(
            replace(first, date=date(2010, 12, 1), body="乙县", term=11, session=12),
            replace(second, date=date(2011, 1, 2)),
        ),
    )
    assert render(changed) == "（二○一○年十二月一日乙县第十一届人大常委会第12次会议通过 2011-01-02公布）"


bodies = st.sampled_from(["甲市", "乙黎族自治县", "丙省", "全国"])
days = st.dates(date(1980, 1, 1), date(2030, 12, 31))
organs = st.sampled_from([Organ.CONGRESS, Organ.STANDING_COMMITTEE])


@st.composite
def events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from(list(EventKind)))
    if kind is EventKind.EFFECT:
        return Event(kind, draw(days))
    if kind is EventKind.PUBLISH:
        number = draw(st.integers(1, 400))
        body = draw(st.sampled_from(["甲市", "丙省"]))
        return Event(kind, draw(days), body, Organ.GOVERNMENT, instrument=f"令第{number}号")
    event = Event(kind, draw(days), draw(bodies), draw(organs), draw(st.integers(1, 20)), draw(st.integers(1, 60)))
    if kind in CHANGING:
        title = draw(st.sampled_from([None, "关于修改部分地方性法规的决定", "甲市人民代表大会关于修改〈示例〉的决定"]))
        event = replace(event, instrument=title)
    if kind in {EventKind.AMEND, EventKind.REVISE}:
        event = replace(event, ordinal=draw(st.none() | st.integers(1, 12)))
    return event


def essence(event: Event) -> tuple[object, ...]:
    return (
        event.kind, event.date, event.body, event.organ, event.term, event.session, event.instrument, event.ordinal,
    )  # fmt: skip


@given(st.lists(events(), min_size=1, max_size=6))
def test_events_written_in_the_standard_form_are_read_back(told: list[Event]) -> None:
    written = render(Caption(tuple(told)))
    assert [essence(event) for event in read_caption(written).events] == [essence(event) for event in told]
