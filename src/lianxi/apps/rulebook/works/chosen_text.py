"""Which text of a work a page shows 所看的文本: of today, of a day, or a version by its number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from lianxi.apps.rulebook.models import Version
from lianxi.apps.rulebook.services.version_order import by_day
from lianxi.kernel.errors import Refused
from lianxi.web.wording import cn_date

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A version and the days on which its text counts.

    first: None while no day of commencement is known. last: None while no later version ends it.
    """

    version: Version
    first: date | None
    last: date | None

    @property
    def days(self) -> str:
        """2024年1月1日至2025年2月28日."""
        if self.first is None:
            return "施行日期未定"
        return f"{cn_date(self.first)}至{cn_date(self.last)}" if self.last else f"{cn_date(self.first)}起"

    @property
    def empty(self) -> bool:
        """Whether a later version took its place before its text ever counted."""
        return self.first is not None and self.last is not None and self.last < self.first

    def covers(self, day: date) -> bool:
        """Whether its text counts on a day."""
        return self.first is not None and self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Chosen:
    """What is shown: a version, the day for which standings are told, and the version of today."""

    span: Span
    day: date
    current: Span | None
    today: date

    @property
    def version(self) -> Version:
        """The version shown."""
        return self.span.version

    @property
    def is_current(self) -> bool:
        """Whether it is the text of today, looked at today."""
        return self.day == self.today and self.current is not None and self.current.version == self.version

    @property
    def notice(self) -> str:
        """What a reader has to know who may take it for the text of today; "" where it is."""
        if self.is_current:
            return ""
        which = f"第{self.version.number}版（{self.span.days}）"
        if not self.span.covers(self.day):
            return f"{cn_date(self.day)}还没有施行的文本，下面是{which}。"
        if self.day == self.today or self.current is None:
            return f"下面是{which}。"
        if self.current.version == self.version:
            return f"下面是{cn_date(self.day)}的文本，{which}，也是现行的文本。"
        return f"下面是{cn_date(self.day)}的文本，{which}，不是现行的文本；现行的是第{self.current.version.number}版。"


def spans_of(versions: Sequence[Version]) -> list[Span]:
    """The versions in order of time, each with its days; the last number counts where two commence on one day."""
    dated = sorted((one for one in versions if one.commences), key=lambda one: (one.commences, one.number))
    ends = {one.pk: after.commences - ONE_DAY for one, after in pairwise(dated)}
    return [Span(one, one.commences, ends.get(one.pk)) for one in by_day(versions)]


def choose(spans: Sequence[Span], asked: Mapping[str, str], today: date) -> Chosen:
    """The text asked for by `?version=2` or `?on=2024-05-01`, else that of today, else the newest."""
    current = _on(spans, today)
    if number := asked.get("version", ""):
        span = next((one for one in spans if str(one.version.number) == number), None)
        if span is None:
            raise Refused("version_there", f"这件制度没有第{number[:9]}版。", remedy="请在“全部版本”里选。")
        return Chosen(span, _within(span, today), current, today)
    day = _day(asked["on"]) if asked.get("on") else today
    return Chosen(_on(spans, day) or (spans[0] if day < today else spans[-1]), day, current, today)


def _on(spans: Sequence[Span], day: date) -> Span | None:
    return next((one for one in spans if one.covers(day)), None)


def _within(span: Span, today: date) -> date:
    """The day that fits a version best: today where it counts today, else its last or its first day."""
    if span.first is None or span.empty or span.covers(today):
        return today
    return span.first if span.first > today else span.last or today


def _day(said: str) -> date:
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise Refused("bad_day", f"“{said[:20]}”不是日期。", remedy="请写成 2024-05-01 这样。") from None
