"""By what rules are counted 统计口径: for each, the name of a group and the condition that lists its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter

from lianxi.apps.rulebook.figures.cards import Cell, Conditions, Row, rows_at
from lianxi.apps.rulebook.figures.stock import Held
from lianxi.apps.rulebook.models import Visibility
from lianxi.kernel.texts.validity import Status
from lianxi.loaders.rule_kinds import kind_names

NO_UNIT, NO_REGION = "（未定责任单位）", "（未写行政区划）"
Group = tuple[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True)
class Dimension:
    """A way of counting.

    group: of a rule the name of its group and the condition for its rows; rules alike in `alike` are of one group.
    order: how groups follow one another; by how many, where it is None.
    """

    label: str
    alike: Callable[[Held], Hashable]
    group: Callable[[Held], Group]
    order: Callable[[str], object] | None = None


def _by(name: str, value: object, label: str) -> Group:
    return label, ((name, str(value)),)


def _kind(held: Held) -> Group:
    return _by("kind", held.kind, kind_names().get(held.kind, held.kind))


def _unit(held: Held) -> Group:
    if held.unit is None:
        return _by("without_unit", "true", NO_UNIT)
    return _by("unit", held.unit, f"{held.unit_name}（{held.body_name}）")


def _region(held: Held) -> Group:
    if held.region is None:
        return _by("without_region", "true", NO_REGION)
    return _by("region", held.region, held.region_name)


_STATUSES = [one.label for one in Status]
_VISIBILITIES = [str(one.label) for one in Visibility]

DIMENSIONS: Mapping[str, Dimension] = {
    "kind": Dimension("种类", attrgetter("kind"), _kind),
    "body": Dimension("机构", attrgetter("body"), lambda held: _by("body", held.body, held.body_name)),
    "unit": Dimension("责任单位", attrgetter("unit"), _unit),
    "outward": Dimension(
        "对外、内部",
        attrgetter("outward"),
        lambda held: _by("outward", str(held.outward).lower(), "对外行权" if held.outward else "内部管理"),
    ),
    "year": Dimension(
        "制定年份", attrgetter("year"), lambda held: _by("year", held.year, f"{held.year}年"), order=lambda label: label
    ),
    "region": Dimension("行政区划", attrgetter("region"), _region),
    "status": Dimension(
        "效力",
        attrgetter("status"),
        lambda held: _by("status", held.status.value, held.status.label),
        order=_STATUSES.index,
    ),
    "visibility": Dimension(
        "可见范围",
        attrgetter("visibility"),
        lambda held: _by("visibility", held.visibility, Visibility(held.visibility).label),
        order=_VISIBILITIES.index,
    ),
}


def counted(held: Iterable[Held], dimension: Dimension, on: str, within: Conditions | None = None) -> list[Row]:
    """Groups with how many rules each has; each number opens them, under the conditions it was counted within."""
    many, example = Counter[Hashable](), dict[Hashable, Held]()
    for one in held:
        key = dimension.alike(one)
        many[key] += 1
        example[key] = one
    groups = Counter({dimension.group(one): many[key] for key, one in example.items()})
    order = dimension.order
    ranked = sorted(groups.items(), key=lambda one: one[0][0])
    ranked.sort(key=(lambda one: order(one[0][0])) if order else (lambda one: -one[1]))  # type: ignore[arg-type,return-value]
    return [
        (Cell(label), Cell(many, rows_at({**(within or {}), **dict(condition)}, on)))
        for (label, condition), many in ranked
    ]
