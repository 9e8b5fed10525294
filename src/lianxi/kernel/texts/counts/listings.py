"""Wholes and their parts as the wording gives them 总数与分项: after 其中, …中, 分别为, a bracket, or in a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lianxi.kernel.texts.counts.naming import named_wholes
from lianxi.kernel.texts.counts.report import Count, CountKind
from lianxi.kernel.texts.counts.sentences import Sentence, separator

OTHER_TIME = re.compile(r"去年|上年|同期|[前上]一?[年季月]|\d年|\d月|历年|往年")
_SUMMED = frozenset({CountKind.COUNT, CountKind.MONEY, CountKind.MEASURE})
_LINK = re.compile(
    "(?P<full>分别为|分别是|分为|分成)|(?P<part>其中|包括|包含|(?<!包)含(?!义|量))|(?P<loose>[(:]|[分按从][^，,]{1,8}看[，,])"
)
_WHOLE_SAID = re.compile(r"共|总|合计|全部|全年")
_FROM = re.compile(r"[从由][^，。、,]{0,12}\Z")
_CHANGE = re.compile(r"(?:增加|减少|增收|减收|增支|减支|[增减])了?\Z")
_NO_PART = re.compile("共|合计|总计|累计|占|比|较|[加长高升降少展]到|[加长高升降减增]至")
_AVERAGE = re.compile("平均|均价|价格|单价|人均|户均|日均|每|收费标准|补助标准|标准为")
_AKIN = (frozenset({"件", "件次"}), frozenset({"人", "名", "位"}), frozenset({"批", "批次"}), frozenset({"场", "场次"}))
_LOOK_BACK, _LOOK_ON = 12, 40


@dataclass(frozen=True, slots=True)
class Listing:
    """Parts of a whole and how firmly the words say so (full, part, within, loose, bare; akin: 件 as parts of 件次)."""

    wholes: tuple[Count, ...]
    parts: tuple[Count, ...]
    tight: tuple[Count, ...]
    link: str


def linked_lists(sentence: Sentence) -> Iterator[Listing]:
    """Lists that 其中, 分别为, a bracket or a colon opens."""
    for index in range(len(sentence.counts)):
        named = [count for count in named_wholes(sentence, index) if summable(count)]
        link = "within" if named else _last_link(sentence, index)
        if link is None:
            continue
        before = named or _before(sentence, index)
        for first in range(index, min(index + 3, len(sentence.counts))):
            part = sentence.counts[first]
            wholes = tuple(whole for whole in before if alike(whole, part) and whole is not part)
            firm = bool(wholes)
            wholes = wholes or tuple(whole for whole in before if _akin(whole, part) and whole is not part)[:1]
            if wholes and summable(part) and not _FROM.search(sentence.gap(first)):
                parts = _parts(sentence, first, like=alike if firm else _akin)
                kind = _firm(link, sentence, index, wholes[0]) if firm else "akin"
                yield Listing(wholes, parts, _tight(sentence, parts), kind)
                break


def _last_link(sentence: Sentence, index: int) -> str | None:
    links = list(_LINK.finditer(sentence.gap(index)))
    if not links:
        return "loose" if index == 0 and sentence.leads_on else None
    return next((link.lastgroup for link in reversed(links) if link.lastgroup != "loose"), "loose")


def _firm(link: str, sentence: Sentence, index: int, whole: Count) -> str:
    """分别为 makes all parts only where the whole stands right before it and is called one."""
    if link != "full":
        return link
    said = _WHOLE_SAID.search(sentence.before(whole, 30))
    near = sentence.counts[index - 1] is whole if index else False
    return "full" if said and near and not OTHER_TIME.search(sentence.gap(index)) else "loose"


def _before(sentence: Sentence, index: int) -> list[Count]:
    """The numbers that may be the whole, nearest first: at the same depth or outside the bracket."""
    depth = sentence.depths[index]
    same = [
        sentence.counts[at]
        for at in range(index - 1, max(-1, index - 1 - _LOOK_BACK), -1)
        if sentence.depths[at] <= depth
    ]
    if not same and index < 2 and sentence.leads_on and sentence.previous:
        same = list(reversed(sentence.previous.counts[-_LOOK_BACK:]))
    return [
        count
        for count in same
        if summable(count) and not _CHANGE.search(sentence.read[max(0, count.start - 4) : count.start])
    ]


def summable(count: Count) -> bool:
    """Whether a number may stand in a sum: no average, no price, no part of a single thing."""
    if count.kind not in _SUMMED or count.exact is None or not count.unit or "/" in count.unit:
        return False
    broken = count.kind is CountKind.COUNT and count.step < 1
    return not broken and not _AVERAGE.search(count.context)


def alike(one: Count, other: Count) -> bool:
    return one.unit == other.unit and one.kind is other.kind


def _akin(one: Count, other: Count) -> bool:
    """Whether two units count the same thing in loose writing (486件次，其中来信312件)."""
    return any(one.unit in units and other.unit in units for units in _AKIN)


def _parts(
    sentence: Sentence, first: int, most: int = _LOOK_ON, like: Callable[[Count, Count], bool] = alike
) -> tuple[Count, ...]:
    """Numbers of one unit from `first` on at its depth, up to a new link, a total or the bracket's end."""
    depth, part = sentence.depths[first], sentence.counts[first]
    parts = [part]
    for at in range(first + 1, min(first + most, len(sentence.counts))):
        count = sentence.counts[at]
        if sentence.depths[at] < depth:
            break
        if sentence.depths[at] > depth:
            continue
        if "其中" in sentence.gap(at) or "分别为" in sentence.gap(at) or named_wholes(sentence, at):
            break
        if like(count, part) and not _CHANGE.search(sentence.gap(at)):
            if not summable(count) or _NO_PART.search(sentence.gap(at)):
                break
            parts.append(count)
    return tuple(parts)


def _tight(sentence: Sentence, parts: Sequence[Count]) -> tuple[Count, ...]:
    """The parts that one and the same mark joins (、 throughout, or ；), the rest may be another matter."""
    kept = list(parts[:1])
    mark = 0
    for before, after in pairwise(parts):
        words = sentence.between(before, after)
        now = separator(words)
        mark = mark or now
        last_and = now == 1 and re.search("[和及与]", words)
        if (now != mark and not last_and) or len(words) > 60:
            break
        kept.append(after)
    return tuple(kept)


def bare_lists(sentence: Sentence) -> Iterator[Listing]:
    """A number followed by a list of the same unit: told only where it closes, or where the words part the whole."""
    counts = sentence.counts
    for index, whole in enumerate(counts[:-2]):
        if not summable(whole) or not alike(whole, counts[index + 1]):
            continue
        if sentence.depths[index + 1] != sentence.depths[index]:
            continue
        tight = _tight(sentence, _parts(sentence, index + 1, _LOOK_BACK))
        if len(tight) > 1 and _parted(sentence, whole, tight):
            yield Listing((whole,), tight, tight, "bare")


def _parted(sentence: Sentence, whole: Count, parts: Sequence[Count]) -> bool:
    """Whether a list stands apart from the number before it: by a stronger mark, or by 共 before the whole."""
    stronger = separator(sentence.between(whole, parts[0])) > separator(sentence.between(*parts[:2]))
    enough = len(parts) > 2 or (whole.exact or 0) >= 20
    return enough and (stronger or _WHOLE_SAID.search(sentence.before(whole, 16)) is not None)


def run_before(sentence: Sentence, index: int) -> tuple[Count, ...]:
    """The numbers of one unit that lead up to a total, first to last."""
    whole, depth = sentence.counts[index], sentence.depths[index]
    run: list[Count] = []
    for at in range(index - 1, max(-1, index - 1 - _LOOK_ON), -1):
        count = sentence.counts[at]
        if sentence.depths[at] != depth:
            continue
        if not alike(count, whole) or not summable(count):
            break
        run.append(count)
    return tuple(reversed(run))
