"""Inner spaces 词中空格: blanks inside words, numbers and punctuation (domain notes M 6).

Chinese is written without spaces. Where they carry meaning they stay: behind a
number (第一条　…), in letterspaced headings (总　则), between names and events,
in forms to be filled in, in tables and signatures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.characters import CJK
from lianxi.kernel.texts.damage.findings import Damage, Finding
from lianxi.kernel.texts.damage.lines import splits_a_word
from lianxi.kernel.texts.longest import LongestWords

# An ideographic blank is set on purpose (between names, behind a number, in a form); the narrow ones are not.
_B = "[ \u00a0\u2002\u2003\u2009]"
_N = "〇零一二三四五六七八九十百千0-9"
_GAP = re.compile(f"{_B}{{1,2}}(?=[{CJK}])")
_BEFORE_MARK = re.compile(f"{_B}{{1,2}}(?=[，。；、：！？）》”〉〕】])")
_AFTER_MARK = re.compile(f"[，。；、：（《“〈〔【]{_B}{{1,2}}(?=[{CJK}0-9])")
_IN_NUMBER = re.compile(
    f"(?<![\\d.]){_B}?[0-9]{{1,3}}{_B}[0-9]{{1,3}}(?={_B}?(?:年|月|日|号|％|%))|[0-9]{_B}{{0,2}}\\.{_B}{{1,2}}[0-9]|[0-9]{_B}{{1,2}}\\.[0-9]"
    f"|[0-9]{_B}{{1,2}}(?=[%％])|(?<=第){_B}{{1,2}}[{_N[:-3]}]{{1,6}}{_B}{{0,2}}(?=[届次条章节款项])|(?<=第)[{_N[:-3]}]{{1,6}}{_B}{{1,2}}(?=[届次条章节款项])"
)
# A number of up to six figures cut once or twice, in front of what it counts.
_CUT_NUMBER = re.compile(
    f"(?<=[{CJK}])[0-9]{{1,3}}{_B}[0-9]{{1,3}}(?:{_B}[0-9]{{1,3}})?(?={_B}?(?:[件项个名条部份家场次户所处座余万亿元吨亩人]|公[里顷]|平方))"
)
_DATE = re.compile(
    f"[0-9]{{4}}(?P<a>{_B}?)年(?P<b>{_B}?)[0-9]{{1,2}}(?P<c>{_B}?)月(?:(?P<d>{_B}?)[0-9]{{1,2}}(?P<e>{_B}?)日)?"
)
_DOCUMENT_NUMBER = re.compile(
    f"[〔\\[［【]{_B}{{0,2}}[0-9]{{4}}{_B}{{0,2}}[〕\\]］】]{_B}{{0,2}}第?{_B}{{0,2}}[0-9]{{1,5}}{_B}{{0,2}}号"
)
_NUMBERED = re.compile(
    f"^[{_B[1:-1]}\t#*>-]*(?:(?:第[{_N}]{{1,8}}[编章节条款編節條](?:之[{_N}]{{1,3}})?\u3000?){{1,3}}|[（(][{_N}]{{1,4}}[）)]|[{_N}]{{1,4}}[、.．]?|附件?[{_N}]{{0,2}}|[①-⑳])[{_B[1:-1]}]*$"
)
_EVENT = re.compile(f"(?:根据|自|经|依照|[{CJK}]{{2,12}}第[{_N}]{{1,4}}届)")
_CHINESE = re.compile(f"[{CJK}]")
_SENTENCE = re.compile("[。；;]|[，。；：,;]$")
_CLAUSES = re.compile("[，：,][^，：,\n]{2,40}[，：,]")
_PIECE, _AHEAD = re.compile(f"[{CJK}]+"), re.compile(f"[{CJK}]{{0,200}}")
_BEHIND = re.compile(f"(.?)([{CJK}]{{1,40}})$", re.DOTALL)
_TERM = 2
"""Characters on each side of a blank that, joined elsewhere in the text, belong together."""
_ROUND = re.compile(f"[{CJK}]{{{2 * _TERM}}}")
_SPACED = re.compile(f"{_B}{{1,2}}\\S")
_LONG_LINE, _LONGEST_NUMBER, _LONGEST_TITLE = 12, 40, 60
_NOTE = "词语中间有空格，应当去掉。"
_MARK_NOTE = "标点前后有空格，应当去掉；若是留着填写的空，或丢了数字，则须补全。"
_NUMBER_NOTE = "数字中间有空格。"
_MIXED_NOTE = "文中日期多数不带空格，这一处带了空格。"
_UNEVEN_NOTE = "日期里有的地方有空格，有的没有。"
_DOCUMENT_NOTE = "发文字号中间有空格。"
_ELSEWHERE_NOTE = "文中别处这几个字连着写，中间没有空格。"


def find_inner_spaces(text: str) -> Iterator[Finding]:
    """Blanks that split what belongs together; none is sure, because a blank may stand where something was lost."""
    at, open_gaps = 0, dict[tuple[int, int], str]()
    for line in text.splitlines(keepends=True):
        if _SPACED.search(line.lstrip()) and "|" not in line and "\t" not in line.strip():
            yield from _in_numbers(line, at)
            if _is_sentence(line.strip()):
                yield from _in_sentence(line, at)
            elif not _is_letterspaced(line):
                yield from _in_title(line, at, open_gaps)
        at += len(line)
    yield from _joined_elsewhere(text, open_gaps)
    yield from _in_dates(text)


def _in_numbers(line: str, at: int) -> Iterator[Finding]:
    for pattern in (_IN_NUMBER, _CUT_NUMBER):
        yield from (_found(found, at, _NUMBER_NOTE, 0.75) for found in pattern.finditer(line))
    for found in _DOCUMENT_NUMBER.finditer(line):
        if re.search(_B, found[0]):
            yield _found(found, at, _DOCUMENT_NOTE, 0.75)


def _is_sentence(bare: str) -> bool:
    """Whether a line is running text, not a title: stops, or clauses in a line too long for a title."""
    if len(bare) < _LONG_LINE or bare[0] == "#":
        return False
    return _SENTENCE.search(bare) is not None or (len(bare) > _LONGEST_TITLE and _CLAUSES.search(bare) is not None)


def _in_sentence(line: str, at: int) -> Iterator[Finding]:
    for found in _BEFORE_MARK.finditer(line):
        if _CHINESE.match(line, found.start() - 1) and found.start():
            yield _found(found, at, _MARK_NOTE, 0.75)
    for found in _AFTER_MARK.finditer(line):
        if found[0][0] in "（《“〈〔【":
            yield _found(found, at, _MARK_NOTE, 0.7)
    for found in _GAP.finditer(line):
        if _splits_a_word(line, found):
            yield _found(found, at, _NOTE, 0.7)


def _in_title(line: str, at: int, open_gaps: dict[tuple[int, int], str]) -> Iterator[Finding]:
    """Blanks in a fixed term; the others are noted with the characters round them, for the rest of the text to tell."""
    for found in _GAP.finditer(line):
        start, end = found.span()
        if _NUMBERED.match(line[max(0, start - _LONGEST_NUMBER) : start].lstrip()):
            continue
        if splits_a_word(line[max(0, start - 8) : start], line[end : end + 8]):
            yield _found(found, at, _NOTE, 0.6)
        elif _ROUND.fullmatch(line[max(0, start - _TERM) : start] + line[end : end + _TERM]):
            open_gaps[at + start, at + end] = line[start - _TERM : start] + line[end : end + _TERM]


def _joined_elsewhere(text: str, gaps: dict[tuple[int, int], str]) -> Iterator[Finding]:
    if not gaps:
        return
    seen = {word for _, _, word in LongestWords(gaps.values()).find(text)}
    for (start, end), word in gaps.items():
        if word in seen:
            yield Finding(Damage.INNER_SPACE, start, end, text[start:end], "", 0.6, _ELSEWHERE_NOTE)


def _splits_a_word(line: str, found: re.Match[str]) -> bool:
    """Whether Chinese runs up to the blank in a sentence: no number, no row of names, no event of a caption."""
    start, end = found.start(), found.end()
    if not start or not _CHINESE.match(line, start - 1) or (start <= _LONGEST_NUMBER and _NUMBERED.match(line[:start])):
        return False
    if _EVENT.match(line, end) or line[start - 1] in "过准正订布行止效":
        return False
    before = _words_before(line, start)
    after = _AHEAD.match(line, end)
    follows = line[after.end() : after.end() + 1] if after else ""
    return before is not None and follows not in {" ", "\u3000", "\u00a0", "\n", "\r", ""}


def _is_letterspaced(line: str) -> bool:
    """Whether most pieces of the line are single characters, as in a title set wide."""
    pieces = _PIECE.findall(line)
    return sum(map(len, pieces)) < 2 * len(pieces)


def _words_before(line: str, start: int) -> str | None:
    """The Chinese words up to the blank, or None where another blank stands before them (a row of names).

    The blank behind the number of an article is none of that kind.
    """
    run = _BEHIND.search(line[max(0, start - 41) : start])
    if run is None:
        return None
    if run[1] in {" ", "\u3000", "\u00a0"} and not _NUMBERED.match(line[: start - len(run[2])].strip()):
        return None
    return run[2]


def _in_dates(text: str) -> Iterator[Finding]:
    """Dates with blanks where most dates have none, or in some places only: a style carried through is no damage."""
    dates = list(_DATE.finditer(text))
    spaced = [found for found in dates if any(found.groups())]
    is_style = len(spaced) * 2 >= len(dates)
    for found in spaced:
        if not _is_even(found):
            yield _found(found, 0, _UNEVEN_NOTE, 0.7)
        elif not is_style:
            yield _found(found, 0, _MIXED_NOTE, 0.7)


def _is_even(found: re.Match[str]) -> bool:
    """Whether the blanks stand before each of 年月日, behind each, or both."""
    before = {bool(found[name]) for name in "ace" if found[name] is not None}
    behind = {bool(found[name]) for name in "bd" if found[name] is not None}
    return len(before) == 1 and len(behind) == 1


def _found(found: re.Match[str], at: int, note: str, confidence: float) -> Finding:
    read = re.sub(_B, "", found[0])
    return Finding(Damage.INNER_SPACE, at + found.start(), at + found.end(), found[0], read, confidence, note)
