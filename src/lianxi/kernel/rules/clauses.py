"""Clauses 条款: where a rule is written, how binding its wording is, and how it is cited."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Names = Mapping[str, str]  # code of a body → the short name the circle uses


class Force(StrEnum):
    """How binding the wording of a clause is 约束力.

    `must`: 应当、必须, and plain statements (由……组成, 由……承办), which Chinese drafting
    uses for binding rules. `usual`: 一般、原则上; leaving it is a departure to be
    explained, not a breach. `may`: 可以; it can be used or not.
    """

    MUST = "must"
    USUAL = "usual"
    MAY = "may"

    @property
    def label(self) -> str:
        """Chinese term as shown beside every rule."""
        return _FORCE_LABELS[self]

    @property
    def word(self) -> str:
        """The word that a sentence about the rule carries."""
        return _FORCE_WORDS[self]


_FORCE_LABELS = {Force.MUST: "应当", Force.USUAL: "一般", Force.MAY: "可以"}
_FORCE_WORDS = {Force.MUST: "应当", Force.USUAL: "一般应", Force.MAY: "可以"}


class ClauseStatus(StrEnum):
    """What a clause of the text is worth 条款状况."""

    IN_FORCE = "in_force"
    REPEATED = "repeated"
    STRAY = "stray"

    @property
    def label(self) -> str:
        """Chinese term."""
        return {"in_force": "有效", "repeated": "重复", "stray": "误植，不适用"}[self.value]


@dataclass(frozen=True)
class Clause:
    """One clause of a mechanism text 条款: its number and its gist in our own words.

    status `repeated` says the same as the clause named in `repeats`, so rules cite that
    one; `stray` belongs to another text and is not applied (its dates neither).
    """

    number: str
    gist: str
    status: ClauseStatus = ClauseStatus.IN_FORCE
    repeats: str = ""
    note: str = ""

    @property
    def applies(self) -> bool:
        """Whether a rule may cite this clause."""
        return self.status is ClauseStatus.IN_FORCE


@dataclass(frozen=True)
class ClauseRef:
    """A citation 条款出处: which clause of which version of which mechanism.

    Prints as “《……工作机制》（2023-08-23）三(二)”; with no number it cites the version itself.
    """

    slug: str
    title: str
    effective: date
    number: str = ""
    force: Force | None = None

    def __str__(self) -> str:
        return f"《{self.title}》（{self.effective.isoformat()}）{self.number}"


@dataclass(frozen=True, kw_only=True)
class Rule(ABC):
    """One rule of a mechanism 规则, with the clause that sets it.

    key:          stable English name, the table of ``mechanism.toml`` (``rotation``, ``invitations.deputies``).
    label:        Chinese name on screens.
    must_contain: words the original clause must contain once it has been imported and bound.
    """

    key: str
    label: str
    clause: str
    force: Force
    must_contain: tuple[str, ...] = ()

    @abstractmethod
    def sentence(self, names: Names) -> str:
        """The rule as one readable Chinese sentence; `names` gives the bodies' short names."""


def name_of(body: str, names: Names) -> str:
    """Short name of a body, or its code where the circle gives none."""
    return names.get(body, body)


def names_of(bodies: tuple[str, ...], names: Names, joint: str = "、") -> str:
    """Several bodies in the order given."""
    return joint.join(name_of(body, names) for body in bodies)
