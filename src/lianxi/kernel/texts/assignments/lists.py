"""What a list of units says 单位清单的读法: groups by printed role, and deadlines."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field

from lianxi.kernel.texts.assignments.assignment import Group, Standing, Unit
from lianxi.kernel.texts.assignments.deadlines import written, written_each
from lianxi.kernel.texts.assignments.roles import LABEL, VERB, standing_of_label, standing_of_verb
from lianxi.kernel.texts.assignments.unit_names import DISTINCTLY, LIKELY, SURE
from lianxi.kernel.texts.assignments.units import UnitList, read_units
from lianxi.kernel.texts.assignments.wrapping import without_breaks
from lianxi.kernel.texts.mapped import Mapped

_OBJECT = re.compile(r"(?P<how>)(?P<verb>牵头负责|牵头|负责|配合|协助|参与)[^，,；;。、]{2,30}(?=[，,；;。]|\Z)")
_REMARK = re.compile(
    r"[。；;，,、]\s{0,3}(?:以下|下同|其余各?项|不再|注[:：]|(?:列|排|排名|排序)[^，。；、]{0,8}(?:第一|首|最前)|(?:第一|首)[个位][^，。；、]{0,8}牵头)"
)
_MAY_LABEL = re.compile(r"[:：为是】〕\]］]")
_INNER = re.compile(r"[(（〔\[【［][^()（）〔〕\[\]【】［］]{0,60}[)）〕\]】］]")
_LONGEST, _LONGEST_BEFORE = 1500, 60
_EDGES = " \t\r\n\u3000\u00a0，,；;、。*"


@dataclass(slots=True)
class Listed:
    """What has been read of a list so far; `left` is what fits nothing."""

    labelled: bool = False
    groups: list[Group] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    starred: list[Unit] = field(default_factory=list)

    @property
    def units(self) -> list[Unit]:
        """The units of all groups, people left out."""
        return [unit for group in self.groups if group.standing is not Standing.PERSON for unit in group.units]

    @property
    def has_role(self) -> bool:
        """Whether a role is printed, as a label or a verb."""
        return any(group.role for group in self.groups)

    def add(self, role: str, standing: Standing, listed: UnitList) -> None:
        """One more group, if it has units."""
        if listed.units:
            self.groups.append(Group(role, standing, listed.units, listed.open))
        self.deadlines += [written(words) for words in listed.deadlines]
        self.left += listed.left
        self.starred += listed.starred

    def extend(self, other: Listed) -> None:
        """What another stretch of the same list says."""
        self.groups += other.groups
        self.deadlines += other.deadlines
        self.left += other.left
        self.starred += other.starred

    def placed(self, where: Callable[[int, int], tuple[int, int]]) -> Listed:
        """The same with every unit at the place `where` gives for its own."""
        self.groups = [Group(one.role, one.standing, _moved(one.units, where), one.open) for one in self.groups]
        self.starred = list(_moved(self.starred, where)) if self.starred else []
        return self


def read_list(text: str, start: int, end: int, *, prose: bool = False) -> Listed | None:
    """Groups and deadlines of `text[start:end]`, or None where it is no list of units.

    With a label (牵头单位：) every piece is taken for a name unless it is a deadline or
    a remark; without one every piece must look like a unit. In brackets a verb may have
    an object (市财政局负责资金保障); in `prose` that is an ordinary sentence.
    """
    if not 2 <= end - start <= _LONGEST:
        return None
    unwrapped = without_breaks(text[start:end])
    said = unwrapped.text if unwrapped else text[start:end]
    masked = _masked(said)
    labels = tuple(LABEL.finditer(masked)) if _MAY_LABEL.search(masked) else ()
    read = _labelled(said, masked, labels) if labels else _unlabelled(said, masked, prose=prose)
    return read.placed(_places(start, unwrapped)) if read else None


def read_cell(text: str, start: int, end: int, role: str) -> Listed:
    """A cell of a table under the heading `role`."""
    said = text[start:end]
    role = re.sub(r"[(（].*", "", role)
    return _by_verbs(said, _masked(said), (0, len(said)), role, standing_of_label(role)).placed(_places(start))


def _masked(said: str) -> str:
    """The text with the inside of inner brackets blanked, character for character."""
    return _INNER.sub(lambda found: found[0] if LABEL.match(found[0]) else "〇" * len(found[0]), said)


def _places(start: int, unwrapped: Mapped | None = None) -> Callable[[int, int], tuple[int, int]]:
    """Where in the whole text the places of a list are that begins at `start`."""
    if unwrapped is None:
        return lambda low, high: (low + start, high + start)

    def back(low: int, high: int) -> tuple[int, int]:
        first, last = unwrapped.back(low, high)
        return first + start, last + start

    return back


def _moved(units: Collection[Unit], where: Callable[[int, int], tuple[int, int]]) -> tuple[Unit, ...]:
    return tuple(
        Unit(unit.name, *where(unit.start, unit.end), unit.confidence, unit.matched, unit.match, unit.full)
        for unit in units
    )


def _unlabelled(said: str, masked: str, *, prose: bool) -> Listed | None:
    remark = _REMARK.search(masked)
    read = _by_verbs(said, masked, (0, remark.start() if remark else len(said)), prose=prose)
    enough_alone = LIKELY if read.has_role and not prose else DISTINCTLY
    sure = [unit for unit in read.units if unit.confidence >= (SURE if prose else enough_alone)]
    likely = [unit for unit in read.units if unit.confidence >= LIKELY]
    if not sure or (read.left and not read.has_role):
        return None
    enough = len(likely) * 5 >= (len(read.units) + len(read.left)) * (4 if read.has_role else 5)
    return read if enough else None


def _labelled(said: str, masked: str, labels: tuple[re.Match[str], ...]) -> Listed | None:
    read = Listed(labelled=True)
    before = said[: labels[0].start()].strip(_EDGES)
    if len(before) > _LONGEST_BEFORE:
        return None
    if before:
        ahead = _by_verbs(said, masked, (0, labels[0].start()))
        read.deadlines += ahead.deadlines
        read.groups += [group for group in ahead.groups if all(unit.confidence >= LIKELY for unit in group.units)]
    for label, following in zip(labels, (*labels[1:], None), strict=True):
        read.extend(_one_label(said, masked, label, following.start() if following else len(said)))
    named = any(label["role"] and "联系" not in label["role"] for label in labels)
    return read if named or read.groups else None


def _one_label(said: str, masked: str, label: re.Match[str], until: int) -> Listed:
    """What stands after one label, up to the next."""
    read = Listed(labelled=True)
    if label["role"] and "联系" in label["role"]:
        return read
    if label["time"]:
        words = said[label.end() : until].strip(_EDGES)
        read.deadlines += written_each(words)
        return read
    role = re.sub(r"[\s*]|[(（].*", "", said[label.start("role") : label.end("role")])
    remark = _REMARK.search(masked, label.end(), until)
    until = remark.start() if remark else until
    return _by_verbs(said, masked, (label.end(), until), role, standing_of_label(role))


def _by_verbs(
    said: str,
    masked: str,
    span: tuple[int, int],
    role: str = "",
    standing: Standing = Standing.DUTY,
    *,
    prose: bool = False,
) -> Listed:
    """Units by the verbs that close them; those that no verb closes stand under `role`."""
    read = Listed(labelled=bool(role))
    at, end = span
    for verb in _verbs(masked, at, end, prose=prose) if standing is not Standing.PERSON else ():
        if verb.start() < at:
            continue
        under = role if role and "牵头" not in verb["verb"] and "配合" not in verb["verb"] else verb["verb"]
        whose = standing if under == role else standing_of_verb(under)
        _add_together(read, said, (at, verb.start()), under, whose)
        at = verb.end()
    _add_together(read, said, (at, end), role, standing)
    return read


def _verbs(masked: str, start: int, end: int, *, prose: bool) -> Iterator[re.Match[str]]:
    found = [*VERB.finditer(masked, start, end), *(() if prose else _OBJECT.finditer(masked, start, end))]
    yield from sorted(found, key=lambda one: (one.start(), -one.end()))


def _add_together(read: Listed, said: str, span: tuple[int, int], role: str, standing: Standing) -> None:
    """A, or A会同B: those after 会同 take part."""
    start, end = span
    joint = said.find("会同", start, end)
    if joint < 0 or standing is Standing.PERSON:
        read.add(role, standing, read_units(said, start, end))
        return
    read.add(role, standing, read_units(said, start, joint))
    read.add("会同", Standing.OTHER, read_units(said, joint, end))
