"""A task being put together 任务成稿: who leads once all of its lists are read."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from lianxi.kernel.texts.assignments.assignment import Group, Standing, Task, Unit
from lianxi.kernel.texts.assignments.deadlines import in_prose
from lianxi.kernel.texts.assignments.lists import Listed
from lianxi.kernel.texts.assignments.register import UnitRegister
from lianxi.kernel.texts.assignments.unit_names import LIKELY

Span = tuple[int, int]

# Lists whose order may tell who leads; 按职责分工负责 says that each leads its part.
_ORDERED = ("单位", "部门", "责任")
_MANY, _SHORTEST_WHOLE = 3, 3
_CUT = "清单在文件末尾中断，单位可能不全。"
_BROKEN_OFF = "末尾“{}”不是完整的名称，没有列为单位。"
_UNCLOSED = "清单的括号没有收口。"
_DAMAGED = "标签或括号处的文字已损坏，按残存部分读出。"
_NOBODY = "标签下没有写单位。"


@dataclass(slots=True)
class Draft:
    """What belongs to one task, as found."""

    path: tuple[str, ...]
    number: str | None
    spans: list[Span]
    list_span: Span
    listed: Listed
    confidence: float
    damaged: bool = False
    closed: bool = True
    more: list[Span] = field(default_factory=list)

    def add(self, listed: Listed, span: Span) -> None:
        """One more list for the same task."""
        self.listed.extend(listed)
        self.more.append(span)

    def finished(self, text: str, register: UnitRegister | None, *, first_leads_from: int | None) -> Task:
        """The task, with its units told apart and matched; the first leads in lists from a place on (下同)."""
        end = max(span[1] for span in (*self.spans, self.list_span, *self.more))
        cut = self._is_cut(text, end)
        broken_off = self._broken_off(text) if cut else None
        groups = tuple(_matched(group, register) for group in _without(self.listed.groups, broken_off))
        first_leads = first_leads_from is not None and first_leads_from < end
        lead, others = told_apart(groups, {unit.start for unit in self.listed.starred}, first_leads=first_leads)
        words = "".join(text[start:stop] for start, stop in self.spans)
        return Task(
            path=self.path,
            number=self.number,
            text=words.replace("**", ""),
            groups=groups,
            lead=lead,
            others=others,
            printed="\n".join(text[start:stop] for start, stop in (self.list_span, *self.more)),
            deadlines=tuple(dict.fromkeys((*in_prose(words), *self.listed.deadlines))),
            damaged=self.damaged,
            cut=cut,
            start=min(self.spans[0][0], self.list_span[0]),
            end=end,
            list_start=self.list_span[0],
            list_end=self.list_span[1],
            confidence=round(self.confidence * (0.9 if cut else 1.0), 3),
            notes=self._notes(cut, broken_off, has_units=bool(lead or others)),
        )

    def _broken_off(self, text: str) -> Unit | None:
        """The name the text breaks off in: the last one, unless it is known to be whole."""
        last = max(self.listed.units, key=lambda unit: unit.end, default=None)
        if last is None or text[last.end :].strip() or last.confidence > LIKELY:
            return None
        return last if last.confidence < LIKELY or len(last.name) < _SHORTEST_WHOLE else None

    def _is_cut(self, text: str, end: int) -> bool:
        rest = text[end : end + 40].strip()
        if rest or len(text) - end > 40:
            return False
        return not self.closed or text[:end].rstrip()[-1:] in tuple("、，,：:；;")

    def _notes(self, cut: bool, broken_off: Unit | None, *, has_units: bool) -> tuple[str, ...]:
        said = (
            (cut, _CUT),
            (broken_off is not None, _BROKEN_OFF.format(broken_off.name if broken_off else "")),
            (not self.closed and not cut, _UNCLOSED),
            (self.damaged, _DAMAGED),
            (not has_units, _NOBODY),
        )
        return tuple(note for holds, note in said if holds)


def without_bylines(drafts: list[Draft]) -> list[Draft]:
    """The tasks of a text; where no role is printed anywhere, one or two lone units in brackets sign a report."""
    lone = [one for one in drafts if not one.listed.has_role and len(one.listed.units) == 1]
    assigned = len(drafts) > len(lone) or len(lone) >= _MANY
    return drafts if assigned else []


def told_apart(
    groups: tuple[Group, ...], starred: set[int], *, first_leads: bool
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """Who leads and who takes part.

    牵头 and 主办 lead. Where nobody does, the first duty printed does (责任单位,
    负责, a list without a role), of its units the marked ones (★) or the first if the
    text says so; all others take part.
    """
    leading = any(group.standing is Standing.LEAD and group.units for group in groups)
    duty = next((group.role for group in groups if group.standing is Standing.DUTY and group.units), None)
    lead: list[Unit] = []
    others: list[Unit] = []
    for group in groups:
        if group.standing is Standing.PERSON:
            continue
        on_duty = group.standing is Standing.DUTY and not leading and group.role == duty
        into = lead if group.standing is Standing.LEAD or on_duty else others
        first = first_leads and (not group.role or group.role.endswith(_ORDERED))
        picked = _picked(group.units, starred, first_leads=first) if on_duty else group.units
        into += picked
        others += [unit for unit in group.units if unit not in picked]
    leads = _once(lead)
    names = {unit.name for unit in leads}
    return leads, tuple(unit for unit in _once(others) if unit.name not in names)


def _without(groups: list[Group], broken_off: Unit | None) -> list[Group]:
    if broken_off is None:
        return groups
    return [replace(group, units=tuple(unit for unit in group.units if unit is not broken_off)) for group in groups]


def _picked(units: tuple[Unit, ...], starred: set[int], *, first_leads: bool) -> tuple[Unit, ...]:
    marked = tuple(unit for unit in units if unit.start in starred)
    return marked or (units[:1] if first_leads else units)


def _once(units: list[Unit]) -> tuple[Unit, ...]:
    return tuple({unit.name: unit for unit in reversed(units)}.values())[::-1]


def _matched(group: Group, register: UnitRegister | None) -> Group:
    if register is None or group.standing is Standing.PERSON:
        return group
    return replace(group, units=tuple(_with_match(unit, register) for unit in group.units))


def _with_match(unit: Unit, register: UnitRegister) -> Unit:
    match = register.match(unit.full or unit.name) or register.match(unit.name)
    return replace(unit, matched=match.name, match=match.confidence) if match else unit
