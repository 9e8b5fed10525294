"""Copies held together as the page shows them 同文核对: which are equal, which depart, and where, one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lianxi.apps.rulebook.texts.comparison_rows import Piece, Plain
from lianxi.apps.rulebook.texts.given_texts import GivenText

MOST_COLUMNS = 12
"""Places in the table of copies by places; more would be wider than any screen, and stand in the list only."""
MOST_PLACES = 200
_AROUND = 6


@dataclass
class Place:
    """A wording that departs from the modal text, in one copy or several.

    number: by which the table of copies by places names it.
    """

    number: int
    before: str
    modal: str
    copy: str
    after: str
    copies: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Copy:
    """A copy judged; `marks` says of each place of the table whether it departs there."""

    key: str
    name: str
    modal: bool
    equal: bool
    places: tuple[int, ...]
    marks: tuple[bool, ...]
    redline: tuple[Piece, ...]


@dataclass(frozen=True)
class SameSheet:
    """Everything the page needs of copies held together.

    modal:  name of the copy whose wording most share.
    shared: in how many copies its wording stands.
    """

    modal: str
    shared: int
    equal: int
    unequal: int
    copies: tuple[Copy, ...]
    places: tuple[Place, ...]
    columns: tuple[Place, ...]
    left_out: int


def same_sheet(texts: Sequence[GivenText], found: Plain) -> SameSheet:
    """The answer of the check on same texts for the page."""
    by_words: dict[tuple[str, ...], Place] = {}
    departing = [_places(copy, by_words) for copy in found["copies"]]
    for one, places in zip(texts, departing, strict=True):
        for place in places:
            place.copies.append(one.name)
    places = tuple(by_words.values())
    columns = places if len(places) <= MOST_COLUMNS else ()
    copies = tuple(_copy(at, one, found, departing[at], columns) for at, one in enumerate(texts))
    fingerprints = [copy["fingerprint"] for copy in found["copies"]]
    return SameSheet(
        modal=texts[found["modal"]].name,
        shared=fingerprints.count(fingerprints[found["modal"]]),
        equal=sum(copy.equal for copy in copies),
        unequal=sum(not copy.equal for copy in copies),
        copies=copies,
        places=places[:MOST_PLACES],
        columns=columns,
        left_out=max(0, len(places) - MOST_PLACES),
    )


def _places(copy: Plain, by_words: dict[tuple[str, ...], Place]) -> list[Place]:
    """Where a copy departs; the same words in the same surroundings are one place, whichever copies have them."""
    found = {}
    for one in copy["deviations"]:
        before, after = one["before"], one["after"]
        key = (one["modal"], one["copy"], before[-_AROUND:], after[:_AROUND])
        place = by_words.setdefault(key, Place(len(by_words) + 1, before, one["modal"], one["copy"], after))
        found[place.number] = place
    return list(found.values())


def _copy(at: int, one: GivenText, found: Plain, places: Sequence[Place], columns: Sequence[Place]) -> Copy:
    said = found["copies"][at]
    numbers = tuple(place.number for place in places)
    marks = {"equal": "", "deleted": "del", "inserted": "ins"}
    redline = tuple(Piece(words, marks[change]) for change, words in said["redline"])
    shown = tuple(column.number in numbers for column in columns)
    return Copy(f"copy-{at + 1}", one.name, at == found["modal"], said["equal"], numbers, shown, redline)
