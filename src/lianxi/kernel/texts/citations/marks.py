"""Titles in marks 书名号: 《〈《 》〉》 in any mixture, half-width < > and 「」『』 of converted text.

GB/T 15834 5.15: double marks outside, single ones inside. Real pages also nest double in double, close with the
wrong mark, or lose one. Marks that balance are paired whatever their shape; where they do not, a title ends
where its wording says so and carries a doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lianxi.kernel.texts.citations.instruments import STRICT, is_generic, noun_of
from lianxi.kernel.texts.citations.pairing import CLOSING, LONGEST, OPENING, Mark, Title, balanced, is_name
from lianxi.kernel.texts.citations.unmatched import unbalanced, without_opening

MOST_MARKS = 40
"""Marks of one group, beyond which it is cut: no title holds so many."""
WITHOUT_MARKS = "名称用引号标出，没有书名号。"

_TOKEN = re.compile("<<?|>>?|《|〈|》|〉|。|;|\n[ \t\u3000]*\n")
_QUOTED = re.compile('[“「『"](?P<name>[^“”「」『』"《》〈〉<>。;!?\n]{2,120})[”」』"]')
_PROVISION_NEXT = re.compile(r"第[零〇一二三四五六七八九十百\d]{1,8}条")
_BELOW = re.compile(r"[^《〈<。;:,》〉>]{1,80}[》〉>]")
_ONLY_INNER_CLOSED = re.compile("的[^《〈<》〉>\n,。;]{2,6}》")
_NUMBERED_THINGS = re.compile("[0-9一二两三四五六七八九十]{1,3}[项个条部件大]")
_PLACE_OR_SUBJECT = re.compile("关于|中华人民共和国|[\u4e00-\u9fff]{2,12}?[省市县州区旗]")


def find_titles(text: str) -> tuple[Title, ...]:
    """The outermost names in marks of a text (simplified, half width), in their order; none overlaps another."""
    titles: list[Title] = []
    for found in _grouped(text):
        for title in (found,) if is_name(text, found) else found.inner:
            if title.start >= (titles[-1].end if titles else 0):
                titles.append(title)
    return tuple(sorted((*titles, *_in_quotes(text, titles)), key=lambda title: title.start))


def _grouped(text: str) -> Iterator[Title]:
    """Marks collected from the first that opens to the one that closes it, or to the end of the sentence."""
    group: list[Mark] = []
    depth = floor = 0
    for found in _TOKEN.finditer(text):
        mark = Mark(found.start(), found[0])
        stops = mark.sign not in OPENING and mark.sign not in CLOSING
        too_far = bool(group) and (mark.at - group[0].at > LONGEST or len(group) >= MOST_MARKS)
        hard = mark.sign in {"。", ";"} or (stops and not _goes_on_below(text, mark.at))
        if group and (too_far or (stops and hard)):
            yield from unbalanced(text, group, mark.at)
            floor = mark.at
            group, depth = [], 0
        if stops:
            floor = mark.end if hard else floor
            continue
        if not group and not mark.opens:
            yield from without_opening(text, mark, floor)
            floor = mark.end
            continue
        if depth == 1 and not mark.opens and _closes_inner_only(text, group[0], mark):
            continue
        group.append(mark)
        depth += 1 if mark.opens else -1
        if depth == 0:
            yield from balanced(text, group)
            floor = mark.end
            group = []
    if group:
        yield from unbalanced(text, group, len(text))


def _goes_on_below(text: str, at: int) -> bool:
    """Whether after an empty line the title goes on: a mark closes it before anything else is said."""
    return _BELOW.match(text, at) is not None


def _closes_inner_only(text: str, opened: Mark, mark: Mark) -> bool:
    """Whether a single mark closes a name whose own opening is lost: 《关于修改X条例〉的决定》."""
    return opened.sign == "《" and mark.sign in {"〉", ">"} and _ONLY_INNER_CLOSED.match(text, mark.end) is not None


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
