"""Judging 对照: each rule of a version held against the facts of a conference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxi.kernel.rules.calendars import WorkCalendar
from lianxi.kernel.rules.clauses import Force, Names, Rule, name_of, names_of
from lianxi.kernel.rules.conference import AgendaRule, CompositionRule, CostRule, FrequencyRule, InvitationRule
from lianxi.kernel.rules.mechanisms import MechanismVersion
from lianxi.kernel.rules.notice import NoticeRule
from lianxi.kernel.rules.quorum import MajorityRule, QuorumRule
from lianxi.kernel.rules.roles import ConferenceRole, labels
from lianxi.kernel.rules.rotation import RotationRule
from lianxi.kernel.rules.verdicts import Answer, Facts, Verdict
from lianxi.kernel.rules.windows import WindowRule

# rules that are asked about even where a text is unknown, so that the page can say "cannot tell" for each
USUAL_RULES = {
    "rotation": "轮流承办",
    "window": "召开时段",
    "notice": "会议通知",
    "composition": "会议组成",
    "frequency": "召开频次",
}


def judge_all(version: MechanismVersion, facts: Facts, *, calendar: WorkCalendar, names: Names) -> tuple[Verdict, ...]:
    """Every rule of the version that facts can be held against, in the order of the text."""
    if not version.text_known:
        return tuple(text_unknown(version, key) for key in USUAL_RULES)
    judges = _Judge(version, facts, calendar, names)
    return tuple(judges.judge(rule) for rule in version.rules if judges.can_judge(rule))


def judge(version: MechanismVersion, key: str, facts: Facts, *, calendar: WorkCalendar, names: Names) -> Verdict:
    """The rule `key` held against the facts; refused where a known text has no such rule."""
    if not version.text_known:
        return text_unknown(version, key)
    return _Judge(version, facts, calendar, names).judge(version.rule(key))


def text_unknown(version: MechanismVersion, key: str) -> Verdict:
    """Cannot tell, because the text of the version is not known."""
    why = f"{version.ref()}的条文不详，无法判断。"
    return Verdict(key, USUAL_RULES.get(key, key), version.ref(), None, Answer.UNKNOWN, why)


@dataclass(frozen=True)
class _Judge:
    """The facts of one conference, and what is needed to weigh them."""

    version: MechanismVersion
    facts: Facts
    calendar: WorkCalendar
    names: Names

    def can_judge(self, rule: Rule) -> bool:
        """Whether the facts of a conference say anything about such a rule."""
        if isinstance(rule, WindowRule) and rule.slot != self.facts.slot:
            return False
        return rule.force is Force.MAY or isinstance(rule, tuple(_JUDGED))

    def judge(self, rule: Rule) -> Verdict:
        """One rule; a rule that only allows something cannot be departed from."""
        if rule.force is Force.MAY:
            return self.say(rule, Answer.KEPT, "条款只是允许，用与不用都可以。")
        way = next((way for kind, way in _JUDGED.items() if isinstance(rule, kind)), None)
        return way(self, rule) if way else self.say(rule, Answer.UNKNOWN, "会议记录中没有可与这一条对照的内容。")

    def say(self, rule: Rule, answer: Answer, why: str, due: date | None = None, provisional: bool = False) -> Verdict:
        """A verdict with the clause of its rule; a departure from what is only usual says so."""
        if answer is Answer.DEPARTED and rule.force is Force.USUAL:
            why += "条款用语是“一般”“原则上”，应说明原因，不是违反。"
        return Verdict(rule.key, rule.label, self.version.ref(rule), rule.force, answer, why, due, provisional)

    def window(self, rule: WindowRule) -> Verdict:
        """Held inside the window or not; a plan is not yet a fact."""
        begins = self.facts.begins
        first, last = rule.days(self.facts.year)
        span = f"{rule.when}（{first.isoformat()}至{last.isoformat()}）"
        if begins is None:
            late = self.facts.on > last
            why = f"{span}已过，没有召开的记录，无法判断是否召开。" if late else f"时段为{span}，尚未确定日期。"
            return self.say(rule, Answer.UNKNOWN if late else Answer.NOT_YET, why, last)
        where = (
            "在规定时段之内：" if first <= begins <= last else "早于规定时段：" if begins < first else "晚于规定时段："
        )
        if not self.facts.was_held:
            return self.say(rule, Answer.NOT_YET, f"拟于{begins.isoformat()}召开，{where}{span}。", last)
        answer = Answer.KEPT if first <= begins <= last else Answer.DEPARTED
        return self.say(rule, answer, f"{begins.isoformat()}召开，{where}{span}。", last)

    def notice(self, rule: NoticeRule) -> Verdict:
        """Sent by the latest day or not; no record of a notice is not a late notice."""
        begins, sent = self.facts.begins, self.facts.notice_sent
        if begins is None:
            return self.say(rule, Answer.NOT_YET, "会议日期尚未确定，推算不出最迟通知日。")
        due = rule.latest_day(begins, self.calendar, str(self.version.ref(rule)))
        latest = f"会议{begins.isoformat()}开始，最迟应在{due.due.isoformat()}通知"
        if due.provisional:
            latest += "（暂定，当年节假日安排尚未导入）"
        if sent is None:
            return self._notice_missing(rule, due.due, due.provisional, latest)
        answer = Answer.KEPT if sent <= due.due else Answer.UNKNOWN if due.provisional else Answer.DEPARTED
        late = "" if sent <= due.due else f"，迟了{(sent - due.due).days}天"
        return self.say(rule, answer, f"{latest}；{sent.isoformat()}已通知{late}。", due.due, due.provisional)

    def _notice_missing(self, rule: NoticeRule, due: date, provisional: bool, latest: str) -> Verdict:
        if self.facts.was_held:
            return self.say(rule, Answer.UNKNOWN, f"{latest}；没有通知日期的记录，无法判断。", due, provisional)
        if self.facts.on <= due:
            return self.say(rule, Answer.NOT_YET, f"{latest}；尚未通知。", due, provisional)
        answer = Answer.UNKNOWN if provisional else Answer.DEPARTED
        return self.say(rule, answer, f"{latest}；到{self.facts.on.isoformat()}仍未通知。", due, provisional)

    def host(self, rule: RotationRule) -> Verdict:
        """Hosted by the body whose turn it was, as far as the record before it tells."""
        turn = self.facts.expected
        if turn is None or turn.host is None:
            why = turn.reasons[-1] if turn and turn.reasons else "没有可据以推算的轮次。"
            return self.say(rule, Answer.UNKNOWN, f"无从推算轮到谁承办：{why}")
        due = name_of(turn.host, self.names)
        if self.facts.host is None:
            answer = Answer.UNKNOWN if self.facts.was_held else Answer.NOT_YET
            why = "记录没有写明承办方" if self.facts.was_held else "承办方尚未确定"
            return self.say(rule, answer, f"轮到{due}承办；{why}。")
        if self.facts.host == turn.host:
            return self.say(rule, Answer.KEPT, f"轮到{due}，由{due}承办。{''.join(turn.reasons)}")
        host = name_of(self.facts.host, self.names)
        return self.say(rule, Answer.DEPARTED, f"轮到{due}，由{host}承办，没有双方同意互换的记录。")

    def attendance(self, rule: CompositionRule | InvitationRule) -> Verdict:
        """Whether all the roles that the rule names came."""
        if self.facts.attended is None:
            if self.facts.was_held:
                return self.say(rule, Answer.UNKNOWN, "没有出席情况的记录，无法判断。")
            return self.say(rule, Answer.NOT_YET, "会议尚未召开。")
        absent = tuple(role for role in rule.roles if role not in self.facts.attended)
        if absent:
            return self.say(rule, Answer.DEPARTED, f"没有{labels(absent)}参加的记录。")
        return self.say(rule, Answer.KEPT, f"{labels(rule.roles)}参加。")

    def frequency(self, rule: FrequencyRule) -> Verdict:
        """As many regular conferences in the year as the rule says; a missing record is not a missing conference."""
        held, due = self.facts.held_regular, rule.every.times
        end = date(self.facts.year, 12, 31)
        said = f"{self.facts.year}年有记录的例会{held or 0}次，机制规定{rule.every}"
        if held is not None and held >= due:
            return self.say(rule, Answer.KEPT, f"{said}。", end)
        if self.facts.on <= end:
            return self.say(rule, Answer.NOT_YET, f"{said}，当年未完。", end)
        return self.say(rule, Answer.UNKNOWN, f"{said}；没有记录不等于没有召开。", end)

    def agenda(self, rule: AgendaRule) -> Verdict:
        """Proposed by whom the rule names."""
        by = self.facts.agenda_by
        if by is None:
            return self._nothing(rule, "没有由谁提出议程的记录，无法判断。", "议程还没有提出。")
        if by is rule.by:
            return self.say(rule, Answer.KEPT, f"议程由{by.label}提出。")
        return self.say(rule, Answer.DEPARTED, f"议程由{by.label}提出，条款写的是{rule.by.label}。")

    def cost(self, rule: CostRule) -> Verdict:
        """Borne by the host alone; others may share where another clause allows it."""
        host, bearers = self.facts.host, self.facts.bearers
        if bearers is None or host is None or rule.by is not ConferenceRole.HOST:
            return self._nothing(rule, "没有经费由谁承担的记录，无法判断。", "经费还没有结算。")
        others = tuple(body for body in bearers if body != host)
        if not others:
            return self.say(rule, Answer.KEPT, f"经费由承办的{name_of(host, self.names)}承担。")
        shared = f"{names_of(others, self.names)}分担经费"
        allowing = next((one for one in self.version.rules_of(CostRule) if one.force is Force.MAY), None)
        if allowing:
            return self.say(rule, Answer.KEPT, f"{shared}，{self.version.ref(allowing)}允许分担。")
        return self.say(rule, Answer.DEPARTED, f"{shared}，没有允许分担的条款。")

    def _nothing(self, rule: Rule, afterwards: str, before: str) -> Verdict:
        """Nothing is on record: cannot tell once it was held, not yet before."""
        answer = Answer.UNKNOWN if self.facts.was_held else Answer.NOT_YET
        return self.say(rule, answer, afterwards if self.facts.was_held else before)

    def quorum(self, rule: QuorumRule) -> Verdict:
        """Enough members present or not."""
        total, present = self.facts.total, self.facts.present
        if total is None or present is None:
            return self._nothing(rule, "没有组成人员数和出席人数的记录。", "没有组成人员数和出席人数的记录。")
        outcome = rule.judge(total, present)
        return self.say(rule, Answer.KEPT if outcome.met else Answer.DEPARTED, outcome.why)

    def majority(self, rule: MajorityRule) -> Verdict:
        """Enough in favour or not; a vote that was not taken cannot be judged."""
        total, present, in_favour = self.facts.total, self.facts.present, self.facts.in_favour
        if total is None or present is None or in_favour is None:
            return self._nothing(rule, "没有表决人数的记录。", "没有表决人数的记录。")
        outcome = rule.judge(total, present, in_favour)
        return self.say(rule, Answer.KEPT if outcome.met else Answer.DEPARTED, outcome.why)


# which question is asked of which kind of rule
_JUDGED: dict[type[Rule], Callable[[_Judge, Any], Verdict]] = {
    WindowRule: _Judge.window,
    NoticeRule: _Judge.notice,
    RotationRule: _Judge.host,
    CompositionRule: _Judge.attendance,
    InvitationRule: _Judge.attendance,
    FrequencyRule: _Judge.frequency,
    QuorumRule: _Judge.quorum,
    MajorityRule: _Judge.majority,
    AgendaRule: _Judge.agenda,
    CostRule: _Judge.cost,
}
