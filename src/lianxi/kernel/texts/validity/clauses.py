"""What a text says of its own commencement and term 施行条款、有效期条款, each with its place.

Read are sentences about the text itself (本办法, 本决定 … or none named beside the
commencement); the term of a licence or of an appointment (许可证有效期五年) is none.
立法法 62 lets a law commence as a whole or in parts, on a day or from an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lianxi.kernel.texts.citations.provisions import find_runs
from lianxi.kernel.texts.dates import FoundDate, find_dates
from lianxi.kernel.texts.numerals import NUMERAL, read_number

_N = f"[{NUMERAL}]{{1,5}}"
_KINDS = (
    "法|条例|实施条例|规定|办法|实施办法|细则|实施细则|规则|决定|决议|意见|实施意见|通知|通告|公告|方案|标准|制度|章程|规程|"
    "预案|机制|工作机制|文件|措施|政策|清单|目录|指引|规范|公约|纲要|规划|修正案|协议"
)
_SELF = re.compile(rf"(?:本|该|此)(?:{_KINDS})|上述规定|本规范性文件")
_EVENTS = "公布|颁布|发布|印发|下发|通过|批准|签发|签署|颁发|刊登|登记"
_STARTS = re.compile(
    rf"自(?:[^自，。；\n]{{0,8}}?(?P<event>{_EVENTS})之?日|(?P<day>[^自，。；\n]{{4,16}}?[日号]))"
    rf"(?:(?:起)?(?:满|后|之后)?(?P<delay>{_N})(?P<unit>个?工作日|日|天|个月|年)(?:后|之后)?)?"
    rf"(?:起|开始)?[，,]?(?:正式|全面|开始)?(?P<verb>施行|实施|执行|生效|试行|试运行)"
)
_FOR = re.compile(
    rf"(?:(?:有效|执行|实施|施行|试行)(?:期限?|时间)?|(?<![\u4e00-\u9fff])期限|为期)(?:为|是|暂定为?|：|:)?"
    rf"(?P<amount>{_N})(?P<unit>年半|年|个月)"
)
_UNTIL = re.compile(
    r"(?:(?:有效|执行|实施|施行|试行)(?:期限?|时间)?|期限)?(?:为|是)?(?:自[^，。；\n]{2,16}?(?:日|起))?[，,]?(?:施行|实施|执行|试行|有效)?"
    r"(?:有效期限?|期限)?(?:延长|延续|顺延)?(?:至|到|截至|截止到?)(?P<day>[^，。；\n]{4,16}?[日号])(?:止|为止|终止|失效|自行失效|自动失效)?"
)
_LAPSES = re.compile(r"(?P<day>[^，。；\n自于至到]{6,16}日)起?(?:自行|自动)?(?:失效|停止执行|终止执行)")
_OWN_NUMBER = re.compile(rf"\s*(?:第{_N}条(?:之{_N})?|[{NUMERAL}]{{1,3}}、)?\s*")
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_FOREIGN = re.compile(
    r"(?:证|证书|执照|许可|资格|合同|协议|任期|聘期|批复|批准文件|备案|登记|资质|保函|公示|申请|报告|名单|承诺)"
    r"[^，。；\n]{0,6}(?:有效|期限)"
)
"""Before a term these words tell that something else ends: a licence, a contract, a time of office."""


_UP_TO_FROM = re.compile(r"(?:中?(?:关于|有关)?[^，。；]{0,20}?的?(?:规定|内容|要求))?\s*\Z")


class StartingEvent(StrEnum):
    """The event from which a text commences where it names no day."""

    PUBLISH = "publish"
    ISSUE = "issue"
    ADOPT = "adopt"
    APPROVE = "approve"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"publish": "公布", "issue": "印发", "adopt": "通过", "approve": "批准"}[self.value]


_EVENT = {
    **dict.fromkeys(("公布", "颁布", "发布", "刊登", "登记"), StartingEvent.PUBLISH),
    **dict.fromkeys(("印发", "下发", "签发", "签署", "颁发"), StartingEvent.ISSUE),
    "通过": StartingEvent.ADOPT,
    "批准": StartingEvent.APPROVE,
}
_UNITS = {"日": "day", "天": "day", "工作日": "workday", "个工作日": "workday", "个月": "month", "年": "year"}


@dataclass(frozen=True, slots=True)
class Commencement:
    """A clause on commencement 施行条款.

    day:        the day named; None where it commences from an event or names no day that exists.
    event:      from which event it commences; None where a day is named.
    delay:      (amount, unit) after the event or day: (30, "day") for 起三十日后; None for none.
    provisions: ids of what it speaks of (`art_3`, `art_12-1__para_2`); empty for the whole text.
    trial:      试行.
    start, end: its words in the text.
    """

    day: date | None
    event: StartingEvent | None
    delay: tuple[int, str] | None
    provisions: tuple[str, ...]
    trial: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Term:
    """A clause on the term 有效期条款.

    months:     length in months; None where it names its last day.
    until:      the last day; None where it names a length. Of 2024年10月7日失效 it is the day before.
    trial:      试行期.
    start, end: its words in the text.
    """

    months: int | None
    until: date | None
    trial: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ValidityClauses:
    """What a text says of its own life, in order of place; doubts are sentences for the reader."""

    commencements: tuple[Commencement, ...]
    terms: tuple[Term, ...]
    doubts: tuple[str, ...]


def read_validity(text: str) -> ValidityClauses:
    """The clauses on commencement and term of the text itself."""
    commencements: list[Commencement] = []
    terms: list[Term] = []
    after_commencement = False
    for sentence in _SENTENCE.finditer(text):
        said = list(_commencements(text, sentence.start(), sentence.end()))
        goes_on = after_commencement and sentence[0].strip().startswith(_ALONE)
        if said or goes_on or _SELF.search(sentence[0]):
            terms += _terms(sentence)
        commencements += said
        after_commencement = bool(said) or (after_commencement and not sentence[0].strip())
    return ValidityClauses(tuple(commencements), tuple(terms), tuple(_doubts(text, commencements, terms)))


_ALONE = ("有效期", "试行期", "执行期", "期限", "至", "试行")


def _commencements(text: str, start: int, end: int) -> Iterator[Commencement]:
    for found in _STARTS.finditer(text, start, end):
        before = text[start : found.start()]
        if _other_instrument(before):
            continue
        day = _the_day(found["day"]) if found["day"] else None
        if found["day"] and day is None and not find_dates(found["day"]):
            continue
        delay = (read_number(found["delay"]) or 0, _UNITS[found["unit"]]) if found["delay"] else None
        yield Commencement(
            day, _EVENT.get(found["event"] or ""), delay, tuple(_articles(before)), found["verb"].startswith("试"),
            start + _beginning(before), found.end(),
        )  # fmt: skip


def _beginning(before: str) -> int:
    """Where the clause begins, behind the number of the article it stands in."""
    named = _OWN_NUMBER.match(before)
    return named.end() if named and _SELF.match(before, named.end()) else len(before) - len(before.lstrip())


def _other_instrument(before: str) -> bool:
    """Whether the words before 自…起 speak of another text: 《…》自…起施行, without this text being named."""
    clause = re.split("[，,]", before)[-1]
    return "》" in clause and not _SELF.search(clause) and not clause.endswith("》的")


def _the_day(words: str) -> date | None:
    found = find_dates(words)
    return found[-1].day if found and _ends(found[-1], words) else None


def _ends(found: FoundDate, words: str) -> bool:
    return found.end == len(words.rstrip())


def _articles(before: str) -> Iterator[str]:
    """Ids of the provisions named right before 自…: 第三条、第五条自…; the number of the own article is none."""
    clause = re.split("[，,；;]", before)[-1]
    named = _OWN_NUMBER.match(clause)
    if named and _SELF.match(clause, named.end()):
        clause = clause[named.end() :]  # of 第九条 本规定自…起施行, 第九条 … 规定 names no article
    for run in find_runs(clause):
        if _UP_TO_FROM.match(clause, run.end):
            yield from (key for provision in run.read(clause) for key in provision.keys)


def _terms(sentence: re.Match[str]) -> Iterator[Term]:
    said, at = sentence[0], sentence.start()
    for found in _FOR.finditer(said):
        if _foreign(said, found.start()):
            continue
        amount = read_number(found["amount"])
        if amount:
            months = amount * 12 + 6 if found["unit"] == "年半" else amount * (12 if found["unit"] == "年" else 1)
            yield Term(months, None, "试行" in found[0], at + found.start(), at + found.end())
    for found in _UNTIL.finditer(said):
        if _foreign(said, found.start()) or not re.search("有效|期限|施行|实施|执行|试行", said[: found.start("day")]):
            continue
        if (day := _the_day(found["day"])) is not None:
            yield Term(None, day, "试行" in found[0], at + found.start("day"), at + found.end())
    for found in _LAPSES.finditer(said):
        if (day := _the_day(found["day"])) is not None and not _foreign(said, found.start()):
            yield Term(None, day - timedelta(days=1), False, at + found.start(), at + found.end())


def _foreign(said: str, at: int) -> bool:
    """Whether what ends is something else than the text."""
    clause_from = max(said.rfind(mark, 0, at) for mark in "，,；") + 1
    return bool(_FOREIGN.search(said[clause_from : at + 4]))


def _doubts(text: str, commencements: list[Commencement], terms: list[Term]) -> Iterator[str]:
    whole = [one for one in commencements if not one.provisions]
    if len({(one.day, one.event, one.delay) for one in whole}) > 1:
        yield "施行日期写了不止一个，又没有写明各是哪些条，请核对。"
    if len({(one.months, one.until) for one in terms}) > 1:
        yield "有效期写了不止一个，请核对。"
    for one in whole:
        if one.day is None and one.event is None:
            yield f"施行日期“{text[one.start : one.end].strip()}”不是日历上的日子，请核对。"
