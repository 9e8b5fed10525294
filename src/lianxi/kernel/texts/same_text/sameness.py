"""Whether copies say the same 同文核对: one decision passed by several bodies must read alike in each.

By rule only the name of the body, the date and sitting of the caption and the
number of the announcement differ. Periods of time (三十日) and dates inside
clauses never may; a name left over from another body's copy is a deviation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianxi.kernel.texts.compare.redline import Change, Piece, Reading, redline
from lianxi.kernel.texts.same_text.copy import FIELDS, MaskedCopy, level, take_out
from lianxi.kernel.texts.same_text.passing import Field
from lianxi.kernel.texts.same_text.register import Register, names_of
from lianxi.kernel.texts.same_text.template import alike

_OWN = "本机关名称"
"""Shown where a copy should name its own body."""
_CONTEXT = 12


@dataclass(frozen=True, slots=True)
class Deviation:
    """One place where a copy departs from the modal text.

    modal, copy:   the words on either side, "" where there are none.
    before, after: words around it in the copy, as profile `SAME_TEXT` levels them.
    """

    modal: str
    copy: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ComparedCopy:
    """A copy judged.

    redline: the changes from the modal text; empty where the copy is equal.
    """

    equal: bool
    fingerprint: str
    deviations: tuple[Deviation, ...]
    redline: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SameText:
    """Copies compared.

    modal:  index of the copy whose wording most copies share; of equally common ones the first.
    copies: in the order given.
    """

    modal: int
    copies: tuple[ComparedCopy, ...]

    @property
    def equal(self) -> bool:
        """Whether all copies say the same."""
        return all(copy.equal for copy in self.copies)


def same_text(copies: Sequence[str], variable: Register | None = None, *, strict: bool = False) -> SameText:
    """Compare copies of one text with the wording that most of them share.

    variable: the register of what may differ; names are also read from the copies' own captions.
    strict:   the width of letters, white space and invisible characters count too.

    Raises `ValueError` for no copies at all.
    """
    if not copies:
        raise ValueError("no copies to compare")
    levelled = [level(text, strict=strict) for text in copies]
    own = [copy.front.body for copy in levelled if copy.front.body]
    names = names_of((variable or Register()).with_bodies(own))
    read = [take_out(copy, names) for copy in levelled]
    groups = alike(read)
    # Counted in order of the copies: of equally common wordings the first.
    modal = Counter(groups).most_common(1)[0][0]
    rules = _rules([copy for copy, group in zip(read, groups, strict=True) if group == modal])
    return SameText(
        modal,
        tuple(
            _as_modal(read[modal], copy, rules) if group == modal else _departing(read[modal], copy)
            for copy, group in zip(read, groups, strict=True)
        ),
    )


def _as_modal(modal: MaskedCopy, copy: MaskedCopy, rules: list[_Place]) -> ComparedCopy:
    strays = tuple(_stray_names(copy, rules))
    return ComparedCopy(not strays, modal.fingerprint, strays, ())


def _departing(modal: MaskedCopy, copy: MaskedCopy) -> ComparedCopy:
    pieces = redline(modal.skeleton, copy.skeleton, Reading(strict=True))
    shown = tuple(_filled(pieces, modal.taken, copy.taken))
    return ComparedCopy(False, copy.fingerprint, tuple(_deviations(shown)), shown)


@dataclass(frozen=True, slots=True)
class _Place:
    """What belongs in the place of a name: one name in every copy, or (None) the copy's own, in full or short."""

    name: str | None
    in_full: bool

    def holds(self, copy: MaskedCopy, name: str, body: str) -> bool:
        """Whether a name belongs there."""
        if self.name is not None:
            return name == self.name
        return _is_own(copy, body) and (name == body) == self.in_full


def _rules(copies: list[MaskedCopy]) -> list[_Place]:
    """What belongs in each place of a name.

    A place where more copies have one and the same name than have their own is no place of the own name
    (甲市、乙县等共同…).
    """
    rules: list[_Place] = []
    for at in range(len(copies[0].bodies)):
        own = [name == body for name, body in (copy.bodies[at] for copy in copies if _is_own(copy, copy.bodies[at][1]))]
        name, count = Counter(copy.bodies[at][0] for copy in copies).most_common(1)[0]
        rules.append(_Place(name if count > len(own) else None, 2 * sum(own) >= len(own)))
    return rules


def _is_own(copy: MaskedCopy, body: str) -> bool:
    return body == "" or copy.own is None or body == copy.own


def _strays(copy: MaskedCopy, rules: list[_Place]) -> list[int]:
    """Places with a name that is not the one that belongs there."""
    return [
        at
        for at, ((name, body), rule) in enumerate(zip(copy.bodies, rules, strict=True))
        if not rule.holds(copy, name, body)
    ]


def _stray_names(copy: MaskedCopy, rules: list[_Place]) -> Iterator[Deviation]:
    if not (strays := _strays(copy, rules)):
        return
    pieces = copy.pieces()
    places = [at for at, (_, field) in enumerate(pieces) if field is Field.BODY]
    for stray in strays:
        at, rule = places[stray], rules[stray]
        before = "".join(words for words, _ in pieces[max(0, at - _CONTEXT) : at])
        after = "".join(words for words, _ in pieces[at + 1 : at + 1 + _CONTEXT])
        yield Deviation(rule.name or _OWN, pieces[at][0], before[-_CONTEXT:], after[:_CONTEXT])


def _filled(pieces: Sequence[Piece], modal: Sequence[str], copy: Sequence[str]) -> Iterator[Piece]:
    """The redline with the words that were taken out back in their places."""
    olds, news = iter(modal), iter(copy)
    for piece in pieces:
        old = "".join(next(olds) if char in FIELDS else char for char in piece.old)
        new = "".join(next(news) if char in FIELDS else char for char in piece.new)
        yield Piece(piece.change, old, new)


def _deviations(pieces: Sequence[Piece]) -> Iterator[Deviation]:
    """Each stretch between two equal ones."""
    before = gone = come = ""
    for piece in (*pieces, Piece(Change.EQUAL, "", "")):
        if piece.change is not Change.EQUAL:
            gone, come = gone + piece.old, come + piece.new
            continue
        if gone or come:
            yield Deviation(gone, come, before[-_CONTEXT:], piece.new[:_CONTEXT])
        before, gone, come = piece.new, "", ""


def plain(compared: SameText, files: Sequence[str]) -> dict[str, object]:
    """`{"modal": index, "copies": [{"file", "equal", "deviations": [{"modal", "copy", …}], "fingerprint"}]}`."""
    return {
        "modal": compared.modal,
        "copies": [
            {
                "file": file,
                "equal": copy.equal,
                "deviations": [
                    {"modal": one.modal, "copy": one.copy, "before": one.before, "after": one.after}
                    for one in copy.deviations
                ],
                "fingerprint": copy.fingerprint,
                "redline": [
                    [piece.change.value, piece.old if piece.change is Change.DELETED else piece.new]
                    for piece in copy.redline
                ],
            }
            for file, copy in zip(files, compared.copies, strict=True)
        ],
    }
