"""What a caption is made of 题注成分: days, titles, numbers of orders, verbs (domain notes b.4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lianxi.kernel.texts.captions.event import EventKind
from lianxi.kernel.texts.dates import DateForm, find_dates
from lianxi.kernel.texts.numerals import NUMERAL, read_number


class TokenKind(StrEnum):
    """Kind of a part of a caption."""

    DAY = "day"
    SAME_DAY = "same_day"
    BROKEN_DAY = "broken_day"
    RELATIVE_DAY = "relative_day"
    TITLE = "title"
    NUMBER = "number"
    VERB = "verb"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a caption, in characters of the view.

    day:      of a day, the calendar day; None where it is none.
    words:    of a title the title itself, of a number its standard form, of a verb the verb, of a broken day what is
              wrong with it (`impossible`, `incomplete`, `lost`).
    proposal: of a broken day, the only day it can have been.
    event:    of a verb, what kind of event it ends.
    ordinal:  of a verb, the place of its 第…次.
    """

    kind: TokenKind
    start: int
    end: int
    words: str = ""
    day: date | None = None
    proposal: date | None = None
    event: EventKind | None = None
    ordinal: tuple[int, int] | None = None


MASK = "\ufffc"
_N = NUMERAL
_OPENING, _CLOSING = "《〈", "》〉"
_LONGEST_TITLE = 600
_BARE_TITLE = re.compile(
    r"(?:(?<=的)[\u4e00-\u9fff]{2,30}?)?关于(?:修改|修正|修订|废止|废除|清理|集中修改|停止|批准|补充|调整|取消|规范)"
    r"[^《》〈〉,;。]{0,90}?的(?:补充)?(?:决定|决议|议案|公告)"
    r"|(?<=[的日])(?:(?!通过|届|会议)[\u4e00-\u9fff]){2,40}修正案(?:\([一二三四五六七八九十]{1,3}\))?"
)
_RENAMED = re.compile(f"将{MASK}{{2,200}}(?:修改|修正|更名|改名|变更)为{MASK}{{2,200}}")
_RELATIVE = re.compile(
    r"(?:自|从)?(?:公布|发布|颁布|印发|批准|通过|下发)(?:之日|后|之时|\d{1,3}日后|[一二三四五六七八九十]{1,3}日后)(?:起|开始)?"
)
_SAME = re.compile(r"同日|同一天|当日|当天")
_LOST_MARK = "?×■□*"
_LOST = re.compile(
    r"(?<!\d)(?:(?P<no_year_mark>(?:19|20)\d{2})(?P<month>1[0-2]|0?[1-9])月(?P<day>\d{1,2})日"
    r"|(?P<year2>(?:19|20)\d{2})年(?P<run>\d{2,4})日"
    r"|(?P<year3>(?:19|20)\d{2})年(?P<month3>\d{1,2})月(?P<day3>\d{1,2})(?![\d日号年月次届])"
    r"|(?P<all>(?:19|20)\d{2}\d{2,4})日|(?P<gap>\d{2,4}年(?:月\d{1,2}日|\d{1,2}月日|月日|日)"
    rf"|(?:[\d{_LOST_MARK}]{{2,8}}|[〇○零一二三四五六七八九{_LOST_MARK}]{{2,6}})年[{_N}{_LOST_MARK}]{{0,8}}月[{_N}{_LOST_MARK}]{{1,8}}日))"
)
_SERIES = "主席令|委员长令|令|公告|通告"
_NUMBER = re.compile(
    rf"(?P<series>{_SERIES})[(\[]?(?P<term>(?<=[(\[])(?:[{_N}]{{1,4}}届|[12]\d{{3}}年?)[)\]])?[(\[]?"
    rf"(?P<of_year>[12]\d{{3}}年)?第?(?P<number>[{_N}]{{1,6}})号[)\]]?"
    rf"|[(\[]?(?P<of_year2>(?<![\d年])[12]\d{{3}}年)?第?(?P<number2>[{_N}]{{1,6}})号(?P<series2>令|公告|通告)[)\]]?"
    rf"|(?P<code>[\u4e00-\u9fff]{{1,16}}?)[(\[](?P<year>[12]\d{{3}})年?[)\]]"
    rf"(?P<class>[\u4e00-\u9fff]{{0,2}}?)第?(?P<number3>\d{{1,5}})号(?:文件?)?"
)
# A code of an organ (琼府) follows the organ's own name or the day without a mark; it has two characters and more.
_ORGAN_NAME = re.compile(
    r"日?.*(?:政府|委员会|办公厅|办公室|常委会|国务院|[省市县区]委)(?=[\u4e00-\u9fff])"
    r"|日?.{1,14}(?:总局|(?<![部局厅署院])[部局厅署院])(?=[\u4e00-\u9fff]{2})|日"
)
_HOW = (
    "(?:全面|重新|部分|再次|予以|作出|作了|进行|集体|审议|表决|讨论|审查|研究"
    "|原则|一致|全票|审定|决定|联合|备案|同时){0,3}"
)
# 修正案, 修订稿, 修改内容 are things and tell of no event.
_NO_NOUN = "(?!案|稿|草案|内容|情况|意见|本)"
_VERBS = (
    (EventKind.REVISE, rf"修订{_NO_NOUN}(?:(?:并|、|,)?(?:重新)?(?:通过|公布|发布|颁布))?"),
    (EventKind.AMEND, rf"(?:修正|修改){_NO_NOUN}(?:(?:并|、|,)?(?:重新)?(?:通过|公布|发布|颁布))?"),
    (EventKind.ADOPT, r"通过|制定(?!本)"),
    (EventKind.APPROVE, r"批准(?:施行|实施|发布|公布)?|批复(?:同意)?|核准"),
    (EventKind.PUBLISH, r"(?:公告)?(?:公布|发布|颁布|印发|下发|颁发|公告)(?:施行|实施)?"),
    (EventKind.EFFECT, r"施行|实施|生效|试行|执行"),
    (EventKind.REPEAL, r"废止|失效|废除"),
)
_COUNTED = frozenset({EventKind.AMEND, EventKind.REVISE, EventKind.PUBLISH})
_VERB = re.compile(
    rf"(?P<order>第(?P<ordinal>[{_N}]{{1,3}})次)?(?P<how>{_HOW})(?:"
    + "|".join(f"(?P<{kind.value}>{words})" for kind, words in _VERBS)
    + rf")(?:\(第(?P<after>[{_N}]{{1,3}})次\))?"
)


# What stands in brackets behind a title in an announcement: its number in a collection, 附后, 修订.
_NOTE = re.compile(
    rf"(?<={MASK})(?:\((?:NO[.:]?[A-Za-z0-9-]{{1,20}}|附后|见附件|草案|试行|暂行)\)"
    rf"|\((?![^()]{{0,30}}(?:届|通过|批准|年|第))[^(){MASK}]{{1,30}}\)(?=,?(?:已|业|现|由|经|于)))"
)


def tokens_of(view: str) -> tuple[Token, ...]:
    """The parts of a caption in their order; none overlaps another, and nothing inside a title is one."""
    titles = list(_titles(view))
    masked = _masked(view, titles)
    bare = [replace(token, words=_inner_marks(view[token.start : token.end])) for token in _bare_titles(masked)]
    renamed = list(_renamings(masked))
    found = [*_outside([*_outside(titles, bare), *bare], renamed), *renamed]
    masked = _masked(_masked(masked, bare), renamed)
    for scan in (_notes, _numbers, _relative, _days, _broken, _verbs):
        new = [token for token in scan(masked) if MASK not in masked[token.start : token.end]]
        new.sort(key=lambda token: token.start)
        found += new
        masked = _masked(masked, new)
    return tuple(sorted(found, key=lambda token: token.start))


def _outside(tokens: list[Token], others: list[Token]) -> Iterator[Token]:
    """The tokens that lie in none of the others; both ascend."""
    at = 0
    for token in tokens:
        while at < len(others) and others[at].end <= token.start:
            at += 1
        if at == len(others) or token.end <= others[at].start:
            yield token


def _masked(text: str, tokens: list[Token]) -> str:
    pieces: list[str] = []
    at = 0
    for token in tokens:
        pieces += (text[at : token.start], MASK * (token.end - token.start))
        at = token.end
    return "".join([*pieces, text[at:]])


def _titles(view: str) -> Iterator[Token]:
    """What stands in title marks, the outermost ones; marks in any mixture, 《〈《 》〉》 and half width.

    Outer marks that never close, or close too late to be a title's, are taken for damage and left.
    """
    opened: list[int] = []
    pairs: list[tuple[int, int]] = []
    for at, char in enumerate(view):
        if char in _OPENING:
            opened.append(at)
        elif char in _CLOSING and opened:
            start = opened.pop()
            if at + 1 - start <= _LONGEST_TITLE:
                pairs.append((start, at + 1))
    end = 0
    for start, stop in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        if start >= end:
            end = stop
            yield Token(TokenKind.TITLE, start, stop, _inner_marks(view[start + 1 : stop - 1]))


def _bare_titles(masked: str) -> Iterator[Token]:
    """The title of a decision that lost its marks or never had them."""
    for found in _BARE_TITLE.finditer(masked):
        yield Token(TokenKind.TITLE, found.start(), found.end(), found[0])


def _notes(masked: str) -> Iterator[Token]:
    for found in _NOTE.finditer(masked):
        yield Token(TokenKind.NOTE, found.start(), found.end())


def _renamings(masked: str) -> Iterator[Token]:
    """将《甲条例》修改为《乙条例》: an amendment of the title, in one phrase."""
    for found in _RENAMED.finditer(masked):
        yield Token(TokenKind.VERB, found.start(), found.end(), "修改", event=EventKind.AMEND)


def _inner_marks(title: str) -> str:
    return title.translate(str.maketrans("《》", "〈〉"))


def _relative(masked: str) -> Iterator[Token]:
    for found in _RELATIVE.finditer(masked):
        yield Token(TokenKind.RELATIVE_DAY, found.start(), found.end())


def _days(masked: str) -> Iterator[Token]:
    """Whole days; a month or a year alone is a day of which a part is missing, 2023年第5次会议 is none at all."""
    lost = [Token(TokenKind.BROKEN_DAY, found.start(), found.end()) for found in _LOST.finditer(masked)]
    dates = find_dates(masked)
    apart = {token.start for token in _outside([Token(TokenKind.DAY, one.start, one.end) for one in dates], lost)}
    year: int | None = None
    for found in dates:
        if found.start not in apart and (found.form is not DateForm.DAY or found.year is None):
            continue
        if found.form is DateForm.YEAR and masked.startswith("第", found.end):
            continue
        day = found.day
        if found.form is DateForm.MONTH_DAY and year and masked[found.start - 2 : found.start] in {"同年", "当年"}:
            day = next(_day(str(year), str(found.month), str(found.day_of_month)), None)
        year = day.year if day else year
        wrong = "" if day else "impossible" if found.impossible else "incomplete"
        yield Token(TokenKind.DAY if day else TokenKind.BROKEN_DAY, found.start, found.end, wrong, day=day)
    for same in _SAME.finditer(masked):
        yield Token(TokenKind.SAME_DAY, same.start(), same.end())


def _broken(masked: str) -> Iterator[Token]:
    """Days that lost their 年, 月 or 日 (2017822日, domain notes M.4): never read, proposed only if unique."""
    for found in _LOST.finditer(masked):
        days = sorted(set(_possible(found)))
        yield Token(
            TokenKind.BROKEN_DAY, found.start(), found.end(), "lost", proposal=days[0] if len(days) == 1 else None
        )


def _possible(found: re.Match[str]) -> Iterator[date]:
    if found["no_year_mark"]:
        yield from _day(found["no_year_mark"], found["month"], found["day"])
    elif found["year3"]:
        yield from _day(found["year3"], found["month3"], found["day3"])
    elif not found["gap"]:
        year, run = (found["year2"], found["run"]) if found["year2"] else (found["all"][:4], found["all"][4:])
        for month, day in ((run[:cut], run[cut:]) for cut in (1, 2)):
            if 1 <= len(day) <= 2 and all(len(part) == 2 or part[0] != "0" for part in (month, day)):
                yield from _day(year, month, day)


def _day(year: str, month: str, day: str) -> Iterator[date]:
    try:
        yield date(int(year), int(month), int(day))
    except ValueError:
        return


def _numbers(masked: str) -> Iterator[Token]:
    """Numbers of orders and announcements (令第58号, 公告〔八届〕第5号, 第306号令), of documents (琼府〔2015〕62号)."""
    for found in _NUMBER.finditer(masked):
        if found["code"]:
            named = _ORGAN_NAME.match(found["code"])
            start = found.start() + (named.end() if named else 0)
            code = masked[start : found.end("code")]
            words = f"{code}〔{found['year']}〕{found['class']}{found['number3']}号"
            yield Token(TokenKind.NUMBER, start, found.end(), words)
            continue
        number = found["number"] or found["number2"]
        if read_number(number) is None:
            continue
        term = f"〔{found['term'].rstrip(')]')}〕" if found["term"] else ""
        year = found["of_year"] or found["of_year2"] or ""
        words = f"{found['series'] or found['series2']}{term}{year}第{number}号"
        yield Token(TokenKind.NUMBER, found.start(), found.end(), words)


def _verbs(masked: str) -> Iterator[Token]:
    for found in _VERB.finditer(masked):
        kind = next(kind for kind, _ in _VERBS if found[kind.value])
        start = found.start("order") if found["order"] else found.start("how")
        counted = "ordinal" if found["order"] else "after"
        of_order = found.span(counted) if found[counted] and kind in _COUNTED else None
        if kind is EventKind.PUBLISH and found[kind.value] == "公告" and not found["how"]:
            continue
        yield Token(TokenKind.VERB, start, found.end(), masked[start : found.end()], event=kind, ordinal=of_order)
