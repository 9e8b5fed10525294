"""What a text says of its own commencement and term 施行条款、有效期条款, each with its place.

Read are sentences about the text itself (本办法, 本决定 … or none named beside the
commencement); the term of a licence or of an appointment (许可证有效期五年) is none.
立法法 62 lets a law commence as a whole or in parts, on a day or from an event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianxi.kernel.texts.citations.provisions import find_runs
from lianxi.kernel.texts.dates import find_dates
from lianxi.kernel.texts.numerals import NUMERAL, read_number
from lianxi.kernel.texts.validity.term_clauses import (
    OWN_NUMBER,
    SELF,
    N,
    Term,
    shortened,
    term_doubts,
    terms_in,
    the_day,
)

_SELF = re.compile(SELF)
_EVENTS = "公布|颁布|发布|印发|下发|发文|成文|通过|批准|签发|签署|颁发|刊登|登记"
_S = r"[ \u3000\u00a0]?"
_FIGURES = r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
_STARTS = re.compile(
    rf"(?:(?:自|从)(?:[^自，。；\n]{{0,8}}?(?P<event>{_EVENTS})之?日|(?P<day>[^自，。；\n]{{4,16}}?[日号]|{_FIGURES}))"
    rf"|于(?P<on>[{NUMERAL}年月 \u3000]{{4,16}}[日号])|(?:自|从)?(?P<now>即日))"
    rf"(?:(?:上午|下午|凌晨)?(?P<hour>{N})[时点](?:整|正|{N}分)?)?"
    rf"(?:(?:起)?(?:满|后|之后)?{_S}(?P<delay>{N}){_S}(?P<unit>个?工作日|日|天|个月|年)(?:后|之后)?)?"
    rf"(?:起|开始)?[，,]?(?:正式|全面|开始)?(?P<verb>施行|实施|执行|生效|试行|试运行)"
)
_OWN_NUMBER = re.compile(OWN_NUMBER)
_SENTENCE = re.compile(r"[^。；;\n]+[。；;]?")
_SET_ITSELF = re.compile(rf"{OWN_NUMBER}(?![该此]){SELF}将?")
_SPOKEN_OF = re.compile(
    rf"(?:{SELF}[^，。；;\n]{{0,40}}?|(?:\A{OWN_NUMBER}|[，,])(?:自|从)[^，。；;\n]{{0,30}}?)"
    r"(?:施行|试行|(?:自|从|于)[^，。；;\n]{2,30}?(?:实施|执行|生效))(?=[，,。；;\s]|\Z)"
    rf"|(?:{SELF}的?|第{N}条的?|\A{OWN_NUMBER})(?:施行|试行)(?:的?日期|的?时间|起始)"
)
"""Words on the commencement of the text, whether they can be read or not; 本办法施行前 and 施行后 are none."""
_FROM = re.compile("自|从|于|起|日期|时间|另行")
_LAST_HOUR = 23
_LONGEST_DELAY = 2000


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
    **dict.fromkeys(("印发", "下发", "发文", "成文", "签发", "签署", "颁发"), StartingEvent.ISSUE),
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
class ValidityClauses:
    """What a text says of its own life, in order of place; doubts are sentences for the reader."""

    commencements: tuple[Commencement, ...]
    terms: tuple[Term, ...]
    doubts: tuple[str, ...]


def read_validity(text: str) -> ValidityClauses:
    """The clauses on commencement and term of the text itself.

    Where a sentence speaks of either and nothing was read in it, a doubt says so.
    """
    commencements: list[Commencement] = []
    terms: list[Term] = []
    unread: list[str] = []
    spoken: list[str] = []
    after_commencement = False
    for sentence in _SENTENCE.finditer(text):
        words = sentence[0]
        said = list(_commencements(text, sentence.start(), sentence.end()))
        goes_on = after_commencement and _ALONE.match(words)
        if said or goes_on or _SELF.search(words) or _ARTICLE_ON_TERM.match(words):
            told = list(terms_in(words, sentence.start()))
            unread += term_doubts(words, bool(told))
            terms += told
        if not said and _SPOKEN_OF.search(words):
            spoken.append(words)
        commencements += said
        after_commencement = bool(said) or (after_commencement and not words.strip())
    doubts = (*_contradictions(text, commencements, terms), *_unread(spoken, commencements), *unread)
    return ValidityClauses(tuple(commencements), tuple(terms), tuple(dict.fromkeys(doubts)))


_ALONE = re.compile(rf"{OWN_NUMBER}(?:有效期|试行期|施行期|执行期|期限|至|试行)")
_ARTICLE_ON_TERM = re.compile(rf"\s*第{N}条\s*(?:有效期|试行期)")


def _commencements(text: str, start: int, end: int) -> Iterator[Commencement]:
    for found in _STARTS.finditer(text, start, end):
        before = text[start : found.start()]
        if _other_instrument(before) or not _sets_a_day(found, before):
            continue
        named = found["day"] or found["on"]
        day = the_day(named) if named else None
        if named and day is None and not find_dates(named):
            continue
        delay = (read_number(found["delay"]) or 0, _UNITS[found["unit"]]) if found["delay"] else None
        event = StartingEvent.ISSUE if found["now"] else _EVENT.get(found["event"] or "")
        yield Commencement(
            day, event, delay, tuple(_articles(before)), found["verb"].startswith("试"),
            start + _beginning(before), found.end(),
        )  # fmt: skip


def _sets_a_day(found: re.Match[str], before: str) -> bool:
    """Whether the words are a commencement that can be read: an hour of that day, a number of days that is one.

    于2024年1月1日施行 counts of the text itself only, and as the end of a clause: 于…日实施了 tells a story.
    """
    hour, delay = (read_number(found[name]) if found[name] else 0 for name in ("hour", "delay"))
    if hour is None or hour > _LAST_HOUR or delay is None or delay > _LONGEST_DELAY or (found["delay"] and not delay):
        return False
    ends = not re.match(r"[^，,。；;、\s]", found.string[found.end() :])
    return not found["on"] or (ends and bool(_SET_ITSELF.fullmatch(re.split("[，,]", before)[-1])))


def _beginning(before: str) -> int:
    """Where the clause begins, behind the number of the article it stands in."""
    named = _OWN_NUMBER.match(before)
    return named.end() if named and _SELF.match(before, named.end()) else len(before) - len(before.lstrip())


def _other_instrument(before: str) -> bool:
    """Whether the words before 自…起 speak of another text: 《…》自…起施行, without this text being named."""
    clause = re.split("[，,]", before)[-1]
    return "》" in clause and not _SELF.search(clause) and not clause.endswith("》的")


def _articles(before: str) -> Iterator[str]:
    """Ids of the provisions named right before 自…: 第三条、第五条自…; the number of the own article is none."""
    clause = re.split("[，,；;]", before)[-1]
    named = _OWN_NUMBER.match(clause)
    if named and _SELF.match(clause, named.end()):
        clause = clause[named.end() :]  # of 第九条 本规定自…起施行, 第九条 … 规定 names no article
    for run in find_runs(clause):
        if _UP_TO_FROM.match(clause, run.end):
            yield from (key for provision in run.read(clause) for key in provision.keys)


def _contradictions(text: str, commencements: list[Commencement], terms: list[Term]) -> Iterator[str]:
    whole = [one for one in commencements if not one.provisions]
    if len({(one.day, one.event, one.delay) for one in whole}) > 1:
        yield "施行日期写了不止一个，又没有写明各是哪些条，请核对。"
    if len({(one.months, one.until) for one in terms}) > 1:
        yield "有效期写了不止一个，请核对。"
    for one in whole:
        if one.day is None and one.event is None:
            yield f"施行日期“{text[one.start : one.end].strip()}”不是日历上的日子，请核对。"


def _unread(spoken: list[str], commencements: list[Commencement]) -> Iterator[str]:
    """Sentences on the commencement in which none was read; beside one that was, only those that set a day too."""
    for words in spoken:
        if not commencements or _FROM.search(words):
            yield f"“{shortened(words)}”写到施行，没有读出施行日期，请核对。"
