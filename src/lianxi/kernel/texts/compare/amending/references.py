"""References within the text to its own provisions 引用的条文序号: what new numbers mean for them.

Only words that the decision left as they were are looked at: what it wrote counts by the new numbers already.
References to other laws are never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from lianxi.kernel.texts.citations import Citation, Form, find_citations
from lianxi.kernel.texts.compare.amending.instruction import Place, printed_number, written
from lianxi.kernel.texts.compare.amending.locating import place_at
from lianxi.kernel.texts.compare.amending.model import Article, Text, Wording
from lianxi.kernel.texts.compare.amending.work import Work
from lianxi.kernel.texts.numerals import NUMERAL, read_number, read_ordinal_key
from lianxi.kernel.texts.structure import Node, read_structure

_N = f"[{NUMERAL}]"
_GONE, _SHIFTED = "所引的条款已经删去", "前款与本款之间有增删，所指可能变了"
_PIECE = re.compile(
    rf"第(?P<article>{_N}{{1,12}}条(?:之{_N}{{1,4}})?)(?:第(?P<below>{_N}{{1,6}})款)?(?:第(?P<point>[(（]?{_N}{{1,6}}[)）]?)项)?"
    rf"|第(?P<paragraph>{_N}{{1,6}})款(?:第(?P<of_it>[(（]?{_N}{{1,6}}[)）]?)项)?"
    rf"|第(?P<bare>[(（]?{_N}{{1,6}}[)）]?)项"
)


@dataclass(frozen=True, slots=True)
class Consequence:
    """A reference that new numbers concern.

    place:   where it stands, by the new numbers.
    was:     as it reads in the old text.
    becomes: as it has to read; "" where a person has to decide, for the reason in `note`.
    applied: whether it was changed.
    context: the words around it.
    """

    place: Place
    was: str
    becomes: str
    applied: bool
    context: str
    note: str = ""

    @property
    def label(self) -> str:
        """第八条：第三十五条 → 第三十六条."""
        return f"{self.place.label}：{self.was} → {self.becomes or f'{self.note}，须人工处理'}"


def with_references(work: Work, *, confirmed: bool | Collection[int]) -> tuple[str, tuple[Consequence, ...]]:
    """The text with its references changed where the decision says so or they are confirmed; and all of them."""
    text = work.text.printed()
    moved = _moved(work)
    if all(old == new for old, new in moved.items()):
        return text, ()
    root = read_structure(text)
    found: list[Consequence] = []
    edits: list[tuple[int, int, str]] = []
    for start, end, becomes, note in _Concerned(text, root, work.text, moved).find():
        wanted = work.references or confirmed is True or (not isinstance(confirmed, bool) and len(found) in confirmed)
        applied = wanted and bool(becomes)
        context = " ".join(text[max(0, start - 12) : end + 12].split())
        found.append(Consequence(place_at(root, start), text[start:end], becomes, applied, context, note))
        if applied:
            edits.append((start, end, becomes))
    for start, end, becomes in reversed(edits):
        text = text[:start] + becomes + text[end:]
    return text, tuple(found)


def _moved(work: Work) -> dict[Place, Place | None]:
    """Old place → new place of every provision; None where it is gone."""
    moved: dict[Place, Place | None] = dict.fromkeys(work.old_places)
    for article in work.text.articles:
        moved.update({Place(key): Place(article.now) for key in article.origins})
        if any(paragraph.origin for paragraph in article.paragraphs):
            _note_below(article, moved)
        else:
            _forget(moved, article.origins)
    return moved


def _forget(moved: dict[Place, Place | None], origins: tuple[str, ...]) -> None:
    """Of an article worded anew nothing is known of its paragraphs; references to them keep their numbers."""
    for place in [place for place in moved if place.article in origins and place.paragraph is not None]:
        del moved[place]


def _note_below(article: Article, moved: dict[Place, Place | None]) -> None:
    for number, paragraph in enumerate(article.paragraphs, 1):
        if paragraph.origin is None or paragraph.origin.paragraph is None:
            continue
        raised = paragraph.origin.article not in article.origins and len(article.paragraphs) == 1
        moved[paragraph.origin] = Place(article.now, None if raised else number)
        old = paragraph.origin
        for at, point in enumerate(paragraph.points, 1):
            if point.number is not None:
                moved[replace(old, point=point.number)] = Place(article.now, number, str(at))
        if paragraph.lead.fresh:
            for place in [one for one in moved if one.point and replace(one, point=None) == old]:
                del moved[place]


class _Concerned:
    """Looks for the references whose provision moved or went."""

    def __init__(self, text: str, root: Node, model: Text, moved: Mapping[Place, Place | None]) -> None:
        self.text, self.root, self.moved = text, root, moved
        self.old_of = {new: old for old, new in moved.items() if new}
        self.starts, self.wordings = _spans(model)

    def find(self) -> Iterator[tuple[int, int, str, str]]:
        """(start, end, new wording, why there is none) of each."""
        for citation in find_citations(self.text):
            if not _is_own(citation):
                continue
            outer = self._outer(citation)
            if outer is None:
                yield citation.start, citation.start + 2, "", _SHIFTED
                continue
            for provision in citation.provisions:
                for found in _PIECE.finditer(self.text, provision.start, provision.end):
                    old = _read(found).within(outer)
                    outer = Place(old.article, old.paragraph)
                    becomes = _becomes(found, old, self.moved)
                    if becomes is not None and self._is_old(found):
                        yield found.start(), found.end(), becomes, "" if becomes else _GONE

    def _outer(self, citation: Citation) -> Place | None:
        """The old place that a reference without an article is within; None where 前款 means another one now."""
        here = place_at(self.root, citation.start, exact=True)
        own = self.old_of.get(Place(here.article, here.paragraph), Place())
        article = self.old_of.get(Place(here.article), Place()).article
        if not citation.printed.startswith("前款"):
            return Place(article, own.paragraph if citation.printed.startswith("本款") else None)
        before = self.old_of.get(Place(here.article, (here.paragraph or 1) - 1))
        if own.paragraph is None or (here.paragraph or 1) == 1 or not self._is_old_at(citation.start):
            return Place()
        meant = replace(own, paragraph=own.paragraph - 1)
        return meant if before == meant or meant not in self.moved else None

    def _is_old_at(self, offset: int) -> bool:
        wording = self.wordings[bisect_right(self.starts, offset) - 1]
        return wording is not None and not wording.fresh

    def _is_old(self, found: re.Match[str]) -> bool:
        """Whether the decision left the words as they were."""
        wording = self.wordings[bisect_right(self.starts, found.start()) - 1]
        return wording is not None and not wording.fresh and not _put_in(self.text, found, wording)


def _spans(model: Text) -> tuple[list[int], list[Wording | None]]:
    starts: list[int] = []
    wordings: list[Wording | None] = []
    at = 0
    for line, wording in model.lines():
        starts.append(at)
        wordings.append(wording)
        at += len(line)
    return starts, wordings


def _is_own(citation: Citation) -> bool:
    """Whether a reference is to this text: 第三条, 本条例第三条, 本条第二款, 前款第三项."""
    if citation.form is Form.PROVISION:
        return citation.title is None
    return citation.form is Form.RELATIVE and citation.printed.startswith(("本", "前款"))


def _put_in(text: str, found: re.Match[str], wording: Wording) -> bool:
    """Whether the decision itself set these words."""
    for words in wording.put_in:
        at = text.find(words, max(0, found.end() - len(words)), found.start() + len(words))
        if 0 <= at <= found.start() and found.end() <= at + len(words):
            return True
    return False


def _read(found: re.Match[str]) -> Place:
    article = read_ordinal_key(found["article"]) if found["article"] else None
    paragraph = found["below"] or found["paragraph"]
    point = found["point"] or found["of_it"] or found["bare"]
    return Place(article, read_number(paragraph) if paragraph else None, read_ordinal_key(point) if point else None)


def _becomes(found: re.Match[str], old: Place, moved: Mapping[Place, Place | None]) -> str | None:
    """The new wording of a reference; None where nothing changes, "" where what it names is gone."""
    article = moved.get(Place(old.article), Place(old.article))
    new = moved.get(old, _counted_on(old, article))
    if new is None and article is not None and old.paragraph is not None:
        return None if article == Place(old.article) else _said(found, replace(old, article=article.article), article)
    if new is None:
        return ""
    said = _said(found, new, article)
    return said if said != found[0] else None


def _counted_on(old: Place, article: Place | None) -> Place | None:
    """A paragraph that is not known one by one moves with its article."""
    return replace(old, article=article.article) if article else None


def _said(found: re.Match[str], new: Place, article: Place | None) -> str:
    said = printed_number(new.article or "") if found["article"] or (article and new.article != article.article) else ""
    if new.paragraph is not None and (found["below"] or found["paragraph"]):
        said += f"第{written(str(new.paragraph))}款"
    point = found["point"] or found["of_it"] or found["bare"]
    if point and new.point:
        number = written(new.point)
        said += f"第（{number}）项" if point[0] in "(（" else f"第{number}项"
    return said
