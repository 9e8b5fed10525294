"""One dated folder of a mechanism → one version: its files, its parties, its rules and its cases."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from lianxi.kernel.errors import DefinitionError, Fault
from lianxi.kernel.rules.cases import Case
from lianxi.kernel.rules.circles import Circle
from lianxi.kernel.rules.clauses import Clause, Force, Rule
from lianxi.kernel.rules.conference import FrequencyRule, PartiesRule
from lianxi.kernel.rules.mechanisms import Adoption, MechanismVersion
from lianxi.kernel.rules.rotation import RotationRule
from lianxi.loaders.cases import read_cases
from lianxi.loaders.clauses import read_clauses
from lianxi.loaders.mechanism_rules import SECTIONS, read_rules
from lianxi.loaders.reading import Reading
from lianxi.loaders.rule_reader import RuleReader
from lianxi.loaders.toml_files import WHOLE_FILE, read_toml, relative_name

MECHANISM, CLAUSES, CASES = "mechanism.toml", "clauses.toml", "cases.toml"
FILES = (MECHANISM, CLAUSES, CASES, "kinds")


class Text(StrEnum):
    """Whether the wording of a version is on record."""

    KNOWN = "known"
    UNKNOWN = "unknown"


class VersionFolder:
    """A folder named by the day its version takes effect, and the faults found in it."""

    def __init__(self, slug: str, path: Path, root: Path) -> None:
        self.slug, self.path, self.root = slug, path, root
        self.faults: list[Fault] = []
        self.cases: tuple[Case, ...] = ()

    @cached_property
    def content(self) -> dict[str, Any] | None:
        """What `mechanism.toml` holds, None where it cannot be read."""
        return self._content(MECHANISM)

    @property
    def circle_slug(self) -> str:
        """The circle the version names; "" where it names none."""
        circle = (self.content or {}).get("circle")
        return circle if isinstance(circle, str) else ""

    def read(self, circles: Mapping[str, Circle]) -> MechanismVersion | None:
        """The version, or None with the faults of all files of the folder."""
        self._only_known_files()
        named, content = self._named(), self.content
        file = Reading(self._name(MECHANISM), content or {}, self.faults)
        clauses = self._clauses(known=(content or {}).get("text") != Text.UNKNOWN)
        version = self._version(file, circles, clauses, named) if content is not None else None
        self.cases = self._cases()
        return None if self.faults else version

    def _version(
        self, file: Reading, circles: Mapping[str, Circle], clauses: tuple[Clause, ...] | None, named: date | None
    ) -> MechanismVersion:
        known = file.choice("text", Text) is not Text.UNKNOWN
        effective = self._effective(file, named)
        circle = self._circle(file, circles)
        section = file.table("parties", required=True)
        parties = _parties(section, circle, effective) if section else ()
        numbered = None if clauses is None else {clause.number: clause for clause in clauses}
        reader = RuleReader(numbered, parties)
        rules = _rules(reader, file, section) if known else _no_rules(file)
        version = MechanismVersion(
            slug=self.slug,
            title=file.text("title", required=True, longest=200),
            effective=effective,
            circle=self.circle_slug,
            parties=parties,
            text_known=known,
            clauses=clauses or (),
            rules=rules,
            adoptions=tuple(_adoption(row) for row in file.rows("adoptions")),
            source=file.text("source"),
            note=file.text("note"),
        )
        file.finish()
        return version

    def _named(self) -> date | None:
        """The day in the name of the folder."""
        try:
            named = date.fromisoformat(self.path.name)
        except ValueError:
            named = None
        if named is None or named.isoformat() != self.path.name:
            message = f"文件夹名“{self.path.name}”不是日期，请用生效日期命名，如 2023-08-23。"
            self.faults.append(Fault(relative_name(self.path, self.root), WHOLE_FILE, message))
            return None
        return named

    def _effective(self, file: Reading, named: date | None) -> date:
        """The day of effect, which is also the name of the folder."""
        effective = file.day("effective", required=True)
        if named and effective and effective != named:
            file.fault("effective", f"生效日期 {effective} 与文件夹名 {named} 不一致，请改成一致。")
        return effective or named or date.max

    def _circle(self, file: Reading, circles: Mapping[str, Circle]) -> Circle | None:
        """The circle named, as far as it can be read; a faulty circle file is reported on its own."""
        slug = file.text("circle", required=True, longest=60)
        if slug and slug not in circles and not (self.root / "data/circles" / f"{slug}.toml").exists():
            file.fault("circle", f"没有联席圈“{slug}”（data/circles/{slug}.toml），请核对，或先建这个文件。")
        return circles.get(slug)

    def _clauses(self, *, known: bool) -> tuple[Clause, ...] | None:
        """The clauses; none where the text is unknown, None where the file cannot be read."""
        if not known:
            if (self.path / CLAUSES).exists():
                message = "条文不详（text = “unknown”）的版本不能有条款，请删去这个文件，或改 text。"
                self.faults.append(Fault(self._name(CLAUSES), WHOLE_FILE, message))
            return ()
        content = self._content(CLAUSES)
        if content is None:
            return None
        file = Reading(self._name(CLAUSES), content, self.faults)
        clauses = read_clauses(file)
        file.finish()
        return clauses

    def _cases(self) -> tuple[Case, ...]:
        if not (self.path / CASES).exists():
            return ()
        content = self._content(CASES)
        if content is None:
            return ()
        file = Reading(self._name(CASES), content, self.faults)
        cases = read_cases(file)
        file.finish()
        return cases

    def _content(self, name: str) -> dict[str, Any] | None:
        try:
            return read_toml(self.path / name, self.root)
        except DefinitionError as error:
            self.faults += error.faults
            return None

    def _only_known_files(self) -> None:
        for path in sorted(self.path.iterdir()):
            if path.name not in FILES and not path.name.startswith("."):
                message = f"这里不应有这个文件，只能有 {'、'.join(FILES)}；请核对文件名或删去。"
                self.faults.append(Fault(relative_name(path, self.root), WHOLE_FILE, message))

    def _name(self, name: str) -> str:
        return relative_name(self.path / name, self.root)


def _parties(section: Reading, circle: Circle | None, effective: date) -> tuple[str, ...]:
    """The parties; each is a member of the circle, and every member on the day of effect is a party.

    A body that joins the circle later may be named beforehand: its place in the order is kept.
    """
    listed = section.bodies("order", required=True)
    parties = tuple(body for _, body in listed)
    section.text("source")
    if circle is None:
        return parties
    for index, body in listed:
        spans = [m for m in circle.parties.memberships if m.body == body and (m.end or date.max) >= effective]
        if not spans:
            message = f"“{body}”在{effective}及以后都不是联席圈“{circle.slug}”的成员，请核对代码，或补写成员。"
            section.fault(("order", index), message)
    missing = [body for body in circle.parties.on(effective) if body not in parties]
    if missing:
        section.fault("order", f"{effective}时联席圈的成员{'、'.join(missing)}没有列入，请补写。")
    return parties


def _rules(reader: RuleReader, file: Reading, section: Reading | None) -> tuple[Rule, ...]:
    """All rules of a known text; how often and how the hosts rotate must agree."""
    first = [PartiesRule(**reader.head(section, "parties", Force.MUST), order=reader.parties)] if section else []
    rules = (*first, *read_rules(reader, file))
    rotations = [rule.every for rule in rules if isinstance(rule, RotationRule)]
    for rule in rules:
        if isinstance(rule, FrequencyRule) and rotations and rule.every != rotations[0]:
            place = ("frequency", "every")
            file.fault(place, f"召开频次（{rule.every}）与轮流承办（{rotations[0]}）不一致，请改成一致。")
    return rules


def _no_rules(file: Reading) -> tuple[Rule, ...]:
    """A text that is not known can set no rules."""
    for key in SECTIONS:
        if file.has(key):
            file.asked.add(key)
            file.fault(key, "条文不详（text = “unknown”）的版本不能有规则，请删去这一节，或改 text。")
    return ()


def _adoption(row: Reading) -> Adoption:
    return Adoption(
        act=row.text("act", required=True, longest=20),
        by=row.text("by", required=True, longest=100),
        on=row.day("on", required=True) or date.max,
    )
