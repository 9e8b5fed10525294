"""The conference year 一年一会: the steps of a joint conference, which may follow which, and what each asks for.

The mechanism sets who hosts, when notice is due and who pays; how the work in
between is cut into steps is a house rule. Nothing may be jumped over. One step
back is possible, with a reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.errors import Refused

HOUSE_RULE = "办会环节依次进行，不得跳过；退回须说明理由（办会规程）"


class Stage(StrEnum):
    """How far a conference has come 环节."""

    OPENED = "opened"
    TOPICS = "topics"
    OFFICE = "office"
    NOTICE = "notice"
    RECEIPTS = "receipts"
    MEETING = "meeting"
    MINUTES = "minutes"
    FOLLOW_UPS = "follow_ups"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """Chinese term."""
        return _LABELS[self]

    @property
    def following(self) -> Stage | None:
        """The step that comes next; None after the last."""
        place = ORDER.index(self) + 1
        return ORDER[place] if place < len(ORDER) else None

    @property
    def preceding(self) -> Stage | None:
        """The step before; None before the first."""
        place = ORDER.index(self)
        return ORDER[place - 1] if place else None

    def reached(self, other: Stage) -> bool:
        """Whether a conference at this step has come as far as `other`."""
        return ORDER.index(self) >= ORDER.index(other)


_LABELS = {
    Stage.OPENED: "启动",
    Stage.TOPICS: "征集议题",
    Stage.OFFICE: "办公室会议",
    Stage.NOTICE: "通知",
    Stage.RECEIPTS: "回执",
    Stage.MEETING: "会议",
    Stage.MINUTES: "纪要",
    Stage.FOLLOW_UPS: "交办",
    Stage.ARCHIVED: "归档",
}
ORDER = tuple(Stage)


class Outcome(StrEnum):
    """What came of an item of the agenda 议定结果."""

    PASSED = "passed"
    IN_PRINCIPLE = "in_principle"
    REJECTED = "rejected"
    REPORTED = "reported"
    STUDY = "study"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {
            "passed": "通过", "in_principle": "原则通过", "rejected": "不通过", "reported": "通报", "study": "继续研究"
        }[self.value]  # fmt: skip


@dataclass(frozen=True)
class Lack:
    """One thing still missing before the next step 尚缺: what, and what to do about it."""

    guard: str
    what: str
    remedy: str


@dataclass(frozen=True)
class Progress:
    """What has been done for a conference, as far as the steps ask for it 进展.

    host:        code of the host; `host_accepted`: whether it said yes.
    topics_due:  last day for topics; `silent`: parties that proposed nothing and did not say so.
    notice_stale: the last notice no longer says what was settled (day, place or host changed).
    unsettled:   items without an outcome. `present`: parties that checked in; `unsigned`: those of them
                 that have not signed the minutes as they now read.
    cost_gap:    shares less expenses in cents; None where no cost was entered.
    """

    on: date
    stage: Stage
    host: str = ""
    host_accepted: bool = False
    topics_due: date | None = None
    silent: tuple[str, ...] = ()
    items: int = 0
    first_day: date | None = None
    place: str = ""
    notices: int = 0
    notice_stale: bool = False
    unsettled: int = 0
    present: tuple[str, ...] = ()
    minutes_drafted: bool = False
    unsigned: tuple[str, ...] = ()
    follow_ups_open: int = 0
    cost_gap: int | None = None


def lacking(progress: Progress, names: dict[str, str]) -> tuple[Lack, ...]:
    """What is missing before the conference may go on to its next step, each with its remedy."""
    found = list(_LACKS[progress.stage](progress, names)) if progress.stage in _LACKS else []
    if progress.stage not in {Stage.OPENED, Stage.MINUTES, Stage.FOLLOW_UPS, Stage.ARCHIVED} and not (
        progress.host and progress.host_accepted
    ):
        found.insert(0, _no_host(progress, names))
    return tuple(found)


def may_go_on(progress: Progress, names: dict[str, str]) -> Stage:
    """The next step, or `Refused` with everything that is missing."""
    following = progress.stage.following
    if following is None:
        raise Refused("last_stage", "会议已经归档，没有下一环节。", source=HOUSE_RULE)
    lacks = lacking(progress, names)
    if lacks:
        raise Refused(
            lacks[0].guard,
            f"还不能进入“{following.label}”：{'；'.join(one.what for one in lacks)}。",
            remedy="；".join(dict.fromkeys(one.remedy for one in lacks)) + "。",
            source=HOUSE_RULE,
        )
    return following


def _no_host(progress: Progress, names: dict[str, str]) -> Lack:
    if not progress.host:
        return Lack("host_named", "承办方未定", "请先按轮次提出承办方，或商定互换、代承办")
    who = names.get(progress.host, progress.host)
    return Lack("host_accepted", f"{who}尚未确认承办", f"请{who}的联络员、办公室主任或领导确认承办")


def _opened(progress: Progress, names: dict[str, str]) -> list[Lack]:
    lacks = [] if progress.host and progress.host_accepted else [_no_host(progress, names)]
    if progress.topics_due is None:
        lacks.append(Lack("topics_due", "没有定下报送议题的截止日", "请填写截止日"))
    return lacks


def _topics(progress: Progress, names: dict[str, str]) -> list[Lack]:
    due = progress.topics_due
    if not progress.silent or (due and progress.on > due):
        return []
    who = "、".join(names.get(body, body) for body in progress.silent)
    until = f"，或等到{due.isoformat()}截止之后" if due else ""
    return [Lack("topics_answered", f"{who}还没有报送议题，也没有答复“无议题”", f"请催报{until}")]


def _office(progress: Progress, names: dict[str, str]) -> list[Lack]:
    lacks = []
    if not progress.items:
        lacks.append(Lack("agenda_set", "议程是空的", "请从征集的议题中列入，或直接添加"))
    if progress.first_day is None or not progress.place:
        lacks.append(Lack("time_and_place", "会议的时间、地点没有定", "请填写会议时间和地点"))
    return lacks


def _notice(progress: Progress, names: dict[str, str]) -> list[Lack]:
    return [] if progress.notices else [Lack("notice_sent", "会议通知没有发出", "请发出会议通知")]


def _receipts(progress: Progress, names: dict[str, str]) -> list[Lack]:
    lacks = []
    if progress.notice_stale:
        lacks.append(Lack("notice_current", "最近一次通知之后，时间、地点、议程或承办方又有变动", "请发出更正通知"))
    if progress.first_day and progress.on < progress.first_day:
        lacks.append(
            Lack("day_come", f"会议定于{progress.first_day.isoformat()}，还没有到日子", "请在会议当天开始签到")
        )
    return lacks


def _meeting(progress: Progress, names: dict[str, str]) -> list[Lack]:
    lacks = []
    if not progress.present:
        lacks.append(Lack("somebody_present", "没有一家签到", "请先签到；事后补登的用“补录”"))
    if progress.unsettled:
        lacks.append(Lack("outcomes", f"还有{progress.unsettled}项议程没有结果", "请逐项登记结果"))
    return lacks


def _minutes(progress: Progress, names: dict[str, str]) -> list[Lack]:
    if not progress.minutes_drafted:
        return [Lack("minutes_drafted", "纪要没有起草", "请生成纪要草稿")]
    if progress.unsigned:
        who = "、".join(names.get(body, body) for body in progress.unsigned)
        return [Lack("minutes_signed", f"{who}尚未签署现在这一稿", "请到会各方签署，或凭签字扫描件代录")]
    return []


def _follow_ups(progress: Progress, names: dict[str, str]) -> list[Lack]:
    if progress.cost_gap is None:
        return [Lack("cost_stated", "没有经费结算", "请登记支出和承担；没有支出的登记为零")]
    if progress.cost_gap:
        more = "多" if progress.cost_gap > 0 else "少"
        gap = f"{abs(progress.cost_gap) / 100:.2f}"
        return [Lack("cost_adds_up", f"各方承担合计比支出{more}{gap}元", "请改正支出或承担的金额")]
    return []


_LACKS = {
    Stage.OPENED: _opened,
    Stage.TOPICS: _topics,
    Stage.OFFICE: _office,
    Stage.NOTICE: _notice,
    Stage.RECEIPTS: _receipts,
    Stage.MEETING: _meeting,
    Stage.MINUTES: _minutes,
    Stage.FOLLOW_UPS: _follow_ups,
}
