"""Titles in marks 书名号: 《〈《 》〉》 in any mixture, half-width < > and 「」『』 of converted text.

GB/T 15834 5.15: double marks outside, single ones inside. Real pages also nest double in double, close with the
wrong mark, or lose one. Marks that balance are paired whatever their shape; where they do not, a title ends
where its wording says so and carries a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lianxi.kernel.texts.citations.instruments import ALTERNATION, STRICT, is_generic, noun_of

LONGEST = 300
"""Characters of the longest title read; the longest of the national collection has about 180."""
DEEPEST, MOST_MARKS = 6, 40

NOT_CLOSED = "书名号没有收尾，名称止于何处是推断的。"
NOT_OPENED = "书名号没有开头，名称起于何处是推断的。"
WITHOUT_MARKS = "名称用引号标出，没有书名号。"

_TOKEN = re.compile("<<|>>|[《〈<]|[》〉>]|。|;|\n[ \t\u3000]*\n")
_OPENING, _CLOSING = frozenset(("《", "〈", "<", "<<")), frozenset(("》", "〉", ">", ">>"))
_PAIRS = {"《": "》", "〈": "〉", "<": ">", "<<": ">>"}
_QUOTED = re.compile('[“「『"](?P<name>[^“”「」『』"《》〈〉<>。;!?\n]{2,120})[”」』"]')
_WORDY = re.compile("[\u3400-\u9fffA-Za-z]")
_CHINESE = re.compile("[\u3400-\u9fff]")
_GOES_ON = re.compile(
    r"(?:修改|修正|修订|废止|印发|公布|发布|批准|转发|实施|执行|贯彻|落实|贯彻落实|施行|解释|适用|停止执行|通过|提请审议|审议)"
    r"[^《〈<、,]{0,6}\Z"
)
_ENDS = re.compile(
    rf"(?:{ALTERNATION})(?:\([^()\n]{{1,20}}\))?"
    r"(?=的?(?:有关|相关)?(?:规定|要求|精神|等|和|及|与|第)|[,;:、()\n“”\[]|\Z)"
)
_ABOUT_VERB = re.compile("关[于於](?:修改|修正|修订|修訂|废止|廢止|印发|印發|公布|批准|实施|實施|执行|執行|落实|落實)")
_STOP = re.compile(r"[,;:。!?\n、“”]|第[零〇一二三四五六七八九十百\d]{1,8}条")
_ABOUT_END = re.compile(r"的(?:决定|决议|通知|意见|公告|通告|批复|解释|办法|规定|议案|报告|说明|答复|复函|函|命令)")
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|遵守|违反|适用|贯彻落实|贯彻|落实|执行|实施|修改|废止|印发|出台|制定|通过"
    r"|发布|公布|(?<!共)和(?!国)|[与及了将把对])"
)
_PROVISION_NEXT = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,8}条")
_BELOW = re.compile(r"[^《〈<。;:,》〉>]{1,80}[》〉>]")
_ONLY_INNER_CLOSED = re.compile("的[^《〈<》〉>\n,。;]{2,6}》")
_NUMBERED_THINGS = re.compile("[0-9一二两三四五六七八九十]{1,3}[项个条部件大]")
_PLACE_OR_SUBJECT = re.compile("关于|中华人民共和国|[\u4e00-\u9fff]{2,12}?[省市县州区旗]")


@dataclass(frozen=True, slots=True)
class Title:
    """A name in marks: `[start, end)` with its marks, `[name_start, name_end)` without, and the names inside it."""

    start: int
    end: int
    name_start: int
    name_end: int
    inner: tuple[Title, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class _Mark:
    at: int
    sign: str

    @property
    def opens(self) -> bool:
        return self.sign in _OPENING

    @property
    def end(self) -> int:
        return self.at + len(self.sign)


def find_titles(text: str) -> tuple[Title, ...]:
    """The outermost names in marks of a text (simplified, half width), in their order; none overlaps another."""
    titles: list[Title] = []
    for found in _grouped(text):
        for title in (found,) if _is_name(text, found) else found.inner:
            if title.start >= (titles[-1].end if titles else 0):
                titles.append(title)
    return tuple(sorted((*titles, *_in_quotes(text, titles)), key=lambda title: title.start))


def mended(name: str) -> str:
    """A name whose one inner mark is lost, with that mark: 关于修改〈某条例的决定 → 关于修改〈某条例〉的决定."""
    missing = name.count("〈") - name.count("〉")
    if missing == 1 and (about := list(_ABOUT_END.finditer(name, name.rfind("〈")))):
        at = about[-1].start()
        return f"{name[:at]}〉{name[at:]}"
    if missing == -1 and (verb := _ABOUT_VERB.match(name)):
        return f"{verb[0]}〈{name[verb.end() :]}"
    return name


def _grouped(text: str) -> Iterator[Title]:
    """Marks collected from the first that opens to the one that closes it, or to the end of the sentence."""
    group: list[_Mark] = []
    depth = floor = 0
    for found in _TOKEN.finditer(text):
        mark = _Mark(found.start(), found[0])
        stops = mark.sign not in _OPENING and mark.sign not in _CLOSING
        too_far = bool(group) and (mark.at - group[0].at > LONGEST or len(group) >= MOST_MARKS)
        hard = mark.sign in {"。", ";"} or (stops and not _goes_on_below(text, mark.at))
        if group and (too_far or (stops and hard)):
            yield from _unbalanced(text, group, mark.at)
            floor = mark.at
            group, depth = [], 0
        if stops:
            floor = mark.end if hard else floor
            continue
        if not group and not mark.opens:
            yield from _without_opening(text, mark, floor)
            floor = mark.end
            continue
        if depth == 1 and not mark.opens and _closes_inner_only(text, group[0], mark):
            continue
        group.append(mark)
        depth += 1 if mark.opens else -1
        if depth == 0:
            yield from _balanced(text, group)
            floor = mark.end
            group = []
    if group:
        yield from _unbalanced(text, group, len(text))


def _goes_on_below(text: str, at: int) -> bool:
    """Whether after an empty line the title goes on: a mark closes it before anything else is said."""
    return _BELOW.match(text, at) is not None


def _closes_inner_only(text: str, opened: _Mark, mark: _Mark) -> bool:
    """Whether a single mark closes a name whose own opening is lost: 《关于修改X条例〉的决定》."""
    return opened.sign == "《" and mark.sign in {"〉", ">"} and _ONLY_INNER_CLOSED.match(text, mark.end) is not None


def _balanced(text: str, group: list[_Mark]) -> Iterator[Title]:
    """Marks that pair whatever their shape; too deep a nest is no title."""
    if len(group) > 2 * DEEPEST and _depth(group) > DEEPEST:
        return
    stack: list[tuple[_Mark, list[Title]]] = []
    for mark in group:
        if mark.opens:
            stack.append((mark, []))
            continue
        opened, inner = stack.pop()
        title = Title(opened.at, mark.end, opened.end, mark.at, tuple(inner))
        if stack:
            stack[-1][1].extend([title] if _is_name(text, title) else [])
        else:
            yield title


def _matches(group: list[_Mark]) -> dict[int, int]:
    """For each mark that opens and is closed in the group, the mark that closes it."""
    closed: dict[int, int] = {}
    stack: list[int] = []
    for index, mark in enumerate(group):
        if mark.opens:
            stack.append(index)
        elif stack:
            closed[stack.pop()] = index
    return closed


def _depth(group: list[_Mark]) -> int:
    deepest = depth = 0
    for mark in group:
        depth += 1 if mark.opens else -1
        deepest = max(deepest, depth)
    return deepest


def _unbalanced(text: str, group: list[_Mark], limit: int) -> Iterator[Title]:
    """Titles of a group in which a mark is missing, read from left to right."""
    at, closed = 0, _matches(group)
    while at < len(group):
        mark = group[at]
        if not mark.opens:
            at += 1
            continue
        if at in closed:
            yield from _balanced(text, group[at : closed[at] + 1])
            at = closed[at] + 1
            continue
        title, at = _from_mark(text, group, at, limit)
        if title is not None:
            yield title


def _from_mark(text: str, group: list[_Mark], at: int, limit: int) -> tuple[Title | None, int]:
    """The title that opens with mark `at`, and the mark after it."""
    opened = group[at]
    following = group[at + 1] if at + 1 < len(group) else None
    if following is None:
        return _ended_by_wording(text, opened, limit), at + 1
    if not _GOES_ON.search(text, opened.end, following.at):
        return _ended_by_wording(text, opened, following.at), at + 1
    return _around(text, group, at, limit)


def _around(text: str, group: list[_Mark], at: int, limit: int) -> tuple[Title | None, int]:
    """A title that goes on around another one, of which one closing mark is missing."""
    opened, second = group[at], group[at + 1]
    closing = group[at + 2] if at + 2 < len(group) and not group[at + 2].opens else None
    if closing is None:
        inner_end = _wording_end(text, second.end, limit)
        inner = Title(second.at, inner_end, second.end, inner_end, doubt=NOT_CLOSED)
        return Title(opened.at, inner_end, opened.end, inner_end, (inner,), NOT_CLOSED), at + 2
    about = list(_ABOUT_END.finditer(text, second.end, closing.at))
    same = closing.sign == _PAIRS[opened.sign] != _PAIRS[second.sign]
    if about and (about[-1].end() == closing.at or same):
        cut = about[-1].start()
        inner = Title(second.at, cut, second.end, cut, doubt=NOT_CLOSED)
        return Title(opened.at, closing.end, opened.end, closing.at, (inner,), NOT_CLOSED), at + 3
    inner = Title(second.at, closing.end, second.end, closing.at)
    after = _ABOUT_END.match(text, closing.end, min(limit, closing.end + 12))
    end = after.end() if after else closing.end
    return Title(opened.at, end, opened.end, end, (inner,), NOT_CLOSED), at + 3


def _ended_by_wording(text: str, opened: _Mark, limit: int) -> Title | None:
    end = _wording_end(text, opened.end, limit)
    return Title(opened.at, end, opened.end, end, doubt=NOT_CLOSED) if end > opened.end else None


def _wording_end(text: str, start: int, limit: int) -> int:
    """Where a title ends that nothing closes: after the word for its kind, else before the next stop."""
    limit = min(limit, start + LONGEST)
    stop = _STOP.search(text, start, limit)
    last = stop.start() if stop else limit
    piece = text[start:last]
    if piece.startswith("关于") and (about := _ABOUT_END.search(piece)):
        return start + about.end()
    ended = _ENDS.search(piece)
    return start + ended.end() if ended else start if not noun_of(piece) else last


def _without_opening(text: str, mark: _Mark, floor: int) -> Iterator[Title]:
    """若干意见》 whose opening mark is lost: from the word that leads to it, if it ends as an instrument."""
    if mark.sign.startswith((">", "<")):
        return
    begun = max(floor, mark.at - 80)
    piece = text[begun : mark.at]
    for sign in ",;:。!?\n、“”()":
        cut = piece.rfind(sign)
        if cut >= 0:
            begun, piece = begun + cut + 1, piece[cut + 1 :]
    lead = _LEAD.match(piece)
    about = piece.find("关于")
    if lead and (about < 0 or lead.end() <= about):
        begun, piece = begun + lead.end(), piece[lead.end() :]
    elif about > 0:
        lead = _LEAD.match(piece[:about])
        skipped = lead.end() if lead else 0
        begun, piece = begun + skipped, piece[skipped:]
    if len(piece) >= 4 and noun_of(piece) and not is_generic(piece):
        yield Title(begun, mark.end, begun, mark.at, doubt=NOT_OPENED)


def _in_quotes(text: str, titles: list[Title]) -> Iterator[Title]:
    """Names of instruments in quotation marks: none shorter than a subject and a kind, no counted things."""
    taken = 0
    for found in _QUOTED.finditer(text):
        while taken < len(titles) and titles[taken].end <= found.start():
            taken += 1
        if taken < len(titles) and titles[taken].start < found.end():
            continue
        name = found["name"]
        named = len(name) >= 6 and name.endswith(STRICT) and _PLACE_OR_SUBJECT.match(name)
        provided = noun_of(name) and _PROVISION_NEXT.match(text, found.end())
        if (named or provided) and not is_generic(name) and not _NUMBERED_THINGS.search(name):
            yield Title(found.start(), found.end(), found.start("name"), found.end("name"), doubt=WITHOUT_MARKS)


def _is_name(text: str, title: Title) -> bool:
    """Whether there is a name between the marks; half-width ones are comparison signs and tags unless proved."""
    if title.name_end <= title.name_start or title.name_end - title.name_start > LONGEST:
        return False
    if text[title.start] == "<" and not text.startswith("<<", title.start):
        name = text[title.name_start : title.name_end]
        return bool(_CHINESE.search(name)) and (bool(noun_of(name)) or bool(title.inner))
    return bool(_WORDY.search(text, title.name_start, title.name_end))
