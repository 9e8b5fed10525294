"""What the mechanism pages show: the kernel's values put beside names, days and tones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianxi.apps.mechanisms.wheel_picture import WheelPicture, wheel_picture
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Force, Rule
from lianxi.kernel.rules.mechanisms import Mechanism, MechanismVersion
from lianxi.kernel.rules.parties import Change
from lianxi.kernel.rules.rotation import Turn, TurnSource
from lianxi.web.wording import cn_date, cn_day

FORCE_TONES = {Force.MUST: "red", Force.USUAL: "gold", Force.MAY: "muted"}


@dataclass(frozen=True)
class TurnLine:
    """One row of the wheel: a turn with names and words. `next` marks the coming conference."""

    turn: Turn
    host: str
    next: bool
    several: bool

    @property
    def ordinal(self) -> str:
        """第四次, or a dash where the number is not known."""
        return f"第{self.turn.ordinal}次" if self.turn.ordinal else "—"

    @property
    def slot(self) -> str:
        """Which conference of the year, where there is more than one; 临时 for an ad hoc one."""
        if self.turn.ad_hoc:
            return "临时召开"
        return f"当年第{self.turn.slot}次" if self.several else ""

    @property
    def nobody(self) -> str:
        """What stands in place of a host."""
        return "没有记载" if self.turn.record or self.turn.source is TurnSource.HELD else "无从推算"

    @property
    def when(self) -> str:
        """Days held, or the window in which it is to be held."""
        if self.turn.record:
            return self.turn.record.when
        return window_in_words(self.turn.window)

    @property
    def tone(self) -> str:
        """Records are green, what was computed is blue."""
        return "green" if self.turn.source is TurnSource.HELD else "blue"


@dataclass(frozen=True)
class RuleLine:
    """One rule as a sentence with its clause and force; `check` says why it is 待核."""

    rule: Rule
    sentence: str
    tone: str
    check: str


def window_in_words(window: tuple[date, date] | None) -> str:
    """9月11日至20日; a dash where no window is set."""
    if window is None:
        return "—"
    first, last = window
    return f"{cn_day(first)}至{f'{last.day}日' if last.month == first.month else cn_day(last)}"


def coming(turns: Sequence[Turn], on: date) -> Turn | None:
    """The next conference: the first one foreseen with a host that is not over by `on`."""
    return next(
        (
            turn
            for turn in turns
            if turn.source is TurnSource.PREDICTED
            and turn.host
            and (turn.window[1] if turn.window else date(turn.year, 12, 31)) >= on
        ),
        None,
    )


def turn_lines(turns: Sequence[Turn], circle: Circle, on: date) -> list[TurnLine]:
    """Rows of the wheel in order of time."""
    names, following = circle.parties.short_names, coming(turns, on)
    several = any(turn.slot and turn.slot > 1 for turn in turns)
    return [TurnLine(turn, names.get(turn.host or "", ""), turn is following, several) for turn in turns]


def picture(version: MechanismVersion, circle: Circle, turns: Sequence[Turn], on: date) -> WheelPicture | None:
    """The wheel of a version; None where it has no rotation."""
    if version.rotation is None:
        return None
    order, names = version.rotation.order, circle.parties.short_names
    following = coming(turns, on)
    hosted = [turn.host for turn in turns if turn.record and turn.host and turn.record.was_held_by(on)]
    return wheel_picture(
        [names.get(body, body) for body in order],
        last=order.index(hosted[-1]) if hosted and hosted[-1] in order else None,
        following=order.index(following.host) if following and following.host in order else None,
    )


def rule_lines(version: MechanismVersion, circle: Circle, checks: Mapping[str, str]) -> list[RuleLine]:
    """Every rule of a version as a sentence; `checks` gives by key why a rule is 待核."""
    names = circle.parties.short_names
    return [
        RuleLine(rule, rule.sentence(names), FORCE_TONES[rule.force], checks.get(rule.key, ""))
        for rule in version.rules
    ]


def party_matrix(circle: Circle) -> dict[str, object]:
    """Bodies against the days on which membership changed, for shell/parts/matrix.html."""
    changes, names = circle.parties.timeline(), circle.parties.short_names
    rows = [
        {"label": names[body], "cells": [_membership(body, change) for change in changes]}
        for body in circle.parties.bodies
    ]
    return {
        "caption": "参加方的来去",
        "corner": "参加方",
        "header": [f"{change.when}起" for change in changes],
        "rows": [*rows, {"label": "合称", "cells": [{"text": change.name} for change in changes]}],
    }


def _membership(body: str, change: Change) -> dict[str, str]:
    """How a body stands after a change, as a cell."""
    for text, tone, where in (
        ("加入", "green", change.joined),
        ("成员", "blue", change.members),
        ("退出", "muted", change.left),
    ):
        if body in where:
            return {"text": text, "tone": tone}
    return {"text": "", "tone": ""}


@dataclass(frozen=True)
class MechanismRow:
    """One mechanism in the list: the version in force, who hosts next, and how many of its rules are 待核."""

    slug: str
    title: str
    circle: str
    effective: date
    state: str
    parties: str
    host: str
    when: str
    checks: int


def mechanism_row(mechanism: Mechanism, circle: Circle, turns: Sequence[Turn], on: date, checks: int) -> MechanismRow:
    """The row of a mechanism on a day."""
    version = mechanism.in_force(on) or mechanism.versions[0]
    names, following = circle.parties.short_names, coming(turns, on)
    return MechanismRow(
        slug=mechanism.slug,
        title=version.title,
        circle=circle.name + ("（示例）" if circle.sample else ""),
        effective=version.effective,
        state="将生效" if version.effective > on else "" if version.text_known else "条文不详",
        parties=f"{len(version.parties)}家：" + "、".join(names.get(body, body) for body in version.parties),
        host=names.get(following.host or "", "") if following else "",
        when=f"{following.year}年{window_in_words(following.window)}" if following else "",
        checks=checks,
    )


def version_links(mechanism: Mechanism, shown: MechanismVersion, on: date) -> list[dict[str, object]]:
    """The versions of a mechanism, newest first."""
    current = mechanism.in_force(on)
    return [
        {
            "effective": version.effective,
            "state": "现行" if version is current else "将生效" if version.effective > on else "已被取代",
            "known": version.text_known,
            "shown": version is shown,
        }
        for version in reversed(mechanism.versions)
    ]


def conference_name(turn: Turn) -> str:
    """第5次联席会议, or by year where the number is not known."""
    if turn.ordinal:
        return f"第{turn.ordinal}次联席会议"
    return f"{turn.year}年" + (f"第{turn.slot}次" if turn.slot and turn.slot > 1 else "") + "联席会议"


def by_window(turn: Turn) -> str:
    """Sentence on the window, with full dates."""
    if turn.window is None:
        return f"{turn.year}年内"
    return f"{cn_date(turn.window[0])}至{cn_date(turn.window[1])}"
