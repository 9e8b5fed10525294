"""Clauses of a caption 题注分句: what stands up to the verb that ends it, in phases of one day and one body each.

`根据2010年7月31日省…批准的2010年6月25日市…《…的决定》修正` is one clause of two phases:
the approval, and the passing of the decision inside it (domain notes b.4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lianxi.kernel.texts.captions.actor import Actor, read_actor
from lianxi.kernel.texts.captions.event import EventKind
from lianxi.kernel.texts.captions.names import begins_name
from lianxi.kernel.texts.captions.tokens import Token, TokenKind
from lianxi.kernel.texts.sessions import Organ

DAYS = frozenset({TokenKind.DAY, TokenKind.SAME_DAY, TokenKind.BROKEN_DAY, TokenKind.RELATIVE_DAY})
ALTERING = frozenset({EventKind.AMEND, EventKind.REVISE, EventKind.REPEAL})
_NUMBERING = re.compile(r"\A[(\[]?[一二三四五六七八九十\d]{1,4}[)\].、]{1,2}")
_HEADING = re.compile(r"(?:条例|规定|办法|决定|决议|细则|规则|法|机制|意见|章程|准则|方案|通告)\Z")
_SEVERAL = re.compile(r"(?<=会议)[、,，和及与]{1,2}(?=[^届]{2,30}届)")
_LEADING = re.compile("根据|依据|按照|经过|同年|当年")
_PASSED_BY = re.compile("[),，]{0,2}(?:已经|业经|已由|业由|现由|经由|经|由)(?!济|开区)")
_FILLING = re.compile(r"[\s,，、;；:：.。·()\[\]\-—的起自从于经由并和与及在以等至止]*(?:现予)?\Z")


@dataclass(slots=True)
class Phase:
    """What one body did on one day.

    words:   where the words stand that name the body.
    sitting: where the sitting stands if the day comes between body and sitting (甲市人民政府2008年1月7日第1次常务会议).
    heading: where the words stand before the day that name no body (a title without marks).
    link:    the verb before 的 or before the title (批准的《…》).
    based:   根据 stands before it.
    """

    start: int
    end: int
    day: Token | None = None
    words: tuple[int, int] | None = None
    sitting: tuple[int, int] | None = None
    heading: tuple[int, int] | None = None
    number: Token | None = None
    titles: list[Token] = field(default_factory=list)
    link: Token | None = None
    based: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said in it."""
        return self.day is None and self.words is None and self.number is None and not self.titles

    @property
    def linked(self) -> EventKind | None:
        """What the verb before 的 or before the title tells."""
        return self.link.event if self.link else None

    @property
    def is_bare_day(self) -> bool:
        """Whether it is a day and nothing more."""
        return self.day is not None and not (self.words or self.number or self.titles or self.link)

    def title_words(self, view: str) -> str | None:
        """The title without marks that stands before the day; None where other words stand there, or none."""
        words = _NUMBERING.sub("", view[slice(*self.heading)]).strip("(,:)[]、") if self.heading else ""
        return words if _HEADING.search(words) else None

    def actors(self, view: str) -> list[Actor]:
        """The bodies it names: one, several in one breath (甲市…会议、乙市…会议通过), or none."""
        if self.words is None:
            return []
        start, end = self.words
        if self.number and self.number.words.startswith("主席令"):
            return [Actor("中华人民共和国主席", Organ.OTHER, None, None, ())]
        cuts = [start, *(_place(view, cut, end) for cut in _SEVERAL.finditer(view, start, end)), end]
        found = [read_actor(view, from_, to) for from_, to in pairwise(cuts)]
        later = read_actor(view, *self.sitting) if self.sitting else None
        return [actor.in_sitting(later) if later else actor for actor in found if actor]


def _place(view: str, joining: re.Match[str], end: int) -> int:
    """Where the next body begins after 、 or 和; 和 may be the first character of its name."""
    last = joining.end() - 1
    return last if begins_name(view, last, end) else joining.end()


@dataclass(slots=True)
class Clause:
    """Phases and the verb that ends them; `verb` is None of words at the end that no verb follows.

    stray: days before the last phase that belong to nothing (the day of a web page above the caption).
    """

    phases: list[Phase]
    verb: Token | None
    start: int
    end: int
    stray: list[Phase] = field(default_factory=list)


def clauses_of(view: str, tokens: tuple[Token, ...]) -> Iterator[Clause]:
    """The clauses of a caption in their order."""
    phases: list[Phase] = []
    current, at = Phase(0, 0), 0
    for index, token in enumerate(tokens):
        if _is_of_instrument(current) and _PASSED_BY.match(view, at, token.start):
            phases.append(current)
            current = Phase(at, at)
        _take_words(view, current, at, token)
        if token.kind in DAYS and _begins_anew(current):
            taken = current.words == (at, token.start)
            phases.append(current)
            current = Phase(at, at)
            if not taken:
                _take_words(view, current, at, token)
        at = token.end
        if token.kind is TokenKind.VERB and not _is_link(view, tokens, index):
            phases.append(current)
            start = min(phase.start for phase in phases)
            yield _clause([phase for phase in phases if not phase.is_empty], token, start)
            phases, current = [], Phase(at, at)
            continue
        _take_token(view, current, token)
    if current.words is None and not _FILLING.match(_unled(view[at:])):
        current.words = (at, len(view))
    phases.append(current)
    if rest := [phase for phase in phases if not phase.is_empty]:
        yield Clause(rest, None, rest[0].start, len(view))


def _clause(phases: list[Phase], verb: Token, start: int) -> Clause:
    stray = [phase for phase in phases[:-1] if phase.is_bare_day] if verb.event is not EventKind.EFFECT else []
    kept = [phase for at, phase in enumerate(phases) if at == len(phases) - 1 or not phase.is_bare_day]
    return Clause(kept if stray else phases, verb, start, verb.end, stray)


def _is_of_instrument(phase: Phase) -> bool:
    """Whether it is a title alone, so that 已由… behind it tells who passed the instrument of that title."""
    return bool(phase.titles) and not (phase.day or phase.words or phase.link or phase.number)


def _begins_anew(phase: Phase) -> bool:
    """Whether a day starts the next phase: this one has a day, or is a title alone, or has come to its verb."""
    return phase.day is not None or phase.link is not None or bool(phase.titles) or phase.number is not None


def _take_words(view: str, phase: Phase, at: int, token: Token) -> None:
    """The words before a token name the body, if they name anything."""
    said = view[at : token.start]
    if phase.is_empty:
        phase.start = phase.start if said.strip(",，、;；:：.。()[] ") == said and said else at
    if "根据" in said or "依据" in said:
        phase.based = True
    if phase.words is None and phase.link is None and not phase.titles and not _FILLING.match(_unled(said)):
        phase.words, phase.end = (at, token.start), token.start
    elif (
        phase.words
        and phase.day
        and phase.link is None
        and phase.words[1] <= phase.day.start
        and not _FILLING.match(said)
    ):
        phase.sitting = phase.sitting or (at, token.start)


def _unled(said: str) -> str:
    return _LEADING.sub("", said)


def _take_token(view: str, phase: Phase, token: Token) -> None:
    if token.kind in DAYS:
        phase.day = token
        if phase.words and not _names_body(view, *phase.words):
            phase.heading, phase.words, phase.start = phase.words, None, token.start
    elif token.kind is TokenKind.TITLE:
        phase.titles.append(token)
    elif token.kind is TokenKind.NUMBER:
        phase.number = phase.number or token
    elif token.kind is TokenKind.VERB:
        phase.link = token
    phase.end = token.end


def _names_body(view: str, start: int, end: int) -> bool:
    actor = read_actor(view, start, end)
    return actor is not None and actor.organ is not None and actor.rest is None


def _is_link(view: str, tokens: tuple[Token, ...], index: int) -> bool:
    """Whether a verb only leads on: 批准的…, or 通过《…的决定》修正 where a verb follows the title."""
    end = tokens[index].end
    if view.startswith("的", end):
        return True
    following = tokens[index + 1 : index + 3]
    if len(following) < 2 or following[0].kind is not TokenKind.TITLE or view[end : following[0].start].strip(",，"):
        return False
    return following[1].kind is TokenKind.VERB and following[1].event in ALTERING
