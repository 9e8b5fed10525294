"""Titles of which a mark is lost 书名号残缺: they end, or begin, where their wording says so, and carry a doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.citations.instruments import ALTERNATION, is_generic, noun_of
from lianxi.kernel.texts.citations.pairing import LONGEST, PAIRS, Mark, Title, balanced, matches

NOT_CLOSED = "书名号没有收尾，名称止于何处是推断的。"
NOT_OPENED = "书名号没有开头，名称起于何处是推断的。"

_GOES_ON = re.compile(
    r"(?:修改|修正|修订|废止|印发|公布|发布|批准|转发|实施|执行|贯彻|落实|贯彻落实|施行|解释|适用|停止执行|通过|提请审议|审议)"
    r"[^《〈<、,]{0,6}\Z"
)
_ENDS = re.compile(
    rf"(?:{ALTERNATION})(?:\([^()\n]{{1,20}}\))?"
    r"(?=的?(?:有关|相关)?(?:规定|要求|精神|等|和|及|与|第)|[,;:、()\n“”\[]|\Z)"
)
_STOP = re.compile(r"[,;:。!?\n、“”]|第[零〇一二三四五六七八九十百\d]{1,8}条")
_ABOUT_END = re.compile(r"的(?:决定|决议|通知|意见|公告|通告|批复|解释|办法|规定|议案|报告|说明|答复|复函|函|命令)")
_ABOUT_VERB = re.compile("关[于於](?:修改|修正|修订|修訂|废止|廢止|印发|印發|公布|批准|实施|實施|执行|執行|落实|落實)")
_LEAD = re.compile(
    r".*(?:根据|依据|按照|依照|参照|遵照|遵守|违反|适用|贯彻落实|贯彻|落实|执行|实施|修改|废止|印发|出台|制定|通过"
    r"|发布|公布|(?<!共)和(?!国)|[与及了将把对])"
)


def mended(name: str) -> str:
    """A name whose one inner mark is lost, with that mark: 关于修改〈某条例的决定 → 关于修改〈某条例〉的决定."""
    missing = name.count("〈") - name.count("〉")
    if missing == 1 and (about := list(_ABOUT_END.finditer(name, name.rfind("〈")))):
        at = about[-1].start()
        return f"{name[:at]}〉{name[at:]}"
    if missing == -1 and (verb := _ABOUT_VERB.match(name)):
        return f"{verb[0]}〈{name[verb.end() :]}"
    return name


def unbalanced(text: str, group: list[Mark], limit: int) -> Iterator[Title]:
    """Titles of a group in which a mark is missing, read from left to right."""
    at, closed = 0, matches(group)
    while at < len(group):
        mark = group[at]
        if not mark.opens:
            at += 1
            continue
        if at in closed:
            yield from balanced(text, group[at : closed[at] + 1])
            at = closed[at] + 1
            continue
        title, at = _from_mark(text, group, at, limit)
        if title is not None:
            yield title


def _from_mark(text: str, group: list[Mark], at: int, limit: int) -> tuple[Title | None, int]:
    """The title that opens with mark `at`, and the mark after it."""
    opened = group[at]
    following = group[at + 1] if at + 1 < len(group) else None
    if following is None:
        return _ended_by_wording(text, opened, limit), at + 1
    if not _GOES_ON.search(text, opened.end, following.at):
        return _ended_by_wording(text, opened, following.at), at + 1
    return _around(text, group, at, limit)


def _around(text: str, group: list[Mark], at: int, limit: int) -> tuple[Title | None, int]:
    """A title that goes on around another one, of which one closing mark is missing."""
    opened, second = group[at], group[at + 1]
    closing = group[at + 2] if at + 2 < len(group) and not group[at + 2].opens else None
    if closing is None:
        inner_end = _wording_end(text, second.end, limit)
        inner = Title(second.at, inner_end, second.end, inner_end, doubt=NOT_CLOSED)
        return Title(opened.at, inner_end, opened.end, inner_end, (inner,), NOT_CLOSED), at + 2
    about = list(_ABOUT_END.finditer(text, second.end, closing.at))
    same = closing.sign == PAIRS[opened.sign] != PAIRS[second.sign]
    if about and (about[-1].end() == closing.at or same):
        cut = about[-1].start()
        inner = Title(second.at, cut, second.end, cut, doubt=NOT_CLOSED)
        return Title(opened.at, closing.end, opened.end, closing.at, (inner,), NOT_CLOSED), at + 3
    inner = Title(second.at, closing.end, second.end, closing.at)
    after = _ABOUT_END.match(text, closing.end, min(limit, closing.end + 12))
    end = after.end() if after else closing.end
    return Title(opened.at, end, opened.end, end, (inner,), NOT_CLOSED), at + 3


def _ended_by_wording(text: str, opened: Mark, limit: int) -> Title | None:
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


def without_opening(text: str, mark: Mark, floor: int) -> Iterator[Title]:
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
