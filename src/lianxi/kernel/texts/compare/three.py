"""Three versions side by side 三稿对照: 原文, 现行 and 拟改, row by row through the one in the middle."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.comparison import Comparison, Pair, compare
from lianxi.kernel.texts.compare.report import plain
from lianxi.kernel.texts.compare.units import Unit


@dataclass(frozen=True, slots=True)
class ThreeRow:
    """What belongs together in three versions; a column is empty where a version has nothing of it.

    first, second: what happened between 原文 and 现行, and between 现行 and 拟改; several pairs where units
                   were merged in one step and split in the other, none where a step knows nothing of the row.
    """

    original: tuple[Unit, ...]
    current: tuple[Unit, ...]
    proposed: tuple[Unit, ...]
    first: tuple[Pair, ...]
    second: tuple[Pair, ...]

    @property
    def is_provision(self) -> bool:
        """False for titles, captions, headings and other words around the provisions."""
        return any(unit.provision for unit in (*self.original, *self.current, *self.proposed))

    @property
    def is_changed(self) -> bool:
        """Whether the words changed in one of the steps, or their place did."""
        return any(pair.relation.value != "same" for pair in (*self.first, *self.second))

    @property
    def labels(self) -> tuple[str, str]:
        """What a 条文对照表 writes beside each step; "" for a step that knows nothing of the row."""
        return _labels(self.first), _labels(self.second)


@dataclass(frozen=True, slots=True)
class ThreeVersions:
    """Three versions compared; every unit of all three stands in exactly one row, in order of the last one."""

    first: Comparison
    second: Comparison
    rows: tuple[ThreeRow, ...]


def compare_three(
    original: str,
    current: str,
    proposed: str,
    *,
    ignore_width_and_punctuation: bool = False,
    ignore_renumbering: bool = False,
    strict: bool = False,
) -> ThreeVersions:
    """Compare 原文 with 现行 and 现行 with 拟改, and put what belongs together into one row.

    The switches are those of `compare`.
    """
    first, second = (
        compare(
            old,
            new,
            ignore_width_and_punctuation=ignore_width_and_punctuation,
            ignore_renumbering=ignore_renumbering,
            strict=strict,
        )
        for old, new in ((original, current), (current, proposed))
    )
    groups = _groups(first.pairs, second.pairs)
    rows = tuple(_row(first.pairs, second.pairs, group) for group in _in_order(groups, len(first.pairs)))
    return ThreeVersions(first, second, rows)


def plain_three(versions: ThreeVersions) -> dict[str, object]:
    """`{"rows": […], "first": …, "second": …}`: each row by the keys of its units, both steps as `plain` gives them.

    `labels` are two, one for each step. `first_orders` and `second_orders` are the `order` of the pairs of the row
    in both steps.
    """
    orders = [{id(pair): at for at, pair in enumerate(one.pairs)} for one in (versions.first, versions.second)]
    return {
        "rows": [
            {
                "original": [unit.key for unit in row.original],
                "current": [unit.key for unit in row.current],
                "proposed": [unit.key for unit in row.proposed],
                "labels": list(row.labels),
                "provision": row.is_provision,
                "changed": row.is_changed,
                "first_orders": [orders[0][id(pair)] for pair in row.first],
                "second_orders": [orders[1][id(pair)] for pair in row.second],
            }
            for row in versions.rows
        ],
        "first": plain(versions.first),
        "second": plain(versions.second),
    }


def _labels(pairs: Iterable[Pair]) -> str:
    return "、".join(dict.fromkeys(pair.label for pair in pairs))


_Group = tuple[list[int], list[int]]


def _groups(first: Sequence[Pair], second: Sequence[Pair]) -> list[_Group]:
    """Places of pairs of both steps that hang together.

    They are held together by characters of 现行, not by its units: where only one
    of the others has numbers to go by, 现行 is read by paragraphs in one step alone.
    """
    spans = sorted((unit.start, unit.end, at) for at, pair in enumerate(first) for unit in pair.new)
    starts = [start for start, _, _ in spans]
    leader = list(range(len(first) + len(second)))
    for at, pair in enumerate(second, len(first)):
        for unit in pair.old:
            place = max(bisect_right(starts, unit.start) - 1, 0)
            while place < len(spans) and spans[place][0] < unit.end:
                if spans[place][1] > unit.start:
                    leader[_leader(leader, at)] = _leader(leader, spans[place][2])
                place += 1
    groups: dict[int, _Group] = {}
    for at in range(len(leader)):
        firsts, seconds = groups.setdefault(_leader(leader, at), ([], []))
        (firsts if at < len(first) else seconds).append(at if at < len(first) else at - len(first))
    return list(groups.values())


def _leader(leader: list[int], at: int) -> int:
    while leader[at] != at:
        leader[at] = leader[leader[at]]
        at = leader[at]
    return at


def _in_order(groups: list[_Group], firsts: int) -> list[_Group]:
    """As the second step has them; what the first one lost stands before what followed it there."""
    reached = sorted((group for group in groups if group[1]), key=lambda group: group[1][0])
    of_pair = {at: group for group in groups for at in group[0]}
    before: dict[int, list[_Group]] = {}
    waiting: list[_Group] = []
    for at in range(firsts):
        group = of_pair[at]
        if not group[1]:
            waiting.append(group)
        elif waiting:
            before.setdefault(id(group), []).extend(waiting)
            waiting = []
    ordered = [one for group in reached for one in (*before.get(id(group), ()), group)]
    return [*ordered, *waiting]


def _row(first: Sequence[Pair], second: Sequence[Pair], group: _Group) -> ThreeRow:
    firsts, seconds = tuple(first[at] for at in group[0]), tuple(second[at] for at in group[1])
    return ThreeRow(
        _by_place(unit for pair in firsts for unit in pair.old),
        _by_place(unit for pair in firsts for unit in pair.new)
        or _by_place(unit for pair in seconds for unit in pair.old),
        _by_place(unit for pair in seconds for unit in pair.new),
        firsts,
        seconds,
    )


def _by_place(units: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple(sorted(units, key=lambda unit: unit.start))
